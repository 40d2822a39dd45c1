// A worksheet's XML with some cells changed and everything else byte for byte as it was: drawings, formats, print
// set-up stay. In: a raw sheet and edits. Out: XML. Never a formula written.
import { cellName } from './rawSheet.ts'
import type { Merge, RawSheet } from './rawSheet.ts'
import { rewriteRuns } from './runXml.ts'
import { attributesXml, encodeXml } from './xmlTokens.ts'

export type CellValue =
  | { kind: 'number'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'runs'; xml: string }
  | { kind: 'blank' }
export type CellEdit = {
  row: number
  column: number
  value: CellValue
  /** Absent: the style the cell has. */ styleIndex?: number
}
export type SheetEdits = {
  cells: CellEdit[]
  merges?: Merge[]
  /** New columns and the old ones whose width they take. */
  widths?: { column: number; like: number }[]
}

const range = (m: Merge): string => `${cellName(m.top, m.left)}:${cellName(m.bottom, m.right)}`

const cellXml = (prefix: string, edit: CellEdit, styleIndex: number): string => {
  const { value } = edit
  const name = cellName(edit.row, edit.column)
  const style = styleIndex === 0 ? '' : ` s="${styleIndex}"`
  const tag = (type: string, content: string) => `<${prefix}c r="${name}"${style}${type}>${content}</${prefix}c>`
  if (value.kind === 'blank') return `<${prefix}c r="${name}"${style}/>`
  if (value.kind === 'number') return tag('', `<${prefix}v>${value.text}</${prefix}v>`)
  // Runs may come from another part, whose tags have another prefix.
  const runs =
    value.kind === 'runs'
      ? rewriteRuns(value.xml, { prefix })
      : `<${prefix}t xml:space="preserve">${encodeXml(value.text)}</${prefix}t>`
  return tag(' t="inlineStr"', `<${prefix}is>${runs}</${prefix}is>`)
}

const columnsXml = (raw: RawSheet, widths: NonNullable<SheetEdits['widths']>): string => {
  const prefix = raw.places.prefix
  const added = new Set(widths.map((w) => w.column))
  const parts = raw.columns.flatMap(({ min, max, attributes }) => {
    const pieces: { min: number; max: number; attributes: Record<string, string> }[] = []
    let from = min
    for (let column = min; column <= Math.min(max, 16_384) + 1; column += 1) {
      if (column <= max && !added.has(column)) continue
      if (column > from) pieces.push({ min: from, max: column - 1, attributes })
      from = column + 1
      if (max > 1000 && column > Math.max(...added)) {
        if (from <= max) pieces.push({ min: from, max, attributes })
        break
      }
    }
    return pieces
  })
  for (const { column, like } of widths) {
    const source = raw.columns.find((c) => c.min <= like && like <= c.max)
    if (source) parts.push({ min: column, max: column, attributes: source.attributes })
  }
  const one = ({ min, max, attributes: { min: _from, max: _to, ...others } }: (typeof parts)[number]) =>
    `<${prefix}col min="${min}" max="${max}"${attributesXml(others)}/>`
  return parts.length === 0
    ? ''
    : `<${prefix}cols>${parts
        .toSorted((a, b) => a.min - b.min)
        .map(one)
        .join('')}</${prefix}cols>`
}

export const patchSheet = (raw: RawSheet, edits: SheetEdits): string => {
  const { xml, places } = raw
  const { prefix } = places
  const byRow = Map.groupBy(edits.cells, (edit) => edit.row)
  const changes: { start: number; end: number; text: string }[] = []

  for (const row of raw.rows) {
    const changed = byRow.get(row.row)
    if (!changed) continue
    byRow.delete(row.row)
    const cells = raw.cells.get(row.row) ?? []
    const columns = new Map<number, string>(cells.map((cell) => [cell.column, xml.slice(cell.start, cell.end)]))
    for (const edit of changed)
      columns.set(
        edit.column,
        cellXml(prefix, edit, edit.styleIndex ?? cells.find((c) => c.column === edit.column)?.styleIndex ?? 0),
      )
    // The hint which columns a row spans may be wrong now, and may be left out.
    const { spans: _spans, ...attributes } = row.attributes
    const open = `<${prefix}row${attributesXml(attributes)}>`
    changes.push({
      start: row.start,
      end: row.end,
      text: `${open}${[...columns]
        .sort(([a], [b]) => a - b)
        .map(([, cell]) => cell)
        .join('')}</${prefix}row>`,
    })
  }
  for (const [row, missing] of byRow) {
    const after = raw.rows.find((r) => r.row > row)
    const at = after?.start ?? places.sheetData.close
    changes.push({
      start: at,
      end: at,
      text: `<${prefix}row r="${row}">${missing
        .toSorted((a, b) => a.column - b.column)
        .map((edit) => cellXml(prefix, edit, edit.styleIndex ?? 0))
        .join('')}</${prefix}row>`,
    })
  }
  if (edits.merges) {
    const text =
      edits.merges.length === 0
        ? ''
        : `<${prefix}mergeCells count="${edits.merges.length}">${edits.merges.map((m) => `<${prefix}mergeCell ref="${range(m)}"/>`).join('')}</${prefix}mergeCells>`
    // Merges cannot come into a sheet that had none: only those of old columns are stretched or repeated.
    if (places.mergeCells) changes.push({ ...places.mergeCells, text })
  }
  if (edits.widths && edits.widths.length > 0 && places.cols)
    changes.push({ ...places.cols, text: columnsXml(raw, edits.widths) })
  if (places.dimension) {
    const all = [...raw.cells.values()].flat()
    const [right, bottom] = [
      Math.max(1, ...all.map((c) => c.column), ...edits.cells.map((c) => c.column)),
      Math.max(1, ...all.map((c) => c.row), ...edits.cells.map((c) => c.row)),
    ]
    changes.push({ ...places.dimension, text: `<${prefix}dimension ref="A1:${cellName(bottom, right)}"/>` })
  }
  let patched = ''
  let from = 0
  for (const change of changes.toSorted((a, b) => a.start - b.start)) {
    patched += xml.slice(from, change.start) + change.text
    from = change.end
  }
  return patched + xml.slice(from)
}
