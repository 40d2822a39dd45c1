// A cell of a cube as text. In: value, status and measure. Out: what grid, chart, print and copy show; the same
// everywhere. Never a unit in a cell (units stand in headers), never a colour.
import type { CellStatus, CubeMeasure } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import { exactToDecimal, toExact } from '../model/exact.ts'
import type { FigureStatus } from '../model/table.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { decimalOfDouble, formatDouble, formatExact, knownDecimals, notAvailableSymbol } from './number.ts'
import type { DecimalValue } from './number.ts'

export type CellLike = { value: Exact | null; status: CellStatus }
export type MeasureShape = Pick<CubeMeasure, 'exact' | 'scale' | 'decimals' | 'power'>

/** Yearbook symbols. "-" is a hyphen here, as yearbooks print it; negative figures have the true minus. */
export const statusSymbols: Record<Exclude<CellStatus, 'value'>, string> = {
  none: '-',
  not_available: notAvailableSymbol,
  suppressed: notAvailableSymbol,
  suppressed_secondary: notAvailableSymbol,
  not_applicable: 'x',
}

/** What a symbol means, for tooltips and legends. */
export const statusLabels: Record<Exclude<CellStatus, 'value'>, Bilingual> = {
  none: { vi: 'Không phát sinh', en: 'Did not occur' },
  not_available: { vi: 'Có phát sinh nhưng không có số liệu', en: 'Occurred, not available' },
  suppressed: { vi: 'Ô mật: không công bố', en: 'Confidential: withheld' },
  suppressed_secondary: { vi: 'Ô bảo mật bổ sung: không công bố', en: 'Withheld to protect another figure' },
  not_applicable: { vi: 'Không thể có số liệu', en: 'Cannot occur' },
}

export const figureStatusLabels: Record<FigureStatus, Bilingual> = {
  estimate: { vi: 'Ước tính', en: 'Est.' },
  preliminary: { vi: 'Sơ bộ', en: 'Prel.' },
  official: { vi: 'Chính thức', en: 'Official' },
}

/** The decimals a figure is shown with: those of its measure, but of a quotient none that it does not know. */
export const shownDecimals = (value: Exact, { exact, decimals, power }: MeasureShape): number => {
  if (exact) return decimals
  return typeof value === 'bigint' ? Math.min(decimals, power) : knownDecimals(value, decimals, power)
}

export const formatCell = ({ value, status }: CellLike, measure: MeasureShape, language: Language): string => {
  if (status !== 'value') return statusSymbols[status]
  if (value === null) return notAvailableSymbol
  const shape = { decimals: shownDecimals(value, measure), power: measure.power }
  return measure.exact || typeof value === 'bigint'
    ? formatExact(value, { ...shape, scale: measure.exact ? measure.scale : 0 }, language)
    : formatDouble(value, shape, language)
}

/** The figure in its shown unit, unrounded; null where the cell shows a symbol. */
export const cellDecimal = ({ value, status }: CellLike, measure: MeasureShape): DecimalValue | null => {
  if (status !== 'value' || value === null) return null
  if (measure.exact || typeof value === 'bigint') {
    if (typeof value === 'bigint' || Number.isSafeInteger(value))
      return { units: BigInt(value), scale: (measure.exact ? measure.scale : 0) + measure.power }
  }
  const decimal = decimalOfDouble(Number(value))
  return decimal && { units: decimal.units, scale: decimal.scale + measure.power + (measure.exact ? measure.scale : 0) }
}

/**
 * The figure for machines: decimal point, no grouping, all digits, no trailing zeros; null where there is no figure.
 */
export const plainCell = (cell: CellLike, measure: MeasureShape): string | null => {
  const decimal = cellDecimal(cell, measure)
  if (!decimal) return null
  const text = exactToDecimal(toExact(decimal.units), decimal.scale)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** The figure as a double in its shown unit, for chart geometry only; null where there is no figure. */
export const cellNumber = (cell: CellLike, measure: MeasureShape): number | null => {
  const text = plainCell(cell, measure)
  return text === null ? null : Number(text)
}
