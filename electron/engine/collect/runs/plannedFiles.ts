// Each file of a run with the way it comes in, its dataset and period, as far as they can be told before anything is
// taken in. In: paths. Out: planned files; what is wrong with one stands beside it. Files nobody described are planned
// together. Nothing is written.
import type { JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { builtInDataset } from '#engine/collect/layouts/index.ts'
import { periodOf, planOf, requireKnown, requireSure, standsOrFree } from '#engine/collect/suggest/layoutPlan.ts'
import type { LayoutImport, LayoutPlan } from '#engine/collect/suggest/layoutPlan.ts'
import { packageHere } from '#engine/collect/suggest/packageHere.ts'
import { suggestFor } from '#engine/collect/suggest/suggestFor.ts'
import type { Reading, Suggestion } from '#shared/contract/layouts.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { basename } from 'node:path'
import { yearsOfNumbered } from './numberedFiles.ts'
import { shareKey, sharedPackages } from './sharedDataset.ts'
import type { Suggested } from './sharedDataset.ts'
import { agreedWay } from './wayOfFile.ts'
import type { Said } from './wayOfFile.ts'

export type Planned = {
  path: string
  /** By a layout; null: an agreed text file, or none that is known. */
  plan: LayoutPlan | null
  dataset: string | null
  period: Period | null
  failure: FailureValue | null
}

/** What was said of numbers and dates holds for files that come in by a layout too. */
export const readingOf = ({ reading = {}, numbers, dates }: Said): Reading => ({
  ...reading,
  ...(numbers === undefined ? {} : { numbers }),
  ...(dates === undefined ? {} : { dates }),
})

const requestOf = (path: string, said: Said): LayoutImport => ({
  path,
  layout: said.layout,
  package: said.package,
  onlyKnown: said.suggest !== true,
  reading: readingOf(said),
  dataset: said.dataset,
  period: said.period,
  sender: said.sender,
  letterNumber: said.letterNumber,
})

export const plannedFiles = async (
  workspace: Workspace,
  paths: readonly string[],
  said: Said,
  job: JobContext,
): Promise<Planned[]> => {
  const planned: Planned[] = []
  const suggested: Suggested[] = []
  const years = yearsOfNumbered(paths)
  const failed = (path: string, thrown: unknown): void => {
    if (job.signal.aborted) throw thrown
    planned.push({ path, plan: null, dataset: null, period: null, failure: toFailureValue(thrown) })
  }
  for (const [index, path] of paths.entries()) {
    job.throwIfCancelled()
    job.progress({ phase: 'scanning', subject: `${index + 1}/${paths.length} ${basename(path)}` })
    try {
      const agreed = await agreedWay(workspace, path, said)
      if (agreed) planned.push({ path, plan: null, dataset: agreed.dataset.id, period: agreed.period, failure: null })
      else if (said.layout !== undefined || said.package !== undefined) {
        const request = requestOf(path, said)
        const plan = await planOf(workspace, request, job)
        planned.push(plannedBy(workspace, request, plan))
      } else {
        const own = years.get(path)
        const seen = await suggestFor(workspace, path, readingOf(said), job, said.period ?? own)
        const suggestion = own === undefined || said.period !== undefined ? seen : ofYear(seen, own)
        if (said.suggest !== true) requireKnown(path, suggestion)
        requireSure(path, suggestion)
        suggested.push({ path, suggestion })
      }
    } catch (thrown) {
      failed(path, thrown)
    }
  }
  for (const group of await groupsOf(workspace, suggested, said, job))
    try {
      planned.push(...planGroup(workspace, group, said, years))
    } catch (thrown) {
      for (const { path } of group) failed(path, thrown)
    }
  return planned
}

/** A number beside the year is no month: see numberedFiles.ts. */
const ofYear = (suggestion: Suggestion, year: Period): Suggestion => ({
  ...suggestion,
  period: { value: year, from: 'name' },
  package:
    suggestion.match?.used === true
      ? suggestion.package
      : { ...suggestion.package, dataset: { ...suggestion.package.dataset, periodKind: 'year' } },
})

const plannedBy = (workspace: Workspace, request: LayoutImport, plan: LayoutPlan): Planned => ({
  path: request.path,
  plan,
  dataset: plan.made.dataset.id,
  period: periodOf(workspace, request, plan),
  failure: null,
})

const assumedOf = ({ suggestion }: Suggested): Period | null =>
  suggestion.period?.from === 'assumed' ? suggestion.period.value : null

/** The latest of the years in which files of a group were written, where nobody said another. */
const assumedPeriod = (group: readonly Suggested[]): Period | null =>
  group
    .flatMap((file) => assumedOf(file) ?? [])
    .toSorted()
    .at(-1) ?? null

/** Files of one known dataset, or such as may share a new one; the others each by themselves. */
const groupsOf = async (
  workspace: Workspace,
  files: readonly Suggested[],
  said: Said,
  job: JobContext,
): Promise<Suggested[][]> => {
  const groups = new Map<string, Suggested[]>()
  const put = (file: Suggested, index: number): void => {
    const known = file.suggestion.match?.used === true ? `known ${file.suggestion.match.dataset}` : null
    const key = known ?? shareKey(file) ?? `#${index}`
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  for (const [index, file] of files.entries()) put(file, index)
  for (const [key, group] of Array.from(groups)) {
    const dataset = key.startsWith('known ') ? key.slice(6) : null
    if (dataset === null || said.period !== undefined || said.dataset !== undefined) continue
    const period = assumedPeriod(group)
    const guessed = group.filter((file) => assumedOf(file) !== null)
    const paths = group.map((file) => file.path)
    if (period === null || builtInDataset(dataset) || standsOrFree(workspace, dataset, period, paths)) continue
    // Without a period nothing says that they belong to what stands there: they are a dataset of their own.
    groups.set(
      key,
      group.filter((file) => !guessed.includes(file)),
    )
    for (const { path } of guessed)
      put(
        { path, suggestion: await suggestFor(null, path, readingOf(said), job, said.period) },
        files.length + groups.size,
      )
  }
  return [...groups.values()].filter((group) => group.length > 0)
}

const planGroup = (
  workspace: Workspace,
  group: readonly Suggested[],
  said: Said,
  years: ReadonlyMap<string, Period>,
): Planned[] => {
  const period = said.period ?? assumedPeriod(group)
  const known = group.every(({ suggestion }) => suggestion.match?.used === true)
  const packages = known ? group.map((file) => file.suggestion.package) : sharedPackages(group)
  const paths = group.map((file) => file.path)
  const stands = (id: string): boolean =>
    said.period === undefined && period !== null && !standsOrFree(workspace, id, period, paths)
  return group.map(({ path, suggestion }, index) => {
    try {
      const own = said.period ?? years.get(path)
      const request = { ...requestOf(path, said), period: own }
      const guessed = said.period === undefined && suggestion.period?.from === 'assumed'
      if (known && guessed && builtInDataset(suggestion.match?.dataset ?? '')) fail('PERIOD_NEEDED', { path })
      const made = packageHere(workspace, packages[index] ?? suggestion.package, said.dataset, own, stands)
      const assumed = suggestion.period?.from === 'assumed' && period !== null
      const told = assumed ? { ...suggestion, period: { value: period, from: 'assumed' as const } } : suggestion
      return plannedBy(workspace, request, { made, suggestion: told })
    } catch (thrown) {
      return { path, plan: null, dataset: null, period: null, failure: toFailureValue(thrown) }
    }
  })
}
