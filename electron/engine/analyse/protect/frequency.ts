// How many respondents stand behind each cell of a wide cube, totals included, counted from records by the same tabulation.
// In: a table's wide cube. Out: one number per cell and the unit's name. Never an approximation from other cells.
import { figureAt } from '#shared/model/cube.ts'
import type { CellColumn, Cube, CubeCategory } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { Measure, RecordMeasure } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { filled, numberColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { fileLimit, tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { TabulateOptions } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { widenDefinition } from '#engine/analyse/tabulate/cells/widen.ts'

/** `filtered`: some count is of the records a measure keeps, so that it is not the number behind the cell as a whole. */
export type Frequency = {
  unit: string
  counts: CellColumn<number>
  filtered?: boolean
  /** Measures whose figures come of fewer respondents than the cell has, in groups that tell of each other. */
  groups?: { measures: string[]; counts: CellColumn<number> }[]
}

const identity = (c: CubeCategory | undefined): string => (c ? `${c.kind}|${c.version ?? ''}|${c.code}` : '')

/** For each cell of a cube the cell of another of the same dimensions, −1 where it has none. */
const sameCells = (cube: Cube, counted: Cube): Int32Array => {
  const { coordinates, records } = cube.cells
  const alike =
    counted.cells.records.length === records.length &&
    cube.dimensions.every(
      (d, k) =>
        d.categories.length === counted.dimensions[k]?.categories.length &&
        d.categories.every((c, i) => identity(c) === identity(counted.dimensions[k]?.categories[i])),
    ) &&
    coordinates.every((column, k) => column.every((at, i) => at === counted.cells.coordinates[k]?.[i]))
  if (alike) return Int32Array.from(records, (_, i) => i)
  const place = (of: Cube, names: string[][], i: number): string =>
    of.cells.coordinates.map((column, d) => names[d]?.[column[i] ?? 0] ?? '').join('\u0001')
  const namesOf = (of: Cube): string[][] => of.dimensions.map((d) => d.categories.map(identity))
  const countedNames = namesOf(counted)
  const found = new Map<string, number>()
  counted.cells.records.forEach((_, i) => found.set(place(counted, countedNames, i), i))
  const names = namesOf(cube)
  return Int32Array.from(records, (_, i) => found.get(place(cube, names, i)) ?? -1)
}

/** The smallest number that is not nothing: of the table's records, and of those each measure keeps. */
export const alignedCounts = (cube: Cube, counted: Cube): CellColumn<number> => {
  const at = sameCells(cube, counted)
  return leastCounts(cube, counted.cells.values, (i) => at[i] ?? -1)
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

/** What a measure keeps of the records: its filter, and nothing that is empty, zero or of weight zero. */
const toldBy = (measure: RecordMeasure): string | undefined => {
  const variable = 'variable' in measure && measure.statistic !== 'distinct' ? measure.variable : undefined
  const parts = [
    measure.filter,
    variable === undefined || !isAmount(measure) ? undefined : `${variable} <> 0`,
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
      return only.flatMap((f) => (f === undefined ? [] : [{ filter: value === undefined ? f : both(f, value), of }]))
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

/** More than so many passes over the records are not asked for: measures beyond share the count of all records. */
const mostCounts = 24

type Counted = { filter: string; of: string[] }

const filtersOf = (definition: TableDefinition, measures: readonly Measure[]): Counted[] => {
  const own = measures.filter(isRecordMeasure)
  const read = (measure: RecordMeasure): RecordMeasure => inItsOwnWords(definition, measure)
  const all: Counted[] = [
    ...own.flatMap((m): Counted[] => {
      const filter = toldBy(read(m))
      return filter === undefined ? [] : [{ filter, of: [m.id] }]
    }),
    ...differences(own.map(read)),
    ...madeDifferences(definition, own),
  ]
  const merged = new Map<string, Set<string>>()
  for (const { filter, of } of all) merged.set(filter, new Set([...(merged.get(filter) ?? []), ...of]))
  return [...merged].slice(0, mostCounts).map(([filter, of]) => ({ filter, of: [...of] }))
}

/** Within one period a person is one record; over several the same person would be counted again and again. */
const oneRecordEach = (model: TableModel, definition: TableDefinition): boolean => {
  const { filter } = definition
  const said = filter !== null && /\bperiod\s*=\s*'[^']*'/.test(filter) && !/\bor\b/i.test(filter)
  return said || model.periods.length <= 1
}

/** How respondents are counted: of the table's records, and of those each measure keeps; null where a cell's records are its respondents. */
const countingOf = (
  model: TableModel,
  definition: TableDefinition,
): { measures: RecordMeasure[]; owners: string[][]; told: Pick<Frequency, 'unit' | 'filtered'> } | null => {
  const { dataset } = model
  const person = dataset.key.length === 1 ? (dataset.key[0] ?? null) : null
  const known = dataset.variables.some((v) => v.id === person && v.role === 'key' && v.type === 'hash')
  const respondent = dataset.respondent ?? (known && !oneRecordEach(model, definition) ? person : null)
  const filters = filtersOf(definition, widenDefinition(definition).measures)
  if (respondent === null && filters.length === 0) return null
  return {
    owners: [[], ...filters.map(({ of }) => of)],
    measures: [undefined, ...filters.map(({ filter }) => filter)].map((filter, i) => ({
      id: `${countingId}${i}`,
      power: 0,
      ...(filter === undefined ? {} : { filter }),
      ...(respondent === null
        ? { statistic: 'count' as const }
        : { statistic: 'distinct' as const, variable: respondent }),
    })),
    told: { unit: respondent ?? 'records', ...(filters.length > 0 ? { filtered: true } : {}) },
  }
}
/** No identifier of an analyst's measure begins like this. */
const countingId = '#respondents_'

export const respondentFrequency = async (
  context: EngineContext,
  cube: Cube,
  definition: TableDefinition,
  job: JobContext,
): Promise<Frequency> => {
  const model = tableModel(context, definition.dataset)
  const counting = countingOf(model, definition)
  if (counting === null) return { unit: 'records', counts: cube.cells.records }
  const counted = await tabulateWide(
    model,
    { ...widenDefinition(definition), measures: counting.measures },
    { engine: cube.provenance.engine, limit: fileLimit },
    job,
  )
  return { ...counting.told, counts: alignedCounts(cube, counted.cube) }
}

/** The wide cube of a table and its respondents, computed together: cells of a very large table are held once. */
export const wideWithFrequency = async (
  model: TableModel,
  definition: TableDefinition,
  options: TabulateOptions,
  job: JobContext,
): Promise<{ cube: Cube; frequency: Frequency }> => {
  const counting = countingOf(model, definition)
  const { cube } = await tabulateWide(
    model,
    counting === null ? definition : { ...definition, measures: [...definition.measures, ...counting.measures] },
    options,
    job,
  )
  if (counting === null) return { cube, frequency: { unit: 'records', counts: cube.cells.records } }
  const isOwn = (_: unknown, m: number): boolean => cube.measures[m]?.id.startsWith(countingId) !== true
  const { values, statuses } = cube.cells
  const counted = values.filter((_, m) => !isOwn(_, m))
  const counts = leastCounts(cube, counted.slice(0, 1), (cell) => cell)
  const groups = groupsOf(model, definition, counting.owners).map((measures) => ({
    measures,
    counts: leastCounts(
      cube,
      counted.filter((_, i) => i === 0 || (counting.owners[i] ?? []).some((id) => measures.includes(id))),
      (cell) => cell,
    ),
  }))
  return {
    cube: {
      ...cube,
      measures: cube.measures.filter(isOwn),
      provenance: { ...cube.provenance, definition },
      cells: { ...cube.cells, values: values.filter(isOwn), ...(statuses ? { statuses: statuses.filter(isOwn) } : {}) },
    },
    frequency: { ...counting.told, counts, groups },
  }
}

/** Measures that tell of each other: of one variable, of variables joined by a formula or a rule, or counted together. */
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
