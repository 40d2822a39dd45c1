// What tabulation needs of variables made on the spot. Every derived variable is one base key (a stored variable, or a
// column computed for each record) followed by transforms of categories that need no record. Types only; the functions
// stand in index.ts.
//
// How a table uses them, step by step:
//   1. `const set = resolveVariables(context, definition.variables, refs)` beside the plan: refs it does not know are plain variables.
//   2. `const cuts = await quantileCuts(set, …)` where set.quantiles is not empty (each engine cuts for itself).
//   3. `const source = await withVariables(source, set, cuts)`: source.column(ref) then answers computed columns like stored ones,
//      and source.dictionary / versionSql answer nothing for them. The slow evaluator wraps its records by `recordWithVariables`.
//   4. Categories: mapCategories(base) with missing SHOWN, then `transformCategories(resolved, map, figures)`, then what is to be hidden.
import type { CategoryMap, PlainCategory, PlainRecord } from '#engine/process/categories/types.ts'
import type { Database } from 'better-sqlite3'
import type { Bilingual } from '#shared/model/text.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { VariableRef } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'

/** What a resolution must know; a TableModel together with the saved variables of its dataset is one. */
export type VariableContext = {
  dataset: Dataset
  /** Links whose left side is the dataset. */
  links: readonly { id: string; right: Dataset }[]
  /** By path, those too on which partners are chosen; absent: only the links listed. */
  link?: (path: string) => { right: Dataset } | null
  lists: CodeLists
  /** Derived variables saved in the workspace for this dataset. */
  saved: readonly DerivedVariable[]
}

export type Category = PlainCategory
export type Categories = CategoryMap

/** A column computed for each record: bands, quantile bands, expressions. */
export type ComputedColumn = {
  /** The derived variable's own id: what source.column() is asked for. */
  ref: VariableRef
  /** Changes whenever the definition (or that of anything it reads) changes: names the raw grouping key in caches. */
  identity: string
  /**
   * As a plain variable: 'integer' (bands: the number of the band, from 1; conditions: 1 true, 0 false; whole
   * expressions), 'decimal', 'date', or 'code' without code list (text).
   */
  variable: Variable
  /** Grouped like a stored column of this kind; 'text' is plain text in both engines, never a dictionary id. */
  physical: 'integer' | 'date' | 'text'
  /** Stored variables read. */
  reads: VariableRef[]
  /** Which half of a link holds what it reads: a key that needs both must be grouped record by record. */
  sides: 'own' | 'linked' | 'both'
  /** SQL of the value, NULL where missing. Across a link NULL counts as not linked, as with plain numbers and dates. */
  sql(source: RecordSource, cuts: Cuts): Promise<string>
  /** The same for the slow evaluator, by arithmetic of its own. */
  value(record: PlainRecord, cuts: Cuts): string | bigint | null
}

export type TopBy = { statistic: 'count' } | { statistic: 'sum'; ref: VariableRef }

/** After grouping: recodes apply as they are; a top needs a figure for each category first. */
export type CategoryTransform =
  | { kind: 'recode'; apply(categories: Categories): Categories }
  | {
      kind: 'top'
      /** What ranks the categories: records, or the exact sum (scaled) of a plain variable; a sum over nothing is 0. */
      by: TopBy
      /** figures[i] belongs to categories[i], over the records the table's filter keeps, before any are hidden. */
      apply(categories: Categories, figures: readonly (number | bigint)[]): Categories
    }

export type ResolvedVariable = {
  definition: DerivedVariable
  label: Bilingual
  unit: Bilingual | null
  /** What is grouped: a stored variable at a level of its list, or a computed column (then base.ref is its ref). */
  base: { ref: VariableRef; level: string | null; computed: ComputedColumn | null }
  /** In the order they apply. */
  transforms: CategoryTransform[]
  /** Stored variables read, by grouping, ranking and weighting: for links and for protection. */
  reads: VariableRef[]
  /** The most sensitive of what it reads. */
  sensitivity: Variable['sensitivity']
  /**
   * Whether sum, mean, … may measure it (numeric expressions): the base's computed column then holds the scaled
   * integer.
   */
  measurable: { type: 'integer' | 'decimal'; scale: number } | null
  /** Levels a dimension may ask for ("year" of a date); empty for all others. */
  levels: readonly string[]
  /**
   * The name of a category made here (band, group, others, Có/Không; quantile bands say their cuts where given); null:
   * named as the base's own variable names it.
   */
  labelOf(category: Category, cuts?: Cuts): Bilingual | null
  /**
   * Categories of its own in order, for `empty: 'show'`; null where they are the base's, seen through the transforms.
   */
  declared: Category[] | null
}

/** Cuts of one quantile variable: scaled integers ascending; equal neighbours leave the band between them empty. */
export type QuantileCut = {
  cuts: bigint[]
  /** As decimal text, for the provenance. */
  texts: string[]
  /** Records (weighted: the scaled weight) the cuts were taken over. */
  whole: number
  /** Share of the whole each band holds, in order: 1/count but for ties. */
  shares: number[]
}
export type Cuts = ReadonlyMap<VariableRef, QuantileCut>

/** Cuts to be taken before grouping. */
export type QuantileRequest = {
  ref: VariableRef
  identity: string
  count: number
  scale: number
  reads: VariableRef[]
  /** The value cut, its weight and the filter of its own, ready for each engine. */
  value: ComputedPart
  weight: ComputedPart | null
  filter: { sql(source: RecordSource): Promise<string>; accepts(record: PlainRecord): boolean } | null
}
export type ComputedPart = { sql(source: RecordSource): Promise<string>; value(record: PlainRecord): bigint | null }

/** The derived variables a table uses, resolved; innermost computed columns first. */
export type VariableSet = {
  find(ref: VariableRef): ResolvedVariable | null
  used: ResolvedVariable[]
  computed: ComputedColumn[]
  quantiles: QuantileRequest[]
}

/**
 * Where quantile cuts are taken. The source is the plain one (not yet with variables); records are all of the dataset,
 * unfiltered, but for `where`, the condition of a sample.
 */
export type CutReader =
  | {
      engine: 'duckdb'
      database: ColumnDatabase
      source: RecordSource
      /** Condition of a sample, by which different values are estimated. */
      sample: string
      where?: string | null
    }
  | {
      engine: 'sqlite'
      database: Database
      source: RecordSource
      ranges: readonly { first: number; count: number }[]
      where?: string | null
    }
  | { engine: 'evaluator'; records: Iterable<PlainRecord> }

/** The functions of index.ts, as tabulation calls them. `between` throws when the job was cancelled. */
export type ResolveVariables = (
  context: VariableContext,
  inline: readonly DerivedVariable[],
  refs: readonly VariableRef[],
) => VariableSet
/**
 * With a cache, cuts of the same records are taken once: owner is the model's cacheOwner, scope its data version for
 * the link in use.
 */
export type CutCache = { owner: object; scope: string }
export type QuantileCuts = (set: VariableSet, reader: CutReader, between: () => void, cache?: CutCache) => Promise<Cuts>
export type WithVariables = (source: RecordSource, set: VariableSet, cuts: Cuts) => Promise<RecordSource>
export type RecordWithVariables = (record: PlainRecord, set: VariableSet, cuts: Cuts) => PlainRecord
/** All transforms of a variable in order; `figures` is asked only where one is a top. */
export type TransformCategories = (
  resolved: ResolvedVariable,
  categories: Categories,
  figures: (by: TopBy, categories: Categories) => readonly (number | bigint)[],
) => Categories
