// What tabulation must know of the workspace beside the records: datasets, links, code lists, deliveries, where records
// lie. One value gathered from the catalog, so that everything after it is testable without a workspace.
import { fail } from '#shared/model/failure.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { PartnerWalk } from '#engine/workspace/columns/partnerWalk.ts'
import type { PartnerChoice } from '#shared/model/partnerChoice.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { SurveyRule } from '#shared/model/survey.ts'
import type { Provenance } from '#shared/model/cube.ts'
import type { Database } from 'better-sqlite3'
import type { CodeLists } from '#engine/process/categories/categories.ts'

/** A path of links: its id is the path, its label names each link; stale when any of them is. */
export type TableLink = {
  id: string
  label: Bilingual
  left: string
  right: Dataset
  stale: boolean
  runAt: string
  /**
   * Records of the left side for each record of the right one that has any: above one, values of the right are met
   * again and again.
   */
  shared: number
  /** Records of the left side that several of the right could have been linked to; the surest one was. */
  several: number
  /** Which of several partners are meant at the last step; absent or null: the surest. */
  choice?: PartnerChoice | null
}

export type ImputedKnowledge = {
  /** Values put in, by delivered variable. */
  counts: ReadonlyMap<string, number>
  /** The imputed variables that a variable is, or rests on. */
  under(variable: string): readonly string[]
  /** SELECT of the row ids of records with an imputed value of one of these, in either engine. */
  rows(engine: 'duckdb' | 'sqlite', variables: readonly string[]): Promise<string>
}

export type TableModel = {
  dataset: Dataset
  /** Current rows of the dataset. */
  rows: number
  /** Row id ranges of the current deliveries, first and count. */
  ranges: { first: number; count: number }[]
  /** Changes whenever the records or links read by the link given change. */
  dataVersion(links: readonly string[]): string
  /** By path; a link that starts elsewhere is found too. */
  link(path: string): TableLink | null
  /** Paths of links that begin at the dataset. */
  links: TableLink[]
  /** Variables made in this workspace for the dataset. */
  variables: readonly DerivedVariable[]
  lists: CodeLists
  deliveries(links: readonly string[]): Provenance['deliveries']
  /** Periods of the current deliveries. */
  periods: string[]
  /**
   * With every name that will be read, values across links may be kept beside the records (progress and cancel by
   * `between`).
   */
  source(
    engine: 'duckdb' | 'sqlite',
    links: readonly string[],
    reads?: readonly string[],
    between?: () => void,
  ): Promise<RecordSource>
  /** Values of names on whose path partners are chosen, record by record, for the slow evaluator. */
  partners?(refs: readonly string[]): PartnerWalk
  /** Values that were imputed; absent: none. */
  imputed?: ImputedKnowledge
  /** The same of a dataset that a link leads to. */
  imputedIn?(dataset: Dataset): ImputedKnowledge | null
  columns(): Promise<ColumnDatabase>
  /** The connection the SQLite source of these links is valid on. */
  sqlite(links: readonly string[]): Database
  sqliteVersion: string
  program: string
  /** The office's rule for figures of samples; absent: the usual one. */
  surveyRule?: SurveyRule
  /** Owner of cached groups; one for each open workspace. */
  cacheOwner: object
}

/** Stops what runs when the job is cancelled, and answers what it was, or CANCELLED. */
export const interruptible = async <T>(
  signal: AbortSignal,
  database: { interrupt(): void },
  work: () => Promise<T>,
): Promise<T> => {
  const stop = () => database.interrupt()
  if (signal.aborted) return fail('CANCELLED')
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await work()
  } catch (thrown) {
    if (signal.aborted) return fail('CANCELLED')
    throw thrown
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
