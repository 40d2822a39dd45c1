// After a kill: makes catalog, records and column set agree again. In: the intents left over. Out: nothing; safe to run twice.
// The log of deliveries in the records' own file is the truth: there, the import is finished; not there, it never happened.
import { alignColumnSet } from '#engine/columns/rebuildColumnSet.ts'
import { deliveryRepository } from '#engine/store/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/store/catalogDeliveries.ts'
import type { ImportIntent } from '#engine/store/catalogImportIntents.ts'
import { registerImportRecovery } from '#engine/store/importRecovery.ts'
import type { Workspace } from '#engine/store/workspace.ts'
import { markLinksStale } from '#engine/link/markLinksStale.ts'
import { datasetRepository } from '#engine/store/catalogDatasets.ts'
import { deliveryLogTable, hasTable } from './recordTables.ts'

/** True when the change the intent announced stands (now, or already before). */
const finishOne = (workspace: Workspace, intent: ImportIntent): boolean => {
  const dataset = datasetRepository(workspace.catalog).find(intent.dataset)
  if (!dataset) return false
  const database = workspace.subject(dataset.subject)
  const deliveries = deliveryRepository(workspace.catalog)
  const logged = hasTable(database, deliveryLogTable)
    ? database.prepare<[number], { body: string }>(`SELECT body FROM ${deliveryLogTable} WHERE delivery_id = ?`).get(intent.delivery)
    : undefined
  const known = deliveries.find(intent.delivery)
  if (known === null) {
    if (!logged) return false
    deliveries.add(JSON.parse(logged.body) as StoredDelivery)
    markLinksStale(workspace, dataset.id)
    return true
  }
  // A withdrawal: its rows are gone from the log, so they are gone.
  if (known.state === 'current' && !logged) {
    deliveries.setState(known.id, 'withdrawn')
    markLinksStale(workspace, dataset.id)
  }
  return known.state !== 'current' || logged !== undefined
}

export const recoverImports = async (workspace: Workspace, intents: ImportIntent[]): Promise<void> => {
  for (const intent of intents) {
    const stands = finishOne(workspace, intent)
    if (stands) {
      const notice = workspace.notices.findIndex((n) => n.code === 'IMPORT_INTERRUPTED' && n.facts.path === intent.fileName)
      if (notice >= 0) workspace.notices.splice(notice, 1)
    }
    const dataset = datasetRepository(workspace.catalog).find(intent.dataset)
    if (dataset) await alignColumnSet(workspace, dataset, deliveryRepository(workspace.catalog).current(dataset.id), false, null)
  }
}

registerImportRecovery(recoverImports)
