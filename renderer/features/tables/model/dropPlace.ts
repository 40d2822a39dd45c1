// What a drop would do: which edit, and in words what will nest in what. In: what is dragged, where it hovers, the definition.
// Out: an edit or null (nothing would change or it is not allowed), and the neighbours to name. Never the DOM.
import type { TableDefinition } from '#shared/model/table.ts'
import { applyEdit } from './edit.ts'
import type { Axis, TableEdit } from './edit.ts'
import { canBeDimension, statisticsFor } from './measureChoice.ts'
import type { Field } from './fieldList.ts'

export type Dragged =
  | { from: 'list'; ref: string; level?: string }
  | { from: Axis; index: number; ref: string; level?: string }
  | { from: 'measures'; index: number; ref: string | null }

export type Target = { axis: Axis; index: number } | { axis: 'measures'; index: number } | { axis: 'remove' }

/** Moving down a list the place is counted after the taking out. */
const shifted = (dragged: Dragged, axis: string, index: number): number =>
  dragged.from === axis && 'index' in dragged && dragged.index < index ? index - 1 : index

export const dropEdit = (definition: TableDefinition, dragged: Dragged, target: Target, fields: ReadonlyMap<string, Field>): TableEdit | null => {
  const edit = editFor(definition, dragged, target, fields)
  return edit && applyEdit(definition, edit) !== definition ? edit : null
}

const editFor = (_definition: TableDefinition, dragged: Dragged, target: Target, fields: ReadonlyMap<string, Field>): TableEdit | null => {
  if (target.axis === 'remove') {
    if (dragged.from === 'list') return null
    return dragged.from === 'measures' ? { type: 'removeMeasure', index: dragged.index } : { type: 'removeDimension', place: { axis: dragged.from, index: dragged.index } }
  }
  const field = dragged.ref === null ? null : (fields.get(dragged.ref) ?? null)
  if (target.axis === 'measures') {
    if (dragged.from === 'measures') return { type: 'moveMeasure', from: dragged.index, to: shifted(dragged, 'measures', target.index) }
    const statistic = field ? statisticsFor(field.variable)[0] : undefined
    return field && statistic ? { type: 'addMeasure', index: target.index, measure: { statistic, variable: field.ref } } : null
  }
  if (dragged.from === 'measures') return null
  if (dragged.from !== 'list') {
    return { type: 'moveDimension', from: { axis: dragged.from, index: dragged.index }, to: { axis: target.axis, index: shifted(dragged, target.axis, target.index) } }
  }
  if (!field || !canBeDimension(field.variable)) return null
  return { type: 'addDimension', place: { axis: target.axis, index: target.index }, variable: field.ref, ...(dragged.level === undefined ? {} : { level: dragged.level }) }
}

/** The dimensions just outside and just inside of a place on an axis, the dragged one left out: "X in Y". */
export const neighbours = (definition: TableDefinition, dragged: Dragged, axis: Axis, index: number): { outer: string | null; inner: string | null } => {
  const at = shifted(dragged, axis, index)
  const rest = definition[axis].filter((_, i) => !(dragged.from === axis && 'index' in dragged && dragged.index === i))
  return { outer: rest[at - 1]?.variable ?? null, inner: rest[at]?.variable ?? null }
}
