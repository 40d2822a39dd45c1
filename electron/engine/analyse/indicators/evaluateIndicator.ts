// The formula of an indicator over its inputs' cubes, cell by cell. Pure. In: definition and inputs, protected or not.
// Out: a cube of breakdowns and time. What is not known, or divided by zero, is not available; what is hidden stays hidden.
import { evaluateFormula, parseFormula } from '#shared/expression/index.ts'
import type { FormulaAt } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import type { CellStatus, Cube, CubeCategory, CubeDimension, Provenance } from '#shared/model/cube.ts'
import { exactToNumber } from '#shared/model/exact.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { shiftPeriod } from '#shared/model/period.ts'
import { notLinkedCode } from '#engine/analyse/tabulate/plan/cubeDimensions.ts'
import { compareCategories } from '#engine/process/categories/categories.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import type { Breakdown, IndicatorInput } from './indicatorInputs.ts'
import { indicatorNotes, isComparable, periodCategory } from './indicatorPeriods.ts'

const identity = (c: CubeCategory): string => `${c.kind}|${c.version ?? ''}|${c.code}`
const totalIdentity = 'total||'

type InputCell = { value: number | null; status: CellStatus; records: number }
/** Finds an input's cell by breakdown id → category identity, and period. */
type InputReader = { input: IndicatorInput; at(categories: ReadonlyMap<string, string>, period: string): InputCell }

const zeroWhenAbsent = new Set(['count', 'sum', 'distinct'])

const readerOf = (input: IndicatorInput): InputReader => {
  const { cube } = input
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

/** The categories some input has in a breakdown, in the order of their code list. */
const breakdownDimension = (breakdown: Breakdown, inputs: IndicatorInput[]): CubeDimension => {
  const seen = new Map<string, CubeCategory>()
  let dimension: CubeDimension | undefined
  for (const { cube, breakdowns } of inputs) {
    const at = breakdowns.findIndex((b) => b.id === breakdown.id)
    const found = at < 0 ? undefined : cube?.dimensions[at]
    dimension ??= found
    for (const category of found?.categories ?? []) seen.set(identity(category), category)
  }
  const total = seen.get(totalIdentity)
  seen.delete(totalIdentity)
  const codeList = dimension?.codeList ?? null
  const lists = inputs[0]?.lists ?? { versions: () => [], correspondence: () => null }
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
  categories: [...new Set(inputs.flatMap((i) => i.periods))].sort().map((code) => periodCategory(code, inputs)),
})

const mergedProvenance = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Provenance => {
  const parts = inputs.flatMap(({ cube }) => (cube ? [cube.provenance] : []))
  const [first] = parts
  if (!first) return fail('TABLE_EMPTY')
  const link = parts.find((p) => p.link)?.link
  return {
    ...first,
    definition,
    deliveries: [...new Map(parts.flatMap((p) => p.deliveries).map((d) => [d.id, d])).values()],
    seconds: parts.reduce((n, p) => n + p.seconds, 0),
    recordsRead: parts.reduce((n, p) => n + p.recordsRead, 0),
    recordsUsed: parts.reduce((n, p) => n + p.recordsUsed, 0),
    unmappedRecords: parts.reduce((n, p) => n + p.unmappedRecords, 0),
    ...(link ? { link } : {}),
  }
}

/** Every combination of category indexes of some dimensions, the last one fastest. */
const combinations = (sizes: number[]): number[][] =>
  sizes.reduce<number[][]>(
    (all, size) => all.flatMap((head) => Array.from({ length: size }, (_, i) => [...head, i])),
    [[]],
  )

type Computed = { value: number | null; status: CellStatus; records: number }

type Place = {
  categories: ReadonlyMap<string, string>
  standing: CubeCategory[]
  /** Periods in which something could not be set against another one. */
  refused: Set<string>
}

const computeAt = (
  formula: ReturnType<typeof parseFormula>,
  readers: ReadonlyMap<string, InputReader>,
  { categories, standing, refused }: Place,
  period: string,
): Computed => {
  let hidden: CellStatus | null = null
  const read = (name: string, at: FormulaAt): number | null => {
    const shifted = at.shifts.reduce<string | null>(
      (p, { count, unit }) => (p === null ? null : shiftPeriod(p, -count, unit)),
      period,
    )
    const input = readers.get(name)?.input
    if (shifted !== null && shifted !== period && input?.periods.includes(shifted) === true) {
      if (!isComparable(input, period, shifted, at.total ? [] : standing)) {
        refused.add(period)
        return null
      }
    }
    const cell = shifted === null ? undefined : readers.get(name)?.at(at.total ? new Map() : categories, shifted)
    if (cell?.status === 'suppressed') hidden = 'suppressed'
    else if (cell?.status === 'suppressed_secondary') hidden ??= 'suppressed_secondary'
    return cell?.value ?? null
  }
  const value = evaluateFormula(formula, read)
  const records = [...readers.values()].reduce((n, reader) => n + Math.max(0, reader.at(categories, period).records), 0)
  if (hidden !== null) return { value: null, status: hidden, records: -1 }
  return { value, status: value === null ? 'not_available' : 'value', records }
}

/** The indicator's cube; cells where no input has a record in that period are left out. */
export const evaluateIndicator = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Cube => {
  const formula = parseFormula(definition.formula, Object.keys(definition.inputs))
  const readers = new Map(inputs.map((input) => [input.name, readerOf(input)]))
  const rows = definition.breakdowns.map((breakdown) => breakdownDimension(breakdown, inputs))
  const time = timeDimension(definition, inputs, rows.length > 0 ? 'column' : 'row')
  const dimensions = [...rows, time]
  const coordinates: number[][] = dimensions.map(() => [])
  const refused = new Set<string>()
  const computed: Computed[] = []
  for (const place of combinations(dimensions.map((d) => d.categories.length))) {
    const categories = new Map(
      definition.breakdowns.map((b, d) => {
        const category = rows[d]?.categories[place[d] ?? 0]
        return [b.id, category ? identity(category) : totalIdentity]
      }),
    )
    const period = time.categories[place.at(-1) ?? 0]?.code ?? ''
    const standing = rows.flatMap((row, d) => row.categories[place[d] ?? 0] ?? [])
    const cell = computeAt(formula, readers, { categories, standing, refused }, period)
    if (cell.records === 0) continue
    place.forEach((at, d) => coordinates[d]?.push(at))
    computed.push(cell)
  }
  if (computed.length === 0) return fail('TABLE_EMPTY')
  return {
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
      coordinates,
      records: computed.map((c) => c.records),
      values: [computed.map((c) => c.value)],
      statuses: [computed.map((c) => c.status)],
    },
    status: definition.status,
    source: definition.source ?? { vi: '', en: '' },
    notes: [...definition.notes, ...indicatorNotes(time.categories, refused)],
    provenance: mergedProvenance(definition, inputs),
  }
}
