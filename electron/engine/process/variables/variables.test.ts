// Derived variables on DuckDB, on SQLite and record by record: the same value of every record, each record in exactly
// one band.
import type { PlainRecord } from '#engine/process/categories/types.ts'
import { linkPathsOf } from '#shared/model/variableRef.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { derivedVariableSchema } from '#shared/model/variable.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { memoryModel, testDataset, testLists, rightDataset } from '#test/conformance/memoryModel.ts'
import type { MemoryModel, TestRow } from '#test/conformance/memoryModel.ts'
import { firmsArbitrary, rowArbitrary } from '#test/conformance/generated.ts'
import { mapCategories } from '#engine/process/categories/categories.ts'
import {
  quantileCuts,
  resolveVariables,
  withVariables,
  recordWithVariables,
  transformCategories,
  keyOfCategory,
} from './index.ts'
import type { Categories, Category, Cuts, VariableContext, VariableSet } from './index.ts'

const label = { vi: 'n', en: 'n' }
const context: VariableContext = {
  dataset: testDataset,
  links: [{ id: 'register', right: rightDataset }],
  lists: testLists,
  saved: [],
}
const define = (value: Record<string, unknown>): DerivedVariable =>
  derivedVariableSchema.parse({ kind: 'variable', id: 'made', dataset: 'line', label, ...value })
const setOf = (...definitions: DerivedVariable[]): VariableSet =>
  resolveVariables(
    context,
    definitions,
    definitions.map((d) => d.id),
  )

const linksOf = (set: VariableSet): string[] => linkPathsOf(set.used.flatMap((u) => u.reads))

/** Records as the slow evaluator reads them. */
const recordsOf = (rows: TestRow[], firms: { owner: string | null; staff: number | null }[]): PlainRecord[] =>
  rows.map((row) => (ref) => {
    const firm = row.firm === null ? null : (firms[row.firm] ?? null)
    const plain: Record<string, unknown> = {
      ...row,
      'register.owner': firm?.owner ?? null,
      'register.staff': firm?.staff ?? null,
    }
    const value = plain[ref] ?? null
    return {
      value: typeof value === 'number' ? BigInt(value) : (value as string | bigint | null),
      version: null,
      matched: firm !== null,
    }
  })

type Answer = { values: (string | null)[]; cuts: Cuts }
const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value))

const onDuckdb = async ({ model }: MemoryModel, set: VariableSet, ref: string): Promise<Answer> => {
  const database = await model.columns()
  const plain = await model.source('duckdb', linksOf(set))
  const cuts = await quantileCuts(set, { engine: 'duckdb', database, source: plain, sample: 'true' }, () => undefined)
  const source = await withVariables(plain, set, cuts)
  const rows = await database.all<{ v: string | null }>(
    `SELECT (${source.column(ref).sql})::VARCHAR AS v FROM ${source.from} ORDER BY ${source.rowId}`,
  )
  return { values: rows.map((r) => r.v), cuts }
}
const onSqlite = async ({ model }: MemoryModel, set: VariableSet, ref: string): Promise<Answer> => {
  const database = model.sqlite(linksOf(set))
  const plain = await model.source('sqlite', linksOf(set))
  const cuts = await quantileCuts(
    set,
    { engine: 'sqlite', database, source: plain, ranges: model.ranges },
    () => undefined,
  )
  const source = await withVariables(plain, set, cuts)
  const values = database
    .prepare(`SELECT ${source.column(ref).sql} FROM ${source.from} ORDER BY ${source.rowId}`)
    .raw()
    .safeIntegers()
    .all() as unknown[][]
  return { values: values.map(([v]) => text(v)), cuts }
}
const onRecords = async (records: PlainRecord[], set: VariableSet, ref: string): Promise<Answer> => {
  const cuts = await quantileCuts(set, { engine: 'evaluator', records }, () => undefined)
  return { values: records.map((record) => text(recordWithVariables(record, set, cuts)(ref).value)), cuts }
}
const orFailure = async (work: Promise<Answer>): Promise<Answer | string> =>
  work.catch((thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : Promise.reject(thrown as Error)))

const agreed = async (
  model: MemoryModel,
  records: PlainRecord[],
  definitions: DerivedVariable[],
  ref = 'made',
): Promise<Answer | string> => {
  const set = setOf(...definitions)
  const slow = await orFailure(onRecords(records, set, ref))
  expect(await orFailure(onDuckdb(model, set, ref))).toEqual(slow)
  expect(await orFailure(onSqlite(model, set, ref))).toEqual(slow)
  return slow
}

const numbers = fc.constantFrom('age', 'value', 'register.staff', 'twice')
const twice = define({ id: 'twice', method: 'expression', expression: 'value * 2 - age', scale: 1 })
const boundsArbitrary = fc
  .uniqueArray(fc.integer({ min: -400, max: 400 }), { minLength: 1, maxLength: 7 })
  .map((n) => n.sort((a, b) => a - b).map((x) => (x / 4).toString()))
const variableArbitrary: fc.Arbitrary<DerivedVariable> = fc.oneof(
  fc
    .record({ of: numbers, bounds: boundsArbitrary, closed: fc.constantFrom('lower', 'upper') })
    .map((v) => define({ method: 'bands', ...v })),
  fc
    .record({
      of: numbers,
      count: fc.integer({ min: 2, max: 7 }),
      weight: fc.constantFrom(undefined, 'age', 'value', 'weight', 'twice'),
      filter: fc.constantFrom(null, "flow = 'X'", 'age > 2'),
    })
    .map(({ weight, ...v }) => define({ method: 'quantile_bands', ...v, ...(weight === undefined ? {} : { weight }) })),
  fc
    .record({
      expression: fc.constantFrom(
        'age + 1',
        'value / 3',
        'value / age',
        'value / age * 100',
        'age * 0.125',
        '-value',
        "if(flow = 'X', age, null)",
        'register.staff * value',
        "concat(flow, '/', area)",
        'left(area, 1)',
        "case when age < 3 then 'young' when age is null then '' else 'other' end",
        'age > 2',
        "flow = 'X' or age > 1",
        "register.owner = '11'",
        'flow is null',
        "coalesce(flow, 'none')",
        "if(area is null, 'x', left(area, 1))",
        'integer(area) * 3',
        'integer(area) * 3 > 4 or flow is null',
        'cleared',
        'coalesce(register.owner, flow)',
        'age * 9223372036854775807',
        'concat(register.owner, area)',
      ),
      scale: fc.integer({ min: 0, max: 6 }),
    })
    .map((v) => define({ method: 'expression', ...v })),
)

describe('three evaluators', () => {
  test('agree on every record, for random variables over random records', async () => {
    let checked = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowArbitrary, { maxLength: 25 }),
        firmsArbitrary,
        fc.array(variableArbitrary, { minLength: 8, maxLength: 8 }),
        async (rows, firms, variables) => {
          const model = await memoryModel(rows, firms)
          try {
            for (const variable of variables) {
              if (typeof (await agreed(model, recordsOf(rows, firms), [twice, variable])) !== 'string') checked += 1
            }
          } finally {
            await model.close()
          }
        },
      ),
      { numRuns: Number(process.env['VARIABLE_RUNS'] ?? 25), seed: Number(process.env['VARIABLE_SEED'] ?? 11) },
    )
    expect(checked).toBeGreaterThan(60)
  }, 600_000)

  test('bands hold what their bounds say, compared as plain numbers', () => {
    fc.assert(
      fc.property(
        boundsArbitrary,
        fc.constantFrom('lower' as const, 'upper' as const),
        fc.nat({ max: 6 }),
        fc.integer({ min: -2, max: 2 }),
        (bounds, closed, near, by) => {
          // At a bound, and a cent or two beside it: where bands can go wrong.
          const cents = Math.round(Number(bounds[near % bounds.length]) * 100) + by
          const set = setOf(define({ method: 'bands', of: 'value', bounds, closed }))
          const band = recordWithVariables(
            () => ({ value: BigInt(cents), version: null, matched: true }),
            set,
            new Map(),
          )('made').value
          const limits = [-Infinity, ...bounds.map(Number), Infinity]
          const holding = limits.slice(1).flatMap((to, i) => {
            const from = limits[i] ?? 0
            const value = cents / 100
            return (closed === 'lower' ? from <= value && value < to : from < value && value <= to)
              ? [BigInt(i + 1)]
              : []
          })
          expect(holding).toEqual([band])
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('quantile bands', () => {
  test('without ties are as equal as whole records allow; a tie is never parted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 1, max: 3 }),
        async (values, count, copies) => {
          const records = Array.from({ length: copies }, () => values)
            .flat()
            .map((v): PlainRecord => () => ({ value: BigInt(v), version: null, matched: true }))
          const answer = await onRecords(records, setOf(define({ method: 'quantile_bands', of: 'age', count })), 'made')
          const sizes = new Map<string | null, number>()
          for (const band of answer.values) sizes.set(band, (sizes.get(band) ?? 0) + 1)
          expect([...sizes.values()].reduce((a, b) => a + b, 0)).toBe(records.length)
          // A band of n records over count groups holds ⌊n/count⌋ or ⌈n/count⌉; with each value copied, as many steps
          // of `copies`.
          for (let band = 1; band <= count; band += 1)
            expect(Math.abs((sizes.get(String(band)) ?? 0) - records.length / count)).toBeLessThan(
              copies === 1 ? 1 : 2 * copies,
            )
          values.forEach((_, i) =>
            expect(new Set(Array.from({ length: copies }, (__, c) => answer.values[i + c * values.length])).size).toBe(
              1,
            ),
          )
          expect(answer.cuts.get('made')!.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        },
      ),
    )
  })

  test('a worked example: ten values in four, and the same weighted', async () => {
    const held = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    const records = held.map((v): PlainRecord => (ref) => ({
      value: ref === 'age' ? BigInt(v) : v === 10 ? 30n : 10n,
      version: null,
      matched: true,
    }))
    const cuts = async (more: Record<string, unknown>) =>
      (
        await onRecords(records, setOf(define({ method: 'quantile_bands', of: 'age', count: 4, ...more })), 'made')
      ).cuts.get('made')!
    expect(await cuts({})).toEqual({
      cuts: [3n, 5n, 8n],
      texts: ['3', '5', '8'],
      whole: 10,
      shares: [0.3, 0.2, 0.3, 0.2],
    })
    // The last weighs three: of 12, quarters are reached at 3, 6 and 9.
    expect((await cuts({ weight: 'value' })).texts).toEqual(['3', '6', '9'])
  })

  test('a weight that reaches the share exactly cuts there, on each engine; weights of nothing take no part', async () => {
    const blank: TestRow = {
      period: '2025-06',
      area: null,
      flow: null,
      trader: null,
      person: null,
      age: null,
      value: null,
      weight: null,
      cleared: null,
      firm: null,
      agent: null,
    }
    const rows = [
      [1, 200n],
      [2, 100n],
      [3, 100n],
      [3, 0n],
      [4, 300n],
      [5, 100n],
      [9, -500n],
      [9, null],
    ].map(([age, value]): TestRow => ({ ...blank, age: age as number, value: value as bigint | null }))
    const model = await memoryModel(rows, [])
    try {
      // Of 8: a half is reached at 3, quarters at 1 and 4.
      expect(
        await agreed(model, recordsOf(rows, []), [
          define({ method: 'quantile_bands', of: 'age', count: 4, weight: 'value' }),
        ]),
      ).toMatchObject({ values: ['1', '2', '2', '2', '3', '4', '4', '4'] })
    } finally {
      await model.close()
    }
  })
})

describe('conditions on one coded variable', () => {
  test('with many codes are looked up instead of listed, and say the same', async () => {
    const blank: TestRow = {
      period: '2025-06',
      area: null,
      flow: null,
      trader: null,
      person: null,
      age: 1,
      value: null,
      weight: null,
      cleared: null,
      firm: null,
      agent: null,
    }
    const rows = Array.from({ length: 120 }, (_, i): TestRow => ({
      ...blank,
      trader: i % 10 === 9 ? null : String(i).padStart(4, '0'),
      age: i % 3,
    }))
    const model = await memoryModel(rows, [])
    try {
      for (const expression of [
        'integer(trader) < 60 and age > 0',
        "trader is null or contains(trader, '1')",
        `trader in (${Array.from({ length: 50 }, (_, i) => `'${String(i * 2).padStart(4, '0')}'`).join(', ')}) or age = 2`,
      ]) {
        const made = define({ method: 'expression', expression })
        const sql = await setOf(made).computed[0]!.sql(await model.model.source('duckdb', []), new Map())
        expect(sql).toContain('FROM dictionary')
        expect(new Set(((await agreed(model, recordsOf(rows, []), [made])) as Answer).values).size).toBeGreaterThan(1)
      }
    } finally {
      await model.close()
    }
  })
})

const value = (code: string, version: string | null = null): Category => ({
  kind: 'value',
  code,
  version,
  notLinked: false,
})
const missing: Category = { kind: 'missing', code: '', version: null, notLinked: false }
const start: Categories = {
  categories: [
    value('a'),
    value('b', '2004'),
    value('b', '2025'),
    value('c'),
    { ...missing, kind: 'unmapped' },
    missing,
    { ...missing, notLinked: true },
  ],
  map: Int32Array.from([0, 1, 2, 3, 4, 5, 6, -1, 3]),
}
const transformed = (figures: number[], ...definitions: DerivedVariable[]) => {
  const result = transformCategories(setOf(...definitions).find(definitions.at(-1)!.id)!, start, () => figures)
  return { keys: result.categories.map(keyOfCategory), map: [...result.map] }
}
const group = (code: string, ...members: string[]) => ({ code, label, members })

describe('transforms', () => {
  test('recode keeps, gathers or drops the rest; missing may be a member; every raw value goes somewhere', () => {
    const recode = (more: Record<string, unknown>) => define({ method: 'recode', of: 'area', ...more })
    expect(transformed([], recode({ groups: [group('x', 'c', 'b@2004')] }))).toEqual({
      keys: ['a', 'x', 'b@2025', '#unmapped', '#missing', '#not_linked'],
      map: [0, 1, 2, 1, 3, 4, 5, -1, 1],
    })
    expect(transformed([], recode({ groups: [group('x', 'b'), group('y', 'a', '#missing')], rest: 'others' }))).toEqual(
      { keys: ['x', 'y', '#others', '#unmapped', '#not_linked'], map: [1, 0, 0, 2, 3, 1, 4, -1, 2] },
    )
    expect(transformed([], recode({ groups: [group('x', 'b')], rest: 'missing' }))).toEqual({
      keys: ['x', '#unmapped', '#missing', '#not_linked'],
      map: [2, 0, 0, 2, 1, 2, 3, -1, 2],
    })
    expect(() => transformed([], recode({ groups: [group('a', 'c')] }))).toThrow(/VARIABLE_GROUP_CODE.*"code":"a"/)
  })

  test('a code without a place at the level asked is not classifiable: shown, counted, never lost', () => {
    const { base, transforms } = setOf(
      define({ method: 'recode', of: 'register.owner', level: 'group', groups: [group('x', '1', '2')] }),
    ).find('made')!
    // In version 1 the code 77 is in no group.
    const raw = ['11', '21', '77'].map((code) => ({ state: 'value' as const, code, version: '1' }))
    const mapped = mapCategories(testLists, { kind: 'code', list: 'owner', level: base.level }, 'as_then', raw)
    const [step] = transforms
    const after = step?.kind === 'recode' ? step.apply(mapped) : mapped
    expect([after.categories.map(keyOfCategory), [...after.map]]).toEqual([
      ['x', '#unmapped'],
      [0, 0, 1],
    ])
  })

  test('top keeps the largest, ties by the order of codes, then a recode over it names the others', () => {
    const top = define({ id: 'largest', method: 'top', of: 'area', count: 2 })
    expect(transformed([5, 1, 5, 5], top)).toEqual({
      keys: ['a', 'b@2025', '#others', '#unmapped', '#missing', '#not_linked'],
      map: [0, 2, 1, 2, 3, 4, 5, -1, 2],
    })
    expect(
      transformed([0, -1, -2, -3], define({ method: 'top', of: 'area', count: 1, others: 'missing' })).keys,
    ).toEqual(['a', '#unmapped', '#missing', '#not_linked'])
    const named = define({ method: 'recode', of: 'largest', groups: [group('z', '#others', 'a')] })
    expect(transformed([5, 1, 5, 5], top, named).keys).toEqual(['z', 'b@2025', '#unmapped', '#missing', '#not_linked'])
  })

  test('names of bands, groups, conditions and others in both languages', () => {
    const bands = define({ id: 'size', method: 'bands', of: 'value', bounds: ['5', '10.50', '1000'] })
    const labels = (definition: DerivedVariable, ...more: DerivedVariable[]) => {
      const { declared, labelOf } = setOf(...more, definition).find(definition.id)!
      return declared!.map((c) => labelOf(c)!)
    }
    expect(labels(bands).map((l) => l.vi)).toEqual(['Dưới 5', '5 – dưới 10,5', '10,5 – dưới 1.000', 'Từ 1.000 trở lên'])
    expect(labels({ ...bands, closed: 'upper' } as DerivedVariable).map((l) => l.en)).toEqual([
      'Up to 5',
      'Over 5 – 10.5',
      'Over 10.5 – 1,000',
      'Over 1,000',
    ])
    expect(labels(define({ method: 'expression', expression: 'age > 3' })).map((l) => l.vi)).toEqual(['Không', 'Có'])
    const grouped = define({
      method: 'recode',
      of: 'size',
      groups: [{ code: 'small', label: { vi: 'Nhỏ', en: 'Small' }, members: ['1', '2'] }],
    })
    expect(labels(grouped, bands).map((l) => l.vi)).toEqual(['Nhỏ', '10,5 – dưới 1.000', 'Từ 1.000 trở lên'])
    const quarters = setOf(define({ method: 'quantile_bands', of: 'value', count: 3 })).find('made')!
    const cuts: Cuts = new Map([['made', { cuts: [150n, 300n], texts: ['1.50', '3.00'], whole: 9, shares: [] }]])
    expect(quarters.labelOf(value('2'))).toEqual({ vi: 'Nhóm 2/3', en: 'Group 2 of 3' })
    expect(quarters.labelOf(value('2'), cuts)).toEqual({
      vi: 'Nhóm 2/3: trên 1,50 – 3,00',
      en: 'Group 2 of 3: over 1.50 – 3.00',
    })
  })
})

describe('what cannot be', () => {
  const bands = (more: Record<string, unknown>) => define({ method: 'bands', of: 'age', bounds: ['1'], ...more })
  const failing: [string, DerivedVariable[], string, Record<string, unknown>][] = [
    [
      'an unknown input',
      [bands({ of: 'agee' })],
      'VARIABLE_INPUT_UNKNOWN',
      { variable: 'made', field: 'of', of: 'agee' },
    ],
    ['an unknown link', [bands({ of: 'lost.staff' })], 'VARIABLE_INPUT_UNKNOWN', { of: 'lost.staff' }],
    [
      'an unknown weight',
      [define({ method: 'quantile_bands', of: 'age', count: 2, weight: 'w' })],
      'VARIABLE_INPUT_UNKNOWN',
      { field: 'weight', of: 'w' },
    ],
    ['a code as a number', [bands({ of: 'flow' })], 'VARIABLE_TYPE', { variable: 'made', field: 'of', of: 'flow' }],
    ['bands of bands', [bands({ id: 'inner' }), bands({ of: 'inner' })], 'VARIABLE_TYPE', { of: 'inner' }],
    [
      'an identifier in groups',
      [define({ method: 'recode', of: 'name', groups: [group('x', 'a')] })],
      'VARIABLE_TYPE',
      { of: 'name' },
    ],
    ['a person code on top', [define({ method: 'top', of: 'person', count: 3 })], 'VARIABLE_TYPE', { of: 'person' }],
    [
      'a level the list has not',
      [define({ method: 'top', of: 'area', level: 'commune', count: 3 })],
      'LEVEL_UNKNOWN',
      { variable: 'area', level: 'commune' },
    ],
    [
      'a cycle',
      [
        define({ id: 'a1', method: 'top', of: 'b1', count: 1 }),
        define({ id: 'b1', method: 'recode', of: 'a1', groups: [group('x', 'a')] }),
      ],
      'VARIABLE_CYCLE',
      { variable: 'a1', path: 'a1 → b1 → a1' },
    ],
    [
      'the name of a stored variable',
      [bands({ id: 'flow' })],
      'VARIABLE_NAME_TAKEN',
      { variable: 'flow', dataset: 'line' },
    ],
    ['the name of the period', [bands({ id: 'period' })], 'VARIABLE_NAME_TAKEN', { variable: 'period' }],
    [
      'another dataset',
      [{ ...bands({}), dataset: 'pupil' } as DerivedVariable],
      'VARIABLE_DATASET',
      { of: 'pupil', dataset: 'line' },
    ],
    [
      'a category in two groups',
      [define({ method: 'recode', of: 'flow', groups: [group('x', 'X'), group('y', 'N', 'X')] })],
      'VARIABLE_GROUPS_OVERLAP',
      { field: 'groups.1.members.1', category: 'X', first: 'x', second: 'y' },
    ],
    [
      'a code in all versions and in one',
      [define({ method: 'recode', of: 'area', groups: [group('x', '01@2025'), group('y', '01')] })],
      'VARIABLE_GROUPS_OVERLAP',
      { category: '01' },
    ],
    [
      'two groups of one code',
      [define({ method: 'recode', of: 'flow', groups: [group('x', 'X'), group('x', 'N')] })],
      'VARIABLE_GROUP_CODE',
      { field: 'groups.1.code' },
    ],
    [
      'bounds that fall',
      [bands({ bounds: ['1', '5', '4.99'] })],
      'VARIABLE_BOUNDS',
      { field: 'bounds.2', bound: '4.99', previous: '5' },
    ],
    ['bounds that are equal', [bands({ bounds: ['5', '5.0'] })], 'VARIABLE_BOUNDS', { field: 'bounds.1' }],
    ['labels that do not fit', [bands({ labels: [label] })], 'VARIABLE_LABELS', { labels: 1, bands: 2 }],
    [
      'an expression that does not parse',
      [define({ method: 'expression', expression: 'age +' })],
      'VARIABLE_EXPRESSION',
      { variable: 'made', field: 'expression', position: 6 },
    ],
    [
      'an expression over a derived variable',
      [bands({ id: 'inner' }), define({ method: 'expression', expression: 'inner + 1' })],
      'VARIABLE_EXPRESSION',
      { position: 1 },
    ],
    [
      'an expression of a person code',
      [define({ method: 'expression', expression: 'person' })],
      'VARIABLE_TYPE',
      { field: 'expression' },
    ],
    [
      'a filter that is no condition',
      [define({ method: 'quantile_bands', of: 'age', count: 2, filter: 'age' })],
      'VARIABLE_EXPRESSION',
      { field: 'filter' },
    ],
  ]
  test.each(failing)('%s is refused by name', (_, definitions, code, facts) => {
    let thrown: unknown = null
    try {
      setOf(...definitions)
    } catch (caught) {
      thrown = caught
    }
    expect(thrown).toBeInstanceOf(Failure)
    expect((thrown as Failure).value).toMatchObject({ code, facts })
  })

  test('a stored variable wins over a saved one of its name that came before it', () => {
    const saved = define({ id: 'flow', method: 'bands', of: 'age', bounds: ['1'] })
    expect(resolveVariables({ ...context, saved: [saved] }, [], ['flow']).used).toEqual([])
  })
})
