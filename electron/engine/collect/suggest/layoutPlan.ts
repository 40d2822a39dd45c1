// How a file comes in by a layout: the layout and dataset it has, its period, its hash; and the scan of its rows. In: a
// path, what was said of it. Out: a plan, records for intake. What a person has to say (period, likeness of columns) is
// asked, never guessed.
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { fileBytes } from '#engine/collect/readers/bytes.ts'
import { openDelivered, requireUnchanged } from '#engine/collect/intake/openDelivered.ts'
import { allTraits } from '#engine/collect/intake/scanTraits.ts'
import type { FileRecord } from '#engine/collect/intake/fileRecord.ts'
import type { FileScan } from '#engine/collect/intake/scanFile.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { layoutRecords } from '#engine/collect/layouts/layoutRecords.ts'
import { knownLayout } from '#engine/collect/layouts/layoutStore.ts'
import { openByLayout } from '#engine/collect/layouts/openTable.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Reading, Suggestion } from '#shared/contract/layouts.ts'
import { fail } from '#shared/model/failure.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { columnLimit } from './columnsLeft.ts'
import { layoutNotes } from './layoutNotes.ts'
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
  as?: 'replacement' | 'part' | undefined
}

export const hashOf = async (path: string, job: JobContext): Promise<{ sha256: string; bytes: number }> => {
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

/** No layout of this workspace fits: the columns it has are named, so that a person sees what it is. */
export const requireKnown = (path: string, { match, header, package: { layout } }: Suggestion): void => {
  if (match?.used === true) return
  const names = header.slice(0, 8).join(', ')
  const delimiter = layout.delimiter ?? layout.format
  fail('LAYOUT_UNKNOWN', { path, columns: header.length, delimiter, header: names })
}

/** A layout with its dataset as they stand in this workspace; the suggestion they came from. */
export type LayoutPlan = { made: LayoutPackage; suggestion: Suggestion | null }

export const planOf = async (workspace: Workspace, request: LayoutImport, job: JobContext): Promise<LayoutPlan> => {
  if (request.package)
    return { made: packageHere(workspace, request.package, request.dataset, request.period), suggestion: null }
  if (request.layout !== undefined) {
    const layout = knownLayout(workspace, request.layout)
    const dataset = knownDataset(workspace, layout.dataset)
    return { made: { statdesk: 'layout-1', layout, dataset, codeLists: [], decisions: [] }, suggestion: null }
  }
  const suggestion = await suggestFor(workspace, request.path, request.reading, job, request.period)
  if (request.onlyKnown) requireKnown(request.path, suggestion)
  requireSure(request.path, suggestion)
  const told = await withoutGuess(workspace, request, suggestion, job)
  const stands = othersStand(workspace, request, told)
  return { made: packageHere(workspace, told.package, request.dataset, request.period, stands), suggestion: told }
}

/**
 * A column taken for another by its likeness is a proposal: a person accepts it, by importing with the layout that was
 * proposed.
 */
export const requireSure = (path: string, { match, package: made }: Suggestion): void => {
  if (match?.used !== true) return
  const asked = made.decisions.find((d) => d.about === 'date_order')
  const [text = '', day = '', month = ''] = asked?.value.split(' | ') ?? []
  if (asked) fail('DATE_ORDER_ASK', { column: asked.column ?? '', text, day, month })
  const renamed = match.differences.flatMap((d) =>
    d.kind === 'renamed' && d.confidence < 1 ? [`${d.expected} ← ${d.found}`] : [],
  )
  if (renamed.length > 0) fail('LAYOUT_NEAR', { path, layout: match.layout, renamed: renamed.join(', ') })
}

/**
 * A period that nobody named decides nothing among known datasets: an agreed one asks for it, and another file is not
 * taken for the correction of what stands there. It becomes a dataset of its own.
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
  return standsOrFree(workspace, dataset, suggestion.period?.value ?? '', [request.path])
    ? suggestion
    : suggestFor(null, request.path, request.reading, job, request.period)
}

/** Nothing of the period stands yet, or one of these files does. */
export const standsOrFree = (
  workspace: Workspace,
  dataset: string,
  period: Period,
  paths: readonly string[],
): boolean => {
  const current = deliveryRepository(workspace.catalog).currentParts(dataset, period)
  const names = new Set(paths.map((path) => basename(path)))
  return current.length === 0 || current.some((d) => names.has(d.fileName))
}

/** Ids under which another file of the assumed period stands: a suggestion gives way to them. */
const othersStand =
  (workspace: Workspace, request: LayoutImport, suggestion: Suggestion) =>
  (id: string): boolean => {
    if (request.period !== undefined || suggestion.period?.from !== 'assumed') return false
    return !standsOrFree(workspace, id, suggestion.period.value, [request.path])
  }

export const periodOf = (workspace: Workspace, request: LayoutImport, { made, suggestion }: LayoutPlan): Period => {
  const { dataset } = made
  const given = request.period ?? suggestion?.period?.value ?? periodOfText(basename(request.path))
  if (given === null || given === undefined) return fail('PERIOD_NEEDED', { path: request.path })
  if (parsePeriod(given)?.kind === dataset.periodKind) return given
  // Months of a dataset of years: the second of them would take the place of the first.
  const year = dataset.periodKind === 'year' && /^\d{4}/.test(given) ? given.slice(0, 4) : null
  if (request.period === undefined && year !== null && standsOrFree(workspace, dataset.id, year, [request.path]))
    return year
  if (request.period === undefined) return fail('PERIOD_NEEDED', { path: request.path })
  return fail('PERIOD_INVALID', { period: given, dataset: dataset.id, kind: dataset.periodKind })
}

/** The file as intake reads one, its rows told apart by the layout. Close it when they are read. */
export const scanByLayout = async (
  request: Pick<LayoutImport, 'path' | 'reading'>,
  { made, suggestion }: LayoutPlan,
  { sha256, bytes }: { sha256: string; bytes: number },
): Promise<{ scan: FileScan; close: () => Promise<void> }> => {
  const { path } = request
  const columns = made.dataset.variables.length
  if (columns > columnLimit) fail('TOO_MANY_COLUMNS', { path, columns, limit: columnLimit })
  const { file, identity } = await openDelivered(path)
  await file.close()
  const opened = await openByLayout(path, made.layout, request.reading)
  try {
    const { header, names, batches, tallies } = layoutRecords(path, opened, made.layout, made.dataset)
    async function* records(): AsyncGenerator<FileRecord[]> {
      for await (const batch of batches())
        yield batch.map(({ fields, raw, problem }) => ({
          fields,
          raw,
          problem: problem === 'HIDDEN_ROW' ? null : problem,
        }))
      // Read while somebody wrote it: what came in is of two moments.
      await requireUnchanged(path, identity)
    }
    const scan: FileScan = {
      path,
      fileName: basename(path),
      bytes,
      sha256,
      identity,
      dialect: { encoding: 'utf-8', loneReturns: false, delimiter: ',', linesBefore: 0 },
      lines: (suggestion?.rows ?? opened.table.expectedRows ?? 0) + 1,
      header,
      names,
      regular: false,
      traits: allTraits(),
      records,
      notes: () => layoutNotes({ opened, tallies, made, suggestion }),
    }
    return { scan, close: () => opened.source.close() }
  } catch (thrown) {
    await opened.source.close()
    throw thrown
  }
}
