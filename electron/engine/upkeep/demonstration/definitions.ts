// The definitions of the demonstration workspace: links, tables, indicators, charts and one report page, as a yearbook would have them.
// Out: Definition values, checked by their schemas when the module loads. Never data; every title says that the data are synthetic.
import { parseDefinition } from '#shared/model/definition.ts'
import type { Definition } from '#shared/model/definition.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { z } from 'zod'
import { tableLibrary } from '#engine/disseminate/library/index.ts'
import type { chartDefinitionSchema } from '#shared/model/chart.ts'
import type { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { linkDefinitionSchema } from '#shared/model/link.ts'
import type { reportDefinitionSchema } from '#shared/model/report.ts'
import type { tableDefinitionSchema } from '#shared/model/table.ts'

type Without<T> = Omit<T, 'kind' | 'id' | 'source'>
const b = bilingual
const source: Bilingual = b('Dữ liệu tổng hợp (mô phỏng)', 'Synthetic data')

const link = (id: string, value: Omit<z.input<typeof linkDefinitionSchema>, 'kind' | 'id'>): Definition =>
  parseDefinition('link', { kind: 'link', id, ...value })
const table = (id: string, value: Without<z.input<typeof tableDefinitionSchema>>): Definition =>
  parseDefinition('table', { kind: 'table', id, source, ...value })
const indicator = (id: string, value: Without<z.input<typeof indicatorDefinitionSchema>>): Definition =>
  parseDefinition('indicator', { kind: 'indicator', id, source, ...value })
const chart = (id: string, value: Omit<z.input<typeof chartDefinitionSchema>, 'kind' | 'id'>): Definition =>
  parseDefinition('chart', { kind: 'chart', id, ...value })
const report = (id: string, value: Omit<z.input<typeof reportDefinitionSchema>, 'kind' | 'id'>): Definition =>
  parseDefinition('report', { kind: 'report', id, ...value })

const persons = b('Người', 'Persons')
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

const tables: Definition[] = [
  table('pupils_by_region_level', {
    title: b(
      'Số học sinh phân theo vùng, cấp học và giới tính',
      'Number of pupils by region, level of education and sex',
    ),
    dataset: 'pupil',
    rows: [{ variable: 'province', level: 'region', total: 'before' }],
    columns: [
      { variable: 'period', total: 'none' },
      { variable: 'grade', level: 'education_level', total: 'before' },
      { variable: 'sex', total: 'before' },
    ],
    measures: [{ id: 'pupils', statistic: 'count', label: b('Học sinh', 'Pupils'), unit: persons }],
    classification: 'as_now',
  }),
  table('pupils_by_region', {
    title: b(
      'Số học sinh phân theo vùng và cấp học, năm học 2025–2026',
      'Number of pupils by region and level of education, school year 2025–2026',
    ),
    dataset: 'pupil',
    rows: [{ variable: 'province', level: 'region', total: 'none' }],
    columns: [{ variable: 'grade', level: 'education_level', total: 'none' }],
    measures: [{ id: 'pupils', statistic: 'count', label: b('Học sinh', 'Pupils'), unit: persons }],
    filter: "period = '2025-2026'",
  }),
  table('pupils_by_province', {
    title: b('Số học sinh phân theo tỉnh, thành phố và cấp học', 'Number of pupils by province and level of education'),
    dataset: 'pupil',
    rows: [{ variable: 'province', total: 'before' }],
    columns: [
      { variable: 'period', total: 'none' },
      { variable: 'grade', level: 'education_level', total: 'before' },
    ],
    measures: [{ id: 'pupils', statistic: 'count', label: b('Học sinh', 'Pupils'), unit: persons }],
    classification: 'as_now',
  }),
  table('pupils_by_grade_sex', {
    title: b(
      'Số học sinh phân theo khối học và giới tính, năm học 2025–2026',
      'Number of pupils by grade and sex, school year 2025–2026',
    ),
    dataset: 'pupil',
    rows: [{ variable: 'grade', total: 'none' }],
    columns: [{ variable: 'sex', total: 'none' }],
    measures: [{ id: 'pupils', statistic: 'count', label: b('Học sinh', 'Pupils'), unit: persons }],
    filter: "period = '2025-2026'",
  }),
  table('teachers_by_qualification', {
    title: b('Giáo viên phân theo trình độ và loại trường', 'Teachers by qualification and type of school'),
    dataset: 'teacher',
    rows: [{ variable: 'school_type', total: 'before' }],
    columns: [
      { variable: 'period', total: 'none' },
      { variable: 'qualification', total: 'before' },
    ],
    measures: [{ id: 'teachers', statistic: 'count', label: b('Giáo viên', 'Teachers'), unit: persons }],
  }),
  table('enterprises_by_ownership_region', {
    title: b(
      'Doanh nghiệp đang hoạt động phân theo vùng và loại hình, tại 31/12/2025',
      'Active enterprises by region and ownership at 31 December 2025',
    ),
    dataset: 'taxpayer',
    rows: [{ variable: 'province', level: 'region', total: 'before' }],
    columns: [{ variable: 'ownership', level: 'ownership_sector', total: 'before' }],
    measures: [
      {
        id: 'enterprises',
        statistic: 'count',
        label: b('Doanh nghiệp', 'Enterprises'),
        unit: b('Doanh nghiệp', 'Enterprises'),
      },
      { id: 'employees', statistic: 'sum', variable: 'employees', label: b('Lao động', 'Employees'), unit: persons },
      {
        id: 'median_employees',
        statistic: 'median',
        variable: 'employees',
        label: b('Trung vị lao động', 'Median employees'),
        unit: persons,
        decimals: 1,
      },
    ],
    filter: "unit_type = '1' and status = '00'",
  }),
  table('trade_by_month', {
    title: b('Trị giá xuất khẩu, nhập khẩu hàng hóa theo tháng', 'Value of exports and imports of goods by month'),
    dataset: 'customs_line',
    rows: [{ variable: 'period', total: 'none' }],
    columns: [{ variable: 'flow', total: 'none' }],
    measures: [
      {
        id: 'value',
        statistic: 'sum',
        variable: 'value_usd',
        label: b('Trị giá', 'Value'),
        unit: b('Triệu USD', 'Million USD'),
        power: 6,
        decimals: 1,
      },
    ],
    filter: "merchandise_trade = '1'",
    notes: [
      b(
        'Xuất khẩu tính theo giá FOB, nhập khẩu tính theo giá CIF; tháng của ngày đăng ký tờ khai.',
        'Exports at FOB values, imports at CIF values, by month of registration of the declaration.',
      ),
    ],
  }),
  table('exports_by_section_year', {
    title: b('Trị giá xuất khẩu theo phần của danh mục HS và năm', 'Exports by HS section and year'),
    dataset: 'customs_line',
    rows: [{ variable: 'hs_chapter', level: 'hs_section', total: 'before' }],
    columns: [{ variable: 'period', level: 'year', total: 'none' }],
    measures: [
      {
        id: 'value',
        statistic: 'sum',
        variable: 'value_usd',
        label: b('Trị giá', 'Value'),
        unit: b('Triệu USD', 'Million USD'),
        power: 6,
        decimals: 1,
      },
    ],
    filter: "flow = 'X' and merchandise_trade = '1'",
  }),
  table('exports_by_ownership_size', {
    title: b(
      'Xuất khẩu theo loại hình và quy mô lao động của doanh nghiệp',
      'Exports by ownership and labour size of the enterprise',
    ),
    dataset: 'customs_line',
    rows: [{ variable: 'customs_register.labour_band', total: 'before' }],
    columns: [{ variable: 'customs_register.ownership', level: 'ownership_sector', total: 'before' }],
    measures: [
      {
        id: 'value',
        statistic: 'sum',
        variable: 'value_usd',
        label: b('Trị giá', 'Value'),
        unit: b('Triệu USD', 'Million USD'),
        power: 6,
        decimals: 1,
      },
      {
        id: 'enterprises',
        statistic: 'distinct',
        variable: 'enterprise_code',
        label: b('Số doanh nghiệp', 'Number of enterprises'),
        unit: b('Doanh nghiệp', 'Enterprises'),
      },
    ],
    filter: "flow = 'X' and merchandise_trade = '1'",
  }),
  table('turnover_by_section', {
    title: b(
      'Doanh thu khai thuế GTGT theo ngành kinh tế và quý',
      'Turnover in VAT returns by economic activity and quarter',
    ),
    dataset: 'vat_return',
    rows: [{ variable: 'activity_division', level: 'section', total: 'before' }],
    columns: [{ variable: 'period', level: 'quarter', total: 'none' }],
    measures: [
      {
        id: 'turnover',
        statistic: 'sum',
        variable: 'line_34',
        label: b('Doanh thu', 'Turnover'),
        unit: b('Tỷ đồng', 'Billion VND'),
        power: 9,
        decimals: 0,
      },
    ],
    classification: 'as_now',
    notes: [
      b(
        'Ngành ghi theo VSIC 2025; doanh thu của ngành 45 (VSIC 2018) không có ngành tương ứng và để riêng.',
        'Activities by VSIC 2025; turnover of division 45 of VSIC 2018 has no single successor and stands apart.',
      ),
    ],
  }),
]

/** Made once, used by name: the bands of age that tables of teachers share. */
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
    chart: 'stacked_bar',
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
