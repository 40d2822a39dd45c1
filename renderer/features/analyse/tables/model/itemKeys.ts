// The keyboard model of the builder's items: which edit, selection or menu a key press on a shelf item means.
// In: the key and the item. Out: an action as data. Every drag has its twin here. Never the DOM.
import { axisBlocks } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { placeOf } from './blocks.ts'
import { applyEdit, axes, flatIndex, innerEnd } from './edit.ts'
import type { Axis, TableEdit, TargetPlace } from './edit.ts'

export type Item = { shelf: Axis; index: number } | { shelf: 'measures'; index: number }
export type KeyPress = { key: string; alt: boolean; ctrl: boolean; shift: boolean }
export type ItemAction =
  | { do: 'edit'; edit: TableEdit; focus: Item | null }
  | { do: 'focus'; item: Item }
  | { do: 'rename' }
  | { do: 'inspect' }
  | { do: 'menu' }

const mark = '\u0000'
const shelves = [...axes, 'measures'] as const
type Shelf = (typeof shelves)[number]
const measureAxes = ['row', 'column', 'layer'] as const

/** Indexes of the items that stand on a shelf: helper measures have no place there. */
export const shelfItems = (definition: TableDefinition, shelf: Shelf): number[] =>
  shelf === 'measures'
    ? definition.measures.flatMap((m, i) => (m.hidden === true ? [] : [i]))
    : definition[shelf].map((_, i) => i)

const step = (definition: TableDefinition, item: Item, by: 1 | -1): ItemAction | null => {
  const own = shelfItems(definition, item.shelf)
  const next = own[own.indexOf(item.index) + by]
  if (next !== undefined) return { do: 'focus', item: { ...item, index: next } }
  const order = shelves.indexOf(item.shelf)
  for (let s = order + by; s >= 0 && s < shelves.length; s += by) {
    const shelf = shelves[s]
    const items = shelf === undefined ? [] : shelfItems(definition, shelf)
    const index = by === 1 ? items[0] : items.at(-1)
    if (shelf !== undefined && index !== undefined) return { do: 'focus', item: { shelf, index } }
  }
  return null
}

const moved = (definition: TableDefinition, item: Item & { shelf: Axis }, to: TargetPlace): ItemAction | null => {
  const edit: TableEdit = { type: 'moveDimension', from: { axis: item.shelf, index: item.index }, to }
  const after = applyEdit(definition, edit)
  if (after === definition) return null
  // Found again by a mark, since a variable may stand in two blocks.
  const marked = {
    ...definition,
    [item.shelf]: definition[item.shelf].map((d, i) =>
      i === item.index ? { ...d, label: { vi: mark, en: mark } } : d,
    ),
  }
  const index = applyEdit(marked, edit)[to.axis].findIndex((d) => d.label?.vi === mark)
  return { do: 'edit', edit, focus: { shelf: to.axis, index: Math.max(0, index) } }
}

/**
 * One place on: past the neighbour within a block; past the whole neighbouring block where the item is a block alone.
 */
const reorder = (definition: TableDefinition, item: Item, by: 1 | -1): ItemAction | null => {
  if (item.shelf === 'measures') {
    const own = shelfItems(definition, 'measures')
    const to = own[own.indexOf(item.index) + by]
    return to === undefined
      ? null
      : { do: 'edit', edit: { type: 'moveMeasure', from: item.index, to }, focus: { shelf: 'measures', index: to } }
  }
  const axis = item.shelf
  const blocks = axisBlocks(definition[axis])
  const { block, depth } = placeOf(definition[axis], item.index)
  const members = blocks[block]?.length ?? 0
  const inBlock = depth + by >= 0 && depth + by < members
  if (inBlock) return moved(definition, item, { axis, block, depth: by === 1 ? depth + 2 : depth - 1 })
  const neighbour = blocks[block + by]
  if (!neighbour) return null
  if (members === 1) return moved(definition, item, { axis, block: by === 1 ? block + 2 : block - 1, depth: 'new' })
  return moved(definition, item, { axis, block: block + by, depth: by === 1 ? 0 : neighbour.length })
}

/**
 * Alt+Down: rows → columns → layers; Alt+Up the other way. The item goes to the inner end; measures go all together.
 */
const change = (definition: TableDefinition, item: Item, by: 1 | -1): ItemAction | null => {
  if (item.shelf === 'measures') {
    const measureAxis = measureAxes[measureAxes.indexOf(definition.measureAxis) + by]
    return measureAxis === undefined
      ? null
      : { do: 'edit', edit: { type: 'setOptions', change: { measureAxis } }, focus: item }
  }
  const axis = axes[axes.indexOf(item.shelf) + by]
  if (axis === undefined) return null
  const to = innerEnd(definition, axis)
  return {
    do: 'edit',
    edit: { type: 'moveDimension', from: { axis: item.shelf, index: item.index }, to },
    focus: { shelf: axis, index: flatIndex(definition, to) },
  }
}

const remove = (definition: TableDefinition, item: Item): ItemAction => {
  const edit: TableEdit =
    item.shelf === 'measures'
      ? { type: 'removeMeasure', index: item.index }
      : { type: 'removeDimension', place: { axis: item.shelf, index: item.index } }
  const left = shelfItems(applyEdit(definition, edit), item.shelf)
  const index = left.find((i) => i >= item.index) ?? left.at(-1)
  return { do: 'edit', edit, focus: index === undefined ? null : { ...item, index } }
}

/** "+" stands a dimension beside the one before, ">" nests it in there, as the table algebra writes them. */
const stack = (item: Item, beside: boolean): ItemAction | null =>
  item.shelf === 'measures' || item.index === 0
    ? null
    : {
        do: 'edit',
        edit: { type: 'stackDimension', place: { axis: item.shelf, index: item.index }, stack: beside },
        focus: item,
      }

/** Null: the key means nothing here and goes on to the page. */
export const itemKey = (definition: TableDefinition, item: Item, press: KeyPress): ItemAction | null => {
  if (press.ctrl) return null
  if (press.key === '+') return stack(item, true)
  if (press.key === '>') return stack(item, false)
  if (press.key === 'ContextMenu' || (press.shift && press.key === 'F10')) return { do: 'menu' }
  if (press.shift) return null
  if (press.alt) {
    if (press.key === 'ArrowRight') return reorder(definition, item, 1)
    if (press.key === 'ArrowLeft') return reorder(definition, item, -1)
    if (press.key === 'ArrowDown') return change(definition, item, 1)
    if (press.key === 'ArrowUp') return change(definition, item, -1)
    return null
  }
  switch (press.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return step(definition, item, 1)
    case 'ArrowLeft':
    case 'ArrowUp':
      return step(definition, item, -1)
    case 'Home':
    case 'End': {
      const own = shelfItems(definition, item.shelf)
      const index = press.key === 'Home' ? own[0] : own.at(-1)
      return { do: 'focus', item: { ...item, index: index ?? item.index } }
    }
    case 'Delete':
    case 'Backspace':
      return remove(definition, item)
    case 'F2':
      return { do: 'rename' }
    case 'Enter':
    case ' ':
      return { do: 'inspect' }
    default:
      return null
  }
}
