// A JSON-stat dataset (2.0, or the first of an older bundle) as records: one row for each cell, with the code of every
// dimension. In: its parsed text. Out: one table. Cells that the file leaves out have no figure.
import { fail } from '#shared/model/failure.ts'
import { numberText } from '../text/numberText.ts'
import type { Cell, SourceRow, SourceTable } from '../types.ts'
import { batchRows, plainColumn } from '../types.ts'

type Json = { [key: string]: unknown }
const object = (value: unknown): Json => (value !== null && typeof value === 'object' ? (value as Json) : {})

/** The dataset within, or null: this JSON is something else. */
export const jsonStatDataset = (root: unknown): Json | null => {
  const value = object(root)
  if (value['class'] === 'dataset' && Array.isArray(value['id'])) return value
  for (const inner of [value['dataset'], ...Object.values(value)]) {
    const dimension = object(object(inner)['dimension'])
    if (Array.isArray(dimension['id']) && Array.isArray(dimension['size'])) return object(inner)
  }
  return null
}

const categories = (dimension: Json): { codes: string[]; labels: Json } => {
  const category = object(dimension['category'])
  const index = category['index']
  const labels = object(category['label'])
  if (Array.isArray(index)) return { codes: index.map(String), labels }
  if (index === undefined) return { codes: Object.keys(labels), labels }
  return {
    codes: Object.entries(object(index))
      .sort((a, b) => Number(a[1]) - Number(b[1]))
      .map(([code]) => code),
    labels,
  }
}

/** The one unit of its figures; several are none. */
const unitOf = (dimensions: Json, ids: readonly string[]): string | undefined => {
  const told = ids.flatMap((id) => Object.values(object(object(object(dimensions[id])['category'])['unit'])))
  const units = new Set(told.flatMap((unit) => object(unit)['base'] ?? object(unit)['label'] ?? []))
  const [only] = units
  return units.size === 1 && typeof only === 'string' ? only.normalize('NFC') : undefined
}

export const jsonStatTable = (dataset: Json, name: string): SourceTable => {
  const dimensions = object(dataset['dimension'])
  const ids = (Array.isArray(dataset['id']) ? dataset['id'] : (dimensions['id'] as unknown[])).map(String)
  const sizes = (Array.isArray(dataset['size']) ? dataset['size'] : (dimensions['size'] as unknown[])).map(Number)
  const parts = ids.map((id) => {
    const dimension = object(dimensions[id])
    return { id, label: String(dimension['label'] ?? ''), ...categories(dimension) }
  })
  if (parts.some((part, i) => part.codes.length !== sizes[i])) fail('FILE_DAMAGED', { path: name, reason: 'size' })
  const total = sizes.reduce((n, size) => n * size, 1)
  const values = dataset['value']
  const at = (index: number): unknown => (Array.isArray(values) ? values[index] : object(values)[String(index)])
  async function* rows(): AsyncGenerator<SourceRow[]> {
    let batch: SourceRow[] = []
    for (let index = 0; index < total; index += 1) {
      let left = index
      const codes: Cell[] = []
      for (let d = parts.length - 1; d >= 0; d -= 1) {
        const size = sizes[d] ?? 1
        codes.unshift(parts[d]?.codes[left % size] ?? null)
        left = Math.floor(left / size)
      }
      const value = at(index)
      const cell: Cell = typeof value === 'number' ? { type: 'number', text: numberText(value) } : null
      batch.push({ line: index + 1, cells: [...codes, cell], problem: null })
      if (batch.length >= batchRows) {
        yield batch
        batch = []
      }
    }
    if (batch.length > 0) yield batch
  }
  return {
    name,
    columns: [
      ...parts.map((part) =>
        plainColumn(part.id.normalize('NFC'), {
          label: part.label.normalize('NFC'),
          type: 'text',
          valueLabels: part.codes
            .filter((code) => part.labels[code] !== undefined)
            .map((code) => ({ value: code, label: String(part.labels[code]).normalize('NFC') })),
        }),
      ),
      plainColumn('value', { label: String(dataset['label'] ?? '').normalize('NFC'), type: 'number' }),
    ],
    rows,
    unit: unitOf(dimensions, ids),
    expectedRows: total,
    notes: [],
  }
}
