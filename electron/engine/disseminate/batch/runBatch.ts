// Many tables in one go: each computed, protected, checked and written; what fails is told and the others go on. In:
// the request, a job. Out: the report, also written beside the files. Cancelled, what is finished stays and the report
// says what is not.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BatchItem, BatchReport, BatchRequest } from '#shared/contract/production.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { Failure, fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ReleaseDraft } from '#engine/workspace/files/catalogReleases.ts'
import { collectingBook, withBook } from '#engine/workspace/releaseBook.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { computeState } from '#engine/analyse/compare/computeState.ts'
import { readState, storeState } from '#engine/analyse/compare/keepRun.ts'
import { keptRunRepository } from '#engine/analyse/compare/keptRuns.ts'
import type { RunState } from '#engine/analyse/compare/runState.ts'
import { checkedFolder } from '#engine/workspace/files/targetPlace.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import {
  earlierItems,
  extensionOf,
  fingerprintOf,
  reportFile,
  reportPage,
  stillThere,
  workbookFile,
} from './batchFiles.ts'
import { batchItems, earlierPeriods } from './batchItems.ts'
import type { PlannedItem } from './batchItems.ts'
import { checkFigures } from './checkFigures.ts'
import { jumpsAgainstRun, jumpsWithin } from './findJumps.ts'
import type { Found } from './checkFigures.ts'
import { writeBatchReport } from './writeBatchReport.ts'

export const messageOf = (failure: FailureValue | null): Bilingual | null =>
  failure === null ? null : { vi: failureMessage(failure, 'vi'), en: failureMessage(failure, 'en') }

const itemOf = (
  { id, title, file, period, territory, definition, notices, failure }: PlannedItem,
  extension: string,
): BatchItem => ({
  id,
  title,
  file: definition === null && period === '' && territory === '' ? id : `${file}.${extension}`,
  period,
  territory,
  outcome: failure === null ? 'not_run' : 'failed',
  failure,
  message: messageOf(failure),
  notices,
  breaches: [],
  breachCount: 0,
  cells: 0,
  withheld: 0,
  bytes: 0,
  sha256: '',
  fingerprint: '',
  seconds: 0,
})

/** Against the last kept run of the same table and parameters; else of the period before; else within the table. */
const jumpsOf = async (
  context: EngineContext,
  planned: PlannedItem,
  state: RunState,
  shown: ProtectedCube,
  threshold: number,
): Promise<Found> => {
  const runs = keptRunRepository(context.workspace().catalog)
  const table = state.definition.id
  const same = runs.last(table, planned.period, planned.territory)
  const earlier = same
    ? null
    : planned.period === ''
      ? null
      : (earlierPeriods(planned.period).flatMap((period) => runs.last(table, period, planned.territory) ?? [])[0] ??
        null)
  const run = same ?? earlier
  if (run) {
    const before = (await readState(context, run.id)).protected
    if (before) return jumpsAgainstRun(shown, before, run.name, threshold, earlier !== null)
  }
  return jumpsWithin(shown, threshold)
}

export const runBatch = async (
  context: EngineContext,
  request: BatchRequest,
  job: JobContext,
): Promise<BatchReport> => {
  const workspace = context.workspace()
  const [started, startedAt] = [performance.now(), new Date().toISOString()]
  const book = request.output === 'workbook'
  if (book && request.format !== 'xlsx')
    return fail('REQUEST_INVALID', { method: 'batch.run', field: 'format', reason: 'workbook → xlsx' })
  const planned = await batchItems(context, request)
  await checkedFolder(request.path)
  await mkdir(request.path, { recursive: true }).catch((thrown: Error) =>
    fail('FILE_UNWRITABLE', { path: request.path, reason: thrown.message }, undefined, thrown),
  )
  const before = await earlierItems(request.path)
  const extension = extensionOf(request.format)
  const items = planned.map((item) => itemOf(item, extension))
  const sheets: { name: string; cube: ProtectedCube }[] = []
  let cancelled = false
  // Sheets leave together: none of them is entered before their file is written.
  const together = collectingBook()
  const inside = book ? withBook(context, together) : context

  const write = async (
    item: BatchItem,
    cube: ProtectedCube,
  ): Promise<Pick<BatchItem, 'outcome' | 'bytes' | 'sha256'>> => {
    const path = join(request.path, item.file)
    const earlier = before.get(item.file)
    const there = earlier?.fingerprint === item.fingerprint ? await stillThere(path, earlier.sha256) : null
    if (there) return { outcome: 'unchanged', ...there }
    // Loaded when first needed: the start of the engine and of every command does not wait for it.
    const { publishCube } = await import('#engine/disseminate/publish/publishCube.ts')
    const { bytes, sha256 } = await publishCube(cube, {
      format: request.format,
      path,
      language: request.language,
      program: context.program,
      throwIfCancelled: () => job.throwIfCancelled(),
    })
    return { outcome: 'written', bytes, sha256 }
  }

  const runOne = async (item: BatchItem, plan: PlannedItem): Promise<void> => {
    if (plan.definition === null) return
    const begun = performance.now()
    const state = await computeState(
      inside,
      plan.definition,
      { protect: { stricter: request.stricter }, explain: request.keep !== undefined },
      quietly(job),
    )
    const shown = state.protected ?? fail('UNEXPECTED', {}, 'a batch without protection')
    const rules = checkFigures(state.cube, plan.definition, shown)
    const jumps = await jumpsOf(context, plan, state, shown, request.jumpPercent)
    Object.assign(item, {
      cells: shown.cells.records.length * shown.measures.filter((m) => m.hidden !== true).length,
      withheld: shown.protection.primary + shown.protection.secondary,
      breaches: [...rules.breaches, ...jumps.breaches],
      breachCount: rules.count + jumps.count,
      fingerprint: fingerprintOf(shown, {
        format: request.format,
        language: request.language,
        program: context.program,
      }),
    })
    if (shown.cells.records.length === 0) return fail('TABLE_EMPTY')
    for (const draft of state.releases ?? []) inside.releases?.enter(draft)
    if (book) {
      sheets.push({ name: plan.file, cube: shown })
      item.file = workbookFile
      item.outcome = 'written'
    } else {
      const written = await write(item, shown)
      Object.assign(item, written)
      if (written.outcome === 'written')
        appendAudit(workspace, {
          user: context.user,
          action: 'export',
          subject: `table ${plan.id} ${request.format} ${written.sha256}`,
          records: shown.provenance.recordsUsed,
        })
    }
    if (request.keep !== undefined)
      await storeState(context, state, {
        name: request.keep,
        origin: 'batch',
        table: plan.definition.id,
        period: plan.period,
        territory: plan.territory,
      })
    item.seconds = (performance.now() - begun) / 1000
  }

  for (const [i, item] of items.entries()) {
    job.progress({ phase: 'batch', done: i, total: items.length, subject: item.title.vi })
    const plan = planned[i]
    if (!plan || item.outcome === 'failed') continue
    const takeBack = inside.releases?.mark()
    try {
      job.throwIfCancelled()
      await runOne(item, plan)
    } catch (thrown) {
      takeBack?.()
      if (job.signal.aborted || (thrown instanceof Failure && thrown.value.code === 'CANCELLED')) {
        cancelled = true
        break
      }
      const failure = toFailureValue(thrown)
      Object.assign(item, { outcome: 'failed', failure, message: messageOf(failure) })
    }
  }
  const workbook =
    book && sheets.length > 0
      ? await writeBook(context, request, { sheets, drafts: together.drafts }, items, before)
      : null
  const count = (outcome: BatchItem['outcome']): number => items.filter((item) => item.outcome === outcome).length
  const report: BatchReport = {
    format: 'statdesk-batch-report',
    program: context.program,
    startedAt,
    seconds: (performance.now() - started) / 1000,
    cancelled,
    folder: request.path,
    workbook,
    parameters: {
      periods: request.periods,
      territories: request.territories,
      format: request.format,
      output: request.output,
      language: request.language,
      jumpPercent: request.jumpPercent,
    },
    counts: {
      written: count('written'),
      unchanged: count('unchanged'),
      failed: count('failed'),
      notRun: count('not_run'),
      breaches: items.reduce((n, item) => n + item.breachCount, 0),
    },
    items,
    reports: { json: join(request.path, reportFile), html: join(request.path, reportPage) },
  }
  await writeBatchReport(report)
  context.account({
    subject: `${report.counts.written + report.counts.unchanged} / ${items.length} → ${request.path}`,
  })
  return report
}

/** The job shows tables done, not rows of one table; it is cancelled as ever. */
const quietly = (job: JobContext): JobContext => ({ ...job, progress: () => undefined })

/** One file for all sheets: unchanged when every sheet in it is. */
const writeBook = async (
  context: EngineContext,
  request: BatchRequest,
  { sheets, drafts }: { sheets: { name: string; cube: ProtectedCube }[]; drafts: readonly ReleaseDraft[] },
  items: BatchItem[],
  before: Map<string, BatchItem>,
): Promise<BatchReport['workbook']> => {
  const path = join(request.path, workbookFile)
  const inBook = items.filter((item) => item.outcome === 'written')
  const { writeBatchWorkbook, bookFingerprint } = await import('./writeBatchWorkbook.ts')
  const fingerprint = bookFingerprint(inBook.map((item) => item.fingerprint))
  const earlier = before.get(workbookFile)
  const finish = (outcome: 'written' | 'unchanged' | 'failed', bytes: number, sha256: string): void => {
    for (const item of inBook)
      Object.assign(item, { outcome, bytes: Math.round(bytes / inBook.length), sha256, fingerprint })
  }
  const takeBack = context.releases?.mark()
  const there = earlier?.fingerprint === fingerprint ? await stillThere(path, earlier.sha256) : null
  if (there) {
    finish('unchanged', there.bytes, there.sha256)
    return { file: workbookFile, ...there }
  }
  try {
    for (const draft of drafts) context.releases?.enter(draft)
    const { bytes, sha256 } = await writeBatchWorkbook(path, sheets, {
      language: request.language,
      program: context.program,
    })
    finish('written', bytes, sha256)
    appendAudit(context.workspace(), {
      user: context.user,
      action: 'export',
      subject: `batch xlsx ${sha256}`,
      records: 0,
    })
    return { file: workbookFile, bytes, sha256 }
  } catch (thrown) {
    takeBack?.()
    const failure = toFailureValue(thrown)
    for (const item of inBook) Object.assign(item, { outcome: 'failed', failure, message: messageOf(failure) })
    return null
  }
}
