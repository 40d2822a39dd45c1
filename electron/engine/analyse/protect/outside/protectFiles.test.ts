// Tables made elsewhere with known answers: primary counts and proven optima exactly, heuristic counts as ceilings. The
// cases lie beside the project and may be absent: then this says so.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { protectionDefinitionSchema } from '#shared/model/protection.ts'
import { protectFiles } from './protectFiles.ts'

const cases = fileURLToPath(new URL('../../../../../../shared/testdata/disclosure/', import.meta.url))
const present = existsSync(join(cases, 'z1.csv'))
if (!present) console.warn('SKIPPED: disclosure cases not found beside the project')
const folder = mkdtempSync(join(tmpdir(), 'protect-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (files: string[], definition: unknown, out: string | null = null) =>
  protectFiles({
    cells: files,
    definition: protectionDefinitionSchema.parse(definition),
    beside: join(cases, 'definition.json'),
    out: out === null ? null : join(folder, out),
  })
const inline = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const sensitive = (result: Awaited<ReturnType<typeof run>>): number =>
  Object.values(result.primary).reduce((a, b) => a + b, 0)

describe.skipIf(!present)('cases with published answers', () => {
  it('act_size: 52 and 25 sensitive cells, 64 more withheld at value cost, proven the cheapest', async () => {
    const result = await run(
      [join(cases, 'turnover_act_size.csv')],
      {
        hierarchies: { activity: { file: 'activity_corr_table.csv', columns: ['A10', 'A21', 'A88'] } },
        columns: { value: 'TOT', frequency: 'N_OBS', contributions: ['MAX'] },
        dimensions: [{ column: 'ACTIVITY', hierarchy: 'activity' }, { column: 'SIZE' }],
        rules: { minimumFrequency: 3, dominance: [{ n: 1, k: 85 }], levelPercent: 10 },
      },
      'act.csv',
    )
    expect(result).toMatchObject({ audit: 'safe', primary: { frequency: 52, dominance: 25 }, secondary: 64 })
    expect(result.secondaryCost).toBeCloseTo(49_223_640.14, 1)
    expect(result.optimum?.proven).toBe(true)
    const written = readFileSync(join(folder, 'act.csv'), 'utf8').trim().split('\n')
    expect(written[0]).toBe('ACTIVITY,SIZE,TOT,status,rule,lower,upper,audit')
    // A withheld figure is nowhere in what is written.
    expect(written.filter((line) => line.includes(',secondary,')).every((line) => line.split(',')[2] === '')).toBe(true)
  }, 120_000)

  it.each([
    [1, 4, 10],
    [2, 9, 16],
    [3, 11, 18],
    [5, 14, 15],
    [10, 26, 21],
  ])(
    'd2, frequency up to %i: %i sensitive, at most %i more',
    async (atMost, primary, ceiling) => {
      const result = await run([join(cases, 'd2.csv')], {
        dimensions: [
          {
            column: 'region',
            nested: [
              ['county', 'region'],
              ['k_group', 'region'],
            ],
          },
          { column: 'main_income' },
        ],
        columns: { frequency: 'freq' },
        rules: { minimumFrequency: atMost + 1, zeros: 'unsafe' },
      })
      expect(result.audit).toBe('safe')
      expect(sensitive(result)).toBe(primary)
      expect(result.secondary).toBeLessThanOrEqual(ceiling)
    },
    60_000,
  )

  it('z1: three sensitive cells, three more', async () => {
    const result = await run([join(cases, 'z1.csv')], { rules: { minimumFrequency: 4 } })
    expect(result).toMatchObject({ audit: 'safe', primary: { frequency: 3 }, secondary: 3 })
  })

  it.each([
    [10, false, 11],
    [20, false, 15],
    [30, false, 20],
    [50, false, 22],
    [10, true, 19],
    [20, true, 29],
    [30, true, 36],
    [50, true, 36],
  ])('magnitude1, p = %i, netted by company %s: %i sensitive', async (p, company, primary) => {
    const result = await run([join(cases, 'magnitude1.csv')], {
      dimensions: [
        { column: 'sector4', nested: [['sector2', 'sector4']] },
        { column: 'geo', nested: [['eu', 'geo']] },
      ],
      columns: { value: 'value', ...(company ? { holding: 'company' } : {}) },
      rules: { pPercent: [{ p }] },
    })
    expect(result.audit).toBe('safe')
    expect(sensitive(result)).toBe(primary)
  })
})

describe('what is wrong with a file is told by field and place', () => {
  const codeOf = async (work: Promise<unknown>): Promise<{ code: string; facts: Record<string, unknown> }> => {
    try {
      await work
    } catch (thrown) {
      if (thrown instanceof Failure) return thrown.value
      throw thrown
    }
    throw new Error('nothing went wrong')
  }
  it('names a missing column, a line that does not add up, a cell given twice', async () => {
    const good = inline('good.csv', 'region,value,n\nTotal,30,9\na,10,4\nb,20,5\n')
    expect(await codeOf(run([good], { columns: { value: 'turnover' } }))).toMatchObject({
      code: 'PROTECT_COLUMN_MISSING',
      facts: { field: 'columns.value', column: 'turnover' },
    })
    const sums = inline('sums.csv', 'region,value,n\nTotal,35,9\na,10,4\nb,20,5\n')
    expect(await codeOf(run([sums], {}))).toMatchObject({ code: 'PROTECT_NOT_ADDITIVE', facts: { sum: '30' } })
    const twice = inline('twice.csv', 'region,value,n\nTotal,30,9\na,10,4\na,20,5\n')
    expect(await codeOf(run([twice], {}))).toMatchObject({ code: 'PROTECT_CELL_TWICE' })
  })

  it('refuses hand-given statuses that contradict the rules or each other, naming the cell', async () => {
    const sensitiveOne = inline('frozen1.csv', 'region,value,n,status\nTotal,60,12,\na,10,1,z\nb,20,5,\nc,30,6,\n')
    expect(await codeOf(run([sensitiveOne], { rules: { minimumFrequency: 3 } }))).toMatchObject({
      code: 'PROTECT_FROZEN_SENSITIVE',
      facts: { cell: 'region=a', rule: 'frequency' },
    })
    const first = inline('one.csv', 'region,value,n,status\nTotal,60,12,\na,10,5,m\nb,50,7,\n')
    const second = inline('two.csv', 'region,value,n,status\nTotal,60,12,\na,10,5,z\nb,50,7,\n')
    expect(await codeOf(run([first, second], { tables: [{}, {}] }))).toMatchObject({
      code: 'PROTECT_STATUS_DISAGREES',
      facts: { cell: 'region=a' },
    })
  })

  it('refuses to call safe what frozen cells make impossible, and names it', async () => {
    const frozen = inline('frozen.csv', 'region,value,n,status\nTotal,60,12,z\na,10,1,\nb,20,5,z\nc,30,6,z\n')
    const result = await run([frozen], { rules: { minimumFrequency: 3 } })
    expect(result.audit).toBe('unproven')
    expect(result.unproven[0]).toContain('region=a')
  })
})

describe('linked tables', () => {
  it('eight regions in two groupings: the cell that only both together give away', async () => {
    const table = (name: string, groups: Record<string, [string, number][]>): string => {
      const lines = Object.entries(groups).flatMap(([group, members]) => [
        `${group},${members.reduce((sum, [, n]) => sum + n, 0)}`,
        ...members.map(([code, n]) => `${code},${n}`),
      ])
      const total = Object.values(groups)
        .flat()
        .reduce((sum, [, n]) => sum + n, 0)
      return inline(name, `region,freq\nTotal,${total}\n${lines.join('\n')}\n`)
    }
    const [A, B, I, J, K, L, M, N] = [2, 2, 8, 8, 3, 3, 3, 7]
    const first: Record<string, [string, number][]> = {
      'county-1': [
        ['A', A],
        ['B', B],
        ['I', I],
        ['J', J],
      ],
      'county-2': [
        ['K', K],
        ['L', L],
        ['M', M],
        ['N', N],
      ],
    }
    const second: Record<string, [string, number][]> = {
      big: [
        ['L', L],
        ['M', M],
      ],
      small: [
        ['A', A],
        ['B', B],
        ['I', I],
        ['J', J],
        ['K', K],
        ['N', N],
      ],
    }
    const children = (groups: Record<string, [string, number][]>) => ({
      ...Object.fromEntries(Object.entries(groups).map(([group, members]) => [group, members.map(([code]) => code)])),
      Total: Object.keys(groups),
    })
    const files = [table('t1.csv', first), table('t2.csv', second)]
    const result = await run(files, {
      hierarchies: {
        one: { children: children(first) },
        two: { children: children(second) },
      },
      tables: [
        { dimensions: [{ column: 'region', hierarchy: 'one' }] },
        { dimensions: [{ column: 'region', hierarchy: 'two' }] },
      ],
      rules: { minimumFrequency: 4 },
      pools: false,
    })
    expect(result).toMatchObject({ audit: 'safe', primary: { frequency: 5 }, secondary: 1 })
  })
})
