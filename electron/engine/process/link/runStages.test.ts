// Links by stages in a workspace: passes and cardinality, what is refused before it costs, what is told, what a
// cancelled run leaves.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PairsOf } from '#shared/contract/links.ts'
import { fail, Failure } from '#shared/model/failure.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import type { LinkDefinition, LinkSet } from '#shared/model/link.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { verifyLinks } from '#engine/upkeep/verifyLinks.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { exportPairs } from './exportPairs.ts'
import { runLink } from './runLink.ts'
import { suggestLink } from './suggestLink.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { csvWorkspace, job } from '#test/support/link/csvWorkspace.ts'
import { qualityOf } from '#test/support/link/quality.ts'
import { vietnamesePersons } from '#test/support/link/vietnamesePersons.ts'

const label = { vi: 'x', en: 'x' }
let bench: CsvWorkspace
const persons = vietnamesePersons(11, 3000)
beforeAll(async () => {
  bench = await csvWorkspace()
  await bench.take('persons', persons.table)
  await bench.take('register', {
    header: ['mst', 'ten'],
    rows: [
      ['0101234567', 'Công ty TNHH Hoa Sen'],
      ['0101234567', 'Chi nhánh Hoa Sen'],
      ['0202222222', 'DNTN Minh Anh'],
      ['0303333333', 'CTCP Sao Mai'],
    ],
  })
  await bench.take('lines', {
    header: ['ma', 'ten'],
    rows: [
      ['0101234567-001', 'Hoa Sen'],
      ['0202222222', 'Minh Anh'],
      ['0202222222', 'Minh Anh'],
      ['', 'CTY CP SAO MAI'],
      ['0404444444', 'Không có'],
    ],
  })
  await bench.take('empty_names', {
    header: ['ma', 'ten', 'trong'],
    rows: Array.from({ length: 300 }, (_, i) => [
      String(1_000_000 + (i % 150) * 7919),
      `tên ${i % 150} số ${i % 150}`,
      '',
    ]),
  })
}, 60_000)
afterAll(() => bench.close())

const fields = [
  { id: 'code', kind: 'code', left: ['v_ma'], right: ['v_mst'] },
  { id: 'name', kind: 'organisation', left: ['v_ten'], right: ['v_ten'] },
]
const define = (id: string, stages: object, sides = { left: 'lines', right: 'register' }): LinkDefinition =>
  linkDefinitionSchema.parse({ kind: 'link', id, label, ...sides, stages: { fields, ...stages } })
const run = (definition: LinkDefinition): Promise<LinkSet> => runLink(bench.context, definition, job)
const failureOf = async (work: () => Promise<unknown>): Promise<Failure['value']> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Failure) return error.value
    throw error
  }
  throw new Error('did not fail')
}
const pairs = (link: string): unknown[] =>
  bench.workspace
    .links()
    .prepare(`SELECT left_row, right_row, stage FROM "evidence_${link}" WHERE linked = 1 ORDER BY 1, 2`)
    .raw()
    .all()

describe('deterministic passes', () => {
  const byCode = { id: 'by_code', keys: [{ field: 'code', by: 'digits10' }] }
  const byName = { id: 'by_name', keys: [{ field: 'name', by: 'value' }] }
  it('many to one: every line finds its enterprise, a key that repeats on the right takes the lowest', async () => {
    const set = await run(
      define('many', { cardinality: 'many_to_one', passes: [{ ...byCode, repeated: 'many' }, byName] }),
    )
    expect(pairs('many')).toEqual([
      [1, 1, 'by_code'],
      [2, 3, 'by_code'],
      [3, 3, 'by_code'],
      [4, 4, 'by_name'],
    ])
    expect(set.report?.passes).toEqual([
      { id: 'by_code', pairs: 3 },
      { id: 'by_name', pairs: 1 },
    ])
    expect(set).toMatchObject({ leftRows: 5, matchedRows: 4, rightRows: 4, rightMatchedRows: 3 })
  })
  it('one to one and unique keys: what repeats is left to later passes', async () => {
    await run(define('single', { cardinality: 'one_to_one', passes: [byCode, byName] }))
    expect(pairs('single')).toEqual([[4, 4, 'by_name']])
  })
  it('definite no: a pair that differs there is never linked', async () => {
    await run(
      define('never', {
        cardinality: 'many_to_one',
        passes: [{ ...byCode, repeated: 'many' }],
        never: [{ field: 'name', differs: true }],
      }),
    )
    expect(pairs('never')).toEqual([
      [1, 1, 'by_code'],
      [2, 3, 'by_code'],
      [3, 3, 'by_code'],
    ])
  })
  it('records without a partner are listed by side, with their row and period', async () => {
    const list = async (link: string, of: PairsOf): Promise<string[]> => {
      const path = join(bench.folder, `${link}-${of}.csv`)
      await exportPairs(bench.context, { link, path, of }, job)
      return readFileSync(path, 'utf8').trim().split('\n')
    }
    expect(await list('never', 'left_only')).toEqual(['row,key,period', '4,,2025', '5,,2025'])
    expect(await list('never', 'right_only')).toEqual(['row,key,period', '2,,2025', '4,,2025'])
    expect(await list('never', 'waiting')).toHaveLength(1)
  })
  it('the file of pairs tells rows as delivered and the pass', async () => {
    const path = join(bench.folder, 'many.csv')
    const written = await exportPairs(bench.context, { link: 'many', path }, job)
    expect(written.pairs).toBe(4)
    expect(readFileSync(path, 'utf8').split('\n')[1]).toBe('1,1,,,by_code,,1')
  })
})

describe('duplicates within one dataset', () => {
  it('what stands in two periods is the same thing met again, not a duplicate', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => [`TR${1000 + i * 37}`, `Trường tiểu học số ${i * 37}`])
    const table = { header: ['ma_truong', 'ten'], rows }
    await bench.take('schools', table)
    const path = join(bench.folder, 'schools_2024.csv')
    writeFileSync(path, [table.header, ...rows].map((row) => row.join(',')).join('\n') + '\n')
    await importDelivery(bench.context, { path, sender: '', letterNumber: '' }, job)
    const { definition } = await suggestLink(bench.context, { left: 'schools', right: null }, job)
    expect(definition.stages?.never).toContainEqual({ field: 'period', differs: true })
    expect((await run(definition)).report?.linked).toBe(0)
  })
  it(
    'made-up persons of Viet Nam: the suggested link is right and told as right as it is',
    { timeout: 120_000 },
    async () => {
      const { definition } = await suggestLink(bench.context, { left: 'persons', right: null }, job)
      const set = await run(definition)
      const path = join(bench.folder, 'persons.csv')
      await exportPairs(bench.context, { link: definition.id, path }, job)
      const quality = qualityOf(path, persons.truth, null)
      expect(quality.f1).toBeGreaterThan(0.96)
      expect(Math.abs((set.report?.expected?.precision ?? 0) - quality.precision)).toBeLessThan(0.03)
      expect(set.report?.secondEngine).toMatchObject({ different: 0 })
      expect(set.report?.entities).toBeGreaterThan(0)
      const checks = await verifyLinks(bench.workspace, datasetRepository(bench.workspace.catalog).list())
      expect(checks.filter((check) => check.subject === definition.id && !check.ok)).toEqual([])
      const again = await run(definition)
      const { change, ...repeated } = again.report ?? {}
      expect({ ...repeated, version: 1, modelVersion: 1 }).toEqual(set.report)
      expect(change).toEqual({ kept: set.report?.linked, added: 0, removed: 0 })
      expect(again.report?.version).toBe(2)
    },
  )
})

describe('bad input', () => {
  const model = (blocking: object[], comparisons: object[], budget = 10_000): object => ({
    cardinality: 'many_to_many',
    fields: [
      { id: 'sex', kind: 'category', left: ['v_gioi_tinh'], right: ['v_gioi_tinh'] },
      { id: 'name', kind: 'person', left: ['v_ho_ten'], right: ['v_ho_ten'] },
    ],
    model: { blocking, comparisons, budget },
  })
  const within = { left: 'persons', right: 'persons' }
  const byName = { field: 'name', levels: [[{ is: 'folded' }]] }

  it('a rule that makes too many pairs is refused with the count and the worst blocks, before a pair is made', async () => {
    const failure = await failureOf(() => run(define('huge', model([{ keys: [{ field: 'sex' }] }], [byName]), within)))
    expect(failure.code).toBe('LINK_TOO_MANY_PAIRS')
    expect(Number(failure.facts?.['pairs'])).toBeGreaterThan(2_000_000)
    expect(failure.facts?.['blocks']).toMatch(/^1: “[12]” \d+/)
    expect(linkSetRepository(bench.workspace.catalog).find('huge')).toBeNull()
  })
  it('a comparison on nothing but empty fields is told', async () => {
    const set = await run(
      define(
        'nothing',
        {
          cardinality: 'many_to_many',
          fields: [
            { id: 'code', kind: 'code', left: ['v_ma'], right: ['v_ma'] },
            { id: 'name', kind: 'text', left: ['v_ten'], right: ['v_ten'] },
            { id: 'none', kind: 'text', left: ['v_trong'], right: ['v_trong'] },
          ],
          model: {
            blocking: [{ keys: [{ field: 'code' }] }, { keys: [{ field: 'name' }] }],
            comparisons: ['code', 'name', 'none'].map((field) => ({ field, levels: [[{ is: 'compact' }]] })),
          },
        },
        { left: 'empty_names', right: 'empty_names' },
      ),
    )
    expect(set.report?.problems).toContain('empty:none')
    expect(set.report?.problems).toContain('no_evidence:none')
    expect(set.report?.linked).toBe(150)
  })
  it('a name of a field that is not there is refused with its place', async () => {
    const failure = await failureOf(() =>
      run(define('wrong', model([{ keys: [{ field: 'nobody' }] }], [byName]), within)),
    )
    expect(failure).toMatchObject({ code: 'DEFINITION_INVALID', facts: { field: 'stages.model.blocking.0.keys.0' } })
  })
  it('a cancelled run leaves nothing half-written: pairs, counts and version of the run before', async () => {
    const before = linkSetRepository(bench.workspace.catalog).find('many')
    const old = pairs('many')
    const stop = new AbortController()
    const cancelled = {
      ...job,
      signal: stop.signal,
      progress: (update: { phase?: string }) => {
        if (update.phase === 'writing') stop.abort()
      },
      throwIfCancelled: () => {
        if (stop.signal.aborted) fail('CANCELLED')
      },
    }
    const changed = define('many', {
      cardinality: 'one_to_one',
      passes: [{ id: 'p', keys: [{ field: 'name', by: 'value' }] }],
    })
    await expect(runLink(bench.context, changed, cancelled)).rejects.toThrow()
    expect(linkSetRepository(bench.workspace.catalog).find('many')).toEqual(before)
    expect(pairs('many')).toEqual(old)
  })
  it('a file of pairs of a link that was not run is refused and not written', async () => {
    const path = join(bench.folder, 'unknown.csv')
    expect((await failureOf(() => exportPairs(bench.context, { link: 'unknown', path }, job))).code).toBe(
      'LINK_UNKNOWN',
    )
    expect(existsSync(path)).toBe(false)
  })
})
