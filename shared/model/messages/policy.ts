// Failures of the policy at the door and of the office's rules, in both languages. A code, once released, keeps its
// meaning.
import type { Bilingual } from '../text.ts'

export const policyMessages = {
  LEAVES_READ_ONLY: {
    vi: 'Không gian làm việc đang mở chỉ đọc nên không ghi được nhật ký; không dữ liệu nào được đưa ra ngoài khi chưa ghi nhật ký. Hãy đóng nơi đang mở nó để ghi, rồi mở lại với quyền ghi.',
    en: 'The workspace is open read-only, so nothing can be logged, and nothing leaves unlogged. Close it where it is open for writing, then open it again with write access.',
  },
  ROLE_NEEDED: {
    vi: 'Việc này cần vai trò {needed_vi}; người đang mở có vai trò {own_vi}.',
    en: 'This needs the role of {needed_en}; whoever opened the workspace is {own_en}.',
  },
  PROTECTION_LOOSER: {
    vi: 'Chính sách của cơ quan là ít nhất {minimum} đối tượng trong một ô; chỉ có thể yêu cầu chặt hơn, không thể là {asked}.',
    en: 'The policy of the office is at least {minimum} respondents in a cell; a request may be stricter, it cannot be {asked}.',
  },
  PROTECTION_LOOSER_P: {
    vi: 'Chính sách của cơ quan là quy tắc p % với p = {p}; chỉ có thể yêu cầu p lớn hơn, không thể là {asked}.',
    en: 'The policy of the office is the p % rule with p = {p}; a request may ask for a larger p, it cannot be {asked}.',
  },
  CLIPBOARD_PROTECTED_ONLY: {
    vi: 'Theo chính sách của cơ quan, bộ nhớ tạm chỉ lấy số đã bảo mật. Hãy lập bảng từ các số này rồi sao chép hoặc xuất bảng; người quản trị đổi chính sách trong Thiết lập.',
    en: 'By the policy of the office the clipboard takes protected figures only. Make a table of these figures and copy or export that; an administrator changes the policy in Settings.',
  },
  CLIPBOARD_OTHER_PLACES: {
    vi: 'Bảng đã bảo mật xếp khác bảng đang hiện, nên phần đã chọn không ở cùng chỗ. Hãy bật “như khi công bố” rồi chọn lại và sao chép.',
    en: 'The protected table is arranged unlike the one on screen, so that what you selected stands elsewhere in it. Switch to “as published”, select again and copy.',
  },
  REPORT_NOT_MADE: {
    vi: 'Báo cáo chưa được lập xong hoặc không còn được giữ. Hãy mở lại báo cáo rồi in.',
    en: 'The report has not been made yet or is no longer kept. Open the report again, then print.',
  },
  METHOD_OF_HOST: {
    vi: 'Lệnh “{method}” chỉ dành cho chương trình chủ, không dành cho trang.',
    en: 'The method “{method}” is for the host itself, not for a page.',
  },
} as const satisfies Record<string, Bilingual>
