// Which cells stand out, and how: the same on screen, in XLSX and in HTML. In: a cube with conditional formats, its
// layout. Out: a style per cell. Totals are kept apart from bars, scales and extremes. Never a colour (each output has
// its own), never a figure.
import { inOrder } from '../model/inOrder.ts'
import type { Cube, CubeMeasure } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'
import type { ConditionalFormat, conditionalStyles as styleNames } from '../model/table.ts'
import type { LayoutCell, TableLayout } from './layoutTypes.ts'

export type ConditionalStyle = (typeof styleNames)[number]
export type CellStyle = {
  style?: ConditionalStyle
  /** Length of a bar from 0 to 1; negative ones are drawn the other way. */
  bar?: { share: number; negative: boolean }
  /** Place between the smallest (0) and the largest (1) figure of the measure. */
  scale?: number
}

/** styles[row][column]; rows without any style are absent. The last format that fits gives the style. */
export type CellStyles = (CellStyle | undefined)[][]

type Place = { row: number; column: number; cell: LayoutCell; value: Exact }

export const conditionalStyles = (cube: Cube, layout: TableLayout): CellStyles => {
  const styles: CellStyles = []
  const set = ({ row, column }: Place, style: CellStyle): void => {
    const line = (styles[row] ??= [])
    line[column] = { ...line[column], ...style }
  }
  for (const format of cube.conditionalFormats ?? []) {
    const at = cube.measures.findIndex((m) => m.id === format.measure)
    const measure = cube.measures[at]
    if (measure) applyFormat(format, measure, placesOf(layout, at), set)
  }
  return styles
}

const placesOf = (layout: TableLayout, measure: number): Place[] => {
  const places: Place[] = []
  layout.rows.forEach(({ cells }, row) =>
    cells.forEach((cell, column) => {
      if (cell.measure === measure && cell.status === 'value' && cell.value !== null)
        places.push({ row, column, cell, value: cell.value })
    }),
  )
  return places
}

const applyFormat = (
  format: ConditionalFormat,
  measure: CubeMeasure,
  places: readonly Place[],
  set: (place: Place, style: CellStyle) => void,
): void => {
  const parts = places.filter((p) => !p.cell.total)
  switch (format.type) {
    case 'threshold': {
      const [low, high] = [thresholdOf(format.value, measure), thresholdOf(format.to ?? format.value, measure)]
      for (const place of places)
        if (holds(format.operator, place.value, low, high)) set(place, { style: format.style })
      return
    }
    case 'extremes': {
      const values = parts.map((p) => p.value).sort((a, b) => inOrder(a, b))
      if (format.which === 'largest') values.reverse()
      // Ties with the last one are marked too.
      const last = values[Math.min(format.count, values.length) - 1]
      if (last === undefined) return
      for (const place of parts)
        if (format.which === 'largest' ? place.value >= last : place.value <= last) set(place, { style: format.style })
      return
    }
    case 'bar': {
      const longest = new Map<number, number>()
      for (const { column, value } of parts)
        longest.set(column, Math.max(longest.get(column) ?? 0, Math.abs(Number(value))))
      for (const place of parts) {
        const most = longest.get(place.column) ?? 0
        set(place, { bar: { share: most === 0 ? 0 : Math.abs(Number(place.value)) / most, negative: place.value < 0 } })
      }
      return
    }
    case 'scale': {
      let [low, high] = [Infinity, -Infinity]
      for (const { value } of parts) [low, high] = [Math.min(low, Number(value)), Math.max(high, Number(value))]
      for (const place of parts) set(place, { scale: high === low ? 0.5 : (Number(place.value) - low) / (high - low) })
      return
    }
    default:
      format satisfies never
  }
}

/** A limit in shown units, as the measure's own stored number: exact where the measure is. */
const thresholdOf = (text: string, measure: CubeMeasure): Exact => {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const shift = measure.power + (measure.exact ? measure.scale : 0)
  const sign = text.startsWith('-') ? -1n : 1n
  if (!measure.exact || fraction.length > shift) return Number(text) * 10 ** shift
  return sign * BigInt(whole + fraction) * 10n ** BigInt(shift - fraction.length)
}

const holds = (
  operator: Extract<ConditionalFormat, { type: 'threshold' }>['operator'],
  value: Exact,
  limit: Exact,
  to: Exact,
): boolean => {
  const equal = !(value < limit) && !(value > limit)
  switch (operator) {
    case '<':
      return value < limit
    case '<=':
      return value <= limit
    case '>':
      return value > limit
    case '>=':
      return value >= limit
    case '=':
      return equal
    case '<>':
      return !equal
    case 'between':
      return value >= limit && value <= to
    default:
      return operator satisfies never
  }
}
