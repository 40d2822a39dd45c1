// Takes a file of any format into a workspace by a layout: a given one, one kept here, or what the file suggests. In: a path, a layout.
// Out: the delivery. Goes through the one intake: the same rejects, keys, rules and recovery. The dataset, its lists and the layout
// are kept with the workspace once the rows stand.
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { fileBytes } from '#engine/collect/readers/bytes.ts'
import { loadDelivery } from '#engine/collect/intake/loadDelivery.ts'
import { openDelivered, requireUnchanged } from '#engine/collect/intake/openDelivered.ts'
import { allTraits } from '#engine/collect/intake/scanTraits.ts'
import type { FileRecord } from '#engine/collect/intake/fileRecord.ts'
import type { FileScan } from '#engine/collect/intake/scanFile.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { layoutRecords } from '#engine/collect/layouts/layoutRecords.ts'
import { layoutRepository, knownLayout } from '#engine/collect/layouts/layoutStore.ts'
import { openByLayout } from '#engine/collect/layouts/openTable.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { codeListRepository } from '#engine/workspace/files/catalogCodeLists.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { LayoutImportResult, Reading, Suggestion } from '#shared/contract/layouts.ts'
import { fail } from '#shared/model/failure.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { packageHere } from './packageHere.ts'
import { periodOfText } from './periodOfText.ts'
import { suggestFor } from './suggestFor.ts'

export type LayoutImport = {
  path: string
  package?: LayoutPackage | undefined
  layout?: string | undefined
  onlyKnown: boolean
  reading: Reading
  dataset?: string | undefined
  period?: Period | undefined
  sender: string
  letterNumber: string
}

const hashOf = async (path: string, job: JobContext): Promise<{ sha256: string; bytes: number }> => {
  const bytes = await fileBytes(path)
  const hash = createHash('sha256')
  let done = 0
  try {
    for await (const part of bytes.stream()) {
      hash.update(part)
      done += part.length
      job.progress({ done, total: bytes.size })
      job.throwIfCancelled()
    }
  } finally {
    await bytes.close()
  }
  return { sha256: hash.digest('hex'), bytes: done }
}

type Plan = { made: LayoutPackage; suggestion: Suggestion | null }

const planOf = async (workspace: Workspace, request: LayoutImport, job: JobContext): Promise<Plan> => {
  if (request.package)
    return { made: packageHere(workspace, request.package, request.dataset, request.period), suggestion: null }
  if (request.layout !== undefined) {
    const layout = knownLayout(workspace, request.layout)
    const dataset = knownDataset(workspace, layout.dataset)
    return { made: { statdesk: 'layout-1', layout, dataset, codeLists: [], decisions: [] }, suggestion: null }
  }
  const suggestion = await suggestFor(workspace, request.path, request.reading, job)
  if (request.onlyKnown && suggestion.match?.used !== true) fail('LAYOUT_UNKNOWN', { path: request.path })
  requireSure(request.path, suggestion)
  const told = await withoutGuess(workspace, request, suggestion, job)
  const stands = othersStand(workspace, request, told)
  return { made: packageHere(workspace, told.package, request.dataset, request.period, stands), suggestion: told }
}

/** A column taken for another by its likeness is a proposal: a person accepts it, by importing with the layout that was proposed. */
const requireSure = (path: string, { match }: Suggestion): void => {
  if (match?.used !== true) return
  const renamed = match.differences.flatMap((d) =>
    d.kind === 'renamed' && d.confidence < 1 ? [`${d.expected} ← ${d.found}`] : [],
  )
  if (renamed.length > 0) fail('LAYOUT_NEAR', { path, layout: match.layout, renamed: renamed.join(', ') })
}

/**
 * A period that nobody named decides nothing among known datasets: an agreed one asks for it, and another file is not taken for the
 * correction of what stands there. It becomes a dataset of its own.
 */
const withoutGuess = async (
  workspace: Workspace,
  request: LayoutImport,
  suggestion: Suggestion,
  job: JobContext,
): Promise<Suggestion> => {
  const assumed = request.period === undefined && suggestion.period?.from === 'assumed'
  if (!assumed || suggestion.match?.used !== true || request.dataset !== undefined) return suggestion
  const { dataset } = suggestion.match
  if (builtInDataset(dataset)) return fail('PERIOD_NEEDED', { path: request.path })
  const current = deliveryRepository(workspace.catalog).currentFor(dataset, suggestion.period?.value ?? '')
  return current === null || current.fileName === basename(request.path)
    ? suggestion
    : suggestFor(null, request.path, request.reading, job)
}

/** Ids under which another file of the assumed period stands: a suggestion gives way to them. */
const othersStand =
  (workspace: Workspace, request: LayoutImport, suggestion: Suggestion) =>
  (id: string): boolean => {
    if (request.period !== undefined || suggestion.period?.from !== 'assumed') return false
    const current = deliveryRepository(workspace.catalog).currentFor(id, suggestion.period.value)
    return current !== null && current.fileName !== basename(request.path)
  }

const periodOf = (request: LayoutImport, { made, suggestion }: Plan): Period => {
  const { dataset } = made
  const given = request.period ?? suggestion?.period?.value ?? periodOfText(basename(request.path))
  if (given === null || given === undefined) return fail('PERIOD_NEEDED', { path: request.path })
  if (parsePeriod(given)?.kind === dataset.periodKind) return given
  if (request.period === undefined && dataset.periodKind === 'year' && /^\d{4}/.test(given)) return given.slice(0, 4)
  if (request.period === undefined) return fail('PERIOD_NEEDED', { path: request.path })
  return fail('PERIOD_INVALID', { period: given, dataset: dataset.id, kind: dataset.periodKind })
}

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

export const importByLayout = (
  context: EngineContext,
  request: LayoutImport,
  job: JobContext,
): Promise<LayoutImportResult> => {
  const workspace = context.workspace()
  return inWriterTurn(workspace, async () => {
    const started = performance.now()
    const seconds = (): number => (performance.now() - started) / 1000
    job.throwIfCancelled()
    job.progress({ phase: 'scanning', subject: basename(request.path) })
    const { sha256, bytes } = await hashOf(request.path, job)
    const plan = await planOf(workspace, request, job)
    const { layout, dataset } = plan.made
    const period = periodOf(request, plan)
    const same = deliveryRepository(workspace.catalog).currentWithHash(dataset.id, sha256)
    if (same?.period === period) {
      const { firstRow: _row, ...delivery } = same
      return {
        delivery,
        outcome: 'unchanged',
        seconds: seconds(),
        layout: layout.id,
        dataset: dataset.id,
        suggestion: plan.suggestion,
      }
    }
    const { file, identity } = await openDelivered(request.path)
    await file.close()
    const opened = await openByLayout(request.path, layout, request.reading)
    try {
      const { header, batches } = layoutRecords(request.path, opened, layout, dataset)
      async function* records(): AsyncGenerator<FileRecord[]> {
        for await (const batch of batches())
          yield batch.map(({ fields, raw, problem }) => ({
            fields,
            raw,
            problem: problem === 'HIDDEN_ROW' ? null : problem,
          }))
        // Read while somebody wrote it: what came in is of two moments.
        await requireUnchanged(request.path, identity)
      }
      keepLists(workspace, plan.made)
      const scan: FileScan = {
        path: request.path,
        fileName: basename(request.path),
        bytes,
        sha256,
        identity,
        dialect: { encoding: 'utf-8', loneReturns: false, delimiter: ',', linesBefore: 0 },
        lines: (plan.suggestion?.rows ?? opened.table.expectedRows ?? 0) + 1,
        header,
        regular: false,
        traits: allTraits(),
        records,
      }
      const { sender, letterNumber } = request
      const {
        firstRow: _row,
        alsoReplaces: _also,
        ...delivery
      } = await loadDelivery(
        workspace,
        { scan, dataset, period, sender, letterNumber, given: {}, user: context.user, as: 'replacement' },
        job,
      )
      layoutRepository(workspace.catalog).save(layout, context.user)
      context.emit('data.changed', { what: 'deliveries' })
      return {
        delivery,
        outcome: delivery.replaces === null ? 'imported' : 'replaced',
        seconds: seconds(),
        layout: layout.id,
        dataset: dataset.id,
        suggestion: plan.suggestion,
      }
    } finally {
      await opened.source.close()
    }
  })
}
