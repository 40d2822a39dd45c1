// What a drop would do: which edit, and in words what will nest in what or stand beside what. In: what is dragged,
// where it hovers, the definition. Out: an edit or null (nothing would change or it is not allowed), and the places.
// Never the DOM.
import { axisBlocks } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { applyEdit } from './edit.ts'
import type { Axis, TableEdit, TargetPlace } from './edit.ts'
import { canBeDimension, recordMeasure, statisticsFor } from './measureChoice.ts'
import type { Field } from './fieldList.ts'

export type Dragged =
  | { from: 'list'; ref: string; level?: string }
  | { from: Axis; index: number; ref: string; level?: string }
  | { from: 'measures'; index: number; ref: string | null }
  /** All measures together: which axis they stand on. */
  | { from: 'measureGroup' }

export type Target = TargetPlace | { axis: 'measures'; index: number } | { axis: 'remove' }
export type Place = {
  target: TargetPlace
  how: 'alone' | 'inside' | 'outside' | 'between' | 'beside'
  /** Dimensions just outside and just inside; beside: those that begin the blocks before and after. */
  outer: Dimension | null
  inner: Dimension | null
}

export const dropEdit = (
  definition: TableDefinition,
  dragged: Dragged,
  target: Target,
  fields: ReadonlyMap<string, Field>,
): TableEdit | null => {
  const edit = editFor(dragged, target, fields)
  return edit && applyEdit(definition, edit) !== definition ? edit : null
}

const measureAxes = { rows: 'row', columns: 'column', layers: 'layer' } as const

const editFor = (dragged: Dragged, target: Target, fields: ReadonlyMap<string, Field>): TableEdit | null => {
  if (dragged.from === 'measureGroup')
    return target.axis === 'measures' || target.axis === 'remove'
      ? null
      : { type: 'setOptions', change: { measureAxis: measureAxes[target.axis] } }
  if (target.axis === 'remove') {
    if (dragged.from === 'list') return null
    return dragged.from === 'measures'
      ? { type: 'removeMeasure', index: dragged.index }
      : { type: 'removeDimension', place: { axis: dragged.from, index: dragged.index } }
  }
  const field = dragged.ref === null ? null : (fields.get(dragged.ref) ?? null)
  if (target.axis === 'measures') {
    // Moving down a list the place is counted after the taking out.
    if (dragged.from === 'measures')
      return {
        type: 'moveMeasure',
        from: dragged.index,
        to: dragged.index < target.index ? target.index - 1 : target.index,
      }
    const statistic = field ? statisticsFor(field.variable)[0] : undefined
    return field && statistic
      ? { type: 'addMeasure', index: target.index, measure: recordMeasure(statistic, field.ref) }
      : null
  }
  if (dragged.from === 'measures') return { type: 'setOptions', change: { measureAxis: measureAxes[target.axis] } }
  if (dragged.from !== 'list')
    return { type: 'moveDimension', from: { axis: dragged.from, index: dragged.index }, to: target }
  if (!field || !canBeDimension(field.variable)) return null
  return {
    type: 'addDimension',
    to: target,
    variable: field.ref,
    ...(dragged.level === undefined ? {} : { level: dragged.level }),
  }
}

/** Every place of an axis in reading order: beside and inside each block. */
export const placesOf = (definition: TableDefinition, axis: Axis): Place[] => {
  const blocks = axisBlocks(definition[axis])
  if (blocks.length === 0) return [{ target: { axis, block: 0, depth: 0 }, how: 'alone', outer: null, inner: null }]
  const beside = (block: number): Place => ({
    target: { axis, block, depth: 'new' },
    how: 'beside',
    outer: blocks[block - 1]?.[0] ?? null,
    inner: blocks[block]?.[0] ?? null,
  })
  return [
    ...blocks.flatMap((members, block) => [
      beside(block),
      ...Array.from({ length: members.length + 1 }, (_, depth): Place => ({
        target: { axis, block, depth },
        how: depth === 0 ? 'outside' : depth === members.length ? 'inside' : 'between',
        outer: members[depth - 1] ?? null,
        inner: members[depth] ?? null,
      })),
    ]),
    beside(blocks.length),
  ]
}
