// A new table, its identifier, and whether what a saved definition names is still there.
// In: definitions and fields. Out: definitions, names, problems. Never the engine, never a component.
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { axes } from './edit.ts'
import { fold } from './fieldList.ts'
import type { Field } from './fieldList.ts'

/** The first sight of a dataset: how many records there are, by period. */
export const newTable = (detail: Pick<DatasetDetail, 'id' | 'label' | 'periods'>, id: string): TableDefinition => ({
  kind: 'table',
  id,
  title: detail.periods.length > 1 ? { vi: `${detail.label.vi} theo kỳ`, en: `${detail.label.en} by period` } : detail.label,
  dataset: detail.id,
  rows: [],
  columns: detail.periods.length > 1 ? [{ variable: 'period', total: 'none', sort: 'code' }] : [],
  layers: [],
  measures: [{ id: 'count', statistic: 'count', power: 0 }],
  filter: null,
  classification: 'as_then',
  missing: 'show',
  status: 'preliminary',
  notes: [],
})

/** "Học sinh theo tỉnh" → "hoc_sinh_theo_tinh", numbered when taken; always a valid name. */
export const freeId = (title: Bilingual, prefix: string, taken: ReadonlySet<string>): string => {
  const words = fold(title.vi || title.en).replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '')
  const stem = (/^[a-z]/.test(words) ? words : `${prefix}_${words}`).slice(0, 56).replace(/_+$/, '') || prefix
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}_${n}`)) n += 1
  return `${stem}_${n}`
}

export type Reference = { variable: string; where: 'rows' | 'columns' | 'layers' | 'measures' }

/** Variables a definition names that the dataset no longer has: each once for every place it stands in. */
export const unknownReferences = (definition: TableDefinition, fields: ReadonlyMap<string, Field>): Reference[] => {
  const unknown: Reference[] = []
  for (const axis of axes) {
    for (const { variable } of definition[axis]) if (!fields.has(variable)) unknown.push({ variable, where: axis })
  }
  for (const { variable } of definition.measures) {
    if (variable !== undefined && !fields.has(variable)) unknown.push({ variable, where: 'measures' })
  }
  return unknown
}

/** What decides the figures: equal keys need no new run. Titles, notes and status only dress the same cube. */
export const runKey = (definition: TableDefinition): string =>
  JSON.stringify({ ...definition, id: '', title: null, notes: null, source: null, status: null })
