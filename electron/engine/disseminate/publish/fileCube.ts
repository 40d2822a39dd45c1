// A protected cube as files for machines see it: dimensions with unique names and codes, measures, figures with a
// public status. In: a protected cube. Out: names, codes, labels, and one function per figure. Never a count of
// records, never which cell was hidden first.
import { plainCell } from '#shared/format/cell.ts'
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { CellStatus, CubeCategory, CubeDimension, CubeMeasure, ProtectedCube } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { FigureStatus } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { roundedPlain } from './roundedPlain.ts'

export type FileCategory = {
  /**
   * Unique in its dimension: the code, with its version where several stand side by side; SDMX's codes for what is no
   * code.
   */
  code: string
  label: Bilingual
  kind: CubeCategory['kind']
  version: string | null
  status: FigureStatus
}

export type FileDimension = {
  /** Index into the cube's dimensions. */
  index: number
  /** Unique in the file: letters, digits and underscores. */
  name: string
  variable: string
  label: Bilingual
  axis: CubeDimension['axis']
  /** Set only where every category is a period of one kind. */
  time: PeriodKind | null
  geographical: boolean
  categories: FileCategory[]
}

export type FileMeasure = { /** Index into the cube's measures. */ index: number; id: string; measure: CubeMeasure }

export type PublicStatus = Exclude<CellStatus, 'suppressed_secondary'>
export type Figure = { text: string | null; status: PublicStatus }

const specialCodes = { total: '_T', missing: '_U', unmapped: '_X', others: '_O' } as const
const territorialLists: readonly string[] = ['province', 'district', 'commune']

const plainCode = (category: CubeCategory, dated: boolean): string => {
  if (category.kind === 'value') return dated ? categoryKey(category) : category.code
  return categoryKey(category) === '#not_linked' ? '_NL' : specialCodes[category.kind]
}

const codesOf = (categories: CubeCategory[]): string[] => {
  const dated = new Set(categories.map((c) => c.version ?? '')).size > 1
  const taken = new Set<string>()
  return categories.map((category) => {
    const plain = plainCode(category, dated)
    let code = plain
    for (let n = 2; taken.has(code); n += 1) code = `${plain}_${n}`
    taken.add(code)
    return code
  })
}

const timeOf = (dimension: CubeDimension): PeriodKind | null => {
  const kinds = new Set(
    dimension.categories.map((c) => (c.kind === 'value' ? (parsePeriod(c.code)?.kind ?? null) : null)),
  )
  const [kind] = kinds
  return dimension.time !== null && kinds.size === 1 && kind !== null && kind !== undefined ? kind : null
}

const namesOf = (dimensions: CubeDimension[]): string[] => {
  const taken = new Set<string>()
  return dimensions.map(({ variable, level }, d) => {
    const repeated = dimensions.some((other, o) => o !== d && other.variable === variable)
    const plain = `${variable.replaceAll('.', '_')}${repeated && level !== undefined ? `_${level}` : ''}`
    let name = plain
    for (let n = 2; taken.has(name); n += 1) name = `${plain}_${n}`
    taken.add(name)
    return name
  })
}

export const fileDimensions = (cube: ProtectedCube): FileDimension[] => {
  const names = namesOf(cube.dimensions)
  return cube.dimensions.map((dimension, index) => {
    const codes = codesOf(dimension.categories)
    return {
      index,
      name: names[index] ?? '',
      variable: dimension.variable,
      label: dimension.label,
      axis: dimension.axis,
      time: timeOf(dimension),
      geographical: dimension.codeList !== null && territorialLists.includes(dimension.codeList),
      categories: dimension.categories.map((c, i) => ({
        code: codes[i] ?? '',
        label: c.label,
        kind: c.kind,
        version: c.version ?? null,
        status: c.status ?? cube.status,
      })),
    }
  })
}

/**
 * Measures of the file: those with a column of their own, and those whose figure stands in totals in place of
 * another's, so that every figure shown is in the file under its own name and no column mixes two statistics.
 */
export const fileMeasures = (cube: ProtectedCube): FileMeasure[] => {
  const used = new Set(cube.measures.flatMap((m) => (m.hidden === true ? [] : [m.inTotals])))
  return cube.measures.flatMap((measure, index) =>
    measure.hidden === true && !used.has(index) ? [] : [{ index, id: measure.id, measure }],
  )
}

/** Which cells were hidden first would say that few stand behind them: outside, withheld is withheld. */
export const publicStatus = (cube: ProtectedCube, measure: number, cell: number): PublicStatus => {
  const value = figureAt(cube.cells.values[measure], cell)
  const status = cube.cells.statuses?.[measure]?.[cell] ?? (value === null ? 'not_available' : 'value')
  if (status === 'suppressed_secondary') return 'suppressed'
  return status === 'value' && value === null ? 'not_available' : status
}

/**
 * A safe whole number scaled by 10^shift as decimal text, rounded half away from zero to `decimals` where those are
 * fewer.
 */
const quickDecimal = (value: number, shift: number, decimals: number | null): string => {
  const cut = decimals === null || decimals >= shift ? 0 : shift - decimals
  const size = Math.abs(value)
  const divisor = 10 ** cut
  const rest = size % divisor
  const units = cut === 0 ? size : (size - rest) / divisor + (rest * 2 >= divisor ? 1 : 0)
  const scale = shift - cut
  const digits = String(units).padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  const padded =
    decimals === null || decimals <= scale ? text : `${text}${scale === 0 ? '.' : ''}${'0'.repeat(decimals - scale)}`
  return value < 0 && units !== 0 ? `-${padded}` : padded
}

/** Beyond this the powers of ten of quickDecimal are no whole doubles any more. */
const quickShift = 15
const isQuick = (value: Exact | null, measure: CubeMeasure): value is number =>
  typeof value === 'number' &&
  measure.exact &&
  Number.isSafeInteger(value) &&
  measure.scale + measure.power <= quickShift

/** Whether there is a figure, without writing it out: a double that is not finite has no digits. */
export const figureStatus = (cube: ProtectedCube, { index }: FileMeasure, cell: number): PublicStatus => {
  const status = publicStatus(cube, index, cell)
  const value = figureAt(cube.cells.values[index], cell)
  return status === 'value' && typeof value === 'number' && !Number.isFinite(value) ? 'not_available' : status
}

/** The figure as published: rounded once, half away from zero, to the decimals shown; plain decimal text. */
export const publishedFigure = (cube: ProtectedCube, of: FileMeasure, cell: number): Figure => {
  const status = figureStatus(cube, of, cell)
  if (status !== 'value') return { text: null, status }
  const { index, measure } = of
  const value = figureAt(cube.cells.values[index], cell)
  if (isQuick(value, measure))
    return { text: quickDecimal(value, measure.scale + measure.power, measure.decimals), status }
  return { text: roundedPlain({ value, status }, measure).replace(/^-(?=0(\.0+)?$)/, ''), status }
}

/** The figure with every digit, in its shown unit. */
export const wholeFigure = (cube: ProtectedCube, of: FileMeasure, cell: number): Figure => {
  const status = figureStatus(cube, of, cell)
  if (status !== 'value') return { text: null, status }
  const { index, measure } = of
  const value = figureAt(cube.cells.values[index], cell)
  if (isQuick(value, measure)) {
    const text = quickDecimal(value, measure.scale + measure.power, null)
    return { text: text.includes('.') ? text.replace(/\.?0+$/, '') : text, status }
  }
  return { text: plainCell({ value, status }, measure), status }
}

const order: readonly FigureStatus[] = ['official', 'preliminary', 'estimate']
/** The least certain of the statuses that bear on a cell, as a function of the cell. */
export const figureStatuses = (
  cube: ProtectedCube,
  dimensions: readonly FileDimension[],
): ((cell: number) => FigureStatus) => {
  if (!dimensions.some((d) => d.categories.some((c) => c.status !== cube.status))) return () => cube.status
  // By place in the cube's own dimension; a total of several periods is as uncertain as the rest says, not as its own.
  const ranks = cube.dimensions.map((d) =>
    d.categories.map((c) => (c.kind === 'total' ? 0 : order.indexOf(c.status ?? cube.status))),
  )
  const own = dimensions.map((d) => ({ ranks: ranks[d.index] ?? [], places: cube.cells.coordinates[d.index] ?? [] }))
  return (cell) => order[own.reduce((worst, d) => Math.max(worst, d.ranks[d.places[cell] ?? 0] ?? 0), 0)] ?? cube.status
}

/** Whether a category differs from the cube in its status of figures. */
export const marksStatus = (cube: ProtectedCube, category: FileCategory): boolean => category.status !== cube.status
