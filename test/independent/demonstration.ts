// The demonstration made as a user makes it, with everything an outside program needs to compute its tables again. In:
// a folder. Out: the open workspace; beside it the delivered files, the rejected row numbers, the code lists and the
// accepted records as CSV. Never a figure the program computed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineContext } from '#engine/workspace/context.ts'
import { builtInCodeLists, correspondence } from '#engine/classify/codeLists.ts'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { writeDemonstration } from '#engine/upkeep/demonstration/writeDemonstration.ts'
import { importFolder } from '#engine/collect/runs/importFolder.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { quietJob, testContext } from '../support/engine/testContext.ts'

export type Demonstration = { workspace: Workspace; context: EngineContext; folder: string; workspacePath: string }

const scale = 0.0005
const seed = 11
/**
 * Pairs of months a year apart, months without one, both sides of the mergers of provinces and of the new activities.
 */
const months = [
  '2024-01',
  '2024-02',
  '2024-03',
  '2024-07',
  '2024-11',
  '2024-12',
  '2025-01',
  '2025-02',
  '2025-03',
  '2025-06',
  '2025-07',
  '2025-10',
  '2025-11',
  '2025-12',
]

const csvField = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const writeCsv = (path: string, header: string[], rows: Iterable<readonly unknown[]>): void => {
  const lines = [header.join(',')]
  for (const row of rows) lines.push(row.map(csvField).join(','))
  writeFileSync(path, `${lines.join('\n')}\n`)
}

export const makeDemonstration = async (folder: string): Promise<Demonstration> => {
  const workspacePath = join(folder, 'workspace')
  const workspace = await createWorkspace(workspacePath, {
    name: 'Kiểm tra độc lập',
    passphrase: null,
    demonstration: true,
    user: 'tester',
  })
  const context = testContext(() => workspace)
  await writeDemonstration(join(folder, 'files'), { scale, seed, months })
  const { results } = await importFolder(context, { path: join(folder, 'files') }, quietJob())
  const failed = results.filter((r) => r.outcome !== 'imported' && r.outcome !== 'skipped')
  if (failed.length > 0) throw new Error(`not imported: ${failed.map((r) => r.file).join(', ')}`)
  for (const definition of demonstrationDefinitions)
    if (definition.kind === 'link') await runLink(context, definition, quietJob())
  writeFacts(workspace, join(folder, 'facts'))
  return { workspace, context, folder, workspacePath }
}

const writeFacts = (workspace: Workspace, folder: string): void => {
  mkdirSync(folder)
  const deliveries = deliveryRepository(workspace.catalog)
    .list()
    .filter((d) => d.state === 'current')
  const rejected: unknown[][] = []
  for (const { id, subject, variables } of datasetRepository(workspace.catalog).list()) {
    const database = workspace.subject(subject)
    const names = variables.map((v) => v.id)
    const all: unknown[][] = []
    for (const delivery of deliveries.filter((d) => d.dataset === id)) {
      const rows = database
        .prepare(`SELECT ${names.map((n) => `"${n}"`).join(', ')} FROM "r_${id}" WHERE delivery_id = ? ORDER BY row_id`)
        .raw(true)
        .safeIntegers(true)
        .all(delivery.id) as unknown[][]
      for (const row of rows) all.push([...row, delivery.period])
      const out = database.prepare(`SELECT row_number FROM "x_${id}" WHERE delivery_id = ?`).pluck().all(delivery.id)
      for (const rowNumber of out) rejected.push([delivery.fileName, rowNumber])
    }
    writeCsv(join(folder, `${id}.csv`), [...names, 'period'], all)
  }
  writeCsv(join(folder, 'rejected.csv'), ['file', 'row_number'], rejected)
  writeCsv(
    join(folder, 'codes.csv'),
    ['list', 'version', 'level', 'code', 'parent'],
    builtInCodeLists.flatMap((v) => v.items.map((item) => [v.list, v.version, item.level, item.code, item.parent])),
  )
  writeCsv(
    join(folder, 'recode.csv'),
    ['list', 'from', 'to'],
    [
      ['province', '2004', '2025'],
      ['vsic_division', '2018', '2025'],
    ].flatMap(([list = '', from = '', to = '']) =>
      (correspondence(list, from, to)?.pairs ?? []).map((pair) => [list, pair.from, pair.to]),
    ),
  )
}
