// Failures and notices of keeping and protecting a workspace, in both languages. A code, once released, keeps its
// meaning.
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
  WORKSPACE_GONE: {
    vi: 'Không tới được thư mục “{path}” của không gian làm việc: ổ mạng hoặc ổ rời đã ngắt, hay thư mục đã bị chuyển đi. Hãy nối lại ổ rồi đóng và mở lại không gian làm việc; việc đang làm dở coi như chưa làm.',
    en: 'The workspace folder “{path}” cannot be reached: the network or removable drive is gone, or the folder was moved. Connect it again, then close and reopen the workspace; unfinished work counts as not done.',
  },
  FILE_UNREACHABLE: {
    vi: 'Không tới được “{path}” ({reason}). Hãy kiểm tra ổ đĩa hoặc thư mục mạng rồi làm lại.',
    en: '“{path}” cannot be reached ({reason}). Check the drive or network folder, then run it again.',
  },
  FILE_UNUSABLE: {
    vi: 'Không dùng được “{path}” ({reason}): đó là một thư mục, các liên kết trỏ vòng vào nhau, tên quá dài hoặc đã có tệp khác ở đó. Hãy chọn tệp khác.',
    en: '“{path}” cannot be used ({reason}): it is a folder, links lead round in a circle, its name is too long or something else is there. Choose another file.',
  },
  PASSPHRASE_WEAK: {
    vi: 'Mật khẩu chưa đủ mạnh: phải có ít nhất {shortest} ký tự, đủ khác nhau, không phải từ ai cũng biết, dãy số hay tên người dùng. Một câu dài chỉ mình anh/chị nghĩ ra là tốt nhất.',
    en: 'The passphrase is too weak: at least {shortest} characters, varied, no well-known word, run of digits or name of the person. A long sentence only you would think of is best.',
  },
  PASSPHRASE_PAUSE: {
    vi: 'Đã nhập sai mật khẩu {tries} lần. Hãy đợi {seconds} giây rồi thử lại; số lần sai được ghi vào nhật ký.',
    en: 'The passphrase was wrong {tries} times. Wait {seconds} seconds, then try again; the wrong tries are logged.',
  },
  RECORDS_EXPORT_CODE: {
    vi: '“{variable}” là mã theo được từng người hoặc từng doanh nghiệp, nên được coi là định danh và không xuất. Người quản trị có thể đổi chính sách trong Thiết lập.',
    en: '“{variable}” is a code that follows one person or enterprise, so it counts as an identifier and is not exported. An administrator can change the policy in Settings.',
  },
  RECORDS_PACKAGE_NEEDED: {
    vi: 'Bản ghi chỉ ra ngoài trong gói mã hoá: hãy cho biết người nhận, ngày hết hạn và mật khẩu của gói ({field}).',
    en: 'Records leave only in an encrypted package: give its receiver, its last day and its passphrase ({field}).',
  },
  RECORDS_PACKAGE_DATE: {
    vi: 'Ngày hết hạn “{until}” không hợp lệ: phải từ hôm nay đến {latest}.',
    en: 'The last day “{until}” is not valid: from today to {latest}.',
  },
  DRILL_OTHER: {
    vi: '“{path}” là bản sao lưu của một không gian làm việc khác (“{name}”).',
    en: '“{path}” is a backup of another workspace (“{name}”).',
  },
  DRILL_OTHER_KEY: {
    vi: '“{path}” được sao lưu trước khi thay khoá của không gian làm việc. Hãy khôi phục bằng “statdesk restore” với mật khẩu khi ấy, hoặc sao lưu lại.',
    en: '“{path}” was made before the key of the workspace was changed. Restore it with “statdesk restore” and the passphrase of that time, or make a new backup.',
  },
  DRILL_DIFFERS: {
    vi: 'Bản sao lưu “{path}” khôi phục được nhưng khác không gian đang dùng: xem báo cáo. Hãy giữ cả hai và báo người quản trị.',
    en: 'The backup “{path}” was restored but differs from the workspace: see the report. Keep both and tell the administrator.',
  },
  DELIVERY_DESTROYED: {
    vi: 'Đợt nhận số {delivery} đã được huỷ; chứng nhận nằm trong nhật ký.',
    en: 'Delivery number {delivery} was destroyed; its certificate stands in the log.',
  },
  RETENTION_DUE: {
    vi: 'Có {deliveries} đợt dữ liệu đã đến ngày phải huỷ. Hãy xem ở Thiết lập, “Thời hạn giữ dữ liệu”.',
    en: '{deliveries} deliveries have reached the day they are to be destroyed. See Settings, “How long data are kept”.',
  },
  LOG_OUTCOME_UNWRITTEN: {
    vi: 'Nhật ký đã ghi yêu cầu nhưng không ghi được kết quả của “{subject}”, có lẽ do ổ đĩa đầy. Hãy giải phóng chỗ; tệp đã xuất vẫn dùng được.',
    en: 'The log has the request but not the outcome of “{subject}”, probably because the disk is full. Free some space; the file that was written is whole.',
  },
  PERSON_NEEDED: {
    vi: 'Không gian làm việc có nhiều người dùng. Hãy cho biết tên người mở (dòng lệnh: --person): {names}.',
    en: 'The workspace has several persons. Say who opens it (command line: --person): {names}.',
  },
  PERSON_UNKNOWN: {
    vi: 'Không có người dùng “{person}” trong không gian làm việc này.',
    en: 'There is no person “{person}” in this workspace.',
  },
  PERSON_EXISTS: {
    vi: 'Đã có người dùng tên “{person}”. Hãy dùng tên khác, hoặc gỡ người cũ trước.',
    en: 'There is a person “{person}” already. Use another name, or remove the former first.',
  },
  PERSON_LAST_ADMINISTRATOR: {
    vi: '“{person}” là người quản trị cuối cùng. Hãy thêm một người quản trị khác trước.',
    en: '“{person}” is the last administrator. Add another administrator first.',
  },
  PERSON_NO_KEYS: {
    vi: 'Không gian dữ liệu mô phỏng không có mật khẩu nên không có người dùng. Hãy tạo không gian làm việc có mật khẩu.',
    en: 'A workspace of made-up data has no passphrase and so no persons. Create one with a passphrase.',
  },
  RECOVERY_INVALID: {
    vi: '“{path}” không phải khoá khôi phục của không gian làm việc này, hoặc mật khẩu niêm phong không đúng.',
    en: '“{path}” is no recovery key of this workspace, or the sealing passphrase is wrong.',
  },
  PEOPLE_RECOVERED: {
    vi: 'Từ lần mở trước của anh/chị, khoá khôi phục đã được dùng: “{person}” thành người quản trị ({at} UTC, tài khoản máy {user}). Nếu cơ quan không yêu cầu việc này, hãy báo cán bộ an ninh, gỡ người đó và tạo khoá khôi phục mới.',
    en: 'Since you last opened it the recovery key was used: “{person}” became an administrator ({at} UTC, machine account {user}). If your office did not order it, tell the security officer, remove that person and make a new recovery key.',
  },
  WORKSPACE_IS_LOCKED: {
    vi: 'Không gian làm việc đang khoá vì không có ai dùng. Hãy nhập lại mật khẩu.',
    en: 'The workspace is locked because nobody was using it. Enter your passphrase again.',
  },
  LEAVE_NEEDED: {
    vi: 'Việc này cần sự cho phép của một người khác (vai trò {needed_vi} trở lên). Hãy xin phép trong Thiết lập, hoặc “statdesk leave ask”.',
    en: 'This needs the leave of another person ({needed_en} or above). Ask for it in Settings, or with “statdesk leave ask”.',
  },
  LEAVE_NOBODY: {
    vi: 'Việc này luôn cần sự cho phép của một người khác, mà không gian làm việc chưa có ai khác có vai trò {needed_vi}. Người quản trị thêm người trong Thiết lập.',
    en: 'This always needs the leave of another person, and nobody else of the workspace is {needed_en}. An administrator adds persons in Settings.',
  },
  LEAVE_UNKNOWN: {
    vi: 'Không có đề nghị số {leave}, hoặc đã được quyết định.',
    en: 'There is no request number {leave}, or it was decided.',
  },
  LEAVE_OWN: {
    vi: 'Không ai tự cho phép mình. Hãy nhờ một người khác quyết định.',
    en: 'Nobody gives leave to themselves. Have another person decide.',
  },
  LEAVE_ROLE: {
    vi: 'Người này không đủ vai trò để cho phép (cần {needed_vi} trở lên).',
    en: 'This person’s role does not suffice to give leave ({needed_en} or above is needed).',
  },
  SIGNER_ROLE: {
    vi: '{person} là {own_vi}, không ký được việc này (cần {needed_vi} trở lên). Hãy để người khác ký.',
    en: '{person} is {own_en} and cannot sign this ({needed_en} or above is needed). Let another person sign.',
  },
  SIGNATURE_NEEDED: {
    vi: 'Cần chữ ký: {person} nhập mật khẩu của chính mình.',
    en: 'A signature is needed: {person} enters their own passphrase.',
  },
  PACKAGE_INVALID: {
    vi: '“{path}” không phải gói bản ghi còn nguyên: {reason}. Không có tệp nào được ghi.',
    en: '“{path}” is no whole package of records: {reason}. No file was written.',
  },
  PACKAGE_PASSPHRASE_WRONG: {
    vi: 'Mật khẩu của gói không đúng, hoặc gói đã bị sửa. Hãy hỏi lại người gửi.',
    en: 'The passphrase of the package is wrong, or the package was changed. Ask whoever sent it.',
  },
  PACKAGE_EXPIRED: {
    vi: 'Gói này hết hạn ngày {until}. Hãy huỷ gói, hoặc xin gói mới.',
    en: 'The last day of this package was {until}. Destroy it, or ask for another.',
  },
  PACKAGE_FILE_EXISTS: {
    vi: 'Đã có tệp “{path}”. Hãy chọn thư mục khác; không có gì bị ghi đè.',
    en: 'There is a file “{path}” already. Choose another folder; nothing is written over.',
  },
  REASON_NEEDED: {
    vi: 'Cần ghi lý do (ít nhất {minimum} ký tự); lý do được ghi vào nhật ký.',
    en: 'A reason of at least {minimum} characters is needed; it is logged.',
  },
  LEAVE_METHOD: {
    vi: 'Việc “{method}” không cần xin phép.',
    en: '“{method}” is nothing that leave is asked for.',
  },
} satisfies Record<string, Bilingual>
