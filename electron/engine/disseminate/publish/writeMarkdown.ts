// A protected cube as Markdown: title, a pipe table for each layer as laid out on screen, notes. In: cube, language.
// Out: how many figures, after the file was read back and compared. Signs that Markdown would take for its own are
// escaped. Never HTML.
import { readFile, writeFile } from 'node:fs/promises'
import { formatCell } from '#shared/format/cell.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { numberLanguage, oneLine } from './labels.ts'
import type { PublishLanguage } from './labels.ts'
import { tableLayers } from './tableLayers.ts'

/** A text of one line in which nothing is markup: a bar, a backslash, emphasis, code, links, HTML. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\\`*_{}[\]<>|#~]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([-+])(\s)/, '$1\\$2$3')
    .replace(/^(\d+)([.)])(\s)/, '$1\\$2$3')

const gridOf = (cube: ProtectedCube, layout: TableLayout, language: PublishLanguage): string[][] => {
  const label = (text: Bilingual): string => oneLine(text, language)
  const stubs = Math.max(1, layout.stubHeaders.length)
  // Markdown has one heading row: the levels of the header stand in it one after the other.
  const headings = layout.columns.map(() => [] as string[])
  for (const row of layout.headerRows) {
    let column = 0
    for (const header of row)
      for (let s = 0; s < header.span; s += 1, column += 1) headings[column]?.push(label(header.label))
  }
  return [
    [
      ...Array.from({ length: stubs }, (_, d) => {
        const header = layout.stubHeaders[d]
        return header ? label(header) : ''
      }),
      ...headings.map((h) => h.filter((t) => t !== '').join(' / ')),
    ],
    ...layout.rows.map((row) => [
      ...(row.stub.length > 0 ? row.stub.map((c) => label(c.label)) : ['']),
      ...row.cells.map((cell) => {
        const measure = cube.measures[cell.measure]
        return measure ? formatCell(cell, measure, numberLanguage(language)) : ''
      }),
    ]),
  ]
}

/** The cells of the pipe tables of a Markdown text, unescaped; the line of dashes left out. */
export const readMarkdownTables = (text: string): string[][][] => {
  const tables: string[][][] = []
  let table: string[][] | null = null
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) {
      table = null
      continue
    }
    if (table === null) tables.push((table = []))
    const cells: string[] = []
    let cell = ''
    for (let i = 1; i < line.length; i += 1) {
      const letter = line[i] ?? ''
      if (letter === '\\') {
        i += 1
        cell += line[i] ?? ''
      } else if (letter === '|') {
        cells.push(cell.trim())
        cell = ''
      } else cell += letter
    }
    if (!cells.every((c) => /^:?-+:?$/.test(c)) || table.length !== 1) table.push(cells)
  }
  return tables
}

export const writeMarkdown = async (
  path: string,
  cube: ProtectedCube,
  { language, program }: { language: PublishLanguage; program: string },
): Promise<number> => {
  const say = (text: Bilingual): string => escapeMarkdown(oneLine(text, language))
  const lines = [`# ${say(cube.title)}`, '']
  const grids: string[][][] = []
  const layers = tableLayers(cube)
  const first = layoutTable(cube, layers[0]?.place, layers[0]?.measure)
  const { unit, source, symbols, notes, status } = tableNotes(cube, first)
  if (unit.vi !== '') lines.push(`*${say(unit)}*`, '')
  for (const layer of layers) {
    const layout = layoutTable(cube, layer.place, layer.measure)
    if (layers.length > 1 && layer.label !== null) lines.push(`## ${say(layer.label)}`, '')
    const grid = gridOf(cube, layout, language)
    const stubs = Math.max(1, layout.stubHeaders.length)
    grids.push(grid)
    grid.forEach((row, r) => {
      lines.push(`| ${row.map((c) => escapeMarkdown(c)).join(' | ')} |`)
      if (r === 0) lines.push(`| ${row.map((_, c) => (c < stubs ? '---' : '--:')).join(' | ')} |`)
    })
    lines.push('')
  }
  for (const words of [status, ...notes, ...(symbols ? [symbols] : []), ...(source ? [source] : [])])
    lines.push(`- ${say(words)}`)
  lines.push(`- ${escapeMarkdown(program)}, ${cube.provenance.ranAt}`, '')
  await writeFile(path, lines.join('\n'))

  const found = readMarkdownTables(await readFile(path, 'utf8'))
  const clean = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()
  grids.forEach((grid, g) =>
    grid.forEach((row, r) =>
      row.forEach((cell, c) => {
        if (found[g]?.[r]?.[c] !== clean(cell) || found[g]?.[r]?.length !== row.length)
          fail('UNEXPECTED', {}, `Markdown read back differs: table ${g + 1}, line ${r + 1}, column ${c + 1}`)
      }),
    ),
  )
  if (found.length !== grids.length) fail('UNEXPECTED', {}, 'Markdown read back has another number of tables')
  return grids.reduce((n, grid) => n + grid.slice(1).reduce((m, row) => m + row.length, 0), 0)
}
