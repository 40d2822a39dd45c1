// The copy of the office's workbook with this year's figures: one sheet patched, all other parts as they were. In: an
// open workbook, a raw sheet, edits. Out: a file, read again and compared cell by cell. Never the office's own file.
import { posix } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { WrittenCertificate } from '#shared/contract/responses.ts'
import { openWorkbook, partTags } from './openWorkbook.ts'
import type { OpenWorkbook } from './openWorkbook.ts'
import { patchSheet } from './patchSheet.ts'
import type { CellEdit, SheetEdits } from './patchSheet.ts'
import { cellName, columnLetters, columnNumber, readRawSheet } from './rawSheet.ts'
import type { RawSheet } from './rawSheet.ts'
import { rewriteZip } from './rewriteZip.ts'
import { runText } from './runXml.ts'
import { attributesXml, encodeXml, xmlAttribute } from './xmlTokens.ts'
import type { XmlTag } from './xmlTokens.ts'

/** A part without the tags that `drop` names, whole elements each. */
const withoutTags = async (workbook: OpenWorkbook, part: string, drop: (tag: XmlTag) => boolean): Promise<string> => {
  const xml = await workbook.text(part)
  let kept = ''
  let from = 0
  let open: XmlTag | null = null
  for (const tag of await partTags(workbook, part)) {
    if (open !== null) {
      if (tag.kind === 'close' && tag.qualified === open.qualified) {
        from = tag.end
        open = null
      }
      continue
    }
    if (tag.kind === 'close' || !drop(tag)) continue
    kept += xml.slice(from, tag.start)
    from = tag.end
    if (tag.kind === 'open') open = tag
  }
  return kept + xml.slice(from)
}

/** Excel keeps the order of computing formulas; a cell in it that has no formula any more counts as damage. */
const withoutCalculationChain = async (workbook: OpenWorkbook, changed: Map<string, string | null>): Promise<void> => {
  const folder = posix.dirname(workbook.book)
  const chain = posix.join(folder, 'calcChain.xml')
  if (!workbook.parts.some((part) => part.name === chain)) return
  changed.set(chain, null)
  const names = (tag: XmlTag, attribute: string): boolean =>
    (xmlAttribute(tag.attributes, attribute) ?? '').endsWith('calcChain.xml')
  const types = '[Content_Types].xml'
  changed.set(types, await withoutTags(workbook, types, (tag) => tag.name === 'Override' && names(tag, 'PartName')))
  const relations = posix.join(folder, '_rels', `${posix.basename(workbook.book)}.rels`)
  changed.set(
    relations,
    await withoutTags(workbook, relations, (tag) => tag.name === 'Relationship' && names(tag, 'Target')),
  )
}

/** The print area grown to the right, where it is the sheet's and ends with its last column; else as it is. */
const grownArea = (area: string, raw: RawSheet, last: number, added: number): string => {
  const m = /^('?)(.*)\1!(\$?[A-Z]+\$?\d+:\$?)([A-Z]+)(\$?\d+)$/.exec(area)
  if (!m || m[2]?.replaceAll("''", "'") !== raw.name || columnNumber(m[4] ?? 'A') !== last) return area
  return `${m[1]}${m[2]}${m[1]}!${m[3]}${columnLetters(last + added)}${m[5]}`
}

/**
 * Formulas elsewhere that read the new figures are computed when Excel opens the file; a print area grows with the
 * table.
 */
const bookXml = async (workbook: OpenWorkbook, raw: RawSheet, last: number, added: number): Promise<string> => {
  const xml = await workbook.text(workbook.book)
  let patched = ''
  let from = 0
  const put = (start: number, end: number, text: string): void => {
    patched += xml.slice(from, start) + text
    from = end
  }
  let area: XmlTag | null = null
  for (const tag of await partTags(workbook, workbook.book)) {
    if (tag.name === 'calcPr' && tag.kind !== 'close') {
      const attributes = attributesXml({ ...tag.attributes, fullCalcOnLoad: '1' })
      put(tag.start, tag.end, `<${tag.qualified}${attributes}${tag.kind === 'empty' ? '/' : ''}>`)
    }
    if (tag.name !== 'definedName' || added === 0) continue
    if (tag.kind === 'open') area = tag.attributes['name'] === '_xlnm.Print_Area' ? tag : null
    else if (tag.kind === 'close' && area) {
      put(area.end, tag.start, encodeXml(grownArea(tag.before, raw, last, added)))
      area = null
    }
  }
  return patched + xml.slice(from)
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
  await rewriteZip(workbook.path, changed, to)
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
