// The formula of an indicator over its inputs' cubes, cell by cell, then what is done to its series. Pure. In:
// definition and inputs, protected or not. Out: a cube of breakdowns and time, and why figures are missing. What is
// hidden stays hidden.
import type { Bilingual } from '#shared/model/text.ts'
import { tellsImputed } from '#shared/format/imputedWords.ts'
import { linksUsed } from '#shared/model/cube.ts'
import { evaluateFormula, parseFormula } from '#shared/expression/index.ts'
import type { Formula, FormulaAt, FormulaShift } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import { categoryKey, screenCells } from '#shared/model/cube.ts'
import type { CellStatus, Cube, CubeCategory, CubeDimension, Provenance } from '#shared/model/cube.ts'
import { exactToNumber } from '#shared/model/exact.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import type { GapReason, IndicatorGap } from '#shared/model/indicatorGap.ts'
import { shiftPeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { notLinkedCode } from '#engine/analyse/tabulate/plan/cubeDimensions.ts'
import { compareCategories } from '#engine/process/categories/categories.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import type { Breakdown, IndicatorInput } from './inputTypes.ts'
import { applySeries } from './applySeries.ts'
import { indicatorNotes, isComparable, periodCategory, periodsOf } from './indicatorPeriods.ts'
import { readableCube } from './readableCube.ts'

const identity = (c: CubeCategory): string => `${c.kind}|${c.version ?? ''}|${c.code}`
const totalIdentity = 'total||'

type InputCell = { value: number | null; status: CellStatus; records: number }
/** Finds an input's cell by breakdown id → category identity, and period. */
type InputReader = { input: IndicatorInput; at(categories: ReadonlyMap<string, string>, period: string): InputCell }

const zeroWhenAbsent = new Set(['count', 'sum', 'distinct'])

const readerOf = (input: IndicatorInput, cube: Cube | null): InputReader => {
  const cells = new Map<string, InputCell>()
  const scale = cube?.measures[0]?.exact ? cube.measures[0].scale : 0
  cube?.cells.records.forEach((records, i) => {
    const names = cube.dimensions.map((d, k) => {
      const category = d.categories[cube.cells.coordinates[k]?.[i] ?? 0]
      return category ? identity(category) : ''
    })
    const value = cube.cells.values[0]?.[i] ?? null
    cells.set(names.join('\u0001'), {
      value: value === null ? null : exactToNumber(value, scale),
      status: cube.cells.statuses?.[0]?.[i] ?? 'value',
      records,
    })
  })
  const covered = new Set(input.periods)
  const absent: InputCell = { value: zeroWhenAbsent.has(input.statistic) ? 0 : null, status: 'none', records: 0 }
  const unknown: InputCell = { value: null, status: 'not_available', records: 0 }
  return {
    input,
    at: (categories, period) => {
      if (!covered.has(period)) return unknown
      return (
        cells.get(
          [...input.breakdowns.map((b) => categories.get(b.id) ?? totalIdentity), `value||${period}`].join('\u0001'),
        ) ?? absent
      )
    },
  }
}

/** An input and its cube as the formula reads it. */
type Read = { input: IndicatorInput; cube: Cube | null }

/** The categories some input has in a breakdown, in the order of their code list. */
const breakdownDimension = (breakdown: Breakdown, read: readonly Read[]): CubeDimension => {
  const seen = new Map<string, CubeCategory>()
  let dimension: CubeDimension | undefined
  for (const { cube, input } of read) {
    const at = input.breakdowns.findIndex((b) => b.id === breakdown.id)
    const found = at < 0 ? undefined : cube?.dimensions[at]
    dimension ??= found
    for (const category of found?.categories ?? []) seen.set(identity(category), category)
  }
  const total = seen.get(totalIdentity)
  seen.delete(totalIdentity)
  const codeList = dimension?.codeList ?? null
  const lists = read[0]?.input.lists ?? { versions: () => [], correspondence: () => null }
  const compare = compareCategories(lists, { kind: 'code', list: codeList, level: breakdown.level ?? null })
  const plain = (c: CubeCategory): PlainCategory => ({
    kind: c.kind === 'total' ? 'value' : c.kind,
    code: c.code,
    version: c.version ?? null,
    notLinked: c.code === notLinkedCode && c.kind === 'missing',
  })
  return {
    variable: dimension?.variable ?? breakdown.id,
    axis: 'row',
    label: breakdown.label,
    time: dimension?.time ?? null,
    codeList,
    categories: [...[...seen.values()].sort((a, b) => compare(plain(a), plain(b))), ...(total ? [total] : [])],
  }
}

const timeDimension = (
  definition: IndicatorDefinition,
  inputs: IndicatorInput[],
  axis: 'row' | 'column',
): CubeDimension => ({
  variable: 'period',
  axis,
  label: { vi: 'Kỳ', en: 'Period' },
  time: definition.periodKind,
  codeList: null,
  categories: periodsOf(inputs).map((code) => periodCategory(code, inputs)),
})

const mergedProvenance = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Provenance => {
  const parts = inputs.flatMap(({ cube }) => (cube ? [cube.provenance] : []))
  const [first] = parts
  if (!first) return fail('TABLE_EMPTY')
  const uses = parts.flatMap(linksUsed)
  // Of a link several inputs use, the one that is stale is told.
  const staleLast = uses.toSorted((a, b) => Number(a.stale) - Number(b.stale))
  const [link, ...moreLinks] = new Map(staleLast.map((l) => [l.id, l])).values()
  return {
    ...first,
    definition,
    deliveries: [...new Map(parts.flatMap((p) => p.deliveries).map((d) => [d.id, d])).values()],
    seconds: parts.reduce((n, p) => n + p.seconds, 0),
    recordsRead: parts.reduce((n, p) => n + p.recordsRead, 0),
    recordsUsed: parts.reduce((n, p) => n + p.recordsUsed, 0),
    unmappedRecords: parts.reduce((n, p) => n + p.unmappedRecords, 0),
    ...(link ? { link } : {}),
    ...(moreLinks.length > 0 ? { moreLinks } : {}),
  }
}

/** Every combination of category indexes of some dimensions, the last one fastest. */
const combinations = (sizes: number[]): number[][] =>
  sizes.reduce<number[][]>(
    (all, size) => all.flatMap((head) => Array.from({ length: size }, (_, i) => [...head, i])),
    [[]],
  )

type Computed = { value: number | null; status: CellStatus; records: number }
type Cell = Computed & { at: number[]; gap?: IndicatorGap }

type Place = { categories: ReadonlyMap<string, string>; standing: CubeCategory[]; key: Record<string, string> }

const moved = (period: Period, shifts: readonly FormulaShift[]): Period | null =>
  shifts.reduce<Period | null>((p, shift) => {
    if (p === null) return null
    return 'period' in shift ? shift.period : shiftPeriod(p, -shift.count, shift.unit)
  }, period)

const computeAt = (
  formula: Formula,
  readers: ReadonlyMap<string, InputReader>,
  { categories, standing, key }: Place,
  period: Period,
): Computed & { gap?: IndicatorGap } => {
  let hidden: CellStatus | null = null
  let why: { reason: GapReason; input?: string } | null = null
  const missing = (reason: GapReason, input?: string): null => {
    why ??= input === undefined ? { reason } : { reason, input }
    return null
  }
  const read = (name: string, at: FormulaAt): number | null => {
    const then = moved(period, at.shifts)
    const reader = readers.get(name)
    if (then === null || !reader) return missing('no_earlier_period', name)
    if (!reader.input.periods.includes(then)) {
      return missing(then === period ? 'not_delivered' : 'no_earlier_period', name)
    }
    if (then !== period && !isComparable(reader.input, period, then, at.total ? [] : standing))
      return missing('not_comparable', name)
    const cell = reader.at(at.total ? new Map() : categories, then)
    if (cell.status === 'suppressed') hidden = 'suppressed'
    else if (cell.status === 'suppressed_secondary') hidden ??= 'suppressed_secondary'
    return cell.value ?? missing('nothing_to_measure', name)
  }
  const value = evaluateFormula(formula, read, missing)
  const records = [...readers.values()].reduce((n, reader) => n + Math.max(0, reader.at(categories, period).records), 0)
  const gap = (reason: GapReason, input?: string): IndicatorGap => ({
    period,
    place: key,
    reason,
    ...(input === undefined ? {} : { input }),
  })
  if (hidden !== null) return { value: null, status: hidden, records: -1, gap: gap('withheld') }
  if (value !== null) return { value, status: 'value', records }
  const { reason, input } = (why as { reason: GapReason; input?: string } | null) ?? {
    reason: 'not_computable' as const,
  }
  return { value: null, status: 'not_available', records, gap: gap(reason, input) }
}

const placeOf = (definition: IndicatorDefinition, rows: readonly CubeDimension[], at: readonly number[]): Place => {
  const standing = rows.flatMap((row, d) => row.categories[at[d] ?? 0] ?? [])
  return {
    standing,
    categories: new Map(
      definition.breakdowns.map((b, d) => [b.id, standing[d] ? identity(standing[d]) : totalIdentity]),
    ),
    key: Object.fromEntries(
      definition.breakdowns.flatMap((b, d) =>
        standing[d] && standing[d].kind !== 'total' ? [[b.id, categoryKey(standing[d])]] : [],
      ),
    ),
  }
}

/**
 * Cells of every place that has a record in some period; in a period that some input was not delivered for, they are
 * not available.
 */
const computeCells = (
  definition: IndicatorDefinition,
  readers: ReadonlyMap<string, InputReader>,
  rows: readonly CubeDimension[],
  periods: readonly CubeCategory[],
): Cell[] => {
  const formula = parseFormula(definition.formula, Object.keys(definition.inputs))
  const sizes = rows.map((d) => d.categories.length)
  const places = sizes.reduce((n, size) => n * size, 1)
  if (places * periods.length > screenCells)
    return fail('TABLE_TOO_LARGE', { cells: places * periods.length, limit: screenCells })
  const covered = periods.map(({ code }) => [...readers.values()].every(({ input }) => input.periods.includes(code)))
  return combinations(sizes).flatMap((at) => {
    const place = placeOf(definition, rows, at)
    const cells = periods.map(({ code }, p): Cell => ({ at: [...at, p], ...computeAt(formula, readers, place, code) }))
    if (cells.every((cell) => cell.records === 0)) return []
    return cells.filter((cell, p) => cell.records !== 0 || covered[p] === false)
  })
}

/** What the tables behind an indicator say of imputed values, it says too; each once. */
const imputedAmong = (inputs: readonly IndicatorInput[]): Bilingual[] => {
  const told = inputs.flatMap(({ cube }) => cube?.notes.filter(tellsImputed) ?? [])
  return [...new Map(told.map((note) => [note.en, note])).values()]
}

export type Evaluated = { cube: Cube; gaps: IndicatorGap[] }

/** The indicator's cube; cells where no input has a record in a period that was delivered are left out. */
export const evaluateWithGaps = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Evaluated => {
  const read = inputs.map((input): Read => ({ input, cube: input.cube && readableCube(input.cube, input.reading) }))
  const readers = new Map(read.map(({ input, cube }) => [input.name, readerOf(input, cube)]))
  const rows = definition.breakdowns.map((breakdown) => breakdownDimension(breakdown, read))
  const time = timeDimension(definition, inputs, rows.length > 0 ? 'column' : 'row')
  const dimensions = [...rows, time]
  const computed = computeCells(definition, readers, rows, time.categories)
  if (computed.length === 0) return fail('TABLE_EMPTY')
  const cube: Cube = {
    title: definition.label,
    dimensions,
    measures: [
      {
        id: definition.id,
        statistic: 'indicator',
        label: definition.label,
        unit: definition.unit,
        exact: false,
        scale: 0,
        decimals: definition.decimals,
        power: 0,
        additive: false,
      },
    ],
    cells: {
      coordinates: dimensions.map((_, d) => computed.map((cell) => cell.at[d] ?? 0)),
      records: computed.map((c) => c.records),
      values: [computed.map((c) => c.value)],
      statuses: [computed.map((c) => c.status)],
    },
    status: definition.status,
    source: definition.source ?? { vi: '', en: '' },
    notes: definition.notes,
    provenance: mergedProvenance(definition, inputs),
  }
  const gaps = computed.flatMap((cell) => cell.gap ?? [])
  const comparable = (now: Period, then: Period, standing: readonly CubeCategory[]): boolean =>
    inputs.every((input) => isComparable(input, now, then, standing))
  const done = applySeries({ cube, gaps }, definition, comparable)
  return {
    gaps: done.gaps,
    cube: {
      ...done.cube,
      notes: [...done.cube.notes, ...imputedAmong(inputs), ...indicatorNotes(time.categories, done.gaps)],
    },
  }
}

export const evaluateIndicator = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Cube =>
  evaluateWithGaps(definition, inputs).cube
