// Yearbook tables of enterprises from the tax register, VAT returns and financial statements. Out: definitions. Never data.
import { b, units, yearbookTable } from './build.ts'

const active = "unit_type = '1' and status = '00'"
const bySector = { variable: 'ownership', level: 'ownership_sector', total: 'before' } as const
const bySection = { variable: 'activity_division', level: 'section', total: 'before' } as const
const byRegion = { variable: 'province', level: 'region', total: 'before' } as const
const enterprises = { id: 'enterprises', statistic: 'count', label: b('Số doanh nghiệp', 'Enterprises'), unit: units.enterprises } as const
const employees = { id: 'employees', statistic: 'sum', variable: 'employees', label: b('Lao động', 'Employees'), unit: units.persons } as const
const billion = (id: string, variable: string, vi: string, en: string) => ({ id, statistic: 'sum', variable, label: b(vi, en), unit: units.billionVnd, power: 9, decimals: 0 }) as const

export const enterpriseTables = [
  yearbookTable('ent_ownership', 'Doanh nghiệp đang hoạt động phân theo loại hình', 'Active enterprises by type of ownership', {
    dataset: 'taxpayer',
    rows: [bySector, { variable: 'ownership', total: 'before' }],
    measures: [enterprises, { id: 'structure', statistic: 'percent', of: 'enterprises', base: 'column', label: b('Cơ cấu', 'Structure'), unit: units.percent, decimals: 1 },
      employees, { id: 'employees_structure', statistic: 'percent', of: 'employees', base: 'column', label: b('Cơ cấu lao động', 'Structure of employees'), unit: units.percent, decimals: 1 }],
    filter: active,
  }),
  yearbookTable('ent_activity_size', 'Doanh nghiệp phân theo ngành kinh tế và quy mô lao động', 'Enterprises by economic activity and size of employment', {
    dataset: 'taxpayer', rows: [bySection], columns: [{ variable: 'labour_band', total: 'before' }], measures: [enterprises], filter: active, classification: 'as_now',
  }),
  yearbookTable('ent_region_capital', 'Doanh nghiệp phân theo vùng và quy mô vốn', 'Enterprises by region and size of capital', {
    dataset: 'taxpayer', rows: [byRegion], columns: [{ variable: 'capital_band', total: 'before' }],
    measures: [enterprises, { id: 'structure', statistic: 'percent', of: 'enterprises', base: 'row', label: b('Cơ cấu', 'Structure'), unit: units.percent, decimals: 1 }],
    measurePlace: 'outer', filter: active, classification: 'as_now',
  }),
  yearbookTable('ent_size_class', 'Doanh nghiệp và lao động phân theo cỡ lao động', 'Enterprises and employees by size class', {
    dataset: 'taxpayer',
    variables: [{
      kind: 'variable', id: 'size_class', dataset: 'taxpayer', label: b('Cỡ lao động', 'Size class'), method: 'recode', of: 'labour_band', rest: 'keep', groups: [
        { code: 'A', label: b('Dưới 10 người', 'Under 10 persons'), members: ['1', '2'] }, { code: 'B', label: b('10–199 người', '10–199 persons'), members: ['3', '4'] },
        { code: 'C', label: b('Từ 200 người', '200 persons and over'), members: ['5', '6', '7', '8', '9'] }],
    }],
    rows: [{ variable: 'size_class', total: 'before' }],
    columns: [bySector],
    measures: [enterprises, employees],
    filter: active,
  }),
  yearbookTable('ent_profile', 'Doanh nghiệp phân theo loại hình, quy mô và vùng', 'Enterprises by ownership, size and region', {
    dataset: 'taxpayer',
    rows: [bySector, { variable: 'labour_band', stack: true, total: 'none' }, { ...byRegion, stack: true, total: 'none' }],
    measures: [enterprises, employees, { id: 'mean_employees', statistic: 'ratio', numerator: 'employees', denominator: 'enterprises', label: b('Lao động bình quân', 'Employees per enterprise'), unit: units.persons, decimals: 1 }],
    filter: active, classification: 'as_now',
  }),
  yearbookTable('ent_registered', 'Doanh nghiệp đang hoạt động phân theo năm đăng ký và loại hình', 'Active enterprises by year of registration and ownership', {
    dataset: 'taxpayer', rows: [{ variable: 'registered_on', level: 'year', total: 'after' }], columns: [bySector], measures: [enterprises], filter: active,
  }),
  yearbookTable('ent_status', 'Người nộp thuế phân theo tình trạng hoạt động và vùng', 'Taxpayers by status and region', {
    dataset: 'taxpayer', rows: [byRegion], columns: [{ variable: 'status', total: 'before' }],
    measures: [{ id: 'structure', statistic: 'percent', of: 'enterprises', base: 'row', label: b('Cơ cấu', 'Structure'), unit: units.percent, decimals: 1 }, { ...enterprises, hidden: true }],
    filter: "unit_type = '1'", classification: 'as_now',
  }),
  yearbookTable('ent_employees_distribution', 'Phân bố lao động của doanh nghiệp theo ngành kinh tế', 'Distribution of employment by economic activity', {
    dataset: 'taxpayer', rows: [bySection],
    measures: [enterprises,
      { id: 'mean', statistic: 'mean', variable: 'employees', label: b('Bình quân', 'Mean'), unit: units.persons, decimals: 1 },
      { id: 'lower_quartile', statistic: 'percentile', percentile: 25, variable: 'employees', label: b('Tứ phân vị dưới', 'Lower quartile'), unit: units.persons, decimals: 1 },
      { id: 'median', statistic: 'median', variable: 'employees', label: b('Trung vị', 'Median'), unit: units.persons, decimals: 1 },
      { id: 'upper_quartile', statistic: 'percentile', percentile: 75, variable: 'employees', label: b('Tứ phân vị trên', 'Upper quartile'), unit: units.persons, decimals: 1 },
      { id: 'ninth_decile', statistic: 'percentile', percentile: 90, variable: 'employees', label: b('Thập phân vị thứ chín', 'Ninth decile'), unit: units.persons, decimals: 1 }],
    filter: active, classification: 'as_now',
  }),
  yearbookTable('ent_turnover_growth', 'Doanh thu khai thuế GTGT theo ngành và quý, so với cùng kỳ năm trước', 'Turnover in VAT returns by activity and quarter, against the same quarter a year before', {
    dataset: 'vat_return', rows: [bySection], columns: [{ variable: 'period', level: 'quarter', total: 'none' }],
    measures: [billion('turnover', 'line_34', 'Doanh thu', 'Turnover'), { id: 'growth', statistic: 'growth', of: 'turnover', label: b('Tốc độ tăng', 'Growth'), unit: units.percent, decimals: 1 }],
    measurePlace: 'outer', classification: 'as_now',
  }),
  yearbookTable('ent_turnover_index', 'Chỉ số doanh thu theo tháng (tháng 1 năm 2024 = 100)', 'Index of turnover by month (January 2024 = 100)', {
    dataset: 'vat_return', rows: [{ variable: 'period', total: 'none' }],
    measures: [billion('turnover', 'line_34', 'Doanh thu', 'Turnover'), { id: 'index', statistic: 'index', of: 'turnover', basePeriod: '2024-01', label: b('Chỉ số', 'Index'), unit: units.percent, decimals: 1 },
      { id: 'cumulative', statistic: 'cumulative', of: 'turnover', label: b('Cộng dồn', 'Cumulative'), unit: units.billionVnd, power: 9, decimals: 0 }],
    filter: "frequency = 'M'",
  }),
  yearbookTable('ent_statements', 'Một số chỉ tiêu tài chính của doanh nghiệp phân theo ngành kinh tế', 'Selected financial figures of enterprises by economic activity', {
    dataset: 'financial_statement', rows: [bySection],
    measures: [enterprises, billion('assets', 'b01_270', 'Tổng tài sản', 'Total assets'), billion('equity', 'b01_400', 'Vốn chủ sở hữu', 'Equity'), billion('fixed_assets', 'b01_220', 'Tài sản cố định', 'Fixed assets'),
      billion('turnover', 'b02_10', 'Doanh thu thuần', 'Net turnover'), billion('profit', 'b02_50', 'Lợi nhuận trước thuế', 'Profit before tax'),
      { id: 'profit_rate', statistic: 'ratio', numerator: 'profit', denominator: 'turnover', factor: 100, label: b('Tỷ suất lợi nhuận', 'Profit rate'), unit: units.percent, decimals: 2 }],
    classification: 'as_now',
  }),
  yearbookTable('ent_statements_ownership', 'Doanh thu thuần và lợi nhuận phân theo loại hình doanh nghiệp', 'Net turnover and profit by ownership of the enterprise', {
    dataset: 'financial_statement', rows: [{ variable: 'statement_register.ownership', level: 'ownership_sector', total: 'before' }], columns: [{ variable: 'period', total: 'none' }],
    measures: [billion('turnover', 'b02_10', 'Doanh thu thuần', 'Net turnover'), billion('profit', 'b02_50', 'Lợi nhuận trước thuế', 'Profit before tax'),
      { id: 'loss_makers', statistic: 'count', filter: 'b02_50 < 0', label: b('Doanh nghiệp thua lỗ', 'Loss-making enterprises'), unit: units.enterprises }],
  }),
  yearbookTable('ent_turnover_quintiles', 'Doanh nghiệp phân theo nhóm ngũ phân vị doanh thu', 'Enterprises by quintile of turnover', {
    dataset: 'financial_statement',
    variables: [{ kind: 'variable', id: 'turnover_quintile', dataset: 'financial_statement', label: b('Nhóm ngũ phân vị doanh thu thuần', 'Quintile of net turnover'), method: 'quantile_bands', of: 'b02_10', count: 5 }],
    rows: [{ variable: 'turnover_quintile', total: 'before' }],
    measures: [enterprises, billion('turnover', 'b02_10', 'Doanh thu thuần', 'Net turnover'),
      { id: 'structure', statistic: 'percent', of: 'turnover', base: 'column', label: b('Tỷ trọng doanh thu', 'Share of turnover'), unit: units.percent, decimals: 1 }],
  }),
]
