// A run over new records only: what was linked stays, what came is linked by the same parameters, what left is gone;
// two runs compared.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { Failure } from '#shared/model/failure.ts'
import type { LinkDefinition, LinkSet } from '#shared/model/link.ts'
import { exportPairs } from './exportPairs.ts'
import { runLink } from './runLink.ts'
import { suggestLink } from './suggestLink.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import { vietnamesePersons } from '#test/support/link/vietnamesePersons.ts'

let bench: CsvWorkspace
let definition: LinkDefinition
let first: LinkSet
const persons = vietnamesePersons(21, 1200, 0.5)
const [half, later] = [900, 1200]
const truthOf = (row: number): string => persons.truth[row - 1] ?? ''

const deliver = async (year: string, from: number, to: number): Promise<void> => {
  const { header, rows } = persons.table
  const path = join(bench.folder, `persons_${year}.csv`)
  writeFileSync(path, `${[header, ...rows.slice(from, to)].map((cells) => cells.join(',')).join('\n')}\n`)
  await importDelivery(bench.context, { path, sender: '', letterNumber: '' }, job)
}
const linked = (): [number, number][] =>
  bench.workspace
    .links()
    .prepare<[], [number, number]>(
      'SELECT left_row, right_row FROM evidence_persons_twice WHERE linked = 1 ORDER BY 1, 2',
    )
    .raw()
    .all()
const share = (pairs: readonly [number, number][]): { precision: number; recall: number } => {
  const hits = pairs.filter(([l, r]) => truthOf(l) === truthOf(r)).length
  const sizes = [...Map.groupBy(persons.truth.slice(0, later), (person) => person).values()].map((of) => of.length)
  return { precision: hits / pairs.length, recall: hits / sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0) }
}
const codeOf = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Failure) return error.value.code
    throw error
  }
  return 'none'
}

beforeAll(async () => {
  bench = await csvWorkspace()
  // Take makes the dataset and delivers nothing that is not there: its period is 2025.
  await bench.take('persons', { header: persons.table.header, rows: persons.table.rows.slice(0, half) })
  definition = (await suggestLink(bench.context, { left: 'persons', right: null }, job)).definition
}, 180_000)
afterAll(() => bench.close())

test('new records join what was linked before, which stays as it was', { timeout: 180_000 }, async () => {
  expect(await codeOf(() => runLink(bench.context, definition, job, 'new'))).toBe('LINK_NOT_RUN_BEFORE')
  first = await runLink(bench.context, definition, job)
  const before = linked()
  await deliver('2026', half, later)
  const set = await runLink(bench.context, definition, job, 'new')
  const after = linked()
  const known = new Set(after.map(String))
  // Not a pair of old records came or went.
  expect(before.filter((pair) => !known.has(String(pair)))).toEqual([])
  expect(after.filter(([l, r]) => l <= half && r <= half).length).toBe(before.length)
  const added = after.filter(([l, r]) => l > half || r > half)
  expect(added.length).toBeGreaterThan(100)
  expect(set.report).toMatchObject({
    version: 2,
    modelVersion: 1,
    parameters: first.report?.parameters,
    newRecords: { left: later - half, right: 0, linked: added.length },
    change: { kept: before.length, added: added.length, removed: 0 },
  })
  expect(set.report?.compared).toBeLessThan(first.report?.compared ?? 0)
  expect(set.stale).toBe(false)
  const inParts = share(after)
  // The same again changes nothing, and neither does a run without new records.
  const again = await runLink(bench.context, definition, job, 'new')
  expect(linked()).toEqual(after)
  expect(again.report?.change).toEqual({ kept: after.length, added: 0, removed: 0 })
  expect(again.report?.modelVersion).toBe(1)
  // Nearly as good as the whole run again.
  await runLink(bench.context, definition, job)
  const whole = share(linked())
  expect(inParts.precision).toBeGreaterThan(whole.precision - 0.03)
  expect(inParts.recall).toBeGreaterThan(whole.recall - 0.03)
  expect(whole.recall).toBeGreaterThan(0.85)
})

test(
  'a delivery that comes again: its old pairs are gone, its new records are linked; what changed is a file',
  { timeout: 180_000 },
  async () => {
    const before = linked()
    await deliver('2026', half + 50, later)
    const set = await runLink(bench.context, definition, job, 'new')
    const change = set.report?.change
    expect(change?.kept).toBe(before.filter(([l, r]) => l <= half && r <= half).length)
    expect(change?.removed).toBe(before.length - (change?.kept ?? 0))
    expect(change?.added).toBeGreaterThan(80)
    const count = async (of: 'added' | 'removed'): Promise<number> => {
      const path = join(bench.folder, `${of}.csv`)
      await exportPairs(bench.context, { link: definition.id, path, of }, job)
      return readFileSync(path, 'utf8').trim().split('\n').length - 1
    }
    expect(await count('added')).toBe(change?.added)
    expect(await count('removed')).toBe(change?.removed)
  },
)

test('another definition is no addition to this one', async () => {
  const { stages } = definition
  if (stages === undefined) throw new Error('by stages')
  const other = { ...definition, stages: { ...stages, threshold: { link: 0.9, review: 0.1 } } }
  expect(await codeOf(() => runLink(bench.context, other, job, 'new'))).toBe('LINK_CHANGED_SINCE')
})
