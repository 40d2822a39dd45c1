// Failures of disclosure control, in both languages: what, where, what next. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const protectionMessages = {
  PROTECT_SOLVER_FAILED: {
    vi: 'Bộ giải quy hoạch tuyến tính (HiGHS) không chạy được: {reason}. Chưa có gì được bảo mật hay công bố; hãy cài lại chương trình hoặc giải phóng bộ nhớ rồi thử lại.',
    en: 'The linear solver (HiGHS) failed: {reason}. Nothing was protected or published; reinstall the program or free memory, then try again.',
  },
  PROTECT_UNPROVEN: {
    vi: 'Bảng chưa được chứng minh là an toàn: {open} trong {demands} yêu cầu chưa chứng minh được, trước hết ở {cells}. Không công bố bảng này; hãy gộp nhóm, bỏ một cấp, hoặc bỏ các ô bị giữ nguyên công bố rồi chạy lại.',
    en: 'The table is not proven safe: {open} of {demands} demands are unproven, first of all at {cells}. Do not publish it; merge categories, drop a level or release frozen cells, then run again.',
  },
  PROTECT_TOO_MANY_MEASURES: {
    vi: 'Bảng có quá nhiều chỉ số cùng biến với điều kiện khác nhau ({conditions} phép đếm, tối đa {limit}) nên không kiểm được mọi hiệu giữa chúng. Hãy chia thành nhiều bảng.',
    en: 'The table has too many measures of one variable under different conditions ({conditions} counts, at most {limit}): not every difference between them can be checked. Split it into several tables.',
  },
  PROTECT_JOINT_UNPROVEN: {
    vi: 'Cùng với các bảng đã công bố ({tables}), bảng này chưa được chứng minh là an toàn: {open} ô, trước hết {cells}. Không công bố; hãy gộp nhóm, bỏ một cấp, hoặc dùng đúng điều kiện và phân tổ của các bảng đó. Bảng nào thực ra chưa đưa ra ngoài thì người quản trị rút khỏi sổ công bố.',
    en: 'Together with tables published before ({tables}) this one is not proven safe: {open} cells, first {cells}. It is not published; merge categories, drop a level, or use the conditions and breakdowns of those tables. A table that never went out is withdrawn from the release registry by an administrator.',
  },
  PROTECT_JOINT_UNKNOWN: {
    vi: 'Không đặt được bảng này cạnh các bảng đã công bố ({tables}) để kiểm tra hiệu giữa chúng: {reason}. Không công bố; hãy dùng nhóm cố định (mã hóa lại) thay cho nhóm tính theo số liệu, hoặc bớt phân tổ.',
    en: 'This table cannot be laid beside the tables published before ({tables}) to check what their differences tell: {reason}. It is not published; use fixed groups (a recode) in place of groups that depend on the figures, or fewer breakdowns.',
  },
  PROTECT_JOINT_NAMES: {
    vi: 'Biến “{variable}” trong bảng này và trong bảng đã công bố “{table}” có định nghĩa khác nhau; hãy đặt tên khác cho biến của bảng này.',
    en: 'The variable “{variable}” is defined differently here and in the published table “{table}”; give the variable of this table another name.',
  },
  PROTECT_INPUTS_UNKNOWN: {
    vi: 'Không đặt được các đầu vào ({inputs}) của chỉ tiêu cạnh nhau để kiểm tra hiệu giữa chúng ({reason}). Không công bố; hãy đặt tên khác cho biến tự tạo, hoặc tách chỉ tiêu thành các chỉ tiêu ít đầu vào hơn.',
    en: 'The inputs ({inputs}) of the indicator cannot be laid side by side to check what their differences tell ({reason}). It is not published; give made variables other names, or split the indicator into ones of fewer inputs.',
  },
  RELEASE_SINCE: {
    vi: 'Từ khi “{table}” được lập đến nay đã có bảng khác của cùng dữ liệu đưa ra ngoài ({tables}), nên không còn chắc hai bên cùng an toàn. Không có gì được đưa ra; hãy lập lại rồi đưa ra.',
    en: 'Since “{table}” was made, other tables of the same data left ({tables}): together they may no longer be safe. Nothing left; make it again, then let it leave.',
  },
  RELEASE_NOT_KEPT: {
    vi: '“{name}” được lưu trước khi có sổ công bố nên không biết nó cho biết những gì. Không có gì được đưa ra; hãy lập và lưu lại.',
    en: '“{name}” was kept before there was a release registry: what it tells is not known. Nothing left; make and keep it again.',
  },
  RELEASE_UNKNOWN: {
    vi: 'Sổ công bố không có bảng số {id} còn hiệu lực.',
    en: 'The release registry has no standing entry {id}.',
  },
  PROTECT_FILE_EMPTY: {
    vi: 'Tệp “{file}” không có dòng tiêu đề nào.',
    en: 'The file “{file}” has no header line.',
  },
  PROTECT_LINE_WRONG: {
    vi: 'Tệp “{file}”, dòng {line}: có {found} trường, tiêu đề có {expected}.',
    en: 'File “{file}”, line {line}: {found} fields, the header has {expected}.',
  },
  PROTECT_COLUMN_MISSING: {
    vi: 'Tệp “{file}” không có cột “{column}” mà trường {field} của định nghĩa cần. Các cột có: {columns}.',
    en: 'The file “{file}” has no column “{column}”, which {field} of the definition asks for. It has: {columns}.',
  },
  PROTECT_VALUE_WRONG: {
    vi: 'Tệp “{file}”, dòng {line}: “{value}” không dùng được cho {field}.',
    en: 'File “{file}”, line {line}: “{value}” cannot be used for {field}.',
  },
  PROTECT_CODE_UNKNOWN: {
    vi: 'Bảng “{table}”, dòng {line}: mã “{code}” của {field} không có trong phân cấp.',
    en: 'Table “{table}”, line {line}: the code “{code}” of {field} is not in its hierarchy.',
  },
  PROTECT_CELL_TWICE: {
    vi: 'Bảng “{table}”, dòng {line}: ô {cell} có hai lần. Nếu mỗi dòng là một bản ghi, đặt "input": "records".',
    en: 'Table “{table}”, line {line}: the cell {cell} is there twice. If each line is a record, set "input": "records".',
  },
  PROTECT_TABLES_DISAGREE: {
    vi: 'Ô chung {cell} của các bảng liên kết khác nhau: {first}, trong “{table}” là {second}.',
    en: 'The linked tables disagree about the shared cell {cell}: {first}, in “{table}” {second}.',
  },
  PROTECT_NOT_ADDITIVE: {
    vi: 'Bảng “{table}”: {cell} là {total} nhưng các phần cộng lại là {sum}. Hãy sửa số liệu hoặc phân cấp.',
    en: 'Table “{table}”: {cell} is {total}, but its parts add up to {sum}. Mend the figures or the hierarchy.',
  },
  PROTECT_HOLES: {
    vi: 'Bảng “{table}”: {cell} là {total} nhưng các phần có trong tệp chỉ cộng được {sum}; thiếu nhiều ô, trong đó {missing}. Hãy bổ sung các ô thiếu.',
    en: 'Table “{table}”: {cell} is {total}, the parts given add up to {sum} only; several cells are missing, among them {missing}. Add them.',
  },
  PROTECT_HIERARCHY_INVALID: {
    vi: 'Phân cấp “{hierarchy}” không dùng được ở mã “{code}”: {reason}.',
    en: 'The hierarchy “{hierarchy}” cannot be used at code “{code}”: {reason}.',
  },
  PROTECT_WEIGHTS_HOLDINGS: {
    vi: 'Không dùng đồng thời trọng số mở rộng và nhóm doanh nghiệp ({reason}). Đặt rules.weights là "sample".',
    en: 'Expanded weights and holdings exclude each other ({reason}). Set rules.weights to "sample".',
  },
  PROTECT_TOO_LARGE: {
    vi: 'Các bảng có {cells} ô, nhiều hơn {limit} ô chương trình bảo mật được một lần. Hãy tách theo một chiều, hoặc bỏ cấp chi tiết nhất.',
    en: 'The tables have {cells} cells, more than the {limit} protected at once. Split by one dimension, or drop the finest level.',
  },
  PROTECT_UNPROTECTED_REFUSED: {
    vi: 'Chính sách của cơ quan không cho đưa số liệu chưa bảo mật ra ngoài màn hình. Hãy bỏ --unprotected để nhận bảng đã bảo mật.',
    en: 'The policy of the office does not let unprotected figures leave the screen. Leave --unprotected out to get the protected table.',
  },
  PROTECT_FROZEN: {
    vi: 'Không thể bảo mật {cells}: các ô quanh đó buộc phải công bố. Hãy bỏ trạng thái buộc công bố của một số ô.',
    en: 'Cannot protect {cells}: the cells around must be published. Release some frozen cells.',
  },
  PROTECT_ROUNDING_IMPOSSIBLE: {
    vi: 'Không làm tròn có kiểm soát được theo cơ số {base}: không có cách làm tròn nào giữ được mọi tổng. Hãy dùng cơ số lớn hơn, hoặc làm tròn số nhỏ.',
    en: 'Controlled rounding to base {base} is not possible: no rounding keeps every sum. Use a larger base, or small-count rounding.',
  },
  PROTECT_FROZEN_SENSITIVE: {
    vi: 'Ô {cell} được đánh dấu phải công bố nhưng là ô nhạy cảm theo quy tắc {rule}. Hãy bỏ dấu phải công bố, hoặc gộp nhóm.',
    en: 'Cell {cell} is marked to be published, but is sensitive by the rule {rule}. Take the mark off, or merge categories.',
  },
  PROTECT_STATUS_DISAGREES: {
    vi: 'Ô chung {cell} có trạng thái cho bằng tay khác nhau trong các bảng liên kết; bảng sau là “{table}”. Hãy cho cùng một trạng thái.',
    en: 'The shared cell {cell} has different statuses by hand in the linked tables, the later in “{table}”. Give it one.',
  },
  PROTECT_SOLVER_LIMIT: {
    vi: 'Bộ giải không tìm được kết quả cho {method} trong {seconds} giây; không có gì được công bố. Hãy gộp nhóm, bỏ một cấp hoặc chọn phương pháp khác.',
    en: 'The solver found nothing for {method} within {seconds} seconds; nothing is published. Merge categories, drop a level or take another method.',
  },
  PERTURB_TABLE_IMPOSSIBLE: {
    vi: 'Không có bảng nhiễu nào cho số đếm {count} với phương sai {variance} và nhiễu lớn nhất {largest}. Hãy giảm phương sai hoặc tăng nhiễu lớn nhất.',
    en: 'No noise for a count of {count} has variance {variance} and at most {largest}. Lower the variance or allow more noise.',
  },
  PERTURB_NEEDS: {
    vi: '{file}: phương pháp {method} cần “{field}”: {reason}.',
    en: '{file}: method {method} needs “{field}”: {reason}.',
  },
  PERTURB_COUNTS_WANTED: {
    vi: 'Phương pháp {method} chỉ dùng cho số đếm; ô {cell} là {value}.',
    en: 'Method {method} is for counts of units; cell {cell} is {value}.',
  },
} as const satisfies Record<string, Bilingual>
