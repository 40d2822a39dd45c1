// The copy of the office's workbook with this year's figures: one sheet patched, all other parts as they were.
// In: an open workbook, a raw sheet, edits. Out: a file, read again and compared cell by cell. Never the office's own file.
import { posix } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { WrittenCertificate } from '#shared/contract/responses.ts'
import { openWorkbook, runText } from './openWorkbook.ts'
import type { OpenWorkbook } from './openWorkbook.ts'
import { patchSheet } from './patchSheet.ts'
import type { CellEdit, SheetEdits } from './patchSheet.ts'
import { cellName, columnLetters, columnNumber, readRawSheet } from './rawSheet.ts'
import type { RawSheet } from './rawSheet.ts'
import { rewriteZip } from './rewriteZip.ts'
import { decodeXml, encodeXml } from './xmlTokens.ts'

/** Excel keeps the order of computing formulas; a cell in it that has no formula any more counts as damage. */
const withoutCalculationChain = async (workbook: OpenWorkbook, changed: Map<string, string | null>): Promise<void> => {
  const chain = posix.join(posix.dirname(workbook.book), 'calcChain.xml')
  if (!workbook.entries.some((e) => e.name === chain)) return
  changed.set(chain, null)
  const drop = async (part: string, pattern: RegExp) =>
    changed.set(part, (await workbook.text(part)).replace(pattern, ''))
  await drop('[Content_Types].xml', /<(?:\w+:)?Override[^>]*calcChain[^>]*\/>/)
  await drop(
    posix.join(posix.dirname(workbook.book), '_rels', `${posix.basename(workbook.book)}.rels`),
    /<(?:\w+:)?Relationship\s[^>]*calcChain[^>]*\/>/,
  )
}

/** Formulas elsewhere that read the new figures are computed when Excel opens the file; a print area grows with the table. */
const bookXml = async (workbook: OpenWorkbook, raw: RawSheet, last: number, added: number): Promise<string> => {
  const xml = await workbook.text(workbook.book)
  const recomputed = /<(?:\w+:)?calcPr\b/.test(xml)
    ? xml.replace(
        /<((?:\w+:)?calcPr)\b([^>]*?)(\/?)>/,
        (_, tag: string, attributes: string, close: string) =>
          `<${tag}${attributes.replace(/\sfullCalcOnLoad="[^"]*"/, '')} fullCalcOnLoad="1"${close}>`,
      )
    : xml
  return added === 0
    ? recomputed
    : recomputed.replace(
        /(<(?:\w+:)?definedName\b[^>]*name="_xlnm\.Print_Area"[^>]*>)([^<]*)/g,
        (whole, open: string, area: string) => {
          const m = /^('?)(.*)\1!(\$?[A-Z]+\$?\d+:\$?)([A-Z]+)(\$?\d+)$/.exec(decodeXml(area))
          if (!m || m[2]?.replaceAll("''", "'") !== raw.name || columnNumber(m[4] ?? 'A') !== last) return whole
          return `${open}${encodeXml(`${m[1]}${m[2]}${m[1]}!${m[3]}${columnLetters(last + added)}${m[5]}`)}`
        },
      )
}

/** One cell's formula may be written in another: replacing that other would break it, so it stays and is told. */
export const keepSharedFormulas = (raw: RawSheet, edits: CellEdit[]): { edits: CellEdit[]; kept: CellEdit[] } => {
  const edited = new Set(edits.map((e) => cellName(e.row, e.column)))
  const all = [...raw.cells.values()].flat()
  if (!all.some((c) => c.formula === 'shared' && !edited.has(cellName(c.row, c.column)))) return { edits, kept: [] }
  const sources = new Set(all.filter((c) => c.formula === 'shared_source').map((c) => cellName(c.row, c.column)))
  return {
    edits: edits.filter((e) => !sources.has(cellName(e.row, e.column))),
    kept: edits.filter((e) => sources.has(cellName(e.row, e.column))),
  }
}

export const writeAdopted = async (
  workbook: OpenWorkbook,
  raw: RawSheet,
  edits: SheetEdits,
  layout: { last: number; added: number },
  to: string,
): Promise<WrittenCertificate> => {
  const changed = new Map<string, string | null>([[raw.part, patchSheet(raw, edits)]])
  const formulas = [...raw.cells.values()].flat().some((c) => c.formula !== 'none')
  if (formulas || layout.added > 0) changed.set(workbook.book, await bookXml(workbook, raw, layout.last, layout.added))
  if (formulas) await withoutCalculationChain(workbook, changed)
  await rewriteZip(workbook.path, workbook.entries, changed, to)
  return readBack(to, raw, edits.cells)
}

/** Every cell of the new sheet: those edited hold what was meant, all others what they held. */
const readBack = async (path: string, before: RawSheet, edits: CellEdit[]): Promise<WrittenCertificate> => {
  const workbook = await openWorkbook(path)
  const sheet =
    workbook.sheets.find((s) => s.part === before.part) ?? fail('UNEXPECTED', {}, 'the adopted sheet is gone')
  const after = await readRawSheet(workbook, sheet)
  const meant = new Map<string, { kind: string; text: string }>()
  for (const cell of [...before.cells.values()].flat())
    if (cell.kind !== 'empty') meant.set(cellName(cell.row, cell.column), { kind: cell.kind, text: cell.text })
  for (const { row, column, value } of edits) {
    const text = value.kind === 'blank' ? '' : value.kind === 'runs' ? runText(value.xml) : value.text
    if (text === '') meant.delete(cellName(row, column))
    else meant.set(cellName(row, column), { kind: value.kind === 'number' ? 'number' : 'text', text })
  }
  let compared = 0
  for (const cell of [...after.cells.values()].flat()) {
    if (cell.kind === 'empty') continue
    const name = cellName(cell.row, cell.column)
    const wanted = meant.get(name)
    const same =
      wanted?.kind === cell.kind &&
      (cell.kind === 'number' ? Number(wanted.text) === Number(cell.text) : wanted.text === cell.text)
    if (!same) return fail('UNEXPECTED', {}, `adopted workbook read back differs in ${name}`)
    meant.delete(name)
    compared += 1
  }
  const [lost] = meant.keys()
  return lost === undefined
    ? { format: 'xlsx', cells: compared, compared, reader: 'StatDesk sheet reader' }
    : fail('UNEXPECTED', {}, `adopted workbook read back lacks ${lost}`)
}
