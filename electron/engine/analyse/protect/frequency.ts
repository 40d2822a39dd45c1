// What is known of the respondents behind each cell of a wide cube, totals included, from records by the same
// tabulation: how many there are, and what the largest give to each sum. In: a table. Out: its wide cube and the facts.
// Never made from other cells.
import { figureAt } from '#shared/model/cube.ts'
import type { CellColumn, Cube } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { Measure, RecordMeasure } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { filled, numberColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import type { ContributionRequest } from '#engine/analyse/tabulate/plan/plan.ts'
import { tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { TabulateOptions } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { widenDefinition } from '#engine/analyse/tabulate/cells/widen.ts'
import type { ContributionColumns } from '#engine/analyse/tabulate/types.ts'
import { keptPeriods } from './keptPeriods.ts'

/**
 * `filtered`: some count is of the records a measure keeps, so that it is not the number behind the cell as a whole.
 */
export type Frequency = {
  unit: string
  counts: CellColumn<number>
  filtered?: boolean
  /** Measures whose figures come of fewer respondents than the cell has, in groups that tell of each other. */
  groups?: FrequencyGroup[]
  /**
   * How many stand behind the figures of one measure alone, where it does not read every record of the cell; by its
   * name.
   */
  own?: ReadonlyMap<string, CellColumn<number>>
  /** Cells that left before their records changed by few. */
  changed?: ReadonlySet<number>
  /** What respondents give to a sum or mean, by the measure's name. */
  sums?: ReadonlyMap<string, ContributionColumns>
}

export type FrequencyGroup = {
  measures: string[]
  counts: CellColumn<number>
  /** Sums a reader has by subtracting two of the measures. */
  differences?: ContributionColumns[]
}

const leastCounts = (
  { cells: { records } }: Cube,
  counts: readonly CellColumn<Exact | null>[],
  cellOf: (cell: number) => number,
): CellColumn<number> =>
  numberColumn(
    filled(new Int32Array(records.length), (i) => {
      const cell = cellOf(i)
      let least = 0
      for (const column of counts) {
        const value = cell < 0 ? 0 : Number(figureAt(column, cell) ?? 0)
        if (value > 0 && (least === 0 || value < least)) least = value
      }
      // A cell whose respondent is nowhere stated is one respondent at least: unsafe rather than empty.
      return Math.max(least, (records[i] as number) > 0 ? 1 : 0)
    }),
  )

const both = (a: string | undefined, b: string): string => (a === undefined ? b : `(${a}) and (${b})`)
const outside = (filter: string): string => `case when ${filter} then 0 else 1 end = 1`

/**
 * What a measure keeps of the records: its filter, and nothing that is empty, of weight zero or, of an amount, zero.
 */
const toldBy = (measure: RecordMeasure): string | undefined => {
  const variable = 'variable' in measure ? measure.variable : undefined
  const parts = [
    measure.filter,
    variable === undefined ? undefined : `${variable} ${isAmount(measure) ? '<> 0' : 'is not null'}`,
    'weight' in measure && measure.weight !== undefined ? `${measure.weight} <> 0` : undefined,
  ].filter((part): part is string => part !== undefined)
  return parts.length === 0 ? undefined : parts.reduce((all, part) => both(all, part))
}
/** A zero of these tells that the respondent has none: whoever reports nothing is not hidden among others. */
const isAmount = ({ statistic }: RecordMeasure): boolean => statistic === 'sum' || statistic === 'mean'

const variableOf = (measure: RecordMeasure): string => ('variable' in measure ? measure.variable : '')

/** A filter knows the dataset's variables: one made by an expression is spelled out. */
const inItsOwnWords = (definition: TableDefinition, measure: RecordMeasure): RecordMeasure => {
  const spelled = (id: string): string => {
    const made = definition.variables.find((v) => v.id === id)
    return made?.method === 'expression' ? `(${made.expression})` : id
  }
  if (!('variable' in measure)) return measure
  const weight = 'weight' in measure && measure.weight !== undefined ? { weight: spelled(measure.weight) } : {}
  return { ...measure, variable: spelled(measure.variable), ...weight } as RecordMeasure
}

/** Not spelled out as an expression. */
const isStored = (measure: RecordMeasure): boolean =>
  ![variableOf(measure), 'weight' in measure ? (measure.weight ?? '') : ''].some((name) => name.startsWith('('))

/** Records that are the difference of two measures of one variable: of the one and not of the other. */
const differences = (measures: readonly RecordMeasure[]): Counted[] =>
  measures.flatMap((a, i) =>
    measures.slice(i + 1).flatMap((b): Counted[] => {
      if (a.filter === b.filter || variableOf(a) !== variableOf(b)) return []
      const value = isAmount(a) && variableOf(a) !== '' ? `${variableOf(a)} <> 0` : undefined
      const only = [
        b.filter === undefined ? undefined : both(a.filter, outside(b.filter)),
        a.filter === undefined ? undefined : both(b.filter, outside(a.filter)),
      ]
      const of = [a.id, b.id]
      return only.flatMap((f) =>
        f === undefined
          ? []
          : [
              {
                filter: value === undefined ? f : both(f, value),
                of,
                ...(isAmount(a) && isAmount(b) && isStored(a) ? { sum: sumOf(a, f) } : {}),
              },
            ],
      )
    }),
  )

/** Records in which a made variable differs from another added up beside it: their difference is theirs. */
const madeDifferences = (definition: TableDefinition, measures: readonly RecordMeasure[]): Counted[] => {
  const made = new Set(definition.variables.flatMap((v) => (v.method === 'expression' ? [v.id] : [])))
  const amounts = measures.filter(isAmount)
  return amounts.flatMap((a, i) =>
    amounts.slice(i + 1).flatMap((b): Counted[] => {
      const [first, second] = [variableOf(a), variableOf(b)]
      if (first === second || !(made.has(first) || made.has(second))) return []
      const [x, y] = [inItsOwnWords(definition, a), inItsOwnWords(definition, b)].map(variableOf)
      return [{ filter: `${x} <> ${y}`, of: [a.id, b.id] }]
    }),
  )
}

/** More conditions than this are not counted at once: such a table is refused, never published uncounted. */
const mostCounts = 200

type Asked = ContributionRequest['of'][number]
type Counted = {
  filter: string
  of: string[]
  /** Measures of which these are all the records. */
  whole?: string[]
  /** What the difference of the measures adds up. */
  sum?: Asked
}

const sumOf = (measure: RecordMeasure, filter: string | undefined): Asked => ({
  filter: filter ?? null,
  variable: variableOf(measure),
  weight: 'weight' in measure ? (measure.weight ?? null) : null,
})

const filtersOf = (definition: TableDefinition, measures: readonly Measure[]): Counted[] => {
  const own = measures.filter(isRecordMeasure)
  const read = (measure: RecordMeasure): RecordMeasure => inItsOwnWords(definition, measure)
  const all: Counted[] = [
    ...own.flatMap((m): Counted[] => {
      const filter = toldBy(read(m))
      return filter === undefined ? [] : [{ filter, of: [m.id], whole: [m.id] }]
    }),
    ...differences(own.map(read)),
    ...madeDifferences(definition, own),
  ]
  const merged = new Map<string, Counted>()
  for (const { filter, of, whole = [], sum } of all) {
    const known = merged.get(filter)
    merged.set(filter, {
      filter,
      of: [...new Set([...(known?.of ?? []), ...of])],
      whole: [...(known?.whole ?? []), ...whole],
      ...(known?.sum ? { sum: known.sum } : sum ? { sum } : {}),
    })
  }
  if (merged.size > mostCounts) fail('PROTECT_TOO_MANY_MEASURES', { conditions: merged.size, limit: mostCounts })
  return [...merged.values()]
}

/** Within one period a person is one record; over several the same person would be counted again and again. */
const oneRecordEach = (model: TableModel, definition: TableDefinition): boolean =>
  keptPeriods(model, definition).length <= 1

/**
 * What is asked of the records: counts of respondents under each condition, then sums. Null where a cell's records are
 * its respondents.
 */
type Counting = {
  told: Pick<Frequency, 'unit' | 'filtered'>
  filters: Counted[]
  respondent: string | null
  /** Sums and means whose contributions are asked for: only of datasets that name their respondents. */
  amounts: RecordMeasure[]
}

/** Whom a cell tells of: the variable, or null where each record is one. */
export const respondentOf = (model: TableModel, definition: TableDefinition): string | null => {
  const { dataset } = model
  const person = dataset.key.length === 1 ? (dataset.key[0] ?? null) : null
  const known = dataset.variables.some((v) => v.id === person && v.role === 'key' && v.type === 'hash')
  return dataset.respondent ?? (known && !oneRecordEach(model, definition) ? person : null)
}

const countingOf = (model: TableModel, definition: TableDefinition): Counting | null => {
  const { dataset } = model
  const respondent = respondentOf(model, definition)
  const measures = widenDefinition(definition).measures
  const filters = filtersOf(definition, measures)
  if (respondent === null && filters.length === 0) return null
  return {
    told: { unit: respondent ?? 'records', ...(filters.length > 0 ? { filtered: true } : {}) },
    filters,
    respondent,
    amounts: dataset.respondent === null ? [] : measures.filter((m) => isRecordMeasure(m) && isAmount(m)),
  }
}
/** No identifier of an analyst's measure begins like this. */
const countingId = '#respondents_'

const recordCounts = ({ filters }: Counting): RecordMeasure[] =>
  [undefined, ...filters.map(({ filter }) => filter)].map((filter, i) => ({
    id: `${countingId}${i}`,
    power: 0,
    statistic: 'count' as const,
    ...(filter === undefined ? {} : { filter }),
  }))

const requestOf = ({ respondent, filters, amounts }: Counting): ContributionRequest => ({
  respondent,
  of: [
    ...[null, ...filters.map(({ filter }) => filter)].map((filter) => ({ filter, variable: null, weight: null })),
    ...amounts.map((m) => sumOf(m, m.filter)),
    ...filters.flatMap(({ sum }) => sum ?? []),
  ],
})

/** The wide cube of a table and its respondents, computed together: cells of a very large table are held once. */
export const wideWithFrequency = async (
  model: TableModel,
  definition: TableDefinition,
  options: TabulateOptions,
  job: JobContext,
): Promise<{ cube: Cube; frequency: Frequency }> => {
  const counting = countingOf(model, definition)
  if (counting === null) {
    const { cube } = await tabulateWide(model, definition, options, job)
    return { cube, frequency: { unit: 'records', counts: cube.cells.records } }
  }
  const { cube, counted, facts } = await withCounts(model, definition, counting, options, job)
  const counts = leastCounts(cube, counted.slice(0, 1), (cell) => cell)
  const at = 1 + counting.filters.length
  const sums = new Map(
    counting.amounts.flatMap((m, i) => (facts[at + i] === undefined ? [] : [[m.id, facts[at + i]] as const])),
  ) as ReadonlyMap<string, ContributionColumns>
  const withSum = counting.filters.filter(({ sum }) => sum !== undefined)
  const owners = [[], ...counting.filters.map(({ of }) => of)]
  const groups = groupsOf(model, definition, owners).map((measures) => ({
    measures,
    counts: leastCounts(
      cube,
      counted.filter((_, i) => i === 0 || (owners[i] ?? []).some((id) => measures.includes(id))),
      (cell) => cell,
    ),
    differences: withSum.flatMap(({ of }, i) => {
      const own = facts[at + counting.amounts.length + i]
      return own !== undefined && of.some((id) => measures.includes(id)) ? [own] : []
    }),
  }))
  const own = new Map(
    counting.filters.flatMap(({ whole = [] }, i) => {
      const column = leastCounts(cube, counted.slice(i + 1, i + 2), (cell) => cell)
      return whole.map((id) => [id, column] as const)
    }),
  )
  return { cube, frequency: { ...counting.told, counts, groups, own, sums } }
}

/** By respondents in one pass beside the table; where records are the respondents, as counts of the table itself. */
const withCounts = async (
  model: TableModel,
  definition: TableDefinition,
  counting: Counting,
  options: TabulateOptions,
  job: JobContext,
): Promise<{ cube: Cube; counted: CellColumn<Exact | null>[]; facts: ContributionColumns[] }> => {
  if (counting.respondent !== null) {
    const { cube, contributions } = await tabulateWide(
      model,
      definition,
      { ...options, contributions: requestOf(counting) },
      job,
    )
    return {
      cube,
      counted: contributions.slice(0, 1 + counting.filters.length).map((c) => c.respondents),
      facts: contributions,
    }
  }
  const { cube } = await tabulateWide(
    model,
    { ...definition, measures: [...definition.measures, ...recordCounts(counting)] },
    options,
    job,
  )
  const isOwn = (_: unknown, m: number): boolean => cube.measures[m]?.id.startsWith(countingId) !== true
  const { values, statuses } = cube.cells
  return {
    cube: {
      ...cube,
      measures: cube.measures.filter(isOwn),
      provenance: { ...cube.provenance, definition },
      cells: { ...cube.cells, values: values.filter(isOwn), ...(statuses ? { statuses: statuses.filter(isOwn) } : {}) },
    },
    counted: values.filter((_, m) => !isOwn(_, m)),
    facts: [],
  }
}

/**
 * Measures that tell of each other: of one variable, of variables joined by a formula or a rule, or counted together.
 */
const groupsOf = (model: TableModel, definition: TableDefinition, owners: readonly string[][]): string[][] => {
  const measures = widenDefinition(definition).measures.filter(isRecordMeasure)
  const parent = new Map<string, string>()
  const root = (id: string): string => {
    const up = parent.get(id) ?? id
    return up === id ? id : root(up)
  }
  const join = (a: string, b: string): void => void parent.set(root(a), root(b))
  const name = (m: RecordMeasure): string => `variable ${variableOf(m) === '' ? '#records' : variableOf(m)}`
  for (const m of measures) join(m.id, name(m))
  const texts = [
    ...model.dataset.variables.flatMap((v) => (typeof v.derived !== 'string' ? [] : [`${v.id} = ${v.derived}`])),
    ...model.dataset.rules.map((rule) => rule.expression),
    ...definition.variables.flatMap((v) => (v.method === 'expression' ? [`${v.id} = ${v.expression}`] : [])),
  ]
  const amounts = [...new Set(measures.map(variableOf))].filter((v) => v !== '')
  for (const text of texts) {
    const words = new Set(text.match(/[A-Za-z_][\w.]*/g) ?? [])
    const named = amounts.filter((v) => words.has(v))
    for (const other of named.slice(1)) join(`variable ${named[0] ?? ''}`, `variable ${other}`)
  }
  for (const own of owners) for (const other of own.slice(1)) join(own[0] ?? other, other)
  const groups = new Map<string, string[]>()
  for (const m of measures) groups.set(root(m.id), [...(groups.get(root(m.id)) ?? []), m.id])
  return [...groups.values()]
}
