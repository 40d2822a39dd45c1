// Tables whose figures are changed: what each method promises, held against figures it was not told. Sums of controlled
// and small-count rounding stay, random rounding and noise are right on average, the same key becomes the same in every
// table.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { protectionDefinitionSchema } from '#shared/model/protection.ts'
import { protectFiles } from './protectFiles.ts'

const folder = mkdtempSync(join(tmpdir(), 'alter-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (text: string, definition: object, name = 'table') => {
  const [cells, out] = [join(folder, `${name}.csv`), join(folder, `${name}_out.csv`)]
  writeFileSync(cells, text)
  const result = await protectFiles({
    cells: [cells],
    definition: protectionDefinitionSchema.parse(definition),
    beside: join(folder, 'definition.json'),
    out,
  })
  const [header = '', ...lines] = readFileSync(out, 'utf8').trim().split('\n')
  const place = header.split(',').indexOf('status') - 1
  const figures = new Map(
    lines.map((line) => {
      const fields = line.split(',')
      return [fields.slice(0, place).join('|'), Number(fields[place])]
    }),
  )
  return { result, figures, lines }
}
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )

/** Numbers that look like chance and are the same every time. */
const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** regions × ages with every total. */
const table = (rows: number, columns: number, seed: number) => {
  const next = seeded(seed)
  const inner = Array.from({ length: rows }, () => Array.from({ length: columns }, () => Math.floor(12 * next() ** 2)))
  const lines = ['region,age,n']
  const truth = new Map<string, number>()
  const enter = (r: string, c: string, n: number): void => {
    lines.push(`${r},${c},${n}`)
    truth.set(`${r}|${c}`, n)
  }
  const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0)
  inner.forEach((row, r) => row.forEach((n, c) => enter(`r${r}`, `c${c}`, n)))
  inner.forEach((row, r) => enter(`r${r}`, 'Total', sum(row)))
  for (let c = 0; c < columns; c += 1) enter('Total', `c${c}`, sum(inner.map((row) => row[c]!)))
  enter('Total', 'Total', sum(inner.map(sum)))
  return { text: `${lines.join('\n')}\n`, truth, rows, columns }
}
const addsUp = (figures: Map<string, number>, rows: number, columns: number): boolean => {
  const at = (r: string, c: string): number => figures.get(`${r}|${c}`)!
  const [rs, cs] = [
    [...Array.from({ length: rows }, (_, r) => `r${r}`), 'Total'],
    [...Array.from({ length: columns }, (_, c) => `c${c}`), 'Total'],
  ]
  const inside = (list: string[]): string[] => list.slice(0, -1)
  return (
    rs.every((r) => inside(cs).reduce((s, c) => s + at(r, c), 0) === at(r, 'Total')) &&
    cs.every((c) => inside(rs).reduce((s, r) => s + at(r, c), 0) === at('Total', c))
  )
}

describe('figures changed rather than withheld', () => {
  it.each([
    ['small', table(12, 7, 3)],
    ['large', table(60, 40, 7)],
  ])('controlled rounding of a %s table: multiples of the base beside the figure, every sum kept', async (_, made) => {
    const { text, truth, rows, columns } = made
    const { result, figures } = await run(text, { method: 'controlled_rounding', base: 5 })
    expect(addsUp(figures, rows, columns)).toBe(true)
    for (const [cell, value] of figures) {
      expect(value % 5).toBe(0)
      expect(Math.abs(value - truth.get(cell)!)).toBeLessThan(5)
    }
    expect(result.loss).toMatchObject({ sumsOff: 0 })
  })

  it('small-count rounding: no count of 1 or 2, every sum kept, large counts as they were', async () => {
    const { text, truth, rows, columns } = table(20, 8, 5)
    const { result, figures } = await run(text, { method: 'small_count_rounding', base: 3 })
    expect(addsUp(figures, rows, columns)).toBe(true)
    for (const [cell, value] of figures) {
      expect([1, 2]).not.toContain(value)
      const inner = !cell.includes('Total')
      if (inner && truth.get(cell)! >= 3) expect(value).toBe(truth.get(cell))
    }
    expect(Math.abs(figures.get('Total|Total')! - truth.get('Total|Total')!)).toBeLessThan(6)
    expect(result.loss).toMatchObject({ sumsOff: 0 })
  })

  it('random rounding: right on average over secrets, equal cells equal, the same secret the same table', async () => {
    const text =
      'region,age,n\nTotal,Total,14\na,Total,7\nb,Total,7\na,x,7\na,y,0\nb,x,3\nb,y,4\nTotal,x,10\nTotal,y,4\n'
    const definition = (i: number) => ({ method: 'random_rounding', base: 3, secret: `secret of the office ${i}` })
    let sum = 0
    const runs = 150
    for (let i = 0; i < runs; i += 1) {
      const { figures } = await run(text, definition(i))
      // All of region a is of age x, and all of age y is in region b.
      expect(figures.get('a|x')).toBe(figures.get('a|Total'))
      expect(figures.get('Total|y')).toBe(figures.get('b|y'))
      expect(figures.get('a|y')).toBe(0)
      for (const value of figures.values()) expect(value % 3).toBe(0)
      sum += figures.get('a|x')!
    }
    // Six or nine, one time in three the higher: a standard error of 0.12.
    expect(Math.abs(sum / runs - 7)).toBeLessThan(0.5)
    expect((await run(text, definition(1))).lines).toEqual((await run(text, definition(1))).lines)
    expect(await codeOf(run(text, { method: 'random_rounding', base: 3 }))).toBe('PERTURB_NEEDS')
  })

  it('cell keys: the same records have the same noise in two tables, and nothing tells its bounds', async () => {
    const next = seeded(9)
    const people = Array.from({ length: 400 }, (_, i) => ({
      id: `p${i}`,
      region: i % 7 === 0 ? 'b' : 'a',
      sex: next() < 0.5 ? 'm' : 'f',
    }))
    const records = (column: 'region' | 'sex') =>
      `id,${column},one\n${people.map((p) => `${p.id},${p[column]},1`).join('\n')}\n`
    const definition = (column: string) => ({
      method: 'cell_key',
      secret: 'a secret of the office',
      input: 'records',
      dimensions: [{ column }],
      columns: { frequency: 'one', identifier: 'id' },
    })
    const first = await run(records('region'), definition('region'), 'first')
    const second = await run(records('sex'), definition('sex'), 'second')
    expect(first.figures.get('Total')).toBe(second.figures.get('Total'))
    expect(first.figures.get('Total')).not.toBe(undefined)
    expect(Math.abs(first.figures.get('Total')! - 400)).toBeLessThanOrEqual(5)
    for (const line of first.lines) expect(line.endsWith(',perturbed,,,,')).toBe(true)
    expect(await codeOf(run(records('sex'), { ...definition('sex'), secret: undefined }))).toBe('PERTURB_NEEDS')
  })

  it('cell keys for amounts: noise in proportion to the largest contribution, right on average, nothing stays nothing', async () => {
    const keys = Array.from({ length: 2_000 }, (_, i) => (i + 0.5) / 2_000)
    const lines = keys.map((key, i) => `c${i},1000,4,400,${key}`)
    const text = `code,value,n,max1,key\nTotal,${1000 * keys.length},${4 * keys.length},400,0.9\n${lines.join('\n')}\nz,0,0,0,0.3\n`
    const { figures, result } = await run(text, {
      method: 'cell_key',
      columns: { value: 'value', frequency: 'n', contributions: ['max1'], key: 'key' },
      noise: { largest: 4, variance: 2, percent: 10 },
    })
    const changes = keys.map((_, i) => figures.get(`c${i}`)! - 1000)
    expect(Math.abs(changes.reduce((a, b) => a + b, 0) / changes.length)).toBeLessThan(1)
    expect(Math.max(...changes.map(Math.abs))).toBeLessThanOrEqual(160)
    expect(figures.get('z')).toBe(0)
    expect(result.loss!.sumsOff).toBe(1)
  })

  it('refuses what is no count, and says which cell', async () => {
    const text = 'region,value\nTotal,3.5\na,1.5\nb,2\n'
    expect(await codeOf(run(text, { method: 'small_count_rounding', base: 3 }))).toBe('PERTURB_COUNTS_WANTED')
  })
})
