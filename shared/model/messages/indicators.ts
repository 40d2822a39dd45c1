// Failures of indicators and their compilation, in both languages. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const indicatorMessages = {
  INDICATOR_CYCLE: {
    vi: 'Chỉ tiêu “{indicator}” được tính từ chính nó: {way}. Hãy bỏ một trong các đầu vào này.',
    en: 'The indicator “{indicator}” is made of itself: {way}. Take one of these inputs out.',
  },
  INDICATOR_INPUT_UNKNOWN: {
    vi: 'Chỉ tiêu “{indicator}” cần chỉ tiêu “{input}”, chưa có trong không gian làm việc. Hãy lấy nó từ thư viện hoặc chọn đầu vào khác.',
    en: 'The indicator “{indicator}” needs the indicator “{input}”, which is not in this workspace. Take it from the library, or choose another input.',
  },
  INDICATOR_PERIODS: {
    vi: 'Chỉ tiêu “{indicator}” tính theo {own}, còn đầu vào “{input}” theo {other}. Hãy dùng chỉ tiêu cùng loại kỳ.',
    en: 'The indicator “{indicator}” goes by {own}, its input “{input}” by {other}. Use an indicator of the same kind of period.',
  },
  PUBLISHED_NO_PERIODS: {
    vi: 'Không thấy kỳ nào trong “{path}” (các cột: {columns}). Cần một cột chỉ gồm kỳ (2024, tháng 5/2025, Quý II/2025…), hoặc mỗi kỳ là một cột.',
    en: 'No periods were found in “{path}” (columns: {columns}). One column of periods is needed (2024, 05/2025, Q2 2025…), or a column for each period.',
  },
  PUBLISHED_CHOOSE: {
    vi: '“{path}” có nhiều chuỗi số liệu; hãy chọn một: {choices}',
    en: '“{path}” holds several series; choose one: {choices}',
  },
  PUBLISHED_NO_FIGURES: {
    vi: '“{path}” không có cột nào chỉ gồm số liệu của từng kỳ. Hãy bỏ chữ khỏi cột số liệu, mỗi kỳ một dòng.',
    en: '“{path}” has no column of figures alone, one for each period. Take other texts out of the column of figures; one line a period.',
  },
  PUBLISHED_TOO_LONG: {
    vi: '“{path}” có hơn {limit} dòng: không phải bảng số liệu công bố. Hãy chọn đúng tệp hoặc trang.',
    en: '“{path}” has more than {limit} rows: that is no published table. Choose the right file or sheet.',
  },
  INDICATOR_UNITS: {
    vi: 'Công thức của “{indicator}” cộng hoặc trừ hai đơn vị khác nhau: {left} và {right}. Hãy quy đổi trước khi cộng.',
    en: 'The formula of “{indicator}” adds or subtracts two units: {left} and {right}. Convert one before adding.',
  },
  SERIES_BASE_UNKNOWN: {
    vi: 'Kỳ gốc {period} không có trong chuỗi ({first} đến {last}). Hãy chọn kỳ gốc khác.',
    en: 'The base period {period} is not in the series ({first} to {last}). Choose another base.',
  },
  SERIES_NEEDS_WHOLE: {
    vi: 'Đóng góp vào mức tăng cần một phân tổ có tổng. Hãy chọn phân tổ để tính các phần.',
    en: 'Contributions to growth need a breakdown with its total. Choose a breakdown whose parts are told.',
  },
  SERIES_NOT_SEASONAL: {
    vi: 'Chuỗi theo {kind} không có mùa vụ trong năm. Điều chỉnh mùa vụ chỉ dùng cho chuỗi tháng hoặc quý.',
    en: 'A series by {kind} has no season within a year. Seasonal adjustment is for months and quarters.',
  },
  SERIES_TET_MONTHS: {
    vi: 'Ảnh hưởng của Tết chỉ ước lượng được ở chuỗi tháng; chuỗi này theo {kind}. Hãy bỏ chọn “Loại ảnh hưởng của Tết”.',
    en: 'The effect of Tet can be estimated in monthly series only; this one goes by {kind}. Switch “Take out Tet” off.',
  },
  SERIES_WITHIN_YEAR: {
    vi: 'Phép tính này dùng cho chuỗi tháng hoặc quý; chuỗi này theo {kind}.',
    en: 'This is for series of months or quarters; this one goes by {kind}.',
  },
  COMPILE_NOTHING: {
    vi: 'Không có chỉ tiêu nào để biên soạn ({asked}). Hãy lấy chỉ tiêu từ thư viện hoặc tạo mới.',
    en: 'There is no indicator to compile ({asked}). Take some from the library, or make one.',
  },
  COMPILE_INCOMPLETE: {
    vi: '{failed} trong {total} chỉ tiêu không tính được cho kỳ yêu cầu; các chỉ tiêu còn lại đã được lưu. Xem danh sách ngoại lệ.',
    en: '{failed} of {total} indicators have no figure for the period asked; the others were kept. See the list of exceptions.',
  },
  VINTAGE_UNKNOWN: {
    vi: 'Không có lần biên soạn số {vintage}. Xem các lần bằng “statdesk indicator vintages”.',
    en: 'There is no compilation {vintage}. See them with “statdesk indicator vintages”.',
  },
  VINTAGES_NONE: {
    vi: 'Chỉ tiêu “{indicator}” chưa được biên soạn lần nào.',
    en: 'The indicator “{indicator}” was not compiled yet.',
  },
  SIGN_OWN_WORK: {
    vi: 'Người duyệt phải khác người biên soạn ({name}). Hãy để người thứ hai ký duyệt.',
    en: 'Who signs must be another person than who compiled ({name}). Let a second person sign.',
  },
  SIGN_TWICE: {
    vi: 'Lần biên soạn này đã được {name} ký duyệt.',
    en: 'This compilation was signed already, by {name}.',
  },
  SIGN_NOT_LATEST: {
    vi: 'Đã có lần biên soạn mới hơn cho kỳ này (số {newer}). Hãy ký lần mới.',
    en: 'A newer compilation of this period is there (number {newer}). Sign that one.',
  },
} satisfies Record<string, Bilingual>
