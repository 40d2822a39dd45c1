// Measures that are never published, whatever stands behind a cell: the smallest and largest value of a sensitive
// variable are those of one respondent. In: a wide cube and its definition. Out: the cube with them withheld in every
// cell, and a note. Pure.
import type { Cube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { plainColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'
import { isSensitive } from '#engine/analyse/tabulate/plan/sensitivity.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import type { TableDefinition } from '#shared/model/table.ts'

const note = (label: Bilingual): Bilingual => ({
  vi: `${label.vi}: không công bố, vì là số liệu của một đơn vị.`,
  en: `${label.en}: not published, being the figure of a single respondent.`,
})

export const withoutExtremes = (model: TableModel, cube: Cube, definition: TableDefinition): Cube => {
  const withheld = cube.measures.map(({ id }) => {
    const measure = definition.measures.find((m) => m.id === id)
    return (
      measure !== undefined &&
      (measure.statistic === 'minimum' || measure.statistic === 'maximum') &&
      isSensitive(model, definition, measure.variable)
    )
  })
  if (!withheld.includes(true)) return cube
  return {
    ...cube,
    cells: {
      ...cube.cells,
      values: cube.cells.values.map((column, m) =>
        withheld[m] === true ? plainColumn(column.length, () => null) : column,
      ),
      statuses: cube.measures.map((_, m) =>
        withheld[m] === true
          ? plainColumn(cube.cells.records.length, () => 'suppressed' as const)
          : (cube.cells.statuses?.[m] ?? null),
      ),
    },
    notes: [...cube.notes, ...cube.measures.flatMap((m, i) => (withheld[i] === true ? [note(m.label)] : []))],
  }
}
