// Failures and notices of keeping and protecting a workspace, in both languages. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const securityMessages = {
  LOG_BROKEN: {
    vi: 'Nhật ký không khớp với mốc ghi bên ngoài, từ mục {entry}: có thể đã bị cắt, sửa hoặc mọi tệp bị đưa về trạng thái cũ. Hãy báo cán bộ an ninh và chạy “kiểm tra”.',
    en: 'The log does not agree with the anchor outside it, from entry {entry}: it may have been cut or forged, or all files set back. Tell the security officer and run “verify”.',
  },
  COLUMNS_DAMAGED: {
    vi: 'Tệp bộ cột phân tích “{path}” bị hỏng. Dữ liệu gốc không bị ảnh hưởng: hãy mở không gian làm việc để ghi và chạy lại, tệp sẽ được dựng lại.',
    en: 'The column file “{path}” is damaged. The records are not affected: open the workspace for writing and run again; the file is rebuilt.',
  },
  ANCHOR_UNREACHABLE: {
    vi: 'Không ghi được mốc nhật ký của cơ quan vào “{path}”. Công việc vẫn tiếp tục; mốc sẽ được ghi khi tệp dùng được.',
    en: 'The office’s anchor of the log cannot be written to “{path}”. Work goes on; it is written when the file can be reached.',
  },
} satisfies Record<string, Bilingual>
