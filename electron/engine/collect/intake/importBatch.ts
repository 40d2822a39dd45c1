// Several files in one run: registers before what links to them, then by period; files of one dataset and period are parts of it. In: paths.
// Out: one result a file, with its reason where it was not taken in. A file that fails never costs the others; a cancel ends the run.
import { basename } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { importDelivery } from './importDelivery.ts'
import type { ImportRequest } from './importDelivery.ts'
import { partOfName } from './partOfName.ts'
import { requireDisjointKeys } from './partsOfRun.ts'
import { periodOfFileName, recogniseLayout } from './recogniseLayout.ts'
import { scanFile } from './scanFile.ts'
import { sniffHeader } from './sniffHeader.ts'

export type BatchRequest = Omit<ImportRequest, 'path' | 'as'>
type Result = BatchImportResult['results'][number]
type Known = { path: string; dataset: Dataset | null; period: Period | null; failure: FailureValue | null }

const recognised = async (path: string, request: BatchRequest, datasets: readonly Dataset[]): Promise<Known> => {
  const name = basename(path)
  try {
    const chosen = datasets.find((d) => d.id === request.dataset)
    const dataset = chosen ?? recogniseLayout(await sniffHeader(path), datasets, name)?.dataset ?? null
    return { path, dataset, period: request.period ?? (dataset && periodOfFileName(name, dataset)), failure: null }
  } catch (thrown) {
    return { path, dataset: null, period: null, failure: toFailureValue(thrown) }
  }
}

/** Files of one place, in order of their part and name; a file that is not known stands alone. */
const placesOf = (files: readonly Known[]): Known[][] => {
  const places = new Map<string, Known[]>()
  for (const [index, file] of files.entries()) {
    const key = file.dataset && file.period !== null ? `${file.dataset.id} ${file.period}` : `#${index}`
    places.set(key, [...(places.get(key) ?? []), file])
  }
  return [...places.values()].map((place) =>
    place.toSorted((a, b) => (partOfName(a.path) ?? 0) - (partOfName(b.path) ?? 0) || (a.path < b.path ? -1 : 1)),
  )
}

/** What would fail every file alike. */
const endsRun = ({ code }: FailureValue): boolean =>
  code === 'DISK_FULL' || code === 'WORKSPACE_DAMAGED' || code === 'WORKSPACE_READ_ONLY'

export const importBatch = async (
  context: EngineContext,
  paths: readonly string[],
  request: BatchRequest,
  job: JobContext,
): Promise<BatchImportResult> => {
  const datasets = knownDatasets(context.workspace())
  const files = await Promise.all(paths.map((path) => recognised(path, request, datasets)))
  const orderOf = ({ dataset }: Known): number => (dataset ? datasets.indexOf(dataset) : datasets.length)
  files.sort((a, b) => {
    const [periodA, periodB] = [a.period ?? '', b.period ?? '']
    if (orderOf(a) !== orderOf(b)) return orderOf(a) - orderOf(b)
    if (periodA !== periodB) return periodA < periodB ? -1 : 1
    return a.path < b.path ? -1 : 1
  })
  const results: Result[] = []
  let ended: FailureValue | null = null
  let number = 0
  const failed = (path: string, { code, facts }: FailureValue): void => {
    results.push({ file: basename(path), outcome: 'failed', failure: { code, facts } })
  }
  const takeOne = async ({ path, failure }: Known, as: ImportRequest['as']): Promise<Result['outcome']> => {
    number += 1
    job.throwIfCancelled()
    const stopped = ended ?? failure
    if (stopped) {
      failed(path, stopped)
      return 'failed'
    }
    try {
      // Rows of the file under way are shown by the phase; the run counts files.
      const subject = `${number}/${files.length} ${basename(path)}`
      const inner: JobContext = { ...job, progress: (update) => job.progress({ ...update, subject }) }
      const { delivery, outcome } = await importDelivery(context, { ...request, path, as }, inner)
      results.push({ file: basename(path), outcome, delivery })
      return outcome
    } catch (thrown) {
      if (job.signal.aborted) throw thrown
      const value = toFailureValue(thrown)
      if (endsRun(value)) ended = value
      failed(path, value)
      return 'failed'
    }
  }
  for (const place of placesOf(files)) {
    const [first] = place
    if (place.length === 1 && first) {
      await takeOne(first, undefined)
      continue
    }
    await takePlace(context, place, request, job, { results, takeOne, failed })
  }
  return { results }
}

/** Several files of one dataset and period: parts when no key is in two of them, else none is taken in. */
const takePlace = async (
  context: EngineContext,
  place: readonly Known[],
  request: BatchRequest,
  job: JobContext,
  {
    results,
    takeOne,
    failed,
  }: {
    results: Result[]
    takeOne: (file: Known, as: ImportRequest['as']) => Promise<Result['outcome']>
    failed: (path: string, failure: FailureValue) => void
  },
): Promise<void> => {
  // The same bytes twice are one file.
  const hashes = new Map<string, string>()
  const different: Known[] = []
  for (const file of place) {
    const hash = await scanFile(file.path).then(
      (scan) => scan.sha256,
      () => file.path,
    )
    if (!hashes.has(hash)) different.push(file)
    hashes.set(hash, file.path)
  }
  const same = place.filter((file) => !different.includes(file))
  if (different.length > 1) {
    try {
      await requireDisjointKeys(
        context.workspace(),
        different.map((file) => file.path),
        request,
        job,
      )
    } catch (thrown) {
      if (job.signal.aborted) throw thrown
      for (const file of different) failed(file.path, toFailureValue(thrown))
      return
    }
  }
  let stands = false
  const from = results.length
  for (const file of different) {
    const outcome = await takeOne(file, stands ? 'part' : 'replacement')
    stands ||= outcome !== 'failed'
  }
  // Only now is it known how many parts there are.
  const parts = results.slice(from).filter((r) => r.delivery).length
  for (const result of results.slice(from))
    if (result.delivery) result.delivery.parts = Math.max(parts, result.delivery.parts)
  for (const file of same) await takeOne(file, undefined)
}
