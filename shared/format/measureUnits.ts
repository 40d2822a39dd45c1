// Where units stand: in the line above the table when all measures shown have the same, else in each measure's heading.
// In: a cube. Out: the common unit, the unit of a heading. Never a unit that only repeats the heading.
import type { Cube, CubeMeasure } from '../model/cube.ts'
import type { Bilingual } from '../model/text.ts'

type Measured = Pick<Cube, 'measures'>

/** Indexes of the measures that have columns (or rows) of their own. */
export const visibleMeasures = (cube: Measured): number[] =>
  cube.measures.flatMap((m, i) => (m.hidden === true ? [] : [i]))

/** The one unit of the measures given; null when they differ or there is none. */
export const commonUnit = (cube: Measured, measures: readonly number[] = visibleMeasures(cube)): Bilingual | null => {
  const first = cube.measures[measures[0] ?? -1]?.unit
  if (!first || (first.vi === '' && first.en === '')) return null
  return measures.every((m) => cube.measures[m]?.unit.vi === first.vi && cube.measures[m]?.unit.en === first.en)
    ? first
    : null
}

const alike = (a: string, b: string): boolean => a.trim().toLocaleLowerCase('vi') === b.trim().toLocaleLowerCase('vi')

/**
 * The unit to print in a measure's own heading: none when empty or the same words as the heading ("Enterprises
 * (Enterprises)").
 */
export const headingUnit = ({ label, unit }: Pick<CubeMeasure, 'label' | 'unit'>): Bilingual | null =>
  (unit.vi === '' && unit.en === '') || alike(label.vi, unit.vi) || alike(label.en, unit.en) ? null : unit
