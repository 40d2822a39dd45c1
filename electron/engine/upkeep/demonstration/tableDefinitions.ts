// The tables of the demonstration workspace. In: nothing. Out: definitions as a user would have saved them.
import type { Definition } from '#shared/model/definition.ts'
import { b, table } from './definitionParts.ts'

const persons = b('Người', 'Persons')

export const tables: Definition[] = [
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
