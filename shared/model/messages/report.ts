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
} as const satisfies Record<string, Bilingual>
