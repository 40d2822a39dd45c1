// Each figure in the unit its place in the sheet says: converted, or not written where one unit is not the other. In:
// the sheet, a cube. Out: the measure as the place shows it, and what must be told, once for each unit. Never a figure
// under the heading of another unit.
import type { AdoptDifference, TableSheet } from '#shared/contract/adopt.ts'
import type { CubeMeasure, ProtectedCube } from '#shared/model/cube.ts'
import { cellName } from './rawSheet.ts'
import { readUnit, unitFit } from './sheetUnit.ts'

export type PlacedUnits = {
  /** The measure in the unit of the place; null: it cannot be said there. */
  measureAt(row: number, column: number, measure: number): CubeMeasure | null
  told: AdoptDifference[]
}

/** Figures that have a unit of their own beside the one a table is headed with. */
const ownUnit = new Set<CubeMeasure['statistic']>(['percent', 'share', 'rank', 'growth', 'index', 'ratio'])

const decimalsOf = (plain: string): number => plain.split('.')[1]?.length ?? 0

export const placedUnits = (table: TableSheet, cube: ProtectedCube): PlacedUnits => {
  const told = new Map<string, AdoptDifference>()
  const decimals = new Map<number, number>()
  for (const { column, value } of table.figures)
    if (value !== null) decimals.set(column, Math.max(decimals.get(column) ?? 0, decimalsOf(value)))

  const tell = (cell: string, was: string, measure: CubeMeasure, done: 'converted' | 'blank' | 'filled') => {
    const key = `${cell} ${measure.id} ${done}`
    if (!told.has(key)) told.set(key, { kind: 'unit', cell, was, now: measure.unit.vi, done })
  }

  return {
    get told() {
      return [...told.values()]
    },
    measureAt: (row, column, index) => {
      const measure = cube.measures[index]
      if (!measure) return null
      const heading = table.columns[column]?.path.findLast((label) => label.unit !== '')
      const label = table.rows[row]?.label
      const own = heading ?? (label !== undefined && label.unit !== '' ? label : undefined)
      const unit = own?.unit ?? table.unit
      const cell = own?.cell ?? cellName(table.headRows.first, table.columns.at(-1)?.sheetColumn ?? 1)
      const fit = unitFit(unit, measure)
      if (fit === null) {
        const beside = own === undefined && (ownUnit.has(measure.statistic) || readUnit(measure.unit.vi).kind === '%')
        tell(cell, unit, measure, beside ? 'filled' : 'blank')
        return beside ? measure : null
      }
      if (fit.shift === 0) {
        if (!fit.exact) tell(cell, unit, measure, 'filled')
        return measure
      }
      tell(cell, unit, measure, 'converted')
      const usual = Math.min(3, measure.decimals + Math.max(0, fit.shift))
      return { ...measure, power: measure.power + fit.shift, decimals: decimals.get(column) ?? usual }
    },
  }
}
