// Enterprises: 24 statutory indicators over the tax register, returns and financial statements, or what each waits for.
// Out: entries of the library. Never a figure, never a definition saved.
import type { z } from 'zod'
import type { recordInputSchema } from '#shared/model/indicator.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { b, by, field, percent } from './indicatorParts.ts'
import type { LibraryEntry } from './indicatorParts.ts'

const { ready, waits } = field('enterprise')
type Input = z.input<typeof recordInputSchema>

const register = (aggregate: string): Input => ({ dataset: 'taxpayer', aggregate })
const statement = (aggregate: string): Input => ({ dataset: 'financial_statement', aggregate })

const place = (...inputs: string[]) => by('province', 'Tỉnh, thành phố', 'Province', inputs)
const activity = (...inputs: string[]) => by('activity', 'Ngành', 'Activity', inputs, 'activity_division', 'section')
const owner = (...inputs: string[]) => by('ownership', 'Khu vực', 'Ownership', inputs, 'ownership', 'ownership_sector')
const labour = (...inputs: string[]) => by('labour', 'Quy mô lao động', 'Labour size', inputs, 'labour_band')
/** Of statements, across the link to the register. */
const linkedPlace = (...inputs: string[]) =>
  by('province', 'Tỉnh, thành phố', 'Province', inputs, 'statement_register.province')
const linkedOwner = (...inputs: string[]) =>
  by('ownership', 'Khu vực', 'Ownership', inputs, 'statement_register.ownership', 'ownership_sector')

const atYearEnd = { periodKind: 'year', reference: b('31/12', '31 December') } as const
const overYear = { periodKind: 'year', reference: b('cả năm', 'the year') } as const
const dong = b('tỷ đồng', 'billion VND')

const enterprise = "unit_type = '1'"
const active = `${enterprise} and status = '00'`
const born = 'year(registered_on) = year(period)'
const revenue = 'sum(b02_10 + b02_21 + b02_31)'
const meanOf = (x: string): string => `((${x} + prev(${x}, 1 year)) / 2)`
const hasLabour = 'statement_register.employees > 0'
const linkedLabour = b(
  'Lao động lấy ở danh bạ thuế theo liên kết; chỉ tính doanh nghiệp tìm thấy trong danh bạ và có lao động.',
  'Labour is taken from the tax register across the link; only enterprises found there with labour count.',
)
const valueAdded = 'b09_yt2 + b09_yt3 + b02_30 + b02_22 - b02_21'

/** Size by labour, and by revenue or capital, as the decree on small and medium enterprises sets the bounds. */
const sizeExpression = (): string => {
  const within = (people: number, turnover: number, capital: number): string =>
    `(statement_register.employees <= ${people} and (b02_10 <= ${turnover}000000000 or b01_440 <= ${capital}000000000))`
  const goods = [within(10, 3, 3), within(100, 50, 20), within(200, 200, 100)]
  const services = [within(10, 10, 3), within(50, 100, 50), within(100, 300, 100)]
  const isGoods = "activity_division <= '43'"
  const branches = goods.flatMap((bound, i) => [
    `when ${isGoods} and ${bound} then ${i + 1}`,
    `when not (${isGoods}) and ${services[i]} then ${i + 1}`,
  ])
  return `case when statement_register.employees is null or activity_division is null then null ${branches.join(' ')} else 4 end`
}
const sizeNumber: DerivedVariable = {
  kind: 'variable',
  id: 'size_number',
  dataset: 'financial_statement',
  label: b('Quy mô', 'Size'),
  method: 'expression',
  expression: sizeExpression(),
  scale: 0,
}
const size: DerivedVariable = {
  kind: 'variable',
  id: 'size_class',
  dataset: 'financial_statement',
  label: b('Quy mô doanh nghiệp', 'Size of enterprise'),
  method: 'bands',
  of: 'size_number',
  bounds: ['2', '3', '4'],
  closed: 'lower',
  labels: [b('Siêu nhỏ', 'Micro'), b('Nhỏ', 'Small'), b('Vừa', 'Medium'), b('Lớn', 'Large')],
}

export const enterpriseIndicators: readonly LibraryEntry[] = [
  ready('B01', 'b01_active', 'Số doanh nghiệp đang hoạt động', 'Active enterprises', {
    says: [
      'Doanh nghiệp có mã số thuế đang hoạt động ngày 31/12.',
      'Enterprises whose tax code is active at 31 December.',
    ],
    unit: b('Doanh nghiệp', 'Enterprises'),
    decimals: 0,
    inputs: { n: register(`count() where ${active}`) },
    breakdowns: [place('n'), activity('n'), owner('n'), labour('n')],
    formula: 'n',
    checks: { minimum: 0, addsUp: true },
    ...atYearEnd,
  }),
  ready('B02', 'b02_with_results', 'Số doanh nghiệp có kết quả sản xuất kinh doanh', 'Enterprises with results', {
    says: [
      'Doanh nghiệp có doanh thu thuần trong báo cáo tài chính.',
      'Enterprises with net revenue in their statement.',
    ],
    unit: b('Doanh nghiệp', 'Enterprises'),
    decimals: 0,
    method: b(
      'Theo báo cáo tài chính; tờ khai thuế và lao động chưa được xét thêm.',
      'By statements; returns and labour are not looked at in addition.',
    ),
    inputs: { n: statement('distinct(enterprise_code) where b02_10 > 0') },
    breakdowns: [activity('n'), linkedOwner('n'), linkedPlace('n')],
    formula: 'n',
    ...overYear,
  }),
  ready('B03', 'b03_per_thousand', 'Số doanh nghiệp bình quân 1.000 dân', 'Enterprises per 1,000 inhabitants', {
    says: [
      'Doanh nghiệp đang hoạt động chia cho dân số trung bình, nhân 1.000.',
      'Active enterprises over the mean population, times 1,000.',
    ],
    unit: b('doanh nghiệp/1.000 dân', 'per 1,000 inhabitants'),
    inputs: { n: register(`count() where ${active}`), p: { dataset: 'population', aggregate: 'sum(persons)' } },
    breakdowns: [place('n', 'p')],
    formula: '1000 * n / p',
    ...atYearEnd,
  }),
  ready('B04', 'b04_birth_rate', 'Tỷ lệ doanh nghiệp thành lập mới', 'Birth rate of enterprises', {
    says: [
      'Doanh nghiệp đăng ký trong năm so với số đang hoạt động cuối năm.',
      'Enterprises registered in the year over those active at its end.',
    ],
    unit: percent,
    inputs: { births: register(`count() where ${enterprise} and ${born}`), n: register(`count() where ${active}`) },
    breakdowns: [activity('births', 'n'), place('births', 'n')],
    formula: '100 * births / n',
    ...overYear,
  }),
  ready('B05', 'b05_exit_rate', 'Tỷ lệ doanh nghiệp rút lui', 'Exit rate of enterprises', {
    says: [
      'Doanh nghiệp ngừng hoạt động trong năm so với số đang hoạt động cuối năm.',
      'Enterprises that ceased in the year over those active at its end.',
    ],
    unit: percent,
    inputs: {
      exits: register(`count() where ${enterprise} and status in ('01','03') and year(status_since) = year(period)`),
      n: register(`count() where ${active}`),
    },
    breakdowns: [activity('exits', 'n'), place('exits', 'n')],
    formula: '100 * exits / n',
    ...overYear,
  }),
  ready(
    'B06',
    'b06_three_year_survival',
    'Tỷ lệ doanh nghiệp tồn tại sau 3 năm',
    'Three-year survival of enterprises',
    {
      says: [
        'Doanh nghiệp đăng ký ba năm trước còn hoạt động, trong số đã đăng ký năm đó.',
        'Enterprises registered three years before that are still active, among all registered then.',
      ],
      unit: percent,
      method: b(
        'Theo danh bạ của năm tham chiếu, còn ghi cả mã đã đóng.',
        'By the register of the reference year, which keeps closed codes too.',
      ),
      inputs: {
        alive: register(`count() where ${active} and year(registered_on) = year(period) - 3`),
        births: register(`count() where ${enterprise} and year(registered_on) = year(period) - 3`),
      },
      breakdowns: [activity('alive', 'births')],
      formula: '100 * alive / births',
      checks: { minimum: 0, maximum: 100 },
      ...atYearEnd,
    },
  ),
  ready('B07', 'b07_employment', 'Lao động trong doanh nghiệp', 'Employment in enterprises', {
    says: [
      'Lao động của doanh nghiệp đang hoạt động ngày 31/12.',
      'Persons working in active enterprises at 31 December.',
    ],
    unit: b('Người', 'Persons'),
    decimals: 0,
    inputs: { n: register(`sum(employees) where ${active}`) },
    breakdowns: [place('n'), activity('n'), owner('n'), labour('n')],
    formula: 'n',
    checks: { minimum: 0, addsUp: true },
    ...atYearEnd,
  }),
  ready('B08', 'b08_mean_income', 'Thu nhập bình quân tháng một lao động', 'Mean monthly income of a worker', {
    says: ['Chi phí nhân công chia cho lao động và 12 tháng.', 'Labour costs over workers and twelve months.'],
    unit: b('triệu đồng', 'million VND'),
    decimals: 2,
    method: linkedLabour,
    inputs: {
      pay: statement(`sum(b09_yt2) where ${hasLabour}`),
      people: statement(`sum(statement_register.employees) where ${hasLabour}`),
    },
    breakdowns: [activity('pay', 'people'), linkedOwner('pay', 'people'), linkedPlace('pay', 'people')],
    formula: 'pay / 1000000 / people / 12',
    ...overYear,
  }),
  ready('B09', 'b09_mean_capital', 'Nguồn vốn bình quân', 'Mean capital', {
    says: [
      'Trung bình của tổng nguồn vốn đầu năm và cuối năm.',
      'Mean of total liabilities and equity at both ends of the year.',
    ],
    unit: dong,
    decimals: 0,
    inputs: { c: statement('sum(b01_440)') },
    breakdowns: [activity('c'), linkedOwner('c')],
    formula: `${meanOf('c')} / 1000000000`,
    ...overYear,
  }),
  ready('B10', 'b10_fixed_assets', 'Tài sản cố định và đầu tư dài hạn', 'Fixed assets and long-term investment', {
    says: [
      'Tài sản cố định, bất động sản đầu tư, tài sản dở dang và đầu tư tài chính dài hạn cuối năm.',
      'Fixed assets, investment property, assets in progress and long-term investments at the end of the year.',
    ],
    unit: dong,
    decimals: 0,
    method: b(
      'Dòng [240] lấy cả, vì tệp không tách [242].',
      'Line [240] is taken whole: the file does not tell [242] apart.',
    ),
    inputs: { c: statement('sum(b01_220 + b01_230 + b01_240 + b01_250)') },
    breakdowns: [activity('c'), linkedOwner('c')],
    formula: 'c / 1000000000',
    ...atYearEnd,
  }),
  ready('B11', 'b11_net_turnover', 'Doanh thu thuần', 'Net turnover', {
    says: ['Doanh thu thuần bán hàng và cung cấp dịch vụ.', 'Net revenue from sales and services.'],
    unit: dong,
    decimals: 0,
    inputs: { c: statement('sum(b02_10)') },
    breakdowns: [activity('c'), linkedOwner('c')],
    formula: 'c / 1000000000',
    checks: { growthWithin: 50 },
    ...overYear,
  }),
  ready('B12', 'b12_pretax_profit', 'Lợi nhuận trước thuế', 'Profit before tax', {
    says: ['Tổng lợi nhuận kế toán trước thuế.', 'Total accounting profit before tax.'],
    unit: dong,
    decimals: 0,
    inputs: { c: statement('sum(b02_50)') },
    breakdowns: [activity('c'), linkedOwner('c')],
    formula: 'c / 1000000000',
    ...overYear,
  }),
  ready('B13', 'b13_margin', 'Tỷ suất lợi nhuận trên doanh thu', 'Profit on turnover', {
    says: ['Lợi nhuận trước thuế trên tổng doanh thu và thu nhập.', 'Profit before tax over all revenue and income.'],
    unit: percent,
    inputs: { profit: statement('sum(b02_50)'), revenue: statement(revenue) },
    breakdowns: [activity('profit', 'revenue'), linkedOwner('profit', 'revenue')],
    formula: '100 * profit / revenue',
    ...overYear,
  }),
  ready('B14', 'b14_roa', 'Tỷ suất lợi nhuận trên tài sản (ROA)', 'Return on assets', {
    says: ['Lợi nhuận trước thuế trên tài sản bình quân.', 'Profit before tax over mean assets.'],
    unit: percent,
    inputs: { profit: statement('sum(b02_50)'), assets: statement('sum(b01_270)') },
    breakdowns: [activity('profit', 'assets'), linkedOwner('profit', 'assets')],
    formula: `100 * profit / ${meanOf('assets')}`,
    ...overYear,
  }),
  ready('B14', 'b14_roe', 'Tỷ suất lợi nhuận trên vốn chủ sở hữu (ROE)', 'Return on equity', {
    says: ['Lợi nhuận sau thuế trên vốn chủ sở hữu bình quân.', 'Profit after tax over mean equity.'],
    unit: percent,
    inputs: { profit: statement('sum(b02_60)'), equity: statement('sum(b01_400)') },
    breakdowns: [activity('profit', 'equity'), linkedOwner('profit', 'equity')],
    formula: `100 * profit / ${meanOf('equity')}`,
    ...overYear,
  }),
  ready('B15', 'b15_debt_ratio', 'Chỉ số nợ', 'Debt ratio', {
    says: ['Nợ phải trả bình quân trên vốn chủ sở hữu bình quân.', 'Mean liabilities over mean equity.'],
    unit: b('lần', 'times'),
    decimals: 2,
    inputs: { debt: statement('sum(b01_300)'), equity: statement('sum(b01_400)') },
    breakdowns: [activity('debt', 'equity'), linkedOwner('debt', 'equity')],
    formula: `${meanOf('debt')} / ${meanOf('equity')}`,
    ...overYear,
  }),
  ready('B16', 'b16_capital_turnover', 'Chỉ số quay vòng vốn', 'Capital turnover', {
    says: ['Tổng doanh thu trên nguồn vốn bình quân.', 'All revenue over mean capital.'],
    unit: b('lần', 'times'),
    decimals: 2,
    inputs: { revenue: statement(revenue), c: statement('sum(b01_440)') },
    breakdowns: [activity('revenue', 'c')],
    formula: `revenue / ${meanOf('c')}`,
    ...overYear,
  }),
  ready('B17', 'b17_labour_use', 'Hiệu suất sử dụng lao động', 'Efficiency of labour use', {
    says: [
      'Doanh thu một lao động chia cho thu nhập một lao động trong năm.',
      'Revenue of a worker over the yearly income of a worker.',
    ],
    unit: b('lần', 'times'),
    decimals: 2,
    inputs: { revenue: statement(revenue), pay: statement('sum(b09_yt2)') },
    breakdowns: [activity('revenue', 'pay'), linkedOwner('revenue', 'pay')],
    formula: 'revenue / pay',
    ...overYear,
  }),
  waits(
    'B18',
    'b18_output',
    'Giá trị sản xuất (xấp xỉ)',
    'Output (approximate)',
    'thuyết minh hàng tồn kho: thành phẩm và sản phẩm dở dang',
    'the note on inventories: finished goods and work in progress',
  ),
  ready('B19', 'b19_value_added', 'Giá trị tăng thêm (phương pháp thu nhập)', 'Value added, income approach', {
    says: [
      'Chi phí nhân công, khấu hao và thặng dư từ hoạt động kinh doanh.',
      'Labour costs, depreciation and the operating surplus.',
    ],
    unit: dong,
    decimals: 0,
    method: b(
      'Thặng dư: dòng [30] cộng [22] trừ [21]. Thuế sản xuất không có trong tệp nên chưa cộng.',
      'Surplus: line [30] plus [22] less [21]. Taxes on production are not in the file and not added.',
    ),
    inputs: { v: statement(`sum(${valueAdded})`) },
    breakdowns: [activity('v'), linkedOwner('v')],
    formula: 'v / 1000000000',
    ...overYear,
  }),
  ready('B20', 'b20_productivity', 'Năng suất lao động', 'Apparent labour productivity', {
    says: ['Giá trị tăng thêm chia cho lao động.', 'Value added over workers.'],
    unit: b('triệu đồng/lao động', 'million VND per worker'),
    method: linkedLabour,
    inputs: {
      v: statement(`sum(${valueAdded}) where ${hasLabour}`),
      people: statement(`sum(statement_register.employees) where ${hasLabour}`),
    },
    breakdowns: [activity('v', 'people'), linkedOwner('v', 'people')],
    formula: 'v / 1000000 / people',
    ...overYear,
  }),
  ready('B21', 'b21_size_structure', 'Tỷ trọng doanh nghiệp theo quy mô', 'Enterprises by size', {
    says: [
      'Phần của mỗi quy mô (siêu nhỏ, nhỏ, vừa, lớn) trong số doanh nghiệp xếp được.',
      'The part of each size (micro, small, medium, large) in the enterprises that could be placed.',
    ],
    unit: percent,
    method: b(
      'Theo lao động của danh bạ và doanh thu thuần hoặc tổng nguồn vốn của báo cáo tài chính.',
      'By labour of the register and net revenue or total capital of the statement.',
    ),
    variables: [sizeNumber, size],
    inputs: {
      n: statement('count() where statement_register.employees is not null and activity_division is not null'),
    },
    breakdowns: [by('size', 'Quy mô', 'Size', ['n'], 'size_class')],
    formula: '100 * n / total(n)',
    checks: { minimum: 0, maximum: 100, addsUp: true },
    ...overYear,
  }),
  ready('B22', 'b22_vat_turnover_index', 'Chỉ số doanh thu theo tờ khai thuế GTGT', 'VAT turnover index', {
    says: [
      'Doanh thu kê khai của quý so với cùng quý năm trước, bằng 100.',
      'Turnover declared in the quarter, the same quarter of the year before being 100.',
    ],
    unit: b('cùng quý năm trước = 100', 'same quarter of the year before = 100'),
    method: b(
      'Mọi tờ khai, không chỉ người nộp có ở cả hai kỳ.',
      'All returns, not only filers present in both periods.',
    ),
    inputs: { t: { dataset: 'vat_return', aggregate: 'sum(line_34)' } },
    breakdowns: [activity('t')],
    periodKind: 'quarter',
    formula: '100 + growth(t, 1 year)',
  }),
  ready(
    'B23',
    'b23_vat_to_statements',
    'Doanh thu tờ khai so với báo cáo tài chính',
    'Turnover of returns to that of statements',
    {
      says: [
        'Doanh thu của các tờ khai trong năm trên doanh thu của báo cáo tài chính.',
        'Turnover of the returns of the year over revenue of the statements.',
      ],
      unit: percent,
      method: b('Tính chung, không theo từng doanh nghiệp.', 'Taken together, not enterprise by enterprise.'),
      inputs: {
        t: { dataset: 'vat_return', aggregate: 'sum(line_34)' },
        s: statement('sum(b02_01)'),
      },
      breakdowns: [activity('t', 's')],
      formula: '100 * t / s',
      ...overYear,
    },
  ),
  waits(
    'B24',
    'b24_tax_paid',
    'Nộp ngân sách',
    'Tax paid',
    'tờ khai quyết toán thuế thu nhập doanh nghiệp (03/TNDN)',
    'final returns of corporate income tax (form 03/TNDN)',
  ),
]
