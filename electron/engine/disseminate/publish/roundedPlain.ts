// A figure as printed, in plain notation: rounded to the measure's decimals, decimal point, no grouping.
// In: a cell with a figure and its measure. Out: text a program reads as a number. Never a symbol.
import { cellDecimal, shownDecimals } from '#shared/format/cell.ts'
import type { CellLike, MeasureShape } from '#shared/format/cell.ts'
import { roundDecimal } from '#shared/format/number.ts'
import { exactToDecimal, toExact } from '#shared/model/exact.ts'

export const roundedPlain = (cell: CellLike, measure: MeasureShape): string => {
  const decimal = cellDecimal(cell, measure)
  if (!decimal || cell.value === null) return ''
  const decimals = shownDecimals(cell.value, measure)
  return exactToDecimal(toExact(roundDecimal(decimal, decimals)), decimals)
}
