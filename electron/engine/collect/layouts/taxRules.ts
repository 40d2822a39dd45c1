// What datasets keyed by a tax code share: the code, the enterprise it belongs to, its name, office and activity, the
// rules on them. Out: variables and rules. The tax code keeps its unit suffix; statistics of enterprises use the first
// ten digits.
import type { EditRule, Variable } from '#shared/model/dataset.ts'
import { code, hard, identifier, reference, soft, textKey } from './build.ts'

/** A natural person's number arrives as "P…" (a keyed hash) and stands for itself. */
const enterpriseCode = "case when left(tax_code, 1) = 'P' then tax_code else left(tax_code, 10) end"

/** `asKey`: in the register the tax code is what links look up; elsewhere the enterprise code is. */
export const taxCodeVariables = (asKey: boolean): Variable[] => [
  (asKey ? textKey : reference)('tax_code', 'mst', 'Mã số thuế', 'Tax code', {
    normalise: 'tax_code',
    nullable: false,
    sensitivity: 'confidential',
  }),
  textKey('enterprise_code', null, 'Mã doanh nghiệp (10 số đầu)', 'Enterprise code (first ten digits)', {
    derived: enterpriseCode,
    sensitivity: 'confidential',
  }),
]

export const taxpayerName: Variable = identifier(
  'taxpayer_name',
  'ten_nnt',
  'Tên người nộp thuế',
  'Name of the taxpayer',
  { sensitivity: 'confidential' },
)
export const taxOffice: Variable = code('tax_office', 'ma_cqt', 'Cơ quan thuế quản lý', 'Tax office')
export const activityVariables: Variable[] = [
  code('activity', 'ma_nganh', 'Ngành kinh doanh chính (5 số)', 'Main activity (5 digits)', {
    normalise: 'pad',
    width: 5,
  }),
  code('activity_division', null, 'Ngành cấp 2', 'Division of activity', {
    codeList: 'vsic_division',
    derived: 'left(activity, 2)',
  }),
]

/** The hash of a personal number has no check digit: it is known by its P and its length. */
export const taxCodeRule: EditRule = hard(
  'tax_code_check_digit',
  "(left(tax_code, 1) = 'P' and length(tax_code) = 16) or tax_code_valid(tax_code)",
  'Mã số thuế sai cấu trúc hoặc sai chữ số kiểm tra',
  'The tax code is malformed or its check digit is wrong',
)

export const provinceRule: EditRule = soft(
  'province_known',
  'known(province)',
  'Mã tỉnh không có trong danh mục hiệu lực tại thời điểm của kỳ dữ liệu',
  'The province code is not in the list valid for the period',
)

export const activityRule: EditRule = soft(
  'activity_known',
  'known(activity_division)',
  'Ngành cấp 2 không có trong hệ thống ngành hiệu lực tại thời điểm của kỳ dữ liệu',
  'The division is not in the classification valid for the period',
)
