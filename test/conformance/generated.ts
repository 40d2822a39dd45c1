// Generated records and table definitions for conformance tests: every kind of dimension and measure, awkward values on purpose.
import fc from 'fast-check'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { TestFirm, TestRow } from './memoryModel.ts'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 6 })
const money = fc.oneof(fc.bigInt(-50n, 50n), fc.bigInt(-9_000_000_000_000_000_000n, 9_000_000_000_000_000_000n), fc.bigInt(0n, 10_000_000_000n))

export const rowArbitrary: fc.Arbitrary<TestRow> = fc.record({
  period: fc.constantFrom('2025-06' as const, '2025-07' as const, '2025-08' as const),
  area: maybe(fc.constantFrom('01', '02', '03', '04', '99')), flow: maybe(fc.constantFrom('X', 'N')), trader: maybe(fc.constantFrom('0100', '0200', '300')),
  person: maybe(fc.bigInt(-4n, 4n).map((n) => n * 1_000_000_000_000_000_000n)), age: maybe(fc.integer({ min: -3, max: 3 })), value: maybe(money),
  cleared: maybe(fc.constantFrom('2024-12-31', '2025-01-01', '2025-03-31', '2025-06-30')), firm: maybe(fc.nat({ max: 2 })),
})
export const firmsArbitrary: fc.Arbitrary<TestFirm[]> = fc.array(fc.record({ owner: maybe(fc.constantFrom('11', '12', '21', '77')), staff: maybe(fc.integer({ min: 0, max: 5 })) }), { minLength: 3, maxLength: 3 })

const place = fc.oneof(
  fc.constantFrom({ variable: 'area' }, { variable: 'area', level: 'region' }, { variable: 'flow' }, { variable: 'trader' }, { variable: 'age' }, { variable: 'value' }, { variable: 'period' },
    { variable: 'period', level: 'quarter' }, { variable: 'period', level: 'year' }, { variable: 'cleared' }, { variable: 'cleared', level: 'month' }, { variable: 'cleared', level: 'quarter' },
    { variable: 'cleared', level: 'year' }, { variable: 'register.owner' }, { variable: 'register.owner', level: 'group' }, { variable: 'register.staff' }),
)
const dimension = fc.record({ place, total: fc.constantFrom('none', 'before', 'after'), sort: fc.constantFrom('code', 'label', 'value_descending', 'value_ascending') })
  .map(({ place: where, total, sort }) => ({ ...where, total, sort }))
const measure = fc.constantFrom(
  { statistic: 'count' }, { statistic: 'sum', variable: 'value' }, { statistic: 'sum', variable: 'age' }, { statistic: 'mean', variable: 'value' }, { statistic: 'mean', variable: 'register.staff' },
  { statistic: 'median', variable: 'value' }, { statistic: 'median', variable: 'age' }, { statistic: 'distinct', variable: 'trader' }, { statistic: 'distinct', variable: 'person' }, { statistic: 'distinct', variable: 'area' },
)
const filter = fc.constantFrom(null, null, "flow = 'X'", 'age >= 0', "area in ('01', '02') or value is null", "register.owner = '11'", "cleared > '2024-12-31' and not (trader = '300')", "left(period, 4) = '2025'", 'value > 12.5')

export const definitionArbitrary: fc.Arbitrary<TableDefinition> = fc.record({
  rows: fc.array(dimension, { maxLength: 2 }), columns: fc.array(dimension, { maxLength: 2 }), layers: fc.array(dimension, { maxLength: 1 }),
  measures: fc.array(measure, { minLength: 1, maxLength: 3 }), filter, classification: fc.constantFrom('as_then', 'as_now'), missing: fc.constantFrom('show', 'hide'),
}).map((d) => tableDefinitionSchema.parse({
  ...d, kind: 'table', id: 'generated', title: { vi: '', en: '' }, dataset: 'line', measures: d.measures.map((m, i) => ({ ...m, id: `m${i}` })),
}))
