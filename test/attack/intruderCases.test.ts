// Attacks of our own, case by case: what an intruder does with tables that are each safe by themselves. Over a small
// workspace of which every figure is known; an attack reads published cells only. Each case leaked once, or guards a
// way that others leaked by.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { writeFile } from 'node:fs/promises'
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { firmEngine } from '#test/support/protect/firmEngine.ts'
import type { FirmEngine } from '#test/support/protect/firmEngine.ts'
import { firmIndicator, firms, firmTable } from '#test/support/protect/firmWorkspace.ts'

let made: FirmEngine
beforeAll(async () => {
  made = await firmEngine()
}, 60_000)
afterAll(() => made.close())

afterEach(() => forget())

/** What a reader has of a published table: figures by measure and place; null: withheld. */
type Published = (measure: string, place?: Record<string, string>) => number | null
const read = (cube: Cube): Published => {
  const names = cube.cells.records
  return (measure, place = {}) => {
    const m = cube.measures.findIndex(({ id }) => id === measure)
    for (let i = 0; i < names.length; i += 1) {
      const here = cube.dimensions.every((d, k) => {
        const category = d.categories[cube.cells.coordinates[k]?.[i] ?? 0]
        return category !== undefined && categoryKey(category).split('@')[0] === (place[d.variable] ?? '#total')
      })
      if (!here) continue
      const status = cube.cells.statuses?.[m]?.[i] ?? 'value'
      const figure = figureAt(cube.cells.values[m], i)
      return status === 'value' && figure !== null ? Number(figure) : null
    }
    return null
  }
}
/** Withdrawn at the end of a case, so that cases do not protect each other. */
const forget = async (): Promise<void> => {
  for (const { id, withdrawn } of await made.ask('release.list', {}))
    if (withdrawn === null) await made.ask('release.withdraw', { id, reason: 'the case of a test is over' })
}
/** Published as a file and as a reader has it; null: refused. */
const publish = async (more: object): Promise<Published | null> => {
  const definition = firmTable(more)
  try {
    await made.ask('table.publish', { definition, format: 'csv', path: made.target('case.csv') })
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code.startsWith('PROTECT_')) return null
    throw thrown
  }
  return read(await made.ask('table.protect', { definition }))
}
/** What is left of a difference: null where any of the figures is withheld. */
const minus = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a === null || a === undefined || b === null || b === undefined ? null : a - b

const bands = (id: string, bounds: string[]) => ({
  kind: 'variable',
  id,
  dataset: 'firm',
  label: { vi: id, en: id },
  method: 'bands',
  of: 'income',
  bounds,
})
const groups = (id: string, members: Record<string, string[]>) => ({
  kind: 'variable',
  id,
  dataset: 'firm',
  label: { vi: id, en: id },
  method: 'recode',
  of: 'code',
  groups: Object.entries(members).map(([code, own]) => ({ code, label: { vi: code, en: code }, members: own })),
  rest: 'others',
})
const count = { id: 'n', statistic: 'count' }
const sum = (id: string, more: object = {}) => ({ id, statistic: 'sum', variable: 'income', ...more })
const codes = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i))

describe('groups that overlap', () => {
  it('of two tables: bands of other bounds differ by two enterprises', async () => {
    const first = await publish({ variables: [bands('size', ['540', '560'])], rows: [{ variable: 'size' }] })
    const second = await publish({ variables: [bands('size', ['540', '561'])], rows: [{ variable: 'size' }] })
    const of = (table: Published | null) => ['1', '2', '3'].map((size) => table?.('n', { size }))
    const [a, b] = [of(first), of(second)]
    expect(first).not.toBeNull()
    const left = minus(b[1], a[1])
    expect(left === null || left === 0 || Math.abs(left) >= 3, `${JSON.stringify([a, b])}`).toBe(true)
  })

  it('of one table: stacked groups of which one is the other and one enterprise', async () => {
    const table = await publish({
      variables: [
        groups('g', { x: codes(1000, 1009), y: codes(1010, 1029) }),
        groups('h', { x: codes(1000, 1010), y: codes(1011, 1029) }),
      ],
      rows: [
        { variable: 'g', stack: true },
        { variable: 'h', stack: true },
      ],
      measures: [count, sum('s')],
    })
    expect(minus(table?.('n', { h: 'x' }), table?.('n', { g: 'x' }))).toBeNull()
    expect(minus(table?.('s', { h: 'x' }), table?.('s', { g: 'x' }))).toBeNull()
  })

  it('in a chain: neither difference is of few, that of the differences is', async () => {
    const part = (members: Record<string, string[]>) => ({
      variables: [groups('g', members)],
      rows: [{ variable: 'g' }],
      measures: [count],
    })
    const a = await publish(part({ x: codes(1000, 1019), y: codes(1020, 1039) }))
    const b = await publish(part({ x: codes(1000, 1009), y: codes(1010, 1020), z: codes(1021, 1039) }))
    const ten = minus(a?.('n', { g: 'x' }), b?.('n', { g: 'x' }))
    expect(minus(b?.('n', { g: 'y' }), ten)).toBeNull()
    expect(a?.('n', { g: 'x' })).toBe(20)
  })

  it('are shown where every difference is of many', async () => {
    const part = (members: Record<string, string[]>) => ({
      variables: [groups('g', members)],
      rows: [{ variable: 'g' }],
      measures: [count],
    })
    const a = await publish(part({ x: codes(1000, 1019), y: codes(1020, 1039) }))
    const b = await publish(part({ x: codes(1000, 1009), y: codes(1010, 1029), z: codes(1030, 1039) }))
    expect([a?.('n', { g: 'x' }), b?.('n', { g: 'x' }), b?.('n', { g: 'y' })]).toEqual([20, 10, 20])
  })
})

describe('indicators', () => {
  const indicator = (id: string, aggregate: string) =>
    firmIndicator({ id, inputs: { a: { dataset: 'firm', aggregate } }, formula: 'a' })
  const issue = (id: string, aggregate: string) =>
    made.ask('indicator.publish', {
      definition: indicator(id, aggregate),
      format: 'csv',
      path: made.target(`${id}.csv`),
    })

  it('of two things by one name leave one after the other', async () => {
    await issue('first', 'sum(income + 1)')
    await issue('second', 'sum(income + 2)')
  })

  it('that differ by one enterprise do not both leave whole', async () => {
    const shown = async (id: string, aggregate: string): Promise<number | null> => {
      await issue(id, aggregate).catch(() => null)
      const cube = await made.ask('indicator.protect', { definition: indicator(id, aggregate) }).catch(() => null)
      return cube === null ? null : Number(figureAt(cube.cells.values[0], 0) ?? Number.NaN) || null
    }
    const [all, part] = [await shown('all', 'sum(income)'), await shown('part', "sum(income) where code <> '1000'")]
    expect(minus(all, part)).toBeNull()
  })
})

describe('several statistics of one variable', () => {
  const kinds = { rows: [{ variable: 'kind' }], filter: "province = '01'" }

  it('hide together: a deviation with means beside it tells the mean that protects another', async () => {
    const deviations = await publish({
      ...kinds,
      id: 'deviations',
      measures: [{ id: 'd', statistic: 'standard_deviation', variable: 'income' }],
    })
    const means = await publish({
      ...kinds,
      id: 'means',
      measures: [count, { id: 'm', statistic: 'mean', variable: 'income' }],
    })
    for (const kind of ['1', '2', '3'])
      if (means?.('m', { kind }) === null) expect(deviations?.('d', { kind }) ?? null, kind).toBeNull()
  })

  it('hide together: shares, ranks and percent of what is withheld', async () => {
    const few = groups('g', { one: ['1000'], two: ['1001', '1002'], more: codes(1003, 1030) })
    const table = await publish({
      variables: [few],
      rows: [{ variable: 'g' }],
      measures: [
        sum('s'),
        { id: 'share', statistic: 'percent', of: 's', base: 'table' },
        { id: 'rank', statistic: 'rank', of: 's' },
      ],
    }).catch((thrown: Error) => thrown.message)
    expect(typeof table, String(table)).toBe('function')
    const of = (m: string) => (typeof table === 'function' ? table?.(m, { g: 'one' }) : undefined)
    expect([of('s'), of('share'), of('rank')]).toEqual([null, null, null])
  })

  it('hide together: bounds of an interval around what is withheld', async () => {
    const table = await publish({
      dataset: 'sample',
      rows: [{ variable: 'kind' }],
      measures: [
        count,
        sum('s', { weight: 'weight' }),
        { id: 'low', statistic: 'confidence_lower', of: 's' },
        { id: 'high', statistic: 'confidence_upper', of: 's' },
        { id: 'error', statistic: 'standard_error', of: 's' },
        { id: 'cv', statistic: 'coefficient_of_variation', of: 's' },
      ],
    })
    expect(table?.('n', { kind: '2' })).toBe(30)
    for (const kind of ['1', '2', '3'])
      if (table?.('s', { kind }) === null)
        expect(
          ['low', 'high', 'error', 'cv'].map((m) => table(m, { kind })),
          kind,
        ).toEqual([null, null, null, null])
    expect(table?.('s', { kind: '2' })).toBeNull()
    expect(table?.('s', { kind: '1' })).not.toBeNull()
    expect(table?.('low', { kind: '1' })).not.toBeNull()
  })

  it('hide together: running sums, changes, and the order of rows', async () => {
    const table = await publish({
      variables: [groups('g', { one: ['1000'], few: ['1001', '1002'], more: codes(1003, 1030) })],
      rows: [{ variable: 'g', sort: 'value_descending' }],
      columns: [{ variable: 'period', total: 'none' }],
      measures: [
        sum('s'),
        { id: 'running', statistic: 'cumulative', of: 's' },
        { id: 'ratio', statistic: 'ratio', numerator: 's', denominator: 's' },
      ],
    })
    const at = (m: string) => table?.(m, { g: 'one', period: '2025' })
    expect([at('s'), at('running'), at('ratio')]).toEqual([null, null, null])
  })

  it('of one unit: in thousands and whole', async () => {
    const small = groups('g', { one: codes(1000, 1009), rest: codes(1010, 1039) })
    const without = groups('g', { one: codes(1001, 1009), rest: codes(1010, 1039) })
    const thousands = {
      kind: 'variable',
      id: 'k',
      dataset: 'firm',
      label: { vi: 'k', en: 'k' },
      method: 'expression',
      expression: 'income * 1000',
    }
    const a = await publish({ id: 'ua', variables: [small], rows: [{ variable: 'g' }], measures: [sum('s')] })
    const b = await publish({
      id: 'ub',
      variables: [without, { ...thousands, scale: 0 }],
      rows: [{ variable: 'g' }],
      measures: [{ id: 's', statistic: 'sum', variable: 'k' }],
    })
    const [x, y] = [a?.('s', { g: 'one' }), b?.('s', { g: 'one' })]
    expect(minus(x, y === null || y === undefined ? null : y / 1000)).toBeNull()
  })
})

describe('the same table again', () => {
  const places: Record<string, string>[] = [{}, { kind: '3' }, { kind: '3', province: '01' }, { province: '01' }]
  const rows = { rows: [{ variable: 'kind' }, { variable: 'province' }], measures: [count, sum('s')] }
  const small = {
    ...rows,
    variables: [groups('g', { few: codes(1000, 1003), more: codes(1004, 1020) })],
    rows: [{ variable: 'g' }, { variable: 'province' }],
  }

  it('under a stricter rule and then the usual one tells no more than the usual one', async () => {
    const definition = firmTable(small)
    const strict = { definition, format: 'csv' as const, path: made.target('strict.csv'), stricter: { minimum: 5 } }
    await made.ask('table.publish', strict)
    const first = read(await made.ask('table.protect', { definition, stricter: { minimum: 5 } }))
    expect(first('s', { g: 'few' })).toBeNull()
    const second = await publish(small)
    // Four are enough by the usual rule; whatever is shown is of three or more.
    expect(second === null || second('s', { g: 'few' }) === null || second('n', { g: 'few' }) === 4).toBe(true)
  })

  it('with an enterprise left out by a condition', async () => {
    const whole = await publish({ ...rows, id: 'whole' })
    const less = await publish({ ...rows, id: 'less', filter: "code <> '1005'" })
    for (const place of [{}, { kind: '3' }, { kind: '3', province: '01' }, { province: '01' }] as Record<
      string,
      string
    >[]) {
      expect(minus(whole?.('n', place), less?.('n', place)), JSON.stringify(place)).toBeNull()
      expect(minus(whole?.('s', place), less?.('s', place)), JSON.stringify(place)).toBeNull()
    }
  })

  it('in a batch after a single table, and a single table after a batch', async () => {
    await publish({ ...rows, id: 'alone', filter: "code <> '1006'" })
    const definition = firmTable({ ...rows, id: 'batched' })
    await made.ask('definitions.save', { definition })
    await made.ask('batch.run', { path: made.target('batch'), tables: ['batched'], format: 'csv' })
    const alone = await publish({ ...rows, id: 'alone', filter: "code <> '1006'" })
    const batched = await made.ask('table.protect', { definition }).then(read, () => null)
    for (const place of places.slice(0, 3))
      expect(minus(batched?.('n', place), alone?.('n', place)), JSON.stringify(place)).toBeNull()
  })
})

describe('many tables of one dataset', () => {
  it('leave one after the other, and the one that differs by an enterprise from the first is still found', async () => {
    // The same groups under other codes: more made variables than one table takes, so they cannot all be laid side by
    // side at once.
    for (let i = 0; i < 45; i += 1) {
      const table = await publish({
        id: `many_${i}`,
        variables: [groups('g', { [`a${i}`]: codes(1000, 1049), [`b${i}`]: codes(1050, 1099) })],
        rows: [{ variable: 'g' }],
        filter: i === 0 ? "code < '1100'" : null,
      })
      expect(table?.('n', { g: `a${i}` }), `${i}`).toBe(50)
    }
    const last = await publish({ id: 'last', filter: "code < '1099'", rows: [{ variable: 'kind' }] })
    expect(last?.('n') ?? null).toBeNull()
  }, 240_000)
})

describe('a delivery replaced by one with an enterprise more', () => {
  const rows = { rows: [{ variable: 'kind' }, { variable: 'province' }], measures: [count, sum('s')] }
  const deliver = async (lines: string[]): Promise<void> => {
    const path = made.target('firm_2025.csv')
    await writeFile(path, `${['code,province,kind,revenue,income', ...lines].join('\n')}\n`)
    await made.ask('intake.import', { path, dataset: 'firm', period: '2025' })
  }
  const delivered = firms.map((f) => [f.code, f.province, f.kind, f.revenue, f.income].join(','))
  afterEach(() => deliver(delivered))

  it('tells nothing of the one, and still everything that did not change', async () => {
    const before = await publish({ ...rows, id: 'state' })
    await deliver([...delivered, '9999,01,3,150,7777777'])
    const after = await publish({ ...rows, id: 'state' })
    for (const place of [{}, { kind: '3' }, { kind: '3', province: '01' }, { province: '01' }] as Record<
      string,
      string
    >[]) {
      expect(minus(after?.('n', place), before?.('n', place)), JSON.stringify(place)).toBeNull()
      expect(minus(after?.('s', place), before?.('s', place)), JSON.stringify(place)).toBeNull()
    }
    expect(after?.('n', { kind: '2', province: '79' })).toBe(before?.('n', { kind: '2', province: '79' }))
  })

  it('is shown where as many came as the office asks for', async () => {
    const before = await publish({ ...rows, id: 'state' })
    await deliver([...delivered, ...['9990', '9991', '9992', '9993'].map((code) => `${code},01,3,150,560`)])
    const after = await publish({ ...rows, id: 'state' })
    expect(minus(after?.('n', { kind: '3' }), before?.('n', { kind: '3' }))).toBe(4)
  })
})

describe('kept results', () => {
  it('of two states: their difference tells nothing of the one who came', async () => {
    const definition = firmTable({ id: 'kept_state', rows: [{ variable: 'kind' }], measures: [count, sum('s')] })
    await made.ask('definitions.save', { definition })
    const run = await made.ask('runs.keep', { definition, name: 'before' })
    const lines = firms.map((f) => [f.code, f.province, f.kind, f.revenue, f.income].join(','))
    const deliver = async (own: string[]): Promise<void> => {
      const path = made.target('firm_2025.csv')
      await writeFile(path, `${['code,province,kind,revenue,income', ...own].join('\n')}\n`)
      await made.ask('intake.import', { path, dataset: 'firm', period: '2025' })
    }
    await deliver([...lines, '9999,01,3,150,7777777'])
    const report = await made.ask('runs.printDifference', { before: run.id }).finally(() => deliver(lines))
    const told = [...report.cells, ...report.totals].flatMap(({ change, parts, before, after }) => [
      change,
      ...(parts ?? []),
      before === null || after === null ? null : Number(after) - Number(before),
    ])
    expect(told.filter((figure) => figure !== null && [1, 7_777_777].includes(Math.abs(Number(figure))))).toEqual([])
  })
})
