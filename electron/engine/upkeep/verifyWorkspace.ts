// Proves that what the catalog says, what SQLite holds and what the column sets hold are the same. In: a workspace, a
// job. Out: checks. Reads only. Never stops at the first difference: every check says what was expected and what was
// found.
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { VerifyResult } from '#shared/contract/responses.ts'
import type { Dataset, Subject } from '#shared/model/dataset.ts'
import { subjectsOf } from '#engine/workspace/files/workspaceSubjects.ts'
import { verifyChain } from '#engine/workspace/audit/audit.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { verifyColumnSet } from './verifyColumnSet.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { verifyLinks } from './verifyLinks.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { catalogFile, databaseFile } from '#engine/workspace/files/openedWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

type Check = VerifyResult['checks'][number]

/**
 * Beyond this, SQLite's own check would not answer a cancel for minutes; reading every row then checks every page's
 * authentication code.
 */
const fullCheckBytes = 192 * 1024 * 1024
const rangeRows = 200_000

const check = (id: string, subject: string, expected: string | number, found: string | number): Check => ({
  id,
  subject,
  ok: String(expected) === String(found),
  expected: String(expected),
  found: String(found),
})

const integrity = (database: Database, file: string): Check => {
  try {
    const rows = database.pragma('integrity_check(5)') as { integrity_check: string }[]
    return check('integrity', file, 'ok', rows.map((row) => row.integrity_check).join('; '))
  } catch (error) {
    return check('integrity', file, 'ok', error instanceof Error ? error.message : String(error))
  }
}

const tableExists = (database: Database, name: string): boolean =>
  database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(name) !== undefined

/** Rows of each delivery, counted record by record in ranges, so that every page is read and a cancel is heard. */
const countRows = async (
  database: Database,
  dataset: Dataset,
  onRange: () => Promise<void>,
): Promise<Map<number, number>> => {
  const table = quoteName(`r_${dataset.id}`)
  const counts = new Map<number, number>()
  if (!tableExists(database, `r_${dataset.id}`)) return counts
  const last =
    database.prepare<[], { last: number | null }>(`SELECT max(row_id) AS last FROM ${table}`).get()?.last ?? 0
  const range = database.prepare<[number, number], { delivery: number; rows: number }>(
    `SELECT delivery_id AS delivery, count(*) AS rows FROM ${table} WHERE row_id BETWEEN ? AND ? GROUP BY delivery_id`,
  )
  for (let from = 1; from <= last; from += rangeRows) {
    for (const { delivery, rows } of range.all(from, from + rangeRows - 1))
      counts.set(delivery, (counts.get(delivery) ?? 0) + rows)
    await onRange()
  }
  return counts
}

const verifyDataset = async (workspace: Workspace, dataset: Dataset, job: JobContext): Promise<Check[]> => {
  const deliveries = deliveryRepository(workspace.catalog).current(dataset.id)
  const breathe = async (): Promise<void> => {
    job.throwIfCancelled()
    // Lets cancel messages in between ranges.
    await new Promise(setImmediate)
  }
  const checks: Check[] = []
  try {
    const found = await countRows(workspace.subject(dataset.subject), dataset, breathe)
    for (const delivery of deliveries) {
      checks.push(check('rows', `${dataset.id} ${delivery.period}`, delivery.rowsAccepted, found.get(delivery.id) ?? 0))
      found.delete(delivery.id)
    }
    // Rows of a delivery the catalog does not know.
    for (const [delivery, rows] of found) checks.push(check('rows', `${dataset.id} #${delivery}`, 0, rows))
    checks.push(...(await verifyColumnSet(workspace, dataset, job)))
  } catch (error) {
    job.throwIfCancelled()
    checks.push(check('rows', dataset.id, 'ok', error instanceof Error ? error.message : String(error)))
  }
  return checks
}

export const verifyWorkspace = async (workspace: Workspace, job: JobContext): Promise<VerifyResult> => {
  const started = performance.now()
  const checks: Check[] = []
  const datasets = datasetRepository(workspace.catalog).list()
  const steps: { subject: string; run: () => Promise<Check[]> | Check[] }[] = [
    { subject: catalogFile, run: () => [integrity(workspace.catalog, catalogFile)] },
    ...[...subjectsOf(workspace), 'links'].flatMap((name: Subject | 'links') => {
      const file = databaseFile(name)
      const path = join(workspace.folder, file)
      if (!existsSync(path) || statSync(path).size > fullCheckBytes) return []
      return [
        {
          subject: file,
          run: () => {
            try {
              return [integrity(name === 'links' ? workspace.links() : workspace.subject(name), file)]
            } catch (error) {
              return [check('integrity', file, 'ok', error instanceof Error ? error.message : String(error))]
            }
          },
        },
      ]
    }),
    ...datasets.map((dataset) => ({ subject: dataset.id, run: () => verifyDataset(workspace, dataset, job) })),
    { subject: 'links', run: () => verifyLinks(workspace, datasets) },
    {
      subject: 'audit',
      run: () => {
        const { intact, brokenAt } = verifyChain(workspace)
        return [check('audit', 'audit', 'ok', intact ? 'ok' : `#${brokenAt ?? 0}`)]
      },
    },
  ]
  for (const [index, step] of steps.entries()) {
    job.progress({ phase: 'verifying', done: index, total: steps.length, subject: step.subject })
    job.throwIfCancelled()
    checks.push(...(await step.run()))
    await new Promise(setImmediate)
  }
  return {
    ok: checks.every(({ ok, derived }) => ok || derived === true),
    checks,
    seconds: Math.round(performance.now() - started) / 1000,
  }
}
