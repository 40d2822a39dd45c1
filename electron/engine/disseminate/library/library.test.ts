// Every table of the library on demonstration data: it runs, two engines agree cell by cell, its figures can be laid
// out, and it passes disclosure control. The demonstration is made as a user makes it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDemonstration } from '#engine/upkeep/demonstration/createDemonstration.ts'
import { protectCube } from '#engine/analyse/protect/protectCube.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { checkTable } from '#engine/analyse/tabulate/plan/checkTable.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { composedReport } from '#engine/disseminate/report/reportHtml.ts'
import { reportTerritories } from '#engine/disseminate/report/reportTerritories.ts'
import { tableLibrary } from './index.ts'
import { reportTemplates } from './reportTemplates.ts'
import { takeReport } from './takeReport.ts'
import { quietJob, testContext } from '#test/support/engine/testContext.ts'

let folder = ''
let workspace: Workspace
const context = testContext(() => workspace)
const job = quietJob()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statdesk-library-'))
  workspace = await createDemonstration(context, { path: join(folder, 'ws'), scale: 0.0005, seed: 3 }, job)
}, 120_000)
afterAll(async () => {
  await workspace.close()
  await rm(folder, { recursive: true, force: true })
})

it('has forty tables and more, each with its own name', () => {
  expect(tableLibrary.length).toBeGreaterThanOrEqual(40)
  expect(new Set(tableLibrary.map((t) => t.id)).size).toBe(tableLibrary.length)
  expect(new Set(tableLibrary.map((t) => t.dataset)).size).toBe(7)
})

describe.each(tableLibrary.map((t) => [t.id, t] as const))('%s', (_id, definition) => {
  it('is the same on two engines, lays out and can be protected', async () => {
    const check = await checkTable(tableModel(context, definition.dataset), definition, job)
    expect(check).toMatchObject({ differing: 0, first: [] })
    expect(check.cells).toBeGreaterThan(0)
    const cube = await tabulate(context, definition, { engine: 'duckdb' }, job)
    const layout = layoutTable(cube)
    expect(layout.rows.length).toBeGreaterThan(0)
    expect(layout.rows.every((row) => row.cells.length === layout.columns.length)).toBe(true)
    // A measure that nowhere yields a figure is a definition that says nothing.
    for (const [m, measure] of cube.measures.entries())
      expect([measure.id, cube.cells.values[m]?.some((v) => v !== null)]).toEqual([measure.id, true])
    const safe = await protectCube(context, cube, {}, job)
    expect(safe.measures.map((m) => m.id)).toEqual(cube.measures.map((m) => m.id))
    expect(safe.protection.minimum).toBe(3)
  })
})

describe.each(reportTemplates.map((template) => [template.report.id, template] as const))(
  'template %s',
  (id, template) => {
    it('brings what it names, and every figure, reference and chart of it is there', async () => {
      const taken = takeReport(context, id)
      expect(taken.saved.at(-1)).toBe(id)
      expect(takeReport(context, id).saved).toEqual([])
      const composed = await composedReport(context, template.report, { period: null, territory: null }, job)
      expect(composed.problems).toEqual([])
      const tables = template.report.blocks.filter((block) => block.type === 'table')
      expect(composed.blocks.filter((block) => block.type === 'table').length).toBe(tables.length)
    })
  },
)

it('a template is made for a territory, with a sentence where it has no records', async () => {
  const factsheet = reportTemplates.find(({ report }) => report.id === 'factsheet')?.report
  if (!factsheet) throw new Error('no factsheet')
  const { territories } = reportTerritories(context, factsheet, '2025')
  expect(territories.length).toBe(34)
  const first = territories[0] ?? { code: '', label: { vi: '', en: '' } }
  const composed = await composedReport(context, factsheet, { period: '2025', territory: first.code }, job)
  expect(composed.title.vi).toBe(`Tờ số liệu ${first.label.vi}`)
  expect(composed.problems).toEqual([])
  const unknown = await composedReport(context, factsheet, { period: '2025', territory: '99' }, job)
  expect(unknown.problems.length).toBeGreaterThan(0)
})
