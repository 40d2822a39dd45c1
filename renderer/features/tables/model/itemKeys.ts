// The keyboard model of the builder's items: which edit, selection or menu a key press on a shelf item means.
// In: the key and the item. Out: an action as data. Every drag has its twin here. Never the DOM.
import type { TableDefinition } from '#shared/model/table.ts'
import { axes } from './edit.ts'
import type { Axis, TableEdit } from './edit.ts'

export type Item = { shelf: Axis; index: number } | { shelf: 'measures'; index: number }
export type KeyPress = { key: string; alt: boolean; ctrl: boolean; shift: boolean }
export type ItemAction =
  | { do: 'edit'; edit: TableEdit; focus: Item | null }
  | { do: 'focus'; item: Item }
  | { do: 'rename' }
  | { do: 'inspect' }

const shelves = [...axes, 'measures'] as const
type Shelf = (typeof shelves)[number]

export const shelfItems = (definition: TableDefinition, shelf: Shelf): number => definition[shelf].length

const step = (definition: TableDefinition, item: Item, by: 1 | -1): ItemAction | null => {
  const index = item.index + by
  if (index >= 0 && index < shelfItems(definition, item.shelf)) return { do: 'focus', item: { ...item, index } }
  const order = shelves.indexOf(item.shelf)
  for (let s = order + by; s >= 0 && s < shelves.length; s += by) {
    const shelf = shelves[s]
    const count = shelf === undefined ? 0 : shelfItems(definition, shelf)
    if (shelf !== undefined && count > 0) return { do: 'focus', item: { shelf, index: by === 1 ? 0 : count - 1 } }
  }
  return null
}

const reorder = (definition: TableDefinition, item: Item, by: 1 | -1): ItemAction | null => {
  const index = item.index + by
  if (index < 0 || index >= shelfItems(definition, item.shelf)) return null
  const focus: Item = { ...item, index }
  if (item.shelf === 'measures') return { do: 'edit', edit: { type: 'moveMeasure', from: item.index, to: index }, focus }
  return { do: 'edit', edit: { type: 'moveDimension', from: { axis: item.shelf, index: item.index }, to: { axis: item.shelf, index } }, focus }
}

/** Alt+Down: rows → columns → layers; Alt+Up the other way. The item goes to the inner end. */
const change = (definition: TableDefinition, item: Item, by: 1 | -1): ItemAction | null => {
  if (item.shelf === 'measures') return null
  const axis = axes[axes.indexOf(item.shelf) + by]
  if (axis === undefined) return null
  const to = { axis, index: definition[axis].length }
  return { do: 'edit', edit: { type: 'moveDimension', from: { axis: item.shelf, index: item.index }, to }, focus: { shelf: axis, index: to.index } }
}

const remove = (definition: TableDefinition, item: Item): ItemAction => {
  const left = shelfItems(definition, item.shelf) - 1
  const focus: Item | null = left > 0 ? { ...item, index: Math.min(item.index, left - 1) } : item.shelf === 'measures' ? { ...item, index: 0 } : null
  const edit: TableEdit = item.shelf === 'measures' ? { type: 'removeMeasure', index: item.index } : { type: 'removeDimension', place: { axis: item.shelf, index: item.index } }
  return { do: 'edit', edit, focus }
}

/** Null: the key means nothing here and goes on to the page. */
export const itemKey = (definition: TableDefinition, item: Item, press: KeyPress): ItemAction | null => {
  if (press.ctrl || press.shift) return null
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
      return { do: 'focus', item: { ...item, index: 0 } }
    case 'End':
      return { do: 'focus', item: { ...item, index: shelfItems(definition, item.shelf) - 1 } }
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
