// The edit steps of the table builder. In: a table definition and one step. Out: the new definition, or the very same
// object when the step changes nothing (so that no empty step enters the history). Never a component, never the engine.
import type { Bilingual } from '#shared/model/text.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { indexOf, inserted, placeOf, removed, repeats, stacked } from './blocks.ts'
import type { BlockPlace } from './blocks.ts'
import * as measureEdit from './measureEdit.ts'
import { weightedByDesign } from './measureChoice.ts'
import type { NewMeasure } from './measureChoice.ts'
import { withoutReferences } from './references.ts'

export const axes = ['rows', 'columns', 'layers'] as const
export type Axis = (typeof axes)[number]
export type DimensionPlace = { axis: Axis; index: number }
export type TargetPlace = { axis: Axis } & BlockPlace

export const axisLimit: Record<Axis, number> = { rows: 12, columns: 12, layers: 6 }

/** What belongs to the table as a whole. */
export type TableOptions = Pick<
  TableDefinition,
  | 'classification'
  | 'missing'
  | 'imputed'
  | 'status'
  | 'measureAxis'
  | 'measurePlace'
  | 'footnotes'
  | 'footnoteSymbols'
  | 'conditionalFormats'
  | 'categoryStatuses'
>

export type TableEdit =
  | { type: 'addDimension'; to: TargetPlace; variable: string; level?: string }
  | { type: 'moveDimension'; from: DimensionPlace; to: TargetPlace }
  | { type: 'removeDimension'; place: DimensionPlace }
  | { type: 'setDimension'; place: DimensionPlace; change: Partial<Omit<Dimension, 'variable' | 'stack'>> }
  /** Another variable in the same place: a group instead of what it groups, or drilling across. */
  | { type: 'replaceDimension'; place: DimensionPlace; variable: string; level?: string }
  | { type: 'stackDimension'; place: DimensionPlace; stack: boolean }
  | { type: 'swapRowsColumns' }
  | { type: 'addMeasure'; index: number; measure: NewMeasure }
  | { type: 'moveMeasure'; from: number; to: number }
  | { type: 'removeMeasure'; index: number }
  | { type: 'setMeasure'; index: number; change: Readonly<Record<string, unknown>> }
  | { type: 'replaceMeasure'; index: number; measure: NewMeasure }
  | { type: 'setFilter'; filter: string | null }
  | { type: 'setTitle'; title: Bilingual }
  | { type: 'setNotes'; notes: Bilingual[] }
  | { type: 'setSource'; source: Bilingual | undefined }
  | { type: 'setOptions'; change: Partial<TableOptions> }
  /** A variable made for this table: new, or another version of the one with its id. */
  | { type: 'putVariable'; variable: DerivedVariable }
  /** A variable of the table alone leaves it; one that stands in the workspace stays there. */
  | { type: 'dropVariable'; id: string }
  | { type: 'removeVariable'; variable: string }
  /** Several edits the user made as one: undone together. */
  /** An earlier version of the table. */
  | { type: 'replaceTable'; definition: TableDefinition }
  | { type: 'together'; edits: TableEdit[] }

/** In a dataset of a sample new measures begin weighted. */
export const weightedStep = (edit: TableEdit, weight: string | undefined): TableEdit => {
  if (edit.type === 'together') return { ...edit, edits: edit.edits.map((one) => weightedStep(one, weight)) }
  return edit.type === 'addMeasure' ? { ...edit, measure: weightedByDesign(edit.measure, weight) } : edit
}

/** Drops the keys a change sets to undefined, so that the saved JSON stays as short as it was written. */
const merge = <T extends object>(old: T, change: Partial<T>): T => {
  const next = { ...old, ...change }
  for (const key of Object.keys(next) as (keyof T)[]) if (next[key] === undefined) delete next[key]
  return next
}
const changes = <T extends object>(old: T, change: Partial<T>): boolean =>
  (Object.keys(change) as (keyof T)[]).some((key) => JSON.stringify(old[key]) !== JSON.stringify(change[key]))

const elsewhere = (definition: TableDefinition, axis: Axis, variable: string, level: string | undefined): boolean =>
  axes.some((other) => other !== axis && definition[other].some((d) => d.variable === variable && d.level === level))

/** The axis replaced, unless that would be too long, the same as before, or ask one thing twice of the records. */
const withAxis = (definition: TableDefinition, axis: Axis, dimensions: Dimension[]): TableDefinition =>
  dimensions.length > axisLimit[axis] ||
  repeats(dimensions) ||
  JSON.stringify(dimensions) === JSON.stringify(definition[axis])
    ? definition
    : { ...definition, [axis]: dimensions }

const moveDimension = (definition: TableDefinition, from: DimensionPlace, to: TargetPlace): TableDefinition => {
  const item = definition[from.axis][from.index]
  if (!item) return definition
  if (from.axis !== to.axis) {
    const arrived = withAxis(definition, to.axis, inserted(definition[to.axis], to, item))
    return arrived === definition ? definition : { ...arrived, [from.axis]: removed(definition[from.axis], from.index) }
  }
  // Places are named as they are before the taking out: a block that loses its only dimension, or a depth further down,
  // moves up.
  const at = placeOf(definition[from.axis], from.index)
  const alone =
    definition[from.axis].length > 0 &&
    removed(definition[from.axis], from.index).length === definition[from.axis].length - 1 &&
    isAlone(definition[from.axis], from.index)
  const block = alone && to.block > at.block ? to.block - 1 : to.block
  const depth =
    to.depth === 'new'
      ? 'new'
      : alone && to.block === at.block
        ? 'new'
        : to.block === at.block && to.depth > at.depth
          ? to.depth - 1
          : to.depth
  return withAxis(definition, from.axis, inserted(removed(definition[from.axis], from.index), { block, depth }, item))
}
const isAlone = (dimensions: readonly Dimension[], index: number): boolean => {
  const next = dimensions[index + 1]
  return (index === 0 || dimensions[index]?.stack === true) && (next === undefined || next.stack === true)
}

/** Formats, notes and orders that speak of a measure go with it. */
const withMeasures = (
  definition: TableDefinition,
  measures: readonly TableDefinition['measures'][number][],
): TableDefinition => {
  if (measures === definition.measures) return definition
  const known = new Set(measures.map((m) => m.id))
  const sorted = (dimensions: readonly Dimension[]): Dimension[] =>
    dimensions.map((d) => (d.sortBy && !known.has(d.sortBy.measure) ? merge<Dimension>(d, { sortBy: undefined }) : d))
  return {
    ...definition,
    measures: [...measures],
    rows: sorted(definition.rows),
    columns: sorted(definition.columns),
    layers: sorted(definition.layers),
    conditionalFormats: definition.conditionalFormats.filter((format) => known.has(format.measure)),
    footnotes: definition.footnotes.filter((note) => note.measure === undefined || known.has(note.measure)),
  }
}

export const applyEdit = (definition: TableDefinition, edit: TableEdit): TableDefinition => {
  switch (edit.type) {
    case 'addDimension': {
      const { axis } = edit.to
      if (elsewhere(definition, axis, edit.variable, edit.level)) return definition
      const dimension: Dimension = { variable: edit.variable, total: 'after', sort: 'code' }
      if (edit.level !== undefined) dimension.level = edit.level
      return withAxis(definition, axis, inserted(definition[axis], edit.to, dimension))
    }
    case 'moveDimension':
      return moveDimension(definition, edit.from, edit.to)
    case 'removeDimension': {
      const { axis, index } = edit.place
      return definition[axis][index] ? { ...definition, [axis]: removed(definition[axis], index) } : definition
    }
    case 'setDimension': {
      const { axis, index } = edit.place
      const old = definition[axis][index]
      if (!old || !changes<Dimension>(old, edit.change)) return definition
      if (
        'level' in edit.change &&
        edit.change.level !== old.level &&
        elsewhere(definition, axis, old.variable, edit.change.level)
      )
        return definition
      return withAxis(
        definition,
        axis,
        definition[axis].map((d, i) => (i === index ? merge<Dimension>(old, edit.change) : d)),
      )
    }
    case 'replaceDimension': {
      const { axis, index } = edit.place
      const old = definition[axis][index]
      if (
        !old ||
        ((old.variable !== edit.variable || old.level !== edit.level) &&
          elsewhere(definition, axis, edit.variable, edit.level))
      )
        return definition
      // Categories chosen by name belong to the variable that was there.
      const next = merge<Dimension>(
        { variable: edit.variable, total: old.total, sort: old.sort === 'manual' ? 'code' : old.sort },
        { level: edit.level, stack: old.stack, sortBy: old.sortBy, missing: old.missing },
      )
      return withAxis(
        definition,
        axis,
        definition[axis].map((d, i) => (i === index ? next : d)),
      )
    }
    case 'stackDimension':
      return withAxis(definition, edit.place.axis, stacked(definition[edit.place.axis], edit.place.index, edit.stack))
    case 'swapRowsColumns': {
      const measureAxis =
        definition.measureAxis === 'layer' ? 'layer' : definition.measureAxis === 'row' ? 'column' : 'row'
      const several = measureEdit.visible(definition.measures).length > 1
      if (definition.rows.length === 0 && definition.columns.length === 0 && !several) return definition
      return { ...definition, rows: definition.columns, columns: definition.rows, ...(several ? { measureAxis } : {}) }
    }
    case 'addMeasure':
      return withMeasures(definition, measureEdit.added(definition.measures, edit.index, edit.measure))
    case 'moveMeasure':
      return withMeasures(definition, measureEdit.moved(definition.measures, edit.from, edit.to))
    case 'removeMeasure':
      return withMeasures(definition, measureEdit.taken(definition.measures, edit.index))
    case 'setMeasure':
      return withMeasures(definition, measureEdit.set(definition.measures, edit.index, edit.change))
    case 'replaceMeasure':
      return withMeasures(definition, measureEdit.replacedBy(definition.measures, edit.index, edit.measure))
    case 'setFilter': {
      const filter = edit.filter === null || edit.filter.trim() === '' ? null : edit.filter
      return filter === definition.filter ? definition : { ...definition, filter }
    }
    case 'setTitle':
      return edit.title.vi === definition.title.vi && edit.title.en === definition.title.en
        ? definition
        : { ...definition, title: edit.title }
    case 'setNotes':
      return JSON.stringify(edit.notes) === JSON.stringify(definition.notes)
        ? definition
        : { ...definition, notes: edit.notes }
    case 'setSource':
      return changes<TableDefinition>(definition, { source: edit.source })
        ? merge<TableDefinition>(definition, { source: edit.source })
        : definition
    case 'setOptions':
      return changes<TableDefinition>(definition, edit.change) ? { ...definition, ...edit.change } : definition
    case 'putVariable': {
      const at = definition.variables.findIndex((v) => v.id === edit.variable.id)
      const variables = at < 0 ? [...definition.variables, edit.variable] : definition.variables.with(at, edit.variable)
      return changes<TableDefinition>(definition, { variables }) ? { ...definition, variables } : definition
    }
    case 'dropVariable':
      return definition.variables.some((v) => v.id === edit.id)
        ? { ...definition, variables: definition.variables.filter((v) => v.id !== edit.id) }
        : definition
    case 'replaceTable':
      return { ...edit.definition, id: definition.id }
    case 'removeVariable':
      return withoutReferences(definition, new Set([edit.variable]))
    case 'together':
      return edit.edits.reduce(applyEdit, definition)
  }
}

/** The end of an axis: inside its last block. */
export const innerEnd = (definition: TableDefinition, axis: Axis): TargetPlace => ({
  axis,
  ...placeOf(definition[axis], definition[axis].length),
})
/** A block of its own after all others. */
export const newBlock = (definition: TableDefinition, axis: Axis): TargetPlace => ({
  axis,
  block: definition[axis].length === 0 ? 0 : placeOf(definition[axis], definition[axis].length).block + 1,
  depth: 'new',
})
export const flatIndex = (definition: TableDefinition, place: TargetPlace): number =>
  indexOf(definition[place.axis], place)
