// The clipboard's HTML as Word and Excel would get it, opened by LibreOffice's Writer and Calc: merged headings stay
// merged, figures are numbers in a sheet and the shown text in a document, codes keep their zeros, no label becomes a
// formula.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { gridToClipboard } from '#shared/format/clipboardCells.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { tableToClipboard } from '#shared/format/tableToClipboard.ts'
import { sampleCube, sampleDimension, sampleMeasure } from '../fixtures/sampleCube.ts'
import { absence, hasTool } from '../support/outsideTools.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-clipboard-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const code = (text: string) => ({ vi: text, en: text })
const cube = sampleCube(
  [
    sampleDimension('r', 'row', ['0123', '=1+1'], { label: code, total: 'before' }),
    sampleDimension('p', 'column', ['2024', '2025'], { label: code }),
    sampleDimension('s', 'column', ['x', 'y'], { label: code }),
  ],
  [sampleMeasure('m', { scale: 2, decimals: 1 })],
  ([r, p, s]) => 123_456_789 * (r! + 1) + 1025 * p! - (s === 1 ? 999_999_999 : 0),
)
const layout = layoutTable(cube)
const { html } = tableToClipboard(cube, layout, null, 'vi')

/** One flat XML file: no archive to open. */
const opened = (filter: string, to: 'fods' | 'fodt', content: string = html, name = 'table.html'): string => {
  writeFileSync(join(folder, name), content)
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      `--infilter=${filter}`,
      '--convert-to',
      to,
      '--outdir',
      folder,
      join(folder, name),
    ],
    { stdio: 'ignore', timeout: 120_000 },
  )
  return readFileSync(join(folder, `${name.slice(0, name.lastIndexOf('.'))}.${to}`), 'utf8')
}
const cellsOf = (xml: string): { attributes: string; text: string }[] =>
  [...xml.matchAll(/<table:table-cell([^>]*[^/>])>([\s\S]*?)<\/table:table-cell>/g)].map(
    ([, attributes = '', inside = '']) => ({
      attributes,
      text: inside
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    }),
  )
const find = (cells: ReturnType<typeof cellsOf>, text: string) =>
  cells.find((cell) => cell.text === text)?.attributes ?? `no cell “${text}”`

describe.skipIf(!hasTool('calc'))(`a pasted table${absence('calc')}`, { timeout: 150_000 }, () => {
  it('is a table of numbers in a spreadsheet', () => {
    const xml = opened('HTML (StarCalc)', 'fods')
    const cells = cellsOf(xml)
    expect(find(cells, '2024')).toContain('table:number-columns-spanned="2"')
    expect(cells.some((cell) => cell.attributes.includes('table:number-rows-spanned="2"'))).toBe(true)
    const numbers = cells.flatMap(({ attributes }) => {
      const value = /office:value-type="float"[^>]*office:value="([^"]+)"/.exec(attributes)?.[1]
      return value === undefined ? [] : [Number(value)]
    })
    expect(numbers).toEqual(layout.rows.flatMap((row) => row.cells.map((cell) => Number(cell.value) / 100)))
    expect(find(cells, '0123')).toContain('office:value-type="string"')
    expect(xml).not.toContain('table:formula')
  })
  it.skipIf(!hasTool('writer'))(`is the table as shown in a document${absence('writer')}`, () => {
    const cells = cellsOf(opened('HTML (StarWriter)', 'fodt'))
    expect(find(cells, '2024')).toContain('table:number-columns-spanned="2"')
    expect(cells.some((cell) => cell.attributes.includes('table:number-rows-spanned="2"'))).toBe(true)
    // Writer writes numbers itself, by the format that came with them, with the keyboard's minus.
    const shown = new Set(cells.map((cell) => cell.text))
    expect(shown).toContain('0123')
    expect(shown).toContain('1.234.567,9')
    expect(shown).toContain('-8.765.432,1')
  })
})

/** Rows as the records' screen, lists and small tables copy them. */
const rows = gridToClipboard(
  ['Mã số thuế', 'Kỳ', 'Thuế', 'Số lớn', 'Tên'],
  [
    [
      { text: '0600000202', number: null },
      { text: '1/2025', number: null },
      { text: '−10', number: '-10' },
      { text: '150.478.386.776.568.663', number: '150478386776568663' },
      { text: '=1+1', number: null },
    ],
  ],
  'en',
)
const typed = (xml: string): [type: string, value: string][] =>
  cellsOf(xml).map(({ attributes, text }) => {
    const type = /office:value-type="(\w+)"/.exec(attributes)?.[1] ?? ''
    return [type, /office:value="([^"]+)"/.exec(attributes)?.[1] ?? text]
  })

describe.skipIf(!hasTool('calc'))(`pasted rows${absence('calc')}`, { timeout: 150_000 }, () => {
  it('are true numbers and texts in a sheet: codes keep zeros, a period is no date, a long number all its digits', () => {
    const cells = typed(opened('HTML (StarCalc)', 'fods', rows.html, 'rows.html'))
    expect(cells.slice(5)).toEqual([
      ['string', '0600000202'],
      ['string', '1/2025'],
      ['float', '-10'],
      ['string', '150.478.386.776.568.663'],
      ['string', '&apos;=1+1'],
    ])
  })
  it('as plain text have the minus of the keyboard, so that a sheet adds them up', () => {
    expect(rows.tsv.split('\r\n')[1]).toBe("0600000202\t1/2025\t-10\t150478386776568663\t'=1+1")
    const cells = typed(opened('Text - txt - csv (StarCalc):9,34,76,1', 'fods', rows.tsv, 'plain.txt'))
    expect(cells.some(([type, value]) => type === 'float' && value === '-10')).toBe(true)
  })
})
