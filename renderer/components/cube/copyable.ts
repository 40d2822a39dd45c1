// What may be copied of a table on screen: its protected form in the same places, or itself where the office's policy
// says so. In: cube, layout, how many cells. Out: the cube and layout to copy from. Never a figure of another place:
// then it is refused.
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { LayoutEntry } from '#shared/format/layoutHeadings.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { MethodInput } from '#shared/contract/methods.ts'
import type { Cube } from '#shared/model/cube.ts'
import { Failure } from '#shared/model/failure.ts'
import { runJob } from '../../bridge/client.ts'

const names = (entries: readonly LayoutEntry[]): string => entries.map((e) => `${e.kind} ${e.code}`).join('|')
/** The same rows and columns in the same order: a block of one is the block of the other. */
export const samePlaces = (a: TableLayout, b: TableLayout): boolean =>
  a.rows.length === b.rows.length &&
  a.columns.length === b.columns.length &&
  a.headerRows.length === b.headerRows.length &&
  a.rows.every((row, i) => names(row.stub) === names(b.rows[i]?.stub ?? [])) &&
  a.headerRows.every((line, i) => names(line) === names(b.headerRows[i] ?? []))

export const copyable = async (
  cube: Cube,
  layout: TableLayout,
  cells: number,
): Promise<{ cube: Cube; layout: TableLayout }> => {
  const definition = cube.provenance.definition as MethodInput<'clipboard.table'>['definition']
  const shown = await runJob('clipboard.table', { definition, cells })
  if (shown === null) return { cube, layout }
  const arranged = layoutTable(shown, layout.layer, layout.layerMeasure ?? undefined)
  if (!samePlaces(layout, arranged)) throw new Failure({ code: 'CLIPBOARD_OTHER_PLACES', facts: {} })
  return { cube: shown, layout: arranged }
}
