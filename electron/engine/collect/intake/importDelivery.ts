// Takes one delivered file into a workspace: scan, recognise, read, check, write, record. In: a path and what the user
// said of it. Out: the delivery. A file that stands already changes nothing; one that would silently take the place of
// another part is asked about.
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { runRulesAfterIntake } from '#engine/collect/rules/runRules.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { ImportResult } from '#shared/contract/responses.ts'
import type { Period } from '#shared/model/period.ts'
import { loadDelivery } from './loadDelivery.ts'
import type { Trial } from './loadDelivery.ts'
import { placeInPeriod } from './placeInPeriod.ts'
import { requireLayout, requirePeriod } from './recogniseLayout.ts'
import { scanFile } from './scanFile.ts'

export type ImportRequest = {
  path: string
  dataset?: string | undefined
  period?: Period | undefined
  sender: string
  letterNumber: string
  /** How the numbers and dates of the file are written; without it the file tells. */
  numbers?: 'point' | 'comma' | undefined
  dates?: 'day' | 'month' | undefined
  /** What the file is to the one that the period has: its correction, or a further part of it. */
  as?: 'replacement' | 'part' | undefined
}

export const importDelivery = async (
  context: EngineContext,
  request: ImportRequest,
  job: JobContext,
  trial?: Trial,
): Promise<ImportResult> => {
  const result = await takeIn(context, request, job, trial)
  if (trial) return result
  const { dataset, period } = result.delivery
  if (result.outcome !== 'unchanged') await runRulesAfterIntake(context, dataset, period, job)
  return result
}

const takeIn = (
  context: EngineContext,
  request: ImportRequest,
  job: JobContext,
  trial: Trial | undefined,
): Promise<ImportResult> => {
  const workspace = context.workspace()
  return inWriterTurn(workspace, async () => {
    const started = performance.now()
    job.throwIfCancelled()
    job.progress({ phase: 'scanning', subject: request.path.replace(/^.*[\\/]/, '') })
    const scan = await scanFile(request.path, {
      onProgress: (done, total) => job.progress({ done, total }),
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    const dataset = requireLayout(scan, knownDatasets(workspace), request.dataset)
    const period = requirePeriod(request.path, scan.fileName, dataset, request.period)
    const deliveries = deliveryRepository(workspace.catalog)
    const seconds = (): number => (performance.now() - started) / 1000
    const current = deliveries.currentParts(dataset.id, period)
    const place = placeInPeriod({ fileName: scan.fileName, sha256: scan.sha256, current, as: request.as })
    if (place.same) return { delivery: withoutRows(place.same), outcome: 'unchanged', seconds: seconds() }
    const delivery = await loadDelivery(
      workspace,
      {
        scan,
        dataset,
        period,
        sender: request.sender,
        letterNumber: request.letterNumber,
        given: { numbers: request.numbers, dates: request.dates },
        user: context.user,
        replaces: place.replaces,
        trial,
      },
      job,
    )
    if (!trial) context.emit('data.changed', { what: 'deliveries' })
    return {
      delivery: withoutRows(delivery),
      outcome: delivery.replaces === null ? 'imported' : 'replaced',
      seconds: seconds(),
    }
  })
}

export const withoutRows = ({
  firstRow: _row,
  alsoReplaces: _also,
  ...delivery
}: StoredDelivery): ImportResult['delivery'] => delivery
