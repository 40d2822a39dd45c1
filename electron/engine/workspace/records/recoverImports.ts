// After a kill, called by name when a workspace opens: makes catalog, records and column set agree again. In: the
// intents left over. Out: nothing; safe to run twice. The log of deliveries in the records' own file is the truth:
// there, the import is finished; not there, it never happened.
import { logDelivery } from '#engine/workspace/audit/logDelivery.ts'
import { alignColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { ImportIntent } from '#engine/workspace/files/catalogImportIntents.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { markLinksStale } from '#engine/workspace/columns/markLinksStale.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryLogTable, hasTable } from './recordTables.ts'

/** Who asked is in the entries before; what was cut off is finished by whoever opens next. */
const recovering = '(finished on opening)'

/** True when the change the intent announced stands (now, or already before). */
const finishOne = (workspace: Workspace, intent: ImportIntent): boolean => {
  const dataset = datasetRepository(workspace.catalog).find(intent.dataset)
  if (!dataset) return false
  const database = workspace.subject(dataset.subject)
  const deliveries = deliveryRepository(workspace.catalog)
  const logged = hasTable(database, deliveryLogTable)
    ? database
        .prepare<[number], { body: string }>(`SELECT body FROM ${deliveryLogTable} WHERE delivery_id = ?`)
        .get(intent.delivery)
    : undefined
  const known = deliveries.find(intent.delivery)
  if (known === null) {
    if (!logged) return false
    const delivery = JSON.parse(logged.body) as StoredDelivery
    workspace.catalog.transaction(() => {
      deliveries.add(delivery)
      logDelivery(workspace, 'import', delivery, recovering)
    })()
    markLinksStale(workspace, dataset.id)
    return true
  }
  // A withdrawal: its rows are gone from the log, so they are gone.
  if (known.state === 'current' && !logged) {
    workspace.catalog.transaction(() => {
      deliveries.setState(known.id, 'withdrawn')
      logDelivery(workspace, 'withdraw', known, recovering)
    })()
    markLinksStale(workspace, dataset.id)
  }
  return known.state !== 'current' || logged !== undefined
}

export const recoverImports = async (workspace: Workspace, intents: ImportIntent[]): Promise<void> => {
  for (const intent of intents) {
    const stands = finishOne(workspace, intent)
    if (stands) {
      const notice = workspace.notices.findIndex(
        (n) => n.code === 'IMPORT_INTERRUPTED' && n.facts.path === intent.fileName,
      )
      if (notice >= 0) workspace.notices.splice(notice, 1)
    }
    const dataset = datasetRepository(workspace.catalog).find(intent.dataset)
    if (dataset)
      await alignColumnSet(workspace, dataset, deliveryRepository(workspace.catalog).current(dataset.id), false, null)
  }
}
