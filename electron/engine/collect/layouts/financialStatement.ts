// The yearly financial statement: main lines of B01-DN and B02-DN and the costs by element of B09-DN.
// Out: a Dataset. The balance rules of the two forms are soft: the row stays and is flagged.
import type { Dataset } from '#shared/model/dataset.ts'
import { bilingual } from '#shared/model/text.ts'
import { code, dataset, day, inGroup, soft } from './build.ts'
import { formLines } from './formLines.ts'
import { activityRule, activityVariables, taxCodeRule, taxCodeVariables, taxpayerName } from './taxRules.ts'

const groups = {
  head: bilingual('Thông tin chung', 'Header'),
  assets: bilingual('B01: Tài sản', 'B01: Assets'),
  funds: bilingual('B01: Nguồn vốn', 'B01: Liabilities and equity'),
  income: bilingual('B02: Kết quả kinh doanh', 'B02: Income statement'),
  costs: bilingual('B09: Chi phí theo yếu tố', 'B09: Costs by element'),
} as const

const b01 = formLines({ variable: 'b01', column: 'b01_', name: 'B01' })
const b02 = formLines({ variable: 'b02', column: 'b02_', name: 'B02' })
const b09 = formLines({ variable: 'b09', column: 'b09_', name: 'B09', shown: (number) => number.toUpperCase() })

export const financialStatementDataset: Dataset = dataset({
  id: 'financial_statement',
  subject: 'tax',
  label: bilingual('Báo cáo tài chính', 'Financial statements'),
  recordLabel: bilingual('báo cáo', 'statement'),
  description: bilingual(
    'Báo cáo tài chính năm của doanh nghiệp: bảng cân đối, kết quả kinh doanh, chi phí theo yếu tố',
    'Yearly statements of enterprises: balance sheet, income statement, costs by element',
  ),
  periodKind: 'year',
  variables: [
    ...inGroup(groups.head, [
      ...taxCodeVariables(false),
      taxpayerName,
      code('regime', 'che_do_kt', 'Chế độ kế toán', 'Accounting regime', {
        codeList: 'accounting_regime',
        normalise: 'upper',
        nullable: false,
      }),
      day('filed_on', 'ngay_nop', 'Ngày nộp', 'Filed on'),
      ...activityVariables,
    ]),
    ...inGroup(groups.assets, [
      b01.line('100', 'Tài sản ngắn hạn', 'Current assets'),
      b01.line('110', 'Tiền và tương đương tiền', 'Cash and equivalents'),
      b01.line('120', 'Đầu tư tài chính ngắn hạn', 'Short-term investments'),
      b01.line('130', 'Phải thu ngắn hạn', 'Short-term receivables'),
      b01.line('140', 'Hàng tồn kho', 'Inventories'),
      b01.line('141', 'Hàng tồn kho (giá gốc)', 'Inventories at cost'),
      b01.line('149', 'Dự phòng giảm giá hàng tồn kho', 'Provision against inventories'),
      b01.line('150', 'Tài sản ngắn hạn khác', 'Other current assets'),
      b01.line('200', 'Tài sản dài hạn', 'Non-current assets'),
      b01.line('210', 'Phải thu dài hạn', 'Long-term receivables'),
      b01.line('220', 'Tài sản cố định', 'Fixed assets'),
      b01.line('222', 'Nguyên giá TSCĐ hữu hình', 'Tangible fixed assets at cost'),
      b01.line('223', 'Hao mòn lũy kế TSCĐ hữu hình', 'Accumulated depreciation'),
      b01.line('227', 'TSCĐ thuê tài chính và vô hình', 'Leased and intangible fixed assets'),
      b01.line('230', 'Bất động sản đầu tư', 'Investment property'),
      b01.line('240', 'Tài sản dở dang dài hạn', 'Long-term assets in progress'),
      b01.line('250', 'Đầu tư tài chính dài hạn', 'Long-term investments'),
      b01.line('260', 'Tài sản dài hạn khác', 'Other non-current assets'),
      b01.line('270', 'Tổng cộng tài sản', 'Total assets'),
    ]),
    ...inGroup(groups.funds, [
      b01.line('300', 'Nợ phải trả', 'Liabilities'),
      b01.line('310', 'Nợ ngắn hạn', 'Current liabilities'),
      b01.line('330', 'Nợ dài hạn', 'Non-current liabilities'),
      b01.line('400', 'Vốn chủ sở hữu', 'Equity'),
      b01.line('410', 'Vốn chủ sở hữu (mục I)', 'Owners’ equity'),
      b01.line('411', 'Vốn góp của chủ sở hữu', 'Contributed capital'),
      b01.line('421', 'Lợi nhuận sau thuế chưa phân phối', 'Undistributed profit after tax'),
      b01.line('430', 'Nguồn kinh phí và quỹ khác', 'Other sources and funds'),
      b01.line('440', 'Tổng cộng nguồn vốn', 'Total liabilities and equity'),
    ]),
    ...inGroup(groups.income, [
      b02.line('01', 'Doanh thu bán hàng và cung cấp dịch vụ', 'Revenue from sales and services'),
      b02.line('02', 'Các khoản giảm trừ doanh thu', 'Deductions from revenue'),
      b02.line('10', 'Doanh thu thuần', 'Net revenue'),
      b02.line('11', 'Giá vốn hàng bán', 'Cost of goods sold'),
      b02.line('20', 'Lợi nhuận gộp', 'Gross profit'),
      b02.line('21', 'Doanh thu hoạt động tài chính', 'Financial income'),
      b02.line('22', 'Chi phí tài chính', 'Financial expenses'),
      b02.line('23', 'Trong đó: chi phí lãi vay', 'Of which: interest'),
      b02.line('25', 'Chi phí bán hàng', 'Selling expenses'),
      b02.line('26', 'Chi phí quản lý doanh nghiệp', 'Administrative expenses'),
      b02.line('30', 'Lợi nhuận thuần từ hoạt động kinh doanh', 'Operating profit'),
      b02.line('31', 'Thu nhập khác', 'Other income'),
      b02.line('32', 'Chi phí khác', 'Other expenses'),
      b02.line('40', 'Lợi nhuận khác', 'Other profit'),
      b02.line('50', 'Tổng lợi nhuận trước thuế', 'Profit before tax'),
      b02.line('51', 'Chi phí thuế TNDN hiện hành', 'Current corporate income tax'),
      b02.line('52', 'Chi phí thuế TNDN hoãn lại', 'Deferred corporate income tax'),
      b02.line('60', 'Lợi nhuận sau thuế', 'Profit after tax'),
    ]),
    ...inGroup(groups.costs, [
      b09.line('yt1', 'Nguyên liệu, vật liệu', 'Materials'),
      b09.line('yt2', 'Nhân công', 'Labour'),
      b09.line('yt3', 'Khấu hao tài sản cố định', 'Depreciation'),
      b09.line('yt4', 'Dịch vụ mua ngoài', 'Bought services'),
      b09.line('yt5', 'Chi phí khác bằng tiền', 'Other costs'),
    ]),
  ],
  key: ['tax_code'],
  respondent: 'enterprise_code',
  rules: [
    taxCodeRule,
    activityRule,
    b01.adds('100', '110 + 120 + 130 + 140 + 150'),
    b01.adds('140', '141 + 149'),
    b01.adds('200', '210 + 220 + 230 + 240 + 250 + 260'),
    b01.adds('220', '222 + 223 + 227'),
    b01.adds('270', '100 + 200'),
    b01.adds('300', '310 + 330'),
    b01.adds('400', '410 + 430'),
    b01.adds('440', '300 + 400'),
    soft(
      'b01_balances',
      'b01_270 = b01_440',
      'B01: tổng tài sản [270] khác tổng nguồn vốn [440]',
      'B01: total assets [270] differ from total sources [440]',
    ),
    b02.adds('10', '01 - 02'),
    b02.adds('20', '10 - 11'),
    b02.adds('30', '20 + 21 - 22 - 25 - 26'),
    b02.adds('40', '31 - 32'),
    b02.adds('50', '30 + 40'),
    b02.adds('60', '50 - 51 - 52'),
    soft(
      'filed_in_time',
      'days_between(reference_date(period), filed_on) between -366 and 1830',
      'Ngày nộp trước năm tài chính, hoặc quá 5 năm sau kỳ',
      'Filed before the year it is for, or more than five years after it',
    ),
  ],
})
