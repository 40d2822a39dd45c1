// The suggested definition, accepted unseen, on public data with known truth: import, suggest, link, pairs as an
// analyst would.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportPairs } from './exportPairs.ts'
import { runLink } from './runLink.ts'
import { suggestLink } from './suggestLink.ts'
import type { CsvRows, CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { csvWorkspace, job, readCsv } from '#test/support/link/csvWorkspace.ts'
import type { Quality } from '#test/support/link/quality.ts'
import { qualityOf } from '#test/support/link/quality.ts'

const data = '../shared/testdata/linkage'
const there = existsSync(data)
if (!there) console.warn(`SKIPPED: ${data} is not there, the quality of suggested links is not tested`)

let bench: CsvWorkspace
beforeAll(async () => {
  bench = await csvWorkspace()
}, 60_000)
afterAll(() => bench.close())

const duplicates = async (id: string, table: CsvRows, columns: string[], truth: string[]): Promise<Quality> => {
  await bench.take(id, table, columns)
  const { definition } = await suggestLink(bench.context, { left: id, right: null }, job)
  const set = await runLink(bench.context, definition, job)
  expect(set.report?.problems).toEqual([])
  const path = join(bench.folder, `${id}.csv`)
  await exportPairs(bench.context, { link: definition.id, path }, job)
  const quality = qualityOf(path, truth, null)
  process.stderr.write(`${id} ${JSON.stringify(quality)} ${set.seconds} s\n`)
  return quality
}
const column = (table: CsvRows, name: string): string[] =>
  table.rows.map((row) => row[table.header.indexOf(name)] ?? '')
const without = (table: CsvRows, name: string): string[] => table.header.filter((header) => header !== name)

describe.skipIf(!there)('suggested links', () => {
  it.each([
    ['febrl1', 0.998],
    ['febrl2', 0.998],
  ])('%s', { timeout: 300_000 }, async (name, least) => {
    const table = readCsv(join(data, `${name}.csv`))
    const truth = column(table, 'rec_id').map((id) => /\d+/.exec(id)?.[0] ?? '')
    expect((await duplicates(name, table, table.header, truth)).f1).toBeGreaterThanOrEqual(least)
  })
  it('fake_1000', { timeout: 300_000 }, async () => {
    const table = readCsv(join(data, 'fake_1000.csv'))
    const quality = await duplicates('fake', table, without(table, 'cluster'), column(table, 'cluster'))
    expect(quality.f1).toBeGreaterThanOrEqual(0.895)
  })
  it('sites', { timeout: 300_000 }, async () => {
    const table = readCsv(join(data, 'chicago_early_childhood.csv'))
    const quality = await duplicates('sites', table, without(table, 'True Id'), column(table, 'True Id'))
    expect(quality.f1).toBeGreaterThanOrEqual(0.92)
  })
  it('restaurants', { timeout: 300_000 }, async () => {
    const table = readCsv(join(data, 'restaurant_dedupe.csv'))
    const quality = await duplicates('restaurants', table, without(table, 'unique_id'), column(table, 'unique_id'))
    expect(quality.f1).toBeGreaterThanOrEqual(0.92)
  })
})
