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
} as const satisfies Record<string, Bilingual>
