// Failures of survey estimates, in both languages. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const surveyMessages = {
  SURVEY_DESIGN_NONE: {
    vi: 'Bộ dữ liệu “{dataset}” chưa khai báo thiết kế mẫu, nên không tính được sai số mẫu. Hãy khai báo quyền số, tầng và chùm cho bộ dữ liệu, hoặc bỏ các chỉ tiêu về sai số.',
    en: 'The dataset “{dataset}” declares no sample design, so sampling errors cannot be computed. Declare its weight, strata and clusters, or take the error measures away.',
  },
  SURVEY_DESIGN_INVALID: {
    vi: 'Thiết kế mẫu của “{dataset}” không dùng được: biến “{variable}” {problem}. Hãy sửa dữ liệu hoặc thiết kế rồi lập lại bảng.',
    en: 'The sample design of “{dataset}” cannot be used: the variable “{variable}” {problem}. Correct the data or the design, then run the table again.',
  },
  CALIBRATION_PERIOD: {
    vi: 'Bộ dữ liệu “{dataset}” không có kỳ {period}. Các kỳ đang có: {known}. Hãy chọn một kỳ trong số đó.',
    en: 'The dataset “{dataset}” has no period {period}. Its periods: {known}. Choose one of them.',
  },
  CALIBRATION_EMPTY: {
    vi: '{records} bản ghi của “{dataset}” để trống hoặc không phân loại được ở biến “{variable}” {category}, nên không hiệu chỉnh được. Hãy sửa dữ liệu hoặc chọn biến khác.',
    en: '{records} records of “{dataset}” are empty or not classifiable in the variable “{variable}” {category}, so weights cannot be calibrated by it. Correct the data or choose another variable.',
  },
  CALIBRATION_CATEGORIES: {
    vi: 'Biến “{variable}”: mẫu và tổng số không khớp ở {count} mã. Có trong mẫu nhưng không có tổng số (hoặc tổng bằng 0): {without}. Có tổng số nhưng mẫu không có bản ghi: {empty}. Hãy gộp mã hoặc bổ sung tổng số.',
    en: 'Variable “{variable}”: sample and totals do not match in {count} codes. In the sample without a total (or with total 0): {without}. With a total but no record: {empty}. Put codes together or add the totals.',
  },
  CALIBRATION_TOTALS: {
    vi: 'Tổng số không thống nhất: theo “{first}” là {sum}, theo “{other}” là {otherSum}. Không có quyền số nào khớp cả hai; hãy kiểm tra lại các tổng.',
    en: 'The totals disagree: {sum} by “{first}”, {otherSum} by “{other}”. No weights meet both; check the totals.',
  },
  CALIBRATION_NUMBER: {
    vi: 'Biến “{variable}” là số: hiệu chỉnh theo tổng của một số chỉ làm được với phương pháp tuyến tính, kèm ít nhất một biến phân loại, tổng khai dạng {"sum":…}.',
    en: 'Variable “{variable}” is a number: calibration to the sum of a number needs the linear method, at least one variable of categories beside it, and its total as {"sum":…}.',
  },
  CALIBRATION_NOT_POSSIBLE: {
    vi: 'Không tìm được quyền số khớp các tổng ({reason}); xa nhất ở biến “{variable}” mã {category}: lệch {off} %. Chưa lưu gì. Hãy gộp các mã ít bản ghi, bớt biến, hoặc dùng phương pháp khác.',
    en: 'No weights were found that meet the totals ({reason}); furthest off is code {category} of “{variable}”: {off} %. Nothing was kept. Put small codes together, use fewer variables, or the other method.',
  },
  CALIBRATION_NEGATIVE: {
    vi: 'Phương pháp tuyến tính cho quyền số âm ở {groups} nhóm bản ghi; quyền số âm không dùng được. Chưa lưu gì. Hãy dùng phương pháp raking hoặc gộp các mã.',
    en: 'The linear method gives negative weights to {groups} groups of records; these cannot be used. Nothing was kept. Use raking, or put codes together.',
  },
  CALIBRATION_NAME: {
    vi: 'Tên “{name}” đã dùng cho một biến khác. Hãy chọn tên khác cho quyền số hiệu chỉnh.',
    en: 'The name “{name}” is taken by another variable. Choose another name for the calibrated weight.',
  },
} as const satisfies Record<string, Bilingual>
