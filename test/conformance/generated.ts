// Generated records and table definitions for conformance tests: the whole algebra, with awkward values on purpose. In:
// nothing. Out: arbitraries. A definition may be refused (a sum over a recode): then all engines must refuse it alike.
import fc from 'fast-check'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { TestFirm, TestRow } from './memoryModel.ts'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 6 })
const money = fc.oneof(
  fc.bigInt(-50n, 50n),
  fc.bigInt(-9_000_000_000_000_000_000n, 9_000_000_000_000_000_000n),
  fc.bigInt(0n, 10_000_000_000n),
)
/** Weights at two decimals: one, common ones, none, a negative mistake, one that no product of 64 bits holds. */
const weight = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(100n, 100n, 250n, 50n, 1234n) },
  { weight: 2, arbitrary: fc.constantFrom(0n, -100n, 1n) },
  { weight: 1, arbitrary: fc.constant(8_999_999_999_999_999_999n) },
)

export const rowArbitrary: fc.Arbitrary<TestRow> = fc.record({
  period: fc.constantFrom('2025-06' as const, '2025-07' as const, '2025-08' as const),
  area: maybe(fc.constantFrom('01', '02', '03', '04', '99')),
  flow: maybe(fc.constantFrom('X', 'N')),
  trader: maybe(fc.constantFrom('0100', '0200', '300')),
  person: maybe(fc.bigInt(-4n, 4n).map((n) => n * 1_000_000_000_000_000_000n)),
  age: maybe(fc.integer({ min: -3, max: 3 })),
  value: maybe(money),
  weight: maybe(weight),
  cleared: maybe(fc.constantFrom('2024-12-31', '2025-01-01', '2025-03-31', '2025-06-30')),
  firm: maybe(fc.nat({ max: 2 })),
  agent: maybe(fc.nat({ max: 2 })),
})
export const firmsArbitrary: fc.Arbitrary<TestFirm[]> = fc.array(
  fc.record({
    owner: maybe(fc.constantFrom('11', '12', '21', '77')),
    staff: maybe(fc.integer({ min: 0, max: 5 })),
    holding: maybe(fc.nat({ max: 2 })),
  }),
  { minLength: 3, maxLength: 3 },
)

const title = (text: string) => ({ vi: text, en: text })
const made = (id: string, more: object) => ({ kind: 'variable', id, dataset: 'line', label: title(id), ...more })
const group = (code: string, ...members: string[]) => ({ code, label: title(code), members })
/** Every method, alone and upon another. */
const variables = [
  made('area_kept', {
    method: 'recode',
    of: 'area',
    groups: [group('south', '03', '04@2025', '#missing'), group('north', '01')],
    rest: 'keep',
  }),
  made('area_others', { method: 'recode', of: 'area', groups: [group('a', '01', '02')], rest: 'others' }),
  made('area_missing', {
    method: 'recode',
    of: 'area',
    level: 'region',
    groups: [group('r', 'R1', 'V1')],
    rest: 'missing',
  }),
  made('owner_group', {
    method: 'recode',
    of: 'register.owner',
    groups: [group('x', '11', '#not_linked')],
    rest: 'others',
  }),
  made('age_band', { method: 'bands', of: 'age', bounds: ['-1', '0.5', '2'], closed: 'lower' }),
  made('value_band', { method: 'bands', of: 'value', bounds: ['0', '0.25', '100'], closed: 'upper' }),
  made('staff_band', { method: 'bands', of: 'register.staff', bounds: ['2'] }),
  made('band_group', { method: 'recode', of: 'value_band', groups: [group('low', '1', '2')], rest: 'keep' }),
  made('age_quantile', { method: 'quantile_bands', of: 'age', count: 3 }),
  made('value_quantile', {
    method: 'quantile_bands',
    of: 'value',
    count: 4,
    weight: 'weight',
    filter: "flow = 'X' or flow is null",
  }),
  made('top_trader', { method: 'top', of: 'trader', count: 1 }),
  made('top_area', {
    method: 'top',
    of: 'area',
    count: 2,
    by: { statistic: 'sum', variable: 'value' },
    others: 'missing',
  }),
  made('top_group', { method: 'top', of: 'area_kept', count: 1, by: { statistic: 'sum', variable: 'twice' } }),
  made('twice', { method: 'expression', expression: 'age * 2 + 1' }),
  made('third', { method: 'expression', expression: 'age / 3', scale: 2 }),
  made('prefix', { method: 'expression', expression: 'left(trader, 2)' }),
  made('dear', { method: 'expression', expression: 'value > 10' }),
  made('crew', { method: 'expression', expression: 'coalesce(register.staff, 0) + age' }),
  made('margin', { method: 'expression', expression: 'broker.fee - register.staff' }),
  made('nation_group', {
    method: 'recode',
    of: 'register.owned.nation',
    groups: [group('home', 'VN', '#missing')],
    rest: 'others',
  }),
  made('assets_band', { method: 'bands', of: 'register.owned.assets', bounds: ['0', '5.5'] }),
  made('day', { method: 'expression', expression: "case when flow = 'X' then cleared end" }),
  made('twice_band', { method: 'bands', of: 'twice', bounds: ['0', '3'] }),
]

const place = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<{ variable: string; level?: string }>(
      { variable: 'area' },
      { variable: 'area', level: 'region' },
      { variable: 'flow' },
      { variable: 'trader' },
      { variable: 'age' },
      { variable: 'value' },
      { variable: 'period' },
      { variable: 'period', level: 'quarter' },
      { variable: 'period', level: 'year' },
      { variable: 'cleared' },
      { variable: 'cleared', level: 'month' },
      { variable: 'cleared', level: 'quarter' },
      { variable: 'cleared', level: 'year' },
      { variable: 'register.owner' },
      { variable: 'register.owner', level: 'group' },
      { variable: 'register.staff' },
      { variable: 'register.owned.nation' },
      { variable: 'register.owned.assets' },
      { variable: 'broker.kind' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<{ variable: string; level?: string }>(...variables.map((v) => ({ variable: v.id })), {
      variable: 'day',
      level: 'month',
    }),
  },
)
const dimension = fc
  .record(
    {
      place,
      total: fc.constantFrom('none', 'before', 'after'),
      sort: fc.constantFrom('code', 'code', 'label', 'value_descending', 'value_ascending'),
      stack: fc.constantFrom(undefined, undefined, true),
      missing: fc.constantFrom(undefined, undefined, 'show', 'hide'),
      empty: fc.constantFrom(undefined, undefined, 'show'),
    },
    { requiredKeys: ['place', 'total', 'sort'] },
  )
  .map(({ place: where, ...options }) => ({
    ...where,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  }))

const numeric = fc.constantFrom(
  'value',
  'value',
  'age',
  'register.staff',
  'twice',
  'third',
  'crew',
  'broker.fee',
  'margin',
  'register.owned.assets',
)
const weightOf = fc.constantFrom(undefined, undefined, undefined, 'weight', 'weight', 'age')
export const filterArbitrary = fc.constantFrom(
  "flow = 'X'",
  'age >= 0',
  "area in ('01', '02') or value is null",
  "register.owner = '11'",
  "broker.fee > 3 or register.owner = '12'",
  "register.owned.nation = 'VN'",
  "cleared > '2024-12-31' and not (trader = '300')",
  "left(period, 4) = '2025'",
  'value > 12.5',
)
const recordMeasure = fc.oneof(
  fc.record({ statistic: fc.constant('count'), weight: weightOf }),
  fc.record({
    statistic: fc.constantFrom('sum', 'mean', 'median', 'standard_deviation'),
    variable: numeric,
    weight: weightOf,
  }),
  fc.record({
    statistic: fc.constant('percentile'),
    percentile: fc.constantFrom(50, 25, 10, 33.3, 99.9, 0.01, 62.5),
    variable: numeric,
    weight: weightOf,
  }),
  fc.record({ statistic: fc.constantFrom('minimum', 'maximum'), variable: numeric }),
  fc.record({
    statistic: fc.constant('distinct'),
    variable: fc.constantFrom('trader', 'person', 'area', 'value', 'twice', 'prefix'),
  }),
)
const measure = fc
  .record({ what: recordMeasure, filter: fc.option(filterArbitrary, { nil: undefined, freq: 2 }) })
  .map(({ what, filter }) =>
    Object.fromEntries(Object.entries({ ...what, filter }).filter(([, value]) => value !== undefined)),
  )

/** Derived figures of the first measure, m0; a count, m1, stands beside it. */
const derivedMeasure = fc.constantFrom(
  { statistic: 'ratio', numerator: 'm0', denominator: 'm1', factor: 100 },
  { statistic: 'percent', of: 'm1', base: 'row' },
  { statistic: 'percent', of: 'm1', base: 'column' },
  { statistic: 'percent', of: 'm1', base: 'layer' },
  { statistic: 'percent', of: 'm1', base: 'table' },
  { statistic: 'share', of: 'm1', base: 'parent_row' },
  { statistic: 'percent', of: 'm1', base: 'parent_column' },
  { statistic: 'percent', of: 'm1', base: 'subtotal', over: ['flow'] },
  { statistic: 'rank', of: 'm1' },
  { statistic: 'difference', of: 'm1', step: 'month' },
  { statistic: 'growth', of: 'm0', step: 'month' },
  { statistic: 'index', of: 'm1', basePeriod: '2025-06' },
  { statistic: 'cumulative', of: 'm1' },
)

export const definitionArbitrary: fc.Arbitrary<TableDefinition> = fc
  .record({
    rows: fc.array(dimension, { maxLength: 3 }),
    columns: fc.array(dimension, { maxLength: 2 }),
    layers: fc.array(dimension, { maxLength: 1 }),
    measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
    derived: fc.array(derivedMeasure, { maxLength: 2 }),
    filter: fc.option(filterArbitrary, { nil: null, freq: 2 }),
    classification: fc.constantFrom('as_then', 'as_now'),
    missing: fc.constantFrom('show', 'show', 'hide'),
  })
  .map(({ derived, measures, ...d }) =>
    tableDefinitionSchema.parse({
      ...d,
      kind: 'table',
      id: 'generated',
      title: title(''),
      dataset: 'line',
      variables,
      measures: [...measures.slice(0, 1), { statistic: 'count' }, ...measures.slice(1), ...derived].map((m, i) => ({
        ...m,
        id: `m${i}`,
      })),
    }),
  )
