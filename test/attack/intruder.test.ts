// Generated tables, protected by the program and attacked from what it wrote. Nothing exact, nothing closer than
// wanted; and the faults put in on purpose are found.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { protectionDefinitionSchema } from '#shared/model/protection.ts'
import { protectFiles } from '#engine/analyse/protect/outside/protectFiles.ts'
import { intrude } from './intruder.ts'
import type { KnownSum, PublishedCell } from './intruder.ts'

const folder = mkdtempSync(join(tmpdir(), 'attack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const runs = Math.max(6, Math.floor(Number(process.env['STATDESK_RUNS'] ?? 0) / 10))

/** A small generator of its own: the same tables on every machine. */
const generator = (seed: number) => {
  let state = seed >>> 0
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

type Truth = {
  cells: { codes: string[]; value: number; respondents: number }[]
  sums: KnownSum[]
  children: Record<string, string[]>
}

const makeTable = (seed: number): Truth => {
  const random = generator(seed)
  const groups = 2 + Math.floor(random() * 3)
  const children: Record<string, string[]> = { Total: [] }
  const leaves: string[] = []
  for (let g = 0; g < groups; g += 1) {
    children['Total']?.push(`g${g}`)
    children[`g${g}`] = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, i) => `g${g}.${i}`)
    leaves.push(...(children[`g${g}`] ?? []))
  }
  const columns = Array.from({ length: 2 + Math.floor(random() * 4) }, (_, i) => `k${i}`)
  const inner = new Map<string, { value: number; respondents: number }>()
  for (const leaf of leaves)
    for (const column of columns) {
      const respondents = random() < 0.15 ? 0 : 1 + Math.floor(12 * random() ** 2)
      const value = respondents === 0 ? 0 : Math.round(100 * Math.exp(4 * random()) * respondents) / 100
      inner.set(`${leaf} ${column}`, { value, respondents })
    }
  const leavesOf = (code: string): string[] => (children[code] ?? []).flatMap((c) => (children[c] ? leavesOf(c) : [c]))
  const cells = [...Object.keys(children), ...leaves].flatMap((row) =>
    ['Total', ...columns].map((column) => {
      const rows = children[row] ? leavesOf(row) : [row]
      const own = rows.flatMap((r) => (column === 'Total' ? columns : [column]).map((c) => inner.get(`${r} ${c}`)))
      return {
        codes: [row, column],
        value: Math.round(100 * own.reduce((sum, o) => sum + (o?.value ?? 0), 0)) / 100,
        respondents: own.reduce((sum, o) => sum + (o?.respondents ?? 0), 0),
      }
    }),
  )
  const sums = [
    ...Object.entries(children).map(([parent, of]) => ({ dimension: 0, parent, children: of })),
    { dimension: 1, parent: 'Total', children: columns },
  ]
  return { cells, sums, children }
}

const publish = async (truth: Truth, name: string): Promise<PublishedCell[]> => {
  const file = join(folder, `${name}.csv`)
  writeFileSync(
    file,
    `row,column,value,n\n${truth.cells.map((c) => `${c.codes.join(',')},${c.value},${c.respondents}`).join('\n')}\n`,
  )
  const result = await protectFiles({
    cells: [file],
    definition: protectionDefinitionSchema.parse({
      hierarchies: { rows: { children: truth.children } },
      dimensions: [{ column: 'row', hierarchy: 'rows' }, { column: 'column' }],
      rules: { minimumFrequency: 3 },
      exactCells: 0,
    }),
    beside: file,
    out: join(folder, `${name}_out.csv`),
  })
  expect(result.audit).not.toBe('unproven')
  const [, ...lines] = readFileSync(join(folder, `${name}_out.csv`), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => {
    const [row = '', column = '', value = ''] = line.split(',')
    return { codes: [row, column], value: value === '' ? null : Number(value) }
  })
}

describe('an intruder with the published table', () => {
  it.each(Array.from({ length: runs }, (_, i) => [i + 1]))('learns nothing too exact from table %i', async (seed) => {
    const truth = makeTable(seed)
    const published = await publish(truth, `t${seed}`)
    const found = await intrude(published, truth.sums)
    for (const [cell, [low, high]] of found) {
      const { value, respondents } = truth.cells[cell] ?? { value: 0, respondents: 0 }
      if (respondents === 0 || respondents >= 3) continue
      expect(high, `cell ${cell}`).toBeGreaterThanOrEqual(value * 1.1 - 1e-4)
      expect(low, `cell ${cell}`).toBeLessThanOrEqual(value * 0.9 + 1e-4)
    }
    // Nobody below the minimum is published.
    truth.cells.forEach((cell, i) => {
      if (cell.respondents > 0 && cell.respondents < 3) expect(published[i]?.value).toBeNull()
    })
  })

  it('finds the fault when one more withheld cell is published', async () => {
    let exact = 0
    let tried = 0
    for (let seed = 1; seed <= 4; seed += 1) {
      const truth = makeTable(seed)
      const published = await publish(truth, `f${seed}`)
      const withheld = published.flatMap((cell, i) => (cell.value === null ? [i] : []))
      const given = withheld.find((i) => (truth.cells[i]?.respondents ?? 0) >= 3)
      if (given === undefined) continue
      tried += 1
      const faulty = published.map((cell, i) => (i === given ? { ...cell, value: truth.cells[i]?.value ?? 0 } : cell))
      for (const [cell, [low, high]] of await intrude(faulty, truth.sums)) {
        const { value, respondents } = truth.cells[cell] ?? { value: 0, respondents: 0 }
        if (respondents > 0 && respondents < 3 && (high < value * 1.1 - 1e-4 || low > value * 0.9 + 1e-4)) exact += 1
      }
    }
    expect(tried).toBeGreaterThan(0)
    expect(exact).toBeGreaterThan(0)
  })
})
