// The edit steps of the table builder. In: a table definition and one step. Out: the new definition, or the very same
// object when the step changes nothing (so that no empty step enters the history). Never a component, never the engine.
import type { Bilingual } from '#shared/model/text.ts'
import type { Dimension, FigureStatus, Measure, TableDefinition } from '#shared/model/table.ts'
import { freeMeasureId } from './measureChoice.ts'

export const axes = ['rows', 'columns', 'layers'] as const
export type Axis = (typeof axes)[number]
export type DimensionPlace = { axis: Axis; index: number }

export const axisLimit: Record<Axis, number> = { rows: 6, columns: 6, layers: 3 }
export const measureLimit = 20

export type TableEdit =
  | { type: 'addDimension'; place: DimensionPlace; variable: string; level?: string }
  | { type: 'moveDimension'; from: DimensionPlace; to: DimensionPlace }
  | { type: 'removeDimension'; place: DimensionPlace }
  | { type: 'setDimension'; place: DimensionPlace; change: Partial<Omit<Dimension, 'variable'>> }
  | { type: 'swapRowsColumns' }
  | { type: 'addMeasure'; index: number; measure: Omit<Measure, 'id' | 'power'> }
  | { type: 'moveMeasure'; from: number; to: number }
  | { type: 'removeMeasure'; index: number }
  | { type: 'setMeasure'; index: number; change: Partial<Omit<Measure, 'id'>> }
  | { type: 'setFilter'; filter: string | null }
  | { type: 'setTitle'; title: Bilingual }
  | { type: 'setNotes'; notes: Bilingual[] }
  | { type: 'setSource'; source: Bilingual | undefined }
  | { type: 'setOptions'; change: Partial<{ classification: TableDefinition['classification']; missing: TableDefinition['missing']; status: FigureStatus }> }
  | { type: 'removeVariable'; variable: string }
  /** Several edits the user made as one: undone together. */
  | { type: 'together'; edits: TableEdit[] }

const insert = <T>(list: readonly T[], index: number, item: T): T[] => {
  const at = Math.max(0, Math.min(index, list.length))
  return [...list.slice(0, at), item, ...list.slice(at)]
}
const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, i) => i !== index)
const replaced = <T>(list: readonly T[], index: number, item: T): T[] => list.map((old, i) => (i === index ? item : old))

const same = (a: Dimension, variable: string, level: string | undefined): boolean => a.variable === variable && a.level === level
const holds = (definition: TableDefinition, variable: string, level: string | undefined): boolean =>
  axes.some((axis) => definition[axis].some((d) => same(d, variable, level)))

/** Drops the keys a change sets to undefined, so that the saved JSON stays as short as it was written. */
const merge = <T extends object>(old: T, change: Partial<T>): T => {
  const next = { ...old, ...change }
  for (const key of Object.keys(next) as (keyof T)[]) if (next[key] === undefined) delete next[key]
  return next
}
const changes = <T extends object>(old: T, change: Partial<T>): boolean =>
  (Object.keys(change) as (keyof T)[]).some((key) => JSON.stringify(old[key]) !== JSON.stringify(change[key]))

const moveDimension = (definition: TableDefinition, from: DimensionPlace, to: DimensionPlace): TableDefinition => {
  const item = definition[from.axis][from.index]
  if (!item) return definition
  if (from.axis === to.axis) {
    const rest = without(definition[from.axis], from.index)
    const at = Math.max(0, Math.min(to.index, rest.length))
    return at === from.index ? definition : { ...definition, [from.axis]: insert(rest, at, item) }
  }
  if (definition[to.axis].length >= axisLimit[to.axis]) return definition
  return { ...definition, [from.axis]: without(definition[from.axis], from.index), [to.axis]: insert(definition[to.axis], to.index, item) }
}

const countMeasure: Measure = { id: 'count', statistic: 'count', power: 0 }

const removeMeasure = (definition: TableDefinition, index: number): TableDefinition => {
  const measure = definition.measures[index]
  if (!measure) return definition
  const rest = without(definition.measures, index)
  if (rest.length > 0) return { ...definition, measures: rest }
  // A table without a measure would say nothing; it falls back to the number of records.
  return measure.statistic === 'count' ? definition : { ...definition, measures: [countMeasure] }
}

const removeVariable = (definition: TableDefinition, variable: string): TableDefinition => {
  const next = { ...definition }
  for (const axis of axes) next[axis] = definition[axis].filter((d) => d.variable !== variable)
  const measures = definition.measures.filter((m) => m.variable !== variable)
  next.measures = measures.length > 0 ? measures : [countMeasure]
  // The filter is one expression: a part of it cannot be taken out safely, so a filter that names the variable goes whole.
  if (definition.filter !== null && namesVariable(definition.filter, variable)) next.filter = null
  return JSON.stringify(next) === JSON.stringify(definition) ? definition : next
}

const namesVariable = (expression: string, variable: string): boolean =>
  expression.replace(/'(?:[^']|'')*'/g, "''").split(/[^a-z0-9_.]+/).includes(variable)

export const applyEdit = (definition: TableDefinition, edit: TableEdit): TableDefinition => {
  switch (edit.type) {
    case 'addDimension': {
      const { axis, index } = edit.place
      if (definition[axis].length >= axisLimit[axis] || holds(definition, edit.variable, edit.level)) return definition
      const dimension: Dimension = { variable: edit.variable, total: 'after', sort: 'code' }
      if (edit.level !== undefined) dimension.level = edit.level
      return { ...definition, [axis]: insert(definition[axis], index, dimension) }
    }
    case 'moveDimension':
      return moveDimension(definition, edit.from, edit.to)
    case 'removeDimension': {
      const { axis, index } = edit.place
      return definition[axis][index] ? { ...definition, [axis]: without(definition[axis], index) } : definition
    }
    case 'setDimension': {
      const { axis, index } = edit.place
      const old = definition[axis][index]
      if (!old || !changes<Dimension>(old, edit.change)) return definition
      if ('level' in edit.change && edit.change.level !== old.level && holds(definition, old.variable, edit.change.level)) return definition
      return { ...definition, [axis]: replaced(definition[axis], index, merge<Dimension>(old, edit.change)) }
    }
    case 'swapRowsColumns':
      return definition.rows.length === 0 && definition.columns.length === 0
        ? definition
        : { ...definition, rows: definition.columns, columns: definition.rows }
    case 'addMeasure': {
      const { statistic, variable } = edit.measure
      if (definition.measures.length >= measureLimit) return definition
      if (definition.measures.some((m) => m.statistic === statistic && m.variable === variable)) return definition
      const measure: Measure = { ...edit.measure, id: freeMeasureId(definition.measures, statistic, variable), power: 0 }
      return { ...definition, measures: insert(definition.measures, edit.index, measure) }
    }
    case 'moveMeasure': {
      const item = definition.measures[edit.from]
      if (!item) return definition
      const rest = without(definition.measures, edit.from)
      const at = Math.max(0, Math.min(edit.to, rest.length))
      return at === edit.from ? definition : { ...definition, measures: insert(rest, at, item) }
    }
    case 'removeMeasure':
      return removeMeasure(definition, edit.index)
    case 'setMeasure': {
      const old = definition.measures[edit.index]
      if (!old || !changes<Measure>(old, edit.change)) return definition
      const next = merge<Measure>(old, edit.change)
      const clash = definition.measures.some((m, i) => i !== edit.index && m.statistic === next.statistic && m.variable === next.variable)
      return clash ? definition : { ...definition, measures: replaced(definition.measures, edit.index, next) }
    }
    case 'setFilter': {
      const filter = edit.filter === null || edit.filter.trim() === '' ? null : edit.filter
      return filter === definition.filter ? definition : { ...definition, filter }
    }
    case 'setTitle':
      return edit.title.vi === definition.title.vi && edit.title.en === definition.title.en ? definition : { ...definition, title: edit.title }
    case 'setNotes':
      return JSON.stringify(edit.notes) === JSON.stringify(definition.notes) ? definition : { ...definition, notes: edit.notes }
    case 'setSource':
      return changes<TableDefinition>(definition, { source: edit.source }) ? merge<TableDefinition>(definition, { source: edit.source }) : definition
    case 'setOptions':
      return changes<TableDefinition>(definition, edit.change) ? { ...definition, ...edit.change } : definition
    case 'removeVariable':
      return removeVariable(definition, edit.variable)
    case 'together':
      return edit.edits.reduce(applyEdit, definition)
  }
}
