// Takes a file of any format into a workspace by a layout: a given one, one kept here, or what the file suggests. In: a
// path, a layout. Out: the delivery. Goes through the one intake: the same rejects, keys, rules and recovery. The
// dataset, its lists and the layout are kept with the workspace once the rows stand.
import { basename } from 'node:path'
import { withoutRows } from '#engine/collect/intake/importDelivery.ts'
import { loadDelivery } from '#engine/collect/intake/loadDelivery.ts'
import type { Trial } from '#engine/collect/intake/loadDelivery.ts'
import { placeInPeriod } from '#engine/collect/intake/placeInPeriod.ts'
import { runRulesAfterIntake } from '#engine/collect/rules/runRules.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { layoutRepository } from '#engine/collect/layouts/layoutStore.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { codeListRepository } from '#engine/workspace/files/catalogCodeLists.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { LayoutImportResult } from '#shared/contract/layouts.ts'
import { fail } from '#shared/model/failure.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { foldWords } from '#shared/format/foldText.ts'
import { hashOf, periodOf, planOf, scanByLayout } from './layoutPlan.ts'
import type { LayoutImport, LayoutPlan } from './layoutPlan.ts'

/** Lists that came with the layout, those of this workspace staying as they are where they hold the same codes. */
const keepLists = (workspace: Workspace, made: LayoutPackage): void => {
  const lists = codeListRepository(workspace.catalog)
  for (const list of made.codeLists) {
    const known = lists.versions(list.list).find((version) => version.version === list.version)
    const codes = new Set(list.items.map((item) => item.code))
    lists.saveVersion({
      ...list,
      items: [...list.items, ...(known?.items ?? []).filter((item) => !codes.has(item.code))],
    })
  }
}

/** Found by its columns alone, a file of quite another name is not taken for the correction of what stands. */
const requireCorrection = (path: string, replaced: readonly StoredDelivery[]): void => {
  const stem = (name: string): string => foldWords(name.replace(/\.[a-z0-9]{1,7}$/i, '').replace(/[\d-]{4,}/g, ' '))
  const name = stem(basename(path))
  const other = replaced.find((d) => {
    const old = stem(d.fileName)
    return !old.startsWith(name) && !name.startsWith(old)
  })
  if (other) fail('PART_OR_REPLACEMENT', { file: basename(path), current: other.fileName })
}

export const importByLayout = async (
  context: EngineContext,
  request: LayoutImport,
  job: JobContext,
  /** Made before, with other files of the run. */
  prepared: LayoutPlan | null = null,
  trial?: Trial,
): Promise<LayoutImportResult> => {
  const result = await takeIn(context, request, job, prepared, trial)
  if (trial) return result
  if (result.outcome !== 'unchanged') await runRulesAfterIntake(context, result.dataset, result.delivery.period, job)
  return result
}

const takeIn = (
  context: EngineContext,
  request: LayoutImport,
  job: JobContext,
  prepared: LayoutPlan | null,
  trial: Trial | undefined,
): Promise<LayoutImportResult> => {
  const workspace = context.workspace()
  return inWriterTurn(workspace, async () => {
    const started = performance.now()
    job.throwIfCancelled()
    job.progress({ phase: 'scanning', subject: basename(request.path) })
    const bytes = await hashOf(request.path, job)
    const plan = prepared ?? (await planOf(workspace, request, job))
    const { layout, dataset } = plan.made
    const period = periodOf(workspace, request, plan)
    const said = { layout: layout.id, dataset: dataset.id, suggestion: plan.suggestion }
    const seconds = (): number => (performance.now() - started) / 1000
    const place = placeInPeriod({
      fileName: basename(request.path),
      sha256: bytes.sha256,
      current: deliveryRepository(workspace.catalog).currentParts(dataset.id, period),
      as: request.as,
    })
    const told = request.as ?? request.dataset ?? request.layout ?? request.package
    if (!place.same && told === undefined) requireCorrection(request.path, place.replaces)
    if (place.same) return { delivery: withoutRows(place.same), outcome: 'unchanged', seconds: seconds(), ...said }
    // A dataset that nobody knows has no earlier period.
    if (trial && !knownDatasets(workspace).some(({ id }) => id === dataset.id))
      fail('TRIAL_NOTHING_BEFORE', { dataset: dataset.id })
    const { scan, close } = await scanByLayout(request, plan, bytes)
    try {
      if (!trial) keepLists(workspace, plan.made)
      const { sender, letterNumber } = request
      const { replaces } = place
      const delivery = await loadDelivery(
        workspace,
        { scan, dataset, period, sender, letterNumber, given: {}, user: context.user, replaces, trial },
        job,
      )
      if (!trial) {
        layoutRepository(workspace.catalog).save(layout, context.user)
        context.emit('data.changed', { what: 'deliveries' })
      }
      return {
        delivery: withoutRows(delivery),
        outcome: delivery.replaces === null ? 'imported' : 'replaced',
        seconds: seconds(),
        ...said,
      }
    } finally {
      await close()
    }
  })
}
