// The definitions of the demonstration workspace: links, tables, indicators, charts and one report page, as a yearbook
// would have them. Out: Definition values, checked by their schemas when the module loads. Never data; every title says
// that the data are synthetic.
import { parseDefinition } from '#shared/model/definition.ts'
import type { Definition } from '#shared/model/definition.ts'
import { tableLibrary } from '#engine/disseminate/library/index.ts'
import { b, source, link, indicator, chart, report } from './definitionParts.ts'
import { tables } from './tableDefinitions.ts'

const links: Definition[] = [
  link('pupil_school', {
    label: b('Học sinh – trường', 'Pupils – schools'),
    left: 'pupil',
    right: 'school',
    keys: [
      { left: 'school_code', right: 'school_code' },
      { left: 'period', right: 'period' },
    ],
  }),
  link('pupil_before', {
    label: b('Học sinh – năm học trước', 'Pupils – the school year before'),
    left: 'pupil',
    right: 'pupil',
    keys: [
      { left: 'pupil_code', right: 'pupil_code' },
      { left: 'period', right: 'period', normalise: 'year_before' },
    ],
  }),
  link('teacher_school', {
    label: b('Giáo viên – trường', 'Teachers – schools'),
    left: 'teacher',
    right: 'school',
    keys: [
      { left: 'school_code', right: 'school_code' },
      { left: 'period', right: 'period' },
    ],
  }),
  link('vat_register', {
    label: b('Tờ khai GTGT – danh bạ', 'VAT returns – register'),
    left: 'vat_return',
    right: 'taxpayer',
    keys: [{ left: 'enterprise_code', right: 'tax_code' }],
  }),
  link('statement_register', {
    label: b('Báo cáo tài chính – danh bạ', 'Statements – register'),
    left: 'financial_statement',
    right: 'taxpayer',
    keys: [{ left: 'enterprise_code', right: 'tax_code' }],
  }),
  link('customs_register', {
    label: b('Hải quan – danh bạ doanh nghiệp', 'Customs – enterprise register'),
    left: 'customs_line',
    right: 'taxpayer',
    keys: [{ left: 'enterprise_code', right: 'tax_code' }],
  }),
]

const variables: Definition[] = [
  parseDefinition('variable', {
    kind: 'variable',
    id: 'age_group',
    dataset: 'teacher',
    label: b('Nhóm tuổi', 'Age group'),
    method: 'bands',
    of: 'age',
    bounds: ['25', '30', '35', '40', '45', '50', '55'],
    closed: 'lower',
  }),
]

const fromLibrary = [
  'edu_pupils_ethnicity',
  'edu_girls',
  'ent_profile',
  'ent_turnover_quintiles',
  'trade_balance',
  'trade_exports_section',
  'trade_exports_partner',
  'trade_tariff',
]
/** Tables of the library an analyst would have taken over, marked as synthetic here. */
const libraryTables: Definition[] = [
  ...tableLibrary.filter((t) => fromLibrary.includes(t.id)).map((t) => ({ ...t, source })),
  ...tableLibrary.filter((t) => t.id === 'edu_teachers_age').map((t) => ({ ...t, source, variables: [] })),
]

const indicators: Definition[] = [
  indicator('pupils_per_teacher', {
    label: b('Số học sinh bình quân một giáo viên', 'Pupils per teacher'),
    unit: b('Học sinh', 'Pupils'),
    decimals: 2,
    domain: 'education',
    definition: b(
      'Số học sinh, kể cả trẻ em mầm non, chia cho số giáo viên đang giảng dạy tại thời điểm 30/9 của năm học.',
      'Pupils, preschool children included, divided by the teachers teaching at 30 September of the school year.',
    ),
    officialReference: 'E07; TT 03/2024/TT-BGDĐT: 2106',
    inputs: {
      pupils: { dataset: 'pupil', aggregate: 'count()' },
      teachers: { dataset: 'teacher', aggregate: 'count()' },
    },
    breakdowns: [
      {
        id: 'province',
        label: b('Tỉnh, thành phố', 'Province'),
        variables: { pupils: 'province', teachers: 'province' },
      },
    ],
    periodKind: 'school_year',
    formula: 'pupils / teachers',
  }),
  indicator('export_growth', {
    label: b(
      'Tốc độ tăng trị giá xuất khẩu so với cùng kỳ năm trước',
      'Growth of exports on the same month a year before',
    ),
    unit: b('%', '%'),
    decimals: 1,
    domain: 'trade',
    definition: b(
      'Trị giá xuất khẩu hàng hóa của tháng so với cùng tháng năm trước, trừ 1, nhân 100.',
      'Value of goods exported in the month relative to the same month of the year before, less 1, times 100.',
    ),
    officialReference: 'T05',
    inputs: {
      exports: { dataset: 'customs_line', aggregate: "sum(value_usd) where flow = 'X' and merchandise_trade = '1'" },
    },
    periodKind: 'month',
    formula: '100 * (exports / prev(exports, 1 year) - 1)',
  }),
  indicator('foreign_export_share', {
    label: b(
      'Tỷ trọng của doanh nghiệp có vốn đầu tư nước ngoài trong xuất khẩu',
      'Share of foreign-invested enterprises in exports',
    ),
    unit: b('%', '%'),
    decimals: 1,
    domain: 'trade',
    definition: b(
      'Trị giá xuất khẩu của doanh nghiệp có vốn đầu tư nước ngoài (theo danh bạ, nối bằng 10 số đầu mã số thuế) trên tổng trị giá xuất khẩu.',
      'Value exported by foreign-invested enterprises (by the register, linked on the first ten digits of the tax code) in the total value of exports.',
    ),
    officialReference: 'T16',
    inputs: {
      foreign: {
        dataset: 'customs_line',
        aggregate:
          "sum(value_usd) where flow = 'X' and merchandise_trade = '1' and customs_register.ownership in ('3.1', '3.2')",
      },
      exports: { dataset: 'customs_line', aggregate: "sum(value_usd) where flow = 'X' and merchandise_trade = '1'" },
    },
    periodKind: 'month',
    formula: '100 * foreign / exports',
  }),
]

const charts: Definition[] = [
  chart('chart_trade_by_month', {
    title: b(
      'Xuất khẩu và nhập khẩu hàng hóa theo tháng (dữ liệu mô phỏng)',
      'Exports and imports of goods by month (synthetic data)',
    ),
    source: { from: 'table', id: 'trade_by_month' },
    chart: 'line',
    heightMm: 54,
  }),
  chart('chart_pupils_per_teacher', {
    title: b(
      'Số học sinh bình quân một giáo viên theo tỉnh (dữ liệu mô phỏng)',
      'Pupils per teacher by province (synthetic data)',
    ),
    source: { from: 'indicator', id: 'pupils_per_teacher' },
    chart: 'bar',
    heightMm: 120,
  }),
  chart('chart_pupils_by_region', {
    title: b(
      'Học sinh theo vùng và cấp học, 2025–2026 (dữ liệu mô phỏng)',
      'Pupils by region and level of education, 2025–2026 (synthetic data)',
    ),
    source: { from: 'table', id: 'pupils_by_region' },
    chart: 'grouped_bar',
    categoryDimension: 0,
    seriesDimension: 1,
  }),
  chart('chart_pupils_pyramid', {
    title: b(
      'Tháp học sinh theo khối và giới tính, 2025–2026 (dữ liệu mô phỏng)',
      'Pyramid of pupils by grade and sex, 2025–2026 (synthetic data)',
    ),
    source: { from: 'table', id: 'pupils_by_grade_sex' },
    chart: 'pyramid',
    categoryDimension: 0,
    seriesDimension: 1,
  }),
]

const maps: Definition[] = [
  parseDefinition('map', {
    kind: 'map',
    id: 'map_pupils',
    title: b('Số học sinh theo tỉnh (dữ liệu mô phỏng)', 'Pupils by province (synthetic data)'),
    source: { from: 'table', id: 'pupils_by_province' },
    map: 'symbols',
    labels: 'names',
  }),
]

const reports: Definition[] = [
  report('monthly_trade', {
    title: b('Xuất, nhập khẩu hàng hóa', 'Exports and imports of goods'),
    office: b('Cục Thống kê', 'National Statistics Office'),
    language: 'both',
    confidentiality: b('Số liệu mô phỏng, không sử dụng', 'Synthetic figures, not for use'),
    blocks: [
      { type: 'table', source: { from: 'table', id: 'trade_by_month' }, number: '1' },
      { type: 'chart', id: 'chart_trade_by_month', number: '1' },
    ],
  }),
]

export const demonstrationDefinitions: Definition[] = [
  ...links,
  ...variables,
  ...tables,
  ...libraryTables,
  ...indicators,
  ...charts,
  ...maps,
  ...reports,
]
