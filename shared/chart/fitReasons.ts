// Why a kind of chart would mislead or cannot be drawn, in words. A table, no code but two numbers put in.
import { bilingual as b } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'

export const fitReasons = {
  empty: b('bảng không có số liệu', 'the table has no figures'),
  choice: b(
    'phân tổ hoặc chỉ tiêu đo đã chọn không có trong bảng',
    'the chosen dimension or measure is not in the table',
  ),
  time: b(
    'biểu đồ này cần một phân tổ thời gian có từ hai kỳ trở lên; giữa các nhóm không có thứ tự thì đường nối gây hiểu sai',
    'a line chart needs a time dimension with two periods or more; a line between unordered groups misleads',
  ),
  slope: b('cần một phân tổ thời gian có từ hai kỳ trở lên', 'needs a time dimension with two periods or more'),
  series: b(
    'biểu đồ này cần một phân tổ thứ hai có từ hai nhóm trở lên',
    'needs a second dimension with two groups or more',
  ),
  spread: b(
    'biểu đồ hộp cần một phân tổ thứ hai có từ năm nhóm trở lên để thấy độ phân tán',
    'a box plot needs a second dimension of five groups or more to show a spread',
  ),
  few: b('quá ít nhóm để thấy phân bố', 'too few categories to show a distribution'),
  additive: b(
    'chỉ tiêu đo không cộng được (bình quân, trung vị, tỷ lệ) nên không chồng lên nhau',
    'the measure does not add up (mean, median, ratio) and cannot be stacked',
  ),
  negative: b('có số âm nên không chồng hoặc đối xứng được', 'negative figures cannot be stacked or mirrored'),
  twoSides: b(
    'tháp cần một phân tổ có đúng hai nhóm (như nam, nữ)',
    'a pyramid needs a dimension of exactly two groups (as male, female)',
  ),
  twoEnds: b('cần một phân tổ có đúng hai nhóm', 'needs a dimension of exactly two groups'),
  twoMeasures: b('cần hai chỉ tiêu đo trong bảng', 'needs two measures in the table'),
  threeMeasures: b('cần ba chỉ tiêu đo trong bảng', 'needs three measures in the table'),
  sameUnit: b(
    'hai chỉ tiêu đo cùng đơn vị mà vẽ trên hai trục sẽ gây hiểu sai; hãy vẽ chung một trục',
    'two measures of one unit on two axes mislead; draw them on one axis',
  ),
  withheld: b(
    'có ô bảo mật nên các phần không đủ tổng; tỷ trọng vẽ ra sẽ sai',
    'withheld figures leave the parts incomplete; the shares drawn would be wrong',
  ),
  incomplete: b(
    'có phần chưa có số liệu nên các phần không đủ tổng; hãy vẽ các phần cạnh nhau, không chồng lên nhau',
    'some part has no figure, so the parts do not make the whole; draw them side by side, not on top of each other',
  ),
  zero: b('mọi số liệu đều bằng 0 nên không có phần nào để chia', 'every figure is zero: there are no parts to show'),
} satisfies Record<string, Bilingual>

export const tooManySeries = (limit: number): Bilingual =>
  b(
    `có quá ${limit} nhóm trên một biểu đồ; hãy gộp nhóm hoặc lọc bớt, hay vẽ biểu đồ nhiệt, các ô nhỏ`,
    `more than ${limit} series in one chart; group or filter them, or draw a heatmap or small multiples`,
  )

export const tooManyCategories = (count: number, limit: number): Bilingual =>
  b(
    `${count} nhóm, quá ${limit} thì không đọc được; hãy chỉ vẽ các nhóm lớn nhất, vẽ phân bố hoặc bản đồ`,
    `${count} categories, more than ${limit} cannot be read; draw only the largest, a histogram or a map`,
  )
