// What is computed again by others: tables of the library by id, and a few of our own for what the library does not
// ask. In: nothing. Out: definitions. Never a figure.
import { parseDefinition } from '#shared/model/definition.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { tableLibrary } from '#engine/disseminate/library/index.ts'

const label = (vi: string, en: string) => ({ vi, en })
const own = (id: string, parts: object): TableDefinition =>
  parseDefinition('table', { kind: 'table', id, title: label('Kiểm tra', 'Check'), ...parts })

/** Two classes of capital put together out of bands closed above; what lies between and beyond is "others". */
const capitalClass = [
  {
    kind: 'variable',
    id: 'capital_bands',
    dataset: 'taxpayer',
    label: label('Vốn', 'Capital'),
    method: 'bands',
    of: 'charter_capital',
    bounds: ['500000000', '1000000000', '10000000000', '50000000000', '100000000000'],
    closed: 'upper',
  },
  {
    kind: 'variable',
    id: 'capital_class',
    dataset: 'taxpayer',
    label: label('Nhóm vốn', 'Class of capital'),
    method: 'recode',
    of: 'capital_bands',
    rest: 'others',
    groups: [
      { code: 'small', label: label('Nhỏ', 'Small'), members: ['1', '2'] },
      { code: 'large', label: label('Lớn', 'Large'), members: ['4', '5'] },
    ],
  },
]
const total = 'before'
const made = (id: string, dataset: string, parts: object) => ({
  kind: 'variable',
  id,
  dataset,
  label: label(id, id),
  ...parts,
})
const provinces = (classification: string) =>
  own(`own_provinces_${classification === 'as_now' ? 'now' : 'then'}`, {
    dataset: 'pupil',
    rows: [{ variable: 'province', total }],
    columns: [{ variable: 'period', total: 'none' }],
    measures: [{ id: 'pupils', statistic: 'count' }],
    classification,
  })

export const ownTables: TableDefinition[] = [
  provinces('as_now'),
  provinces('as_then'),
  own('own_bases', {
    dataset: 'pupil',
    rows: [
      { variable: 'province', level: 'region', total },
      { variable: 'grade', level: 'education_level', total },
    ],
    columns: [
      { variable: 'sex', total },
      { variable: 'ownership', level: 'school_sector', total: 'after' },
    ],
    layers: [{ variable: 'period', total }],
    // One code in two versions of its list is two values.
    measures: [
      { id: 'pupils', statistic: 'count' },
      { id: 'provinces', statistic: 'distinct', variable: 'province' },
      ...['row', 'column', 'layer', 'parent_column', 'parent_row'].map((base) => ({
        id: base,
        statistic: 'percent',
        of: 'pupils',
        base,
      })),
      { id: 'whole', statistic: 'percent', of: 'pupils', base: 'table' },
      { id: 'of_sexes', statistic: 'share', of: 'pupils', base: 'subtotal', over: ['sex'] },
    ],
  }),
  own('own_weighted', {
    dataset: 'taxpayer',
    variables: capitalClass,
    filter: "unit_type = '1' and status = '00'",
    rows: [{ variable: 'capital_class', total }],
    measures: [
      { id: 'weighted', statistic: 'count', weight: 'employees' },
      ...['mean', 'median'].map((statistic) => ({
        id: statistic,
        statistic,
        variable: 'charter_capital',
        weight: 'employees',
      })),
      { id: 'deviation', statistic: 'standard_deviation', variable: 'charter_capital', weight: 'employees' },
      { id: 'ninth_decile', statistic: 'percentile', percentile: 90, variable: 'charter_capital', weight: 'employees' },
      { id: 'weighted_sum', statistic: 'sum', variable: 'charter_capital', weight: 'employees' },
      { id: 'minimum', statistic: 'minimum', variable: 'charter_capital' },
      { id: 'maximum', statistic: 'maximum', variable: 'charter_capital' },
      { id: 'foreign_mean', statistic: 'mean', variable: 'employees', filter: "left(ownership, 1) = '3'" },
    ],
  }),
  own('own_stacked', {
    dataset: 'taxpayer',
    filter: "unit_type = '1'",
    classification: 'as_now',
    rows: [
      { variable: 'ownership', level: 'ownership_sector', total },
      { variable: 'province', level: 'region', stack: true, total: 'none' },
    ],
    columns: [{ variable: 'status', total }],
    measures: [
      { id: 'enterprises', statistic: 'count', label: label('Số doanh nghiệp', 'Enterprises') },
      {
        id: 'structure',
        statistic: 'percent',
        of: 'enterprises',
        base: 'column',
        label: label('Cơ cấu', 'Structure'),
        decimals: 2,
      },
    ],
  }),
  /**
   * Records without a unit are in no figure, not in those of the other block either; what is hidden is in the totals.
   */
  own('own_hidden', {
    dataset: 'customs_line',
    filter: "flow = 'X'",
    rows: [
      { variable: 'unit_2', total, missing: 'hide' },
      { variable: 'transport_mode', stack: true, total: 'after', hidden: ['2'] },
    ],
    columns: [{ variable: 'period', level: 'year', total: 'after' }],
    measures: [
      { id: 'lines', statistic: 'count' },
      { id: 'quantity', statistic: 'sum', variable: 'quantity_2' },
      { id: 'many', statistic: 'count', filter: 'quantity_2 > 1000' },
      { id: 'share', statistic: 'share', of: 'quantity', base: 'row' },
    ],
  }),
  own('own_linked', {
    dataset: 'customs_line',
    filter: "flow = 'X' and merchandise_trade = '1'",
    variables: [
      made('main_sections', 'customs_line', {
        method: 'top',
        of: 'customs_register.activity_division',
        level: 'section',
        count: 2,
        by: { statistic: 'sum', variable: 'value_usd' },
        others: 'missing',
      }),
      made('workers', 'customs_line', {
        method: 'bands',
        of: 'customs_register.employees',
        bounds: ['50', '500'],
        closed: 'lower',
      }),
    ],
    rows: [{ variable: 'main_sections', total }],
    columns: [{ variable: 'workers', total }],
    measures: [
      { id: 'value', statistic: 'sum', variable: 'value_usd' },
      { id: 'mean', statistic: 'mean', variable: 'customs_register.employees', weight: 'value_usd' },
      { id: 'median', statistic: 'median', variable: 'customs_register.employees' },
      { id: 'large', statistic: 'count', filter: 'customs_register.employees >= 200' },
    ],
  }),
  own('own_expression', {
    dataset: 'customs_line',
    variables: [
      made('unit_usd', 'customs_line', { method: 'expression', expression: 'value_usd / net_weight', scale: 2 }),
      made('price', 'customs_line', { method: 'bands', of: 'unit_usd', bounds: ['1.5', '10', '100'], closed: 'upper' }),
    ],
    rows: [{ variable: 'price', total }],
    columns: [{ variable: 'flow', total: 'none' }],
    measures: [
      { id: 'lines', statistic: 'count' },
      { id: 'sum', statistic: 'sum', variable: 'unit_usd' },
      { id: 'lowest', statistic: 'minimum', variable: 'unit_usd' },
      { id: 'highest', statistic: 'maximum', variable: 'unit_usd' },
      { id: 'median', statistic: 'median', variable: 'unit_usd' },
      { id: 'first_decile', statistic: 'percentile', percentile: 10, variable: 'unit_usd' },
    ],
  }),
  own('own_decimal_weights', {
    dataset: 'customs_line',
    filter: "flow = 'N'",
    rows: [{ variable: 'activity_of_register', total }],
    columns: [{ variable: 'channel', total: 'after' }],
    missing: 'hide',
    variables: [
      made('activity_of_register', 'customs_line', {
        method: 'recode',
        of: 'customs_register.activity_division',
        level: 'section',
        rest: 'others',
        groups: [
          { code: 'industry', label: label('Công nghiệp', 'Industry'), members: ['B@2025', 'C@2025', 'D@2025'] },
        ],
      }),
    ],
    measures: [
      { id: 'weight', statistic: 'count', weight: 'net_weight' },
      ...['mean', 'median', 'standard_deviation'].map((statistic) => ({
        id: statistic,
        statistic,
        variable: 'duty_rate',
        weight: 'net_weight',
      })),
      { id: 'upper', statistic: 'percentile', percentile: 75.5, variable: 'value_usd', weight: 'net_weight' },
      { id: 'unweighted', statistic: 'percentile', percentile: 2.5, variable: 'value_usd' },
    ],
  }),
  /** Few enterprises in a cell: half the weight is often met exactly between two of them. */
  own('own_small_cells', {
    dataset: 'taxpayer',
    filter: "unit_type = '1' and status = '00'",
    rows: [{ variable: 'labour_band', total }],
    columns: [{ variable: 'registered_on', level: 'year', total: 'after' }],
    measures: [
      ...['median', 'standard_deviation'].map((statistic) => ({
        id: statistic,
        statistic,
        variable: 'charter_capital',
        weight: 'employees',
      })),
      { id: 'lower', statistic: 'percentile', percentile: 25, variable: 'charter_capital', weight: 'employees' },
      { id: 'plain', statistic: 'median', variable: 'charter_capital' },
    ],
  }),
  /** Weights of one: the same bands as without; of a hundred records every cut is met exactly. */
  own('own_equal_weights', {
    dataset: 'customs_line',
    variables: ['weighted_bands', 'plain_bands'].map((id) =>
      made(id, 'customs_line', {
        method: 'quantile_bands',
        of: 'value_usd',
        count: 20,
        filter: "line_number = 1 and channel = '3' and flow = 'X'",
        ...(id === 'weighted_bands' ? { weight: 'line_number' } : {}),
      }),
    ),
    rows: [
      { variable: 'weighted_bands', total },
      { variable: 'plain_bands', stack: true, total: 'none' },
    ],
    measures: [
      { id: 'lines', statistic: 'count' },
      { id: 'highest', statistic: 'maximum', variable: 'value_usd' },
    ],
  }),
  own('own_pupil_school', {
    dataset: 'pupil',
    rows: [{ variable: 'pupil_school.school_type', total }],
    columns: [{ variable: 'period', total: 'none' }],
    measures: [
      { id: 'pupils', statistic: 'count' },
      { id: 'rooms', statistic: 'mean', variable: 'pupil_school.rooms_total' },
      { id: 'deviation', statistic: 'standard_deviation', variable: 'pupil_school.rooms_total' },
      { id: 'schools', statistic: 'distinct', variable: 'pupil_school.school_code' },
      { id: 'per_school', statistic: 'ratio', numerator: 'pupils', denominator: 'schools' },
    ],
  }),
  own('own_rank', {
    dataset: 'taxpayer',
    filter: "unit_type = '1' and status = '00'",
    rows: [{ variable: 'registered_on', level: 'quarter', total: 'after' }],
    columns: [{ variable: 'ownership', level: 'ownership_sector', total }],
    measures: [
      { id: 'enterprises', statistic: 'count' },
      { id: 'employees', statistic: 'sum', variable: 'employees', hidden: true },
      { id: 'rank', statistic: 'rank', of: 'enterprises' },
      { id: 'rank_of_sector', statistic: 'rank', of: 'enterprises', along: 'ownership', direction: 'ascending' },
      { id: 'size', statistic: 'ratio', numerator: 'employees', denominator: 'enterprises', factor: 100 },
      { id: 'rank_of_size', statistic: 'rank', of: 'size' },
    ],
  }),
  own('own_time', {
    dataset: 'vat_return',
    classification: 'as_now',
    rows: [{ variable: 'activity_division', level: 'section', total }],
    columns: [{ variable: 'period', total: 'none' }],
    filter: "frequency = 'M'",
    measures: [
      { id: 'turnover', statistic: 'sum', variable: 'line_34' },
      { id: 'running', statistic: 'cumulative', of: 'turnover' },
      { id: 'change', statistic: 'difference', of: 'turnover' },
      { id: 'index', statistic: 'index', of: 'turnover', basePeriod: '2024-02' },
    ],
  }),
  own('own_quantiles', {
    dataset: 'financial_statement',
    filter: "period = '2025'",
    variables: [
      made('quarter_of_assets', 'financial_statement', {
        method: 'quantile_bands',
        of: 'b02_10',
        count: 4,
        weight: 'b01_270',
        filter: 'b02_50 > 0',
      }),
    ],
    rows: [{ variable: 'quarter_of_assets', total }],
    measures: [
      { id: 'statements', statistic: 'count' },
      { id: 'lowest', statistic: 'minimum', variable: 'b02_10' },
      { id: 'highest', statistic: 'maximum', variable: 'b02_10' },
      { id: 'assets', statistic: 'sum', variable: 'b01_270' },
      { id: 'deviation', statistic: 'standard_deviation', variable: 'b02_10' },
    ],
  }),
  own('own_changes', {
    dataset: 'vat_return',
    filter: "frequency = 'M'",
    rows: [{ variable: 'period', total: 'none' }],
    measures: [
      { id: 'turnover', statistic: 'sum', variable: 'line_34' },
      { id: 'month', statistic: 'difference', of: 'turnover', step: 'month' },
      { id: 'quarter', statistic: 'growth', of: 'turnover', step: 'quarter' },
      { id: 'development', statistic: 'index', of: 'turnover' },
      { id: 'to_first', statistic: 'index', of: 'turnover', basePeriod: '2024-01', hidden: true },
      { id: 'change_of_index', statistic: 'growth', of: 'to_first' },
    ],
  }),
]

export const definitionOf = (id: string): TableDefinition => {
  const found = [...ownTables, ...tableLibrary].find((t) => t.id === id)
  if (!found) throw new Error(`no table ${id}`)
  return found
}

/** Computed again in SQL (tables.sql): never skipped. */
export const inSql = [
  'own_provinces_now',
  'own_provinces_then',
  'edu_schools_sector',
  'edu_teachers_age',
  'edu_teachers_age_statistics',
  'edu_pupils_level_sector',
  'edu_pupils_largest_groups',
  'ent_size_class',
  'ent_profile',
  'ent_employees_distribution',
  'own_weighted',
  'ent_turnover_growth',
  'ent_turnover_index',
  'own_changes',
  'ent_statements_ownership',
  'ent_turnover_quintiles',
  'trade_balance',
  'trade_exports_partner',
  'trade_exporters_size',
  'trade_tariff',
  'own_linked',
  'own_expression',
  'own_quantiles',
  'own_small_cells',
  'own_equal_weights',
]
/** Computed again in R (tables.R), from the delivered files. */
export const inR = [
  ...inSql,
  'edu_schools_classrooms',
  'edu_pupils_ethnicity',
  'edu_girls',
  'edu_over_age',
  'own_bases',
  'trade_flow_month',
  'trade_exports_section',
  'trade_exports_region',
  'trade_unit_value',
  'own_hidden',
  'own_decimal_weights',
  'own_pupil_school',
  'own_rank',
  'own_time',
]
