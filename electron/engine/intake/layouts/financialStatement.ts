// The yearly financial statement: main lines of B01-DN and B02-DN and the costs by element of B09-DN.
// Out: a Dataset. The balance rules of the two forms are soft: the row stays and is flagged.
import type { Dataset, EditRule, Variable } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import { code, dataset, day, identifier, inGroup, money, soft } from './build.ts'
import { activityRule, taxCodeRule, taxCodeVariables } from './taxRules.ts'

const groups = {
  head: bilingual('Thông tin chung', 'Header'),
  assets: bilingual('B01: Tài sản', 'B01: Assets'),
  funds: bilingual('B01: Nguồn vốn', 'B01: Liabilities and equity'),
  income: bilingual('B02: Kết quả kinh doanh', 'B02: Income statement'),
  costs: bilingual('B09: Chi phí theo yếu tố', 'B09: Costs by element'),
} as const

const line = (form: 'b01' | 'b02' | 'b09') => (number: string, vi: string, en: string): Variable =>
  money(`${form}_${number}`, `${form}_${number}`, `${form.toUpperCase()} [${number.toUpperCase()}] ${vi}`, `${form.toUpperCase()} [${number.toUpperCase()}] ${en}`)
const b01 = line('b01')
const b02 = line('b02')
const b09 = line('b09')

/** "270 = 100 + 200" of a form as a rule over its variables. */
const adds = (form: 'b01' | 'b02', total: string, terms: string): EditRule => {
  const expression = `${form}_${total} = ${terms.replace(/\d+[a-z]?/g, (n) => `${form}_${n}`)}`
  const shown = terms.replace(/\d+[a-z]?/g, (n) => `[${n}]`).replaceAll('-', '−')
  const name = form.toUpperCase()
  return soft(`${form}_${total}_adds_up`, expression, `${name}: [${total}] khác ${shown}`, `${name}: [${total}] differs from ${shown}`)
}

export const financialStatementDataset: Dataset = dataset({
  id: 'financial_statement',
  subject: 'tax',
  label: bilingual('Báo cáo tài chính', 'Financial statements'),
  recordLabel: bilingual('báo cáo', 'statement'),
  description: bilingual('Báo cáo tài chính năm của doanh nghiệp: bảng cân đối, kết quả kinh doanh, chi phí theo yếu tố', 'Yearly statements of enterprises: balance sheet, income statement, costs by element'),
  periodKind: 'year',
  variables: [
    ...inGroup(groups.head, [
      ...taxCodeVariables(false),
      identifier('taxpayer_name', 'ten_nnt', 'Tên người nộp thuế', 'Name of the taxpayer', { sensitivity: 'confidential' }),
      code('regime', 'che_do_kt', 'Chế độ kế toán', 'Accounting regime', { codeList: 'accounting_regime', normalise: 'upper', nullable: false }),
      day('filed_on', 'ngay_nop', 'Ngày nộp', 'Filed on'),
      code('activity', 'ma_nganh', 'Ngành kinh doanh chính (5 số)', 'Main activity (5 digits)', { normalise: 'pad', width: 5 }),
      code('activity_division', null, 'Ngành cấp 2', 'Division of activity', { codeList: 'vsic_division', derived: 'left(activity, 2)' }),
    ]),
    ...inGroup(groups.assets, [
      b01('100', 'Tài sản ngắn hạn', 'Current assets'),
      b01('110', 'Tiền và tương đương tiền', 'Cash and equivalents'),
      b01('120', 'Đầu tư tài chính ngắn hạn', 'Short-term investments'),
      b01('130', 'Phải thu ngắn hạn', 'Short-term receivables'),
      b01('140', 'Hàng tồn kho', 'Inventories'),
      b01('141', 'Hàng tồn kho (giá gốc)', 'Inventories at cost'),
      b01('149', 'Dự phòng giảm giá hàng tồn kho', 'Provision against inventories'),
      b01('150', 'Tài sản ngắn hạn khác', 'Other current assets'),
      b01('200', 'Tài sản dài hạn', 'Non-current assets'),
      b01('210', 'Phải thu dài hạn', 'Long-term receivables'),
      b01('220', 'Tài sản cố định', 'Fixed assets'),
      b01('222', 'Nguyên giá TSCĐ hữu hình', 'Tangible fixed assets at cost'),
      b01('223', 'Hao mòn lũy kế TSCĐ hữu hình', 'Accumulated depreciation'),
      b01('227', 'TSCĐ thuê tài chính và vô hình', 'Leased and intangible fixed assets'),
      b01('230', 'Bất động sản đầu tư', 'Investment property'),
      b01('240', 'Tài sản dở dang dài hạn', 'Long-term assets in progress'),
      b01('250', 'Đầu tư tài chính dài hạn', 'Long-term investments'),
      b01('260', 'Tài sản dài hạn khác', 'Other non-current assets'),
      b01('270', 'Tổng cộng tài sản', 'Total assets'),
    ]),
    ...inGroup(groups.funds, [
      b01('300', 'Nợ phải trả', 'Liabilities'),
      b01('310', 'Nợ ngắn hạn', 'Current liabilities'),
      b01('330', 'Nợ dài hạn', 'Non-current liabilities'),
      b01('400', 'Vốn chủ sở hữu', 'Equity'),
      b01('410', 'Vốn chủ sở hữu (mục I)', 'Owners’ equity'),
      b01('411', 'Vốn góp của chủ sở hữu', 'Contributed capital'),
      b01('421', 'Lợi nhuận sau thuế chưa phân phối', 'Undistributed profit after tax'),
      b01('430', 'Nguồn kinh phí và quỹ khác', 'Other sources and funds'),
      b01('440', 'Tổng cộng nguồn vốn', 'Total liabilities and equity'),
    ]),
    ...inGroup(groups.income, [
      b02('01', 'Doanh thu bán hàng và cung cấp dịch vụ', 'Revenue from sales and services'),
      b02('02', 'Các khoản giảm trừ doanh thu', 'Deductions from revenue'),
      b02('10', 'Doanh thu thuần', 'Net revenue'),
      b02('11', 'Giá vốn hàng bán', 'Cost of goods sold'),
      b02('20', 'Lợi nhuận gộp', 'Gross profit'),
      b02('21', 'Doanh thu hoạt động tài chính', 'Financial income'),
      b02('22', 'Chi phí tài chính', 'Financial expenses'),
      b02('23', 'Trong đó: chi phí lãi vay', 'Of which: interest'),
      b02('25', 'Chi phí bán hàng', 'Selling expenses'),
      b02('26', 'Chi phí quản lý doanh nghiệp', 'Administrative expenses'),
      b02('30', 'Lợi nhuận thuần từ hoạt động kinh doanh', 'Operating profit'),
      b02('31', 'Thu nhập khác', 'Other income'),
      b02('32', 'Chi phí khác', 'Other expenses'),
      b02('40', 'Lợi nhuận khác', 'Other profit'),
      b02('50', 'Tổng lợi nhuận trước thuế', 'Profit before tax'),
      b02('51', 'Chi phí thuế TNDN hiện hành', 'Current corporate income tax'),
      b02('52', 'Chi phí thuế TNDN hoãn lại', 'Deferred corporate income tax'),
      b02('60', 'Lợi nhuận sau thuế', 'Profit after tax'),
    ]),
    ...inGroup(groups.costs, [
      b09('yt1', 'Nguyên liệu, vật liệu', 'Materials'),
      b09('yt2', 'Nhân công', 'Labour'),
      b09('yt3', 'Khấu hao tài sản cố định', 'Depreciation'),
      b09('yt4', 'Dịch vụ mua ngoài', 'Bought services'),
      b09('yt5', 'Chi phí khác bằng tiền', 'Other costs'),
    ]),
  ],
  key: ['tax_code'],
  respondent: 'enterprise_code',
  rules: [
    taxCodeRule,
    activityRule,
    adds('b01', '100', '110 + 120 + 130 + 140 + 150'),
    adds('b01', '140', '141 + 149'),
    adds('b01', '200', '210 + 220 + 230 + 240 + 250 + 260'),
    adds('b01', '220', '222 + 223 + 227'),
    adds('b01', '270', '100 + 200'),
    adds('b01', '300', '310 + 330'),
    adds('b01', '400', '410 + 430'),
    adds('b01', '440', '300 + 400'),
    soft('b01_balances', 'b01_270 = b01_440', 'B01: tổng tài sản [270] khác tổng nguồn vốn [440]', 'B01: total assets [270] differ from total sources [440]'),
    adds('b02', '10', '01 - 02'),
    adds('b02', '20', '10 - 11'),
    adds('b02', '30', '20 + 21 - 22 - 25 - 26'),
    adds('b02', '40', '31 - 32'),
    adds('b02', '50', '30 + 40'),
    adds('b02', '60', '50 - 51 - 52'),
  ],
})
