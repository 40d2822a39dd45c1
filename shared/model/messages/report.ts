// Failures of reports, in both languages. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const reportMessages = {
  REPORT_INCOMPLETE: {
    vi: 'Báo cáo “{report}” còn {count} chỗ chưa điền được, nên chưa in và chưa ghi ra tệp. Chỗ đầu tiên: {vi} Hãy sửa mục đó trong báo cáo rồi làm lại.',
    en: 'The report “{report}” has {count} places that could not be filled, so it is neither printed nor written. The first: {en} Mend that block of the report and try again.',
  },
  REPORT_ISSUES_INCOMPLETE: {
    vi: '{failed} trên {issues} số báo cáo không lập được; các số khác đã ghi trong “{folder}”. Lý do của từng số được nêu ở trên.',
    en: '{failed} of {issues} issues of the report could not be made; the others are written in “{folder}”. The reason of each is told above.',
  },
  REPORT_NO_TABLES: {
    vi: 'Báo cáo “{report}” không có biểu nào để ghi ra sổ tính. Hãy thêm một mục bảng, hoặc ghi ra DOCX, PDF hay HTML.',
    en: 'The report “{report}” has no table for a workbook. Add a table, or write DOCX, PDF or HTML.',
  },
  REPORT_RUN_STOPPED: {
    vi: 'Dừng sau {made} trên {issues} báo cáo; các tệp đã ghi trong “{folder}” vẫn dùng được. Lý do: {vi} Khắc phục xong hãy chạy lại lệnh cũ với --resume.',
    en: 'Stopped after {made} of {issues} reports; the files written in “{folder}” stand. Reason: {en} Then run the same command again with --resume.',
  },
  ISSUE_UNKNOWN: {
    vi: 'Không có bản phát hành số hiệu {issue} trong không gian làm việc này. Hãy xem danh sách bản phát hành của báo cáo.',
    en: 'There is no issue {issue} in this workspace. See the list of issues of the report.',
  },
  ISSUE_DAMAGED: {
    vi: 'Nội dung bản phát hành {issue} không khớp mã băm đã ghi trong nhật ký, nên không mở, không in và không duyệt. Hãy khôi phục không gian làm việc từ bản sao lưu.',
    en: 'The content of issue {issue} does not match the hash written in the log; it is neither opened, printed nor approved. Restore the workspace from a backup.',
  },
  ISSUE_SAME_PERSON: {
    vi: 'Bản phát hành số {issue} do “{user}” chốt; người duyệt phải là người khác. Hãy nhờ người soát xét mở không gian làm việc và duyệt.',
    en: 'Issue {issue} was frozen by “{user}”; it is approved by another person. Ask a reviewer to open the workspace and approve it.',
  },
  ISSUE_DECIDED: {
    vi: 'Bản phát hành số {issue} đã có quyết định ({state}). Quyết định không sửa được; hãy chốt bản phát hành mới nếu cần.',
    en: 'Issue {issue} is decided already ({state}). A decision is not changed; freeze a new issue if there must be one.',
  },
  YEARBOOK_NO_ISSUE: {
    vi: 'Báo cáo “{report}” chưa có bản phát hành nào được duyệt cho kỳ và địa bàn này. Hãy chốt và duyệt một bản, hoặc lập niên giám bản thảo.',
    en: 'The report “{report}” has no approved issue for this period and territory. Freeze and approve one, or make the yearbook as a draft.',
  },
  YEARBOOK_FOLDER_TAKEN: {
    vi: 'Thư mục “{path}” có tệp khác, không phải một niên giám điện tử, nên không ghi đè. Hãy chọn thư mục trống hoặc thư mục mới.',
    en: 'The folder “{path}” has other files and is not an electronic yearbook; it is not overwritten. Choose an empty or a new folder.',
  },
  YEARBOOK_INCOMPLETE: {
    vi: 'Niên giám trong “{folder}” thiếu {missing} chỗ; mỗi chỗ được nêu ở trang đầu và trong exceptions.json. Hãy sửa các mục đó rồi lập lại.',
    en: 'The yearbook in “{folder}” lacks {missing} places; each is told on its first page and in exceptions.json. Mend them and make it again.',
  },
} as const satisfies Record<string, Bilingual>
