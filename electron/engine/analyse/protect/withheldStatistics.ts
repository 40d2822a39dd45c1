// Statistics that tell single respondents where few stand behind a cell: a percentile is one respondent's figure unless
// enough stand on both sides; mean, median and deviation of three are those three. In: a wide cube, its definition,
// respondents. Out: the cube with those figures withheld, and a note. Pure.
import { figureAt } from '#shared/model/cube.ts'
import type { Cube, CubeMeasure } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { plainColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import type { Frequency } from './frequency.ts'

/** Respondents on the shorter side of a percentile, and behind a deviation twice as many. */
const eachSide = 5

const neededFor = (measure: CubeMeasure, definition: TableDefinition): number => {
  const asked = definition.measures.find((m) => m.id === measure.id)
  if (measure.statistic === 'median' || measure.statistic === 'standard_deviation') return 2 * eachSide
  if (asked?.statistic !== 'percentile') return 0
  const share = Math.min(asked.percentile, 100 - asked.percentile) / 100
  return Math.ceil(eachSide / share)
}

const note = ({ label }: CubeMeasure, needed: number): { vi: string; en: string } => ({
  vi: `${label.vi}: chỉ công bố ở ô có từ ${needed} đối tượng, vì ở ô nhỏ hơn đó là số liệu của từng đối tượng.`,
  en: `${label.en}: published only where ${needed} respondents or more stand behind it; below, it is the figure of single ones.`,
})

/** Those whose figure is read: of a cell of many, few may have answered, or be of the kind the measure keeps. */
export const withoutFigureOfOne = (cube: Cube, definition: TableDefinition, { counts, own }: Frequency): Cube => {
  const needed = cube.measures.map((measure) => neededFor(measure, definition))
  const behind = cube.measures.map(({ id }) => own?.get(id) ?? counts)
  const { records, values, statuses } = cube.cells
  const tooFew = (m: number, i: number): boolean => {
    const n = behind[m]?.[i] ?? 0
    return n > 0 && n < (needed[m] ?? 0) && figureAt(values[m] ?? [], i) !== null
  }
  const touched = needed.map((n, m) => n > 0 && records.some((_, i) => tooFew(m, i)))
  if (!touched.includes(true)) return cube
  return {
    ...cube,
    cells: {
      ...cube.cells,
      values: values.map((column, m) =>
        touched[m] === true ? plainColumn(column.length, (i) => (tooFew(m, i) ? null : (column[i] ?? null))) : column,
      ),
      statuses: cube.measures.map((_, m) =>
        touched[m] === true
          ? plainColumn(records.length, (i) => (tooFew(m, i) ? 'suppressed' : (statuses?.[m]?.[i] ?? 'value')))
          : (statuses?.[m] ?? null),
      ),
    },
    notes: [...cube.notes, ...cube.measures.flatMap((m, i) => (touched[i] === true ? [note(m, needed[i] ?? 0)] : []))],
  }
}
