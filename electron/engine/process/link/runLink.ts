// Runs a link, by keys (the lowest right row where several qualify) or by stages. In: a link definition. Out: LinkSet.
// A run that fails or is cancelled leaves the earlier pairs, table and counts. Never a clock or hash order in what is
// paired.
import type { RunOnly } from '#shared/contract/links.ts'
import type { LinkDefinition, LinkSet } from '#shared/model/link.ts'
import { fail } from '#shared/model/failure.ts'
import { stepOf } from '#shared/model/partnerChoice.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { beginChange } from '#engine/workspace/records/oneState.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import {
  dropWorkingColumn,
  swapLinkedTable,
  workingPairsSql,
  writeLinkedColumn,
} from '#engine/workspace/columns/linkedTable.ts'
import { changeSinceBefore, writeEvidence } from './evidenceTable.ts'
import type { LinkChange } from './evidenceTable.ts'
import { linkKeys } from './linkKeys.ts'
import { matchRecords } from './matchRecords.ts'
import { matchStages } from './matchStages.ts'
import { openPairWriter } from './pairTable.ts'

/** In turn with imports: a column cannot be added to a column set while rows are being added to it. */
export const runLink = (
  context: EngineContext,
  definition: LinkDefinition,
  job: JobContext,
  only: RunOnly = 'all',
): Promise<LinkSet> => inWriterTurn(context.workspace(), () => run(context, definition, job, only))

const run = async (
  context: EngineContext,
  definition: LinkDefinition,
  job: JobContext,
  only: RunOnly,
): Promise<LinkSet> => {
  const workspace = context.workspace()
  const started = performance.now()
  const datasets = datasetRepository(workspace.catalog)
  const left = datasets.get(definition.left)
  const right = datasets.get(definition.right)
  const deliveries = deliveryRepository(workspace.catalog)
  for (const side of [left, right]) if (deliveries.rows(side.id) === 0) fail('DATASET_EMPTY', { dataset: side.id })
  const link = definition.id
  if (stepOf(link).choice !== null) fail('LINK_NAME_TAKEN', { link })

  const database = await (await workspace.columns()).connection()
  const interrupt = (): void => database.interrupt()
  job.signal.addEventListener('abort', interrupt)
  try {
    job.progress({ phase: 'linking', done: 0, total: 0, subject: definition.label.vi })
    const staged =
      definition.stages === undefined
        ? null
        : await matchStages(workspace, { definition, left, right, database, only }, job)
    const keyed =
      staged === null
        ? await matchRecords(
            database,
            { left: left.id, right: right.id, keys: linkKeys(definition, left, right) },
            () => job.throwIfCancelled(),
          )
        : null
    const { counts, sql } = staged ?? keyed ?? fail('LINK_UNKNOWN', { link })

    job.progress({ phase: 'columns', done: 0, total: counts.leftRows })
    await writeLinkedColumn(database, { link, left, right, sql }, (done) => {
      job.progress({ done: Math.min(done, counts.leftRows) })
      job.throwIfCancelled()
    })

    job.progress({ phase: 'writing', done: 0, total: counts.leftRows })
    const runAt = new Date().toISOString()
    let change: LinkChange | null = null
    const pairs = openPairWriter(workspace.links(), link)
    try {
      let done = 0
      await database.stream(workingPairsSql(link, left), ([leftRows, rightRows], rows) => {
        pairs.write((leftRows ?? []) as ArrayLike<number>, (rightRows ?? []) as ArrayLike<number>, rows)
        done += rows
        job.progress({ done })
        return !job.signal.aborted
      })
      if (keyed !== null && counts.ambiguousRows > 0)
        await database.stream(keyed.furtherSql, ([anchors, rights], rows) => {
          pairs.writeFurther((anchors ?? []) as ArrayLike<number>, (rights ?? []) as ArrayLike<number>, rows)
          job.progress({ phase: 'writing' })
          return !job.signal.aborted
        })
      if (staged !== null) {
        writeEvidence(workspace.links(), link, staged.evidence)
        change = changeSinceBefore(workspace.links(), link)
      }
      job.throwIfCancelled()
      // From here to the end nothing waits for the user: the three stores change together as far as files can. A crash
      // in between leaves the link marked stale, and running it again mends it.
      beginChange(workspace, left.id)
      linkSetRepository(workspace.catalog).setStale(link)
      pairs.commit(runAt)
      await swapLinkedTable(database, { link, left, right }, Math.max(...deliveries.current(right.id).map((d) => d.id)))
    } finally {
      pairs.rollback()
    }
    const linkSet: LinkSet = {
      definition,
      runAt,
      seconds: Math.round(performance.now() - started) / 1000,
      ...counts,
      ...(staged === null ? {} : { report: { ...staged.report, ...(change === null ? {} : { change }) } }),
      stale: false,
    }
    linkSetRepository(workspace.catalog).save(linkSet)
    appendAudit(workspace, { user: context.user, action: 'link', subject: link, records: counts.matchedRows })
    return linkSet
  } finally {
    job.signal.removeEventListener('abort', interrupt)
    await dropWorkingColumn(database, link, left).catch(() => undefined)
    await database.close()
  }
}
