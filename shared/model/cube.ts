// The cube: dimensions × measures with status and record count behind each cell; all that shows numbers takes one.
// Sparse: only cells with records are stored, totals included as cells of their own. Never a formatted text.
import type { Bilingual } from './text.ts'
import type { Exact } from './exact.ts'
import type { ConditionalFormat, FigureStatus, Footnote, Statistic, TableDefinition, VariableRef } from './table.ts'
import type { Period, PeriodKind } from './period.ts'

export type CubeCategory = {
  /** Code within the version, a period text, or '' for total and missing. */
  code: string
  label: Bilingual
  kind: 'value' | 'total' | 'missing' | 'unmapped' | 'others'
  /** Version of the code list the code belongs to, where dated. */
  version?: string
  /** Where it differs from the cube's. */
  status?: FigureStatus
  /** Of a period that was delivered in part only: how many of its parts there are. */
  partial?: PartialPeriod
  /** Of a dated code: the first and last day on which its version holds, both inclusive; null is open. */
  valid?: Validity
}

/** More cells than this are not for a screen; no cube above it crosses the process boundary. */
export const screenCells = 2_000_000

/**
 * A category as one text, as definitions name it: "01", "01@2025", "#missing", "#not_linked", "#unmapped", "#others",
 * "#total".
 */
export const categoryKey = ({ code, kind, version }: Pick<CubeCategory, 'code' | 'kind' | 'version'>): string => {
  if (kind === 'value') return version === undefined || version === '' ? code : `${code}@${version}`
  return kind === 'missing' && code === 'not_linked' ? '#not_linked' : `#${kind}`
}

export type PartialPeriod = { delivered: number; of: number; kind: PeriodKind }
export type Validity = { from: string | null; to: string | null }

export type CubeDimension = {
  variable: VariableRef
  axis: 'row' | 'column' | 'layer'
  label: Bilingual
  /** The level asked for, where one was: a variable may stand in a cube at several levels. */
  level?: string
  /**
   * In display order; at most one 'total'. Where the axis has several blocks there always is one: blocks without this
   * dimension stand at it.
   */
  categories: CubeCategory[]
  /** Categories without records are laid out too. */
  empty?: boolean
  time: PeriodKind | null
  codeList: string | null
  /** Of the period of the records: the periods delivered that the table's filter keeps, in order. Absent: not known. */
  delivered?: Period[]
}

export type CubeMeasure = {
  id: string
  statistic: Statistic | 'indicator'
  label: Bilingual
  unit: Bilingual
  /** Values are integers scaled by 10^scale when exact, doubles when not. */
  exact: boolean
  scale: number
  decimals: number
  power: number
  /** Whether parts add up to totals; false marks the total as not additive. */
  additive: boolean
  /** Index of the measure whose figure stands in total rows and columns instead. */
  inTotals?: number
  /** Carried for inTotals only, no column of its own. */
  hidden?: boolean
  /** How the figure comes about, in words; set for derived and filtered measures. */
  formula?: Bilingual
}

/** A block of an axis: dimensions (indexes into the cube's) nested from outermost, and where each shows its total. */
export type AxisBlock = {
  dimension: number
  total: 'none' | 'before' | 'after'
  /** Categories (indexes) whose nested dimensions show only their totals. */
  collapsed?: number[]
  /**
   * The outer dimension of this block that each category is a part of (provinces in regions): at its total the parts
   * are not laid out once more.
   */
  within?: number
}[]
export type CubeAxes = {
  row: AxisBlock[]
  column: AxisBlock[]
  layer: AxisBlock[]
  measureAxis: 'row' | 'column' | 'layer'
  measurePlace: 'inner' | 'outer'
}

/**
 * value: a figure · none: did not occur · not_available: occurred, not known (division by zero, median of nothing)
 * suppressed: primary · suppressed_secondary: hidden to protect another · not_applicable: cannot exist
 */
export const cellStatuses = [
  'value',
  'none',
  'not_available',
  'suppressed',
  'suppressed_secondary',
  'not_applicable',
] as const
export type CellStatus = (typeof cellStatuses)[number]

/**
 * One entry a cell, in a plain array or, for millions of cells, a typed one: only what both do alike.
 * `Array.from(column, f)` maps. The process boundary turns typed columns into plain ones.
 */
export type CellColumn<T> = {
  readonly length: number
  readonly [cell: number]: T
  [Symbol.iterator](): IterableIterator<T>
  at(cell: number): T | undefined
  every(test: (entry: T, cell: number) => boolean): boolean
  findIndex(test: (entry: T, cell: number) => boolean): number
  findLastIndex(test: (entry: T, cell: number) => boolean): number
  forEach(each: (entry: T, cell: number) => void): void
  includes(entry: T): boolean
  indexOf(entry: T): number
  some(test: (entry: T, cell: number) => boolean): boolean
}

/** A figure of a column of any size; null where there is none, which a typed column of millions holds as NaN. */
export const figureAt = (column: CellColumn<Exact | null> | undefined, cell: number): Exact | null => {
  const figure = column?.[cell]
  return figure === undefined || Number.isNaN(figure) ? null : figure
}

/**
 * Parallel arrays, one entry per stored cell, sorted by coordinates. With several blocks on an axis a cell lies in the
 * blocks whose dimensions hold all its coordinates that are not totals; a place of no block is not stored because it
 * was not asked for.
 */
export type CubeCells = {
  /** coordinates[d][i]: index into dimensions[d].categories. */
  coordinates: CellColumn<number>[]
  /** Records behind the cell. */
  records: CellColumn<number>
  /** values[m][i]; null where status is not 'value' (beyond `screenCells` cells maybe NaN: read by figureAt). */
  values: CellColumn<Exact | null>[]
  /** statuses[m][i], absent when all are 'value'. */
  statuses?: (CellStatus[] | null)[]
  /**
   * By id of a measure of a sample: 0, or the mark the cell deserves (`reliabilityMarks`). Absent: nothing is known of
   * it.
   */
  reliability?: Record<string, CellColumn<number>>
  /**
   * revised[m]: cells whose figure is another one than in the last issue of a report; marked where they are printed.
   */
  revised?: number[][]
}

/**
 * Marks of figures of samples: their coefficient of variation reaches the office's first or second bound, or cannot be
 * known.
 */
export const reliabilityMarks = { caution: 1, unreliable: 2, unknown: 3 } as const

/** A link (a path of links, "a.b") whose variables a table used, and how much of the table it reached. */
export type LinkUse = {
  id: string
  label?: Bilingual
  matchedRecords: number
  unmatchedRecords: number
  stale: boolean
}
/** All links a cube used. */
export const linksUsed = ({ link, moreLinks }: Pick<Provenance, 'link' | 'moreLinks'>): LinkUse[] => [
  ...(link ? [link] : []),
  ...(moreLinks ?? []),
]

export type Provenance = {
  definition: TableDefinition | Record<string, unknown>
  deliveries: { id: number; dataset: string; period: string; fileName: string; sha256: string }[]
  engine: 'duckdb' | 'sqlite' | 'evaluator'
  engineVersion: string
  program: string
  seconds: number
  ranAt: string
  recordsRead: number
  recordsUsed: number
  /** Present when variables of a linked dataset were used. */
  link?: LinkUse
  /** The further links, where the table uses several; those a chain leads through count too. */
  moreLinks?: LinkUse[]
  /** Cuts of quantile bands used, as decimal text, by variable. */
  quantileCuts?: Record<string, string[]>
  /** Another engine computed the same cells. */
  check?: { engine: Provenance['engine']; agrees: boolean; cells: number }
  /** Records whose dated code was in no version of its day, or had no counterpart now. */
  unmappedRecords: number
}

export type Cube = {
  title: Bilingual
  dimensions: CubeDimension[]
  measures: CubeMeasure[]
  /** Absent: one block on each axis, all its dimensions nested in order, measures innermost on the columns. */
  axes?: CubeAxes
  cells: CubeCells
  status: FigureStatus
  source: Bilingual
  notes: Bilingual[]
  footnotes?: Footnote[]
  footnoteSymbols?: 'numbers' | 'letters' | 'asterisks'
  conditionalFormats?: ConditionalFormat[]
  /** The bounds, in percent, that the marks in `cells.reliability` stand for. */
  reliability?: { caution: number; unreliable: number }
  provenance: Provenance
}

/** The axes of a cube, made from its dimensions where the cube does not say. */
export const axesOf = (cube: Pick<Cube, 'dimensions' | 'axes'>): CubeAxes => {
  if (cube.axes) return cube.axes
  const block = (axis: CubeDimension['axis']): AxisBlock[] => [
    cube.dimensions.flatMap((d, dimension) => {
      if (d.axis !== axis) return []
      const at = d.categories.findIndex((c) => c.kind === 'total')
      return [
        {
          dimension,
          total:
            at < 0 ? ('none' as const) : at === 0 && d.categories.length > 1 ? ('before' as const) : ('after' as const),
        },
      ]
    }),
  ]
  return {
    row: block('row'),
    column: block('column'),
    layer: block('layer'),
    measureAxis: 'column',
    measurePlace: 'inner',
  }
}

export type ProtectionRecord = {
  rule: 'minimum_frequency'
  minimum: number
  /** Of the p % rule on sums; absent where a run was kept before there was one. */
  pPercent?: number
  /** Whose count was compared: a variable, or 'records'. */
  unit: string
  cells: number
  primary: number
  secondary: number
}

declare const protectedBrand: unique symbol
/**
 * A cube that passed disclosure control. made only by engine/analyse/protect; the only thing engine/disseminate/publish
 * accepts.
 */
export type ProtectedCube = Cube & { readonly protection: ProtectionRecord; readonly [protectedBrand]: true }
