// A cube as plain text for the terminal. In: a cube, a language. Out: title, table, unit, source. Layout and formats
// are those of the grid.
import type { Cube } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { formatCell } from '#shared/format/cell.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import { textTable } from './textTable.ts'

/** Beyond this many rows the rest is counted, not printed; --json has them all. */
const shownRows = 60

export const cubeText = (cube: Cube, language: Language): string => {
  const layout = layoutTable(cube)
  const columns = layout.columns.map((_, index) => {
    const labels = layout.headerRows.map((header) => {
      let at = 0
      for (const cell of header) {
        if (index < at + cell.span) return cell.label[language]
        at += cell.span
      }
      return ''
    })
    return labels.filter((label) => label !== '').join(' / ')
  })
  const header = [...layout.stubHeaders.map((label) => label[language]), ...columns]
  const rows = layout.rows.slice(0, shownRows).map((row) => [
    ...row.stub.map((category) => category.label[language]),
    ...row.cells.map((cell) => {
      const measure = cube.measures[cell.measure]
      return measure ? formatCell({ value: cell.value, status: cell.status }, measure, language) : ''
    }),
  ])
  const more = layout.rows.length > shownRows ? `\n… +${layout.rows.length - shownRows}` : ''
  const right = columns.map((_, i) => i + layout.stubHeaders.length)
  const shown = cube.measures.filter((measure) => measure.hidden !== true)
  const units = [...new Set(shown.map((measure) => measure.unit[language]).filter((unit) => unit !== ''))].join('; ')
  const { notes, symbols } = tableNotes(cube, layout)
  const lines = [...notes, ...(symbols ? [symbols] : [])].map((note) => `\n${note[language] || note.vi}`).join('')
  const title = cube.title[language] || cube.title.vi
  return `${title}\n${units === '' ? '' : `(${units})\n`}${textTable(header, rows, right)}${more}${lines}\n${cube.source[language]}`
}
