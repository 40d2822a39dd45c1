// Proves that a backup brings the workspace back: restored beside, opened, verified, its rows and log compared with the
// open one. In: the open workspace, a backup. Out: a report. Never a file of the open workspace touched; what was
// restored is removed again, whatever comes.
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sameLogAs } from '#engine/workspace/audit/audit.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { sessionOf } from '#engine/workspace/files/openedWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { backupBytes, readBackup } from '#engine/workspace/files/restoreWorkspace.ts'
import { macOfPeople } from '#engine/workspace/files/signIn.ts'
import { readHeader } from '#engine/workspace/files/workspaceHeader.ts'
import { storageFailure } from '#engine/workspace/files/storageFailure.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { hasTable, recordTable } from '#engine/workspace/records/recordTables.ts'
import type { DrillDataset, DrillReport } from '#shared/contract/backups.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { verifyWorkspace } from './verifyWorkspace.ts'

const pageRows = 4096

const pagesOf = (workspace: Workspace, dataset: Dataset, { firstRow, rowsAccepted }: StoredDelivery) => {
  const database = workspace.subject(dataset.subject)
  const columns = ['row_number', 'flags', ...dataset.variables.map((v) => v.id)].map(quoteName).join(', ')
  const page = hasTable(database, recordTable(dataset.id))
    ? database
        .prepare<[number, number], unknown[]>(
          `SELECT ${columns} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id BETWEEN ? AND ? ORDER BY row_id`,
        )
        .raw()
        .safeIntegers()
    : null
  return (from: number): string => {
    const first = firstRow + from
    const rows = page?.all(first, Math.min(first + pageRows, firstRow + rowsAccepted) - 1) ?? []
    return rows.map((row) => row.map(String).join('\u0000')).join('\n')
  }
}

/** Every field of every row of a delivery, in both. */
const sameRows = async (
  sides: readonly [Workspace, Workspace],
  dataset: Dataset,
  deliveries: readonly [StoredDelivery, StoredDelivery],
  onRows: (rows: number) => void,
): Promise<boolean> => {
  if (deliveries[0].rowsAccepted !== deliveries[1].rowsAccepted) return false
  const then = pagesOf(sides[0], dataset, deliveries[0])
  const now = pagesOf(sides[1], dataset, deliveries[1])
  for (let from = 0; from < deliveries[0].rowsAccepted; from += pageRows) {
    if (then(from) !== now(from)) return false
    onRows(pageRows)
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
  }
  return true
}

const compareDataset = async (
  sides: readonly [Workspace, Workspace],
  dataset: Dataset,
  onRows: (rows: number) => void,
): Promise<DrillDataset> => {
  const then = deliveryRepository(sides[0].catalog).current(dataset.id)
  const now = new Map(
    deliveryRepository(sides[1].catalog)
      .current(dataset.id)
      .map((d) => [d.id, d]),
  )
  let [stillCurrent, equal] = [0, 0]
  for (const delivery of then) {
    const other = now.get(delivery.id)
    if (other === undefined || other.sha256 !== delivery.sha256) continue
    stillCurrent += 1
    if (await sameRows(sides, dataset, [delivery, other], onRows)) equal += 1
  }
  return {
    dataset: dataset.id,
    deliveries: then.length,
    stillCurrent,
    equal,
    rows: then.reduce((sum, d) => sum + d.rowsAccepted, 0),
  }
}

export const drillBackup = async (context: EngineContext, backup: string, job: JobContext): Promise<DrillReport> => {
  const started = performance.now()
  const workspace = context.workspace()
  let room: string | null = null
  let restored: Workspace | null = null
  try {
    const size = backupBytes(backup, statSync(backup).size)
    // Beside the workspace, where there must be room for it anyway, under a name of its own.
    room = mkdtempSync(join(dirname(workspace.folder), '.statdesk-drill-'))
    job.progress({ phase: 'restoring', done: 0, total: size })
    let done = 0
    const manifest = await readBackup(backup, room, (bytes) => {
      job.progress({ done: (done += bytes) })
      job.throwIfCancelled()
    })
    if (manifest.workspace !== workspace.header.id) return fail('DRILL_OTHER', { path: backup, name: manifest.name })
    const session = sessionOf(workspace)
    const header = readHeader(room)
    if (session.dataKey !== null && header.people && macOfPeople(session.dataKey, header) !== header.peopleMac)
      return fail('DRILL_OTHER_KEY', { path: backup })
    // Read-only: the copy logs nothing and tidies nothing up; one of an older program must be brought to this one's
    // form first.
    const readOnly = header.schema === workspace.header.schema
    restored = await openWorkspace(room, { passphrase: null, session, readOnly, user: context.user })
    const restoreSeconds = (performance.now() - started) / 1000
    const { checks } = await verifyWorkspace(restored, job)
    job.progress({ phase: 'checking', done: 0 })
    done = 0
    const datasets: DrillDataset[] = []
    for (const dataset of datasetRepository(restored.catalog).list())
      datasets.push(
        await compareDataset([restored, workspace], dataset, (rows) => {
          job.progress({ done: (done += rows), subject: dataset.id })
          job.throwIfCancelled()
        }),
      )
    const log = sameLogAs(restored, workspace)
    const ok =
      log.agrees && checks.every((c) => c.ok || c.derived === true) && datasets.every((d) => d.equal === d.stillCurrent)
    context.account({ subject: backup, reason: ok ? 'ok' : 'different' })
    const seconds = (performance.now() - started) / 1000
    const { madeAt, program } = manifest
    return { ok, backup, madeAt, program, bytes: size, restoreSeconds, seconds, checks, datasets, log }
  } catch (error) {
    throw storageFailure(error, backup) ?? error
  } finally {
    await restored?.close()
    if (room !== null) rmSync(room, { recursive: true, force: true })
  }
}
