// What the analyst should know of how a file was read, though no row is rejected or flagged for it. In: scan, counts,
// forms. Out: notes with the rows they concern (0: the whole file), by reason.
import type { Dataset } from '#shared/model/dataset.ts'
import type { ColumnForms } from './columnForms.ts'
import { agreedNumberForm } from './columnForms.ts'
import type { LoadCounts } from './loadRows.ts'
import type { LineAccount } from './readRecords.ts'
import type { FileScan } from './scanFile.ts'

const delimiterNames: Record<string, string> = { '\t': 'Tab', ';': ';', '|': '|' }

export const deliveryNotes = (
  scan: FileScan,
  dataset: Dataset,
  { counts, forms, lines }: { counts: LoadCounts; forms: ColumnForms; lines: LineAccount | null },
): Map<string, number> => {
  const notes = new Map<string, number>()
  const { encoding, delimiter } = scan.dialect
  if (encoding !== 'utf-8') notes.set(`CONVERTED:${encoding}`, counts.read)
  if (delimiter !== ',') notes.set(`DELIMITER:${delimiterNames[delimiter] ?? delimiter}`, counts.read)
  if (lines && lines.empty > 0) notes.set('EMPTY_LINES', lines.empty)
  for (const [id, form] of forms.dates) {
    const rows = counts.notes.get(`ODD:${id}`) ?? 0
    if (form === 'month') notes.set(`MONTH_FIRST:${id}`, rows)
    if (form === 'unsure') notes.set(`FORM_UNSURE:${id}`, rows)
  }
  for (const [id, form] of forms.numbers) {
    const rows = counts.notes.get(`ODD:${id}`) ?? 0
    const variable = dataset.variables.find((v) => v.id === id)
    const agreed = agreedNumberForm(variable?.type === 'decimal' ? variable.scale : 0)
    if (form === agreed) continue
    if (form === 'comma') notes.set(`DECIMAL_COMMA:${id}`, rows)
    if (form === 'point') notes.set(`DECIMAL_POINT:${id}`, rows)
    if (form === 'unsure') notes.set(`FORM_UNSURE:${id}`, rows)
  }
  for (const [note, rows] of counts.notes)
    if (note.startsWith('MISSING_TEXT:') || note.startsWith('REPAIRED:')) notes.set(note, rows)
  for (const [note, rows] of scan.notes?.() ?? []) notes.set(note, (notes.get(note) ?? 0) + rows)
  return notes
}
