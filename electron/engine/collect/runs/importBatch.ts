// Several files in one run: registers before what links to them, then by period; files of one dataset and period are
// parts of it. In: paths. Out: one result a file, with its reason where it was not taken in. A file that fails never
// costs the others; a cancel ends the run.
import { basename } from 'node:path'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { partOfName } from '#engine/collect/intake/partOfName.ts'
import { requireDisjointKeys } from '#engine/collect/intake/partsOfRun.ts'
import type { PartSource } from '#engine/collect/intake/partsOfRun.ts'
import { requireLayout, requirePeriod } from '#engine/collect/intake/recogniseLayout.ts'
import { scanFile } from '#engine/collect/intake/scanFile.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { importByLayout } from '#engine/collect/suggest/importByLayout.ts'
import { hashOf, scanByLayout } from '#engine/collect/suggest/layoutPlan.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { plannedFiles, readingOf } from './plannedFiles.ts'
import type { Planned } from './plannedFiles.ts'
import type { Said } from './wayOfFile.ts'

type As = 'replacement' | 'part' | undefined
type Result = BatchImportResult['results'][number]

/** Files of one place, in order of their part and name; a file that is not known stands alone. */
const placesOf = (files: readonly Planned[]): Planned[][] => {
  const places = new Map<string, Planned[]>()
  for (const [index, file] of files.entries()) {
    const key = file.dataset !== null && file.period !== null ? `${file.dataset} ${file.period}` : `#${index}`
    places.set(key, [...(places.get(key) ?? []), file])
  }
  return [...places.values()].map((place) =>
    place.toSorted((a, b) => (partOfName(a.path) ?? 0) - (partOfName(b.path) ?? 0) || (a.path < b.path ? -1 : 1)),
  )
}

/** What would fail every file alike. */
const endsRun = ({ code }: FailureValue): boolean =>
  code === 'DISK_FULL' || code === 'WORKSPACE_DAMAGED' || code === 'WORKSPACE_READ_ONLY'

type Run = {
  context: EngineContext
  said: Said
  job: JobContext
  results: Result[]
  take: (file: Planned, as: As) => Promise<Result['outcome']>
  failed: (path: string, failure: FailureValue) => void
}

export const importBatch = async (
  context: EngineContext,
  paths: readonly string[],
  said: Said,
  job: JobContext,
): Promise<BatchImportResult> => {
  const workspace = context.workspace()
  const files = await plannedFiles(workspace, paths, said, job)
  const order = new Map(knownDatasets(workspace).map((dataset, index) => [dataset.id, index]))
  const orderOf = ({ dataset }: Planned): number => order.get(dataset ?? '') ?? order.size
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
  const take = async (file: Planned, as: As): Promise<Result['outcome']> => {
    number += 1
    job.throwIfCancelled()
    const stopped = ended ?? file.failure
    if (stopped) {
      failed(file.path, stopped)
      return 'failed'
    }
    try {
      // Rows of the file under way are shown by the phase; the run counts files.
      const subject = `${number}/${files.length} ${basename(file.path)}`
      const inner: JobContext = { ...job, progress: (update) => job.progress({ ...update, subject }) }
      const { delivery, outcome } = await takeOne(context, file, said, as, inner)
      results.push({ file: basename(file.path), outcome, delivery })
      return outcome
    } catch (thrown) {
      if (job.signal.aborted) throw thrown
      const value = toFailureValue(thrown)
      if (endsRun(value)) ended = value
      failed(file.path, value)
      return 'failed'
    }
  }
  const run: Run = { context, said, job, results, take, failed }
  for (const place of placesOf(files)) {
    const [first] = place
    if (place.length === 1 && first) await take(first, undefined)
    else await takePlace(run, place)
  }
  return { results }
}

const takeOne = async (
  context: EngineContext,
  { path, plan, period, dataset: agreed }: Planned,
  said: Said,
  as: As,
  job: JobContext,
): Promise<Pick<Required<Result>, 'outcome' | 'delivery'>> => {
  const { sender, letterNumber, dataset, numbers, dates } = said
  if (plan === null)
    return importDelivery(
      context,
      { path, sender, letterNumber, dataset: agreed ?? dataset, numbers, dates, period: said.period, as },
      job,
    )
  const { layout, package: given } = said
  const reading = readingOf(said)
  const request = { path, onlyKnown: false, reading, sender, letterNumber, as, dataset, layout, package: given }
  return importByLayout(context, { ...request, period: period ?? said.period }, job, plan)
}

const sourceOf = (run: Run, { path, plan, period, dataset: agreed }: Planned): PartSource => ({
  path,
  open: async () => {
    if (plan !== null && period !== null) {
      const bytes = await hashOf(path, run.job)
      const { scan, close } = await scanByLayout({ path, reading: readingOf(run.said) }, plan, bytes)
      return { scan, dataset: plan.made.dataset, period, close }
    }
    const scan = await scanFile(path, { throwIfCancelled: () => run.job.throwIfCancelled() })
    const dataset = requireLayout(scan, knownDatasets(run.context.workspace()), agreed ?? run.said.dataset)
    return {
      scan,
      dataset,
      period: requirePeriod(path, scan.fileName, dataset, run.said.period),
      close: async () => undefined,
    }
  },
})

/** Several files of one dataset and period: parts when no key is in two of them, else none is taken in. */
const takePlace = async (run: Run, place: readonly Planned[]): Promise<void> => {
  const { results, take, failed, job } = run
  // The same bytes twice are one file.
  const hashes = new Map<string, Planned>()
  const same: Planned[] = []
  for (const file of place) {
    const hash = await hashOf(file.path, job).then(
      (bytes) => bytes.sha256,
      () => file.path,
    )
    job.throwIfCancelled()
    if (hashes.has(hash)) same.push(file)
    else hashes.set(hash, file)
  }
  const different = [...hashes.values()]
  if (different.length > 1) {
    try {
      const sources = different.map((file) => sourceOf(run, file))
      await requireDisjointKeys(run.context.workspace(), sources, job)
    } catch (thrown) {
      if (job.signal.aborted) throw thrown
      for (const file of different) failed(file.path, toFailureValue(thrown))
      return
    }
  }
  const [first] = different
  const current = deliveryRepository(run.context.workspace().catalog).currentParts(
    first?.dataset ?? '',
    first?.period ?? '',
  )
  const names = new Set(current.map((d) => d.fileName))
  // A run that brings some of the files that stand brings parts beside them; one of quite other files takes their
  // place.
  const known = [...hashes].some(
    ([hash, file]) => names.has(basename(file.path)) || current.some((d) => d.sha256 === hash),
  )
  const [standing] = current
  if (standing && !known && different.length > 1 && different.every((file) => file.plan !== null)) {
    // Files recognised by nothing but their columns: whether they belong beside what stands, or in its place, only the
    // user knows.
    for (const file of different)
      failed(file.path, {
        code: 'PART_OR_REPLACEMENT',
        facts: { file: basename(file.path), current: standing.fileName },
      })
    return
  }
  let stands = known
  const from = results.length
  for (const file of different) {
    const outcome = await take(file, names.has(basename(file.path)) ? undefined : stands ? 'part' : 'replacement')
    stands ||= outcome !== 'failed'
  }
  // Only now is it known how many parts there are.
  const parts = results.slice(from).filter((r) => r.delivery).length
  for (const result of results.slice(from))
    if (result.delivery) result.delivery.parts = Math.max(parts, result.delivery.parts)
  for (const file of same) await take(file, undefined)
}
