// What can be done to the chosen categories of a dimension: hide, move by hand, put together, give a status. In:
// builder, what is chosen. Out: edits; putting together opens the editor of groups.
import type { Dimension, FigureStatus } from '#shared/model/table.ts'
import { inEveryBlock } from '../model/categoryEdits.ts'
import type { ListedCategory } from '../model/categories.ts'
import type { DimensionPlace } from '../model/edit.ts'
import { groupTogether } from '../model/grouping.ts'
import type { Builder } from '../useBuilder.ts'
import { startVariable } from '../variables/startVariable.ts'

export type CategoryEdits = {
  hide: () => void
  move: (by: 1 | -1) => void
  /** Null: what is chosen. */
  group: (keys: readonly string[] | null) => void
  setStatus: (status: FigureStatus | null) => void
}

type Given = {
  dimension: Dimension
  place: DimensionPlace
  shown: ListedCategory[]
  all: ListedCategory[]
  picked: ListedCategory[]
  pickedShown: string[]
}

export const useCategoryEdits = (builder: Builder, given: Given): CategoryEdits => {
  const { dimension, place, shown, all, picked, pickedShown } = given
  const { edit, fields, definition, change } = builder
  const field = fields.get(dimension.variable)

  const hide = (): void =>
    edit(inEveryBlock(definition, place, { hidden: [...(dimension.hidden ?? []), ...pickedShown] }))
  const move = (by: 1 | -1): void => {
    const order = shown.map((c) => c.key)
    const at = order.findIndex((key) => pickedShown.includes(key))
    const to = at + by
    if (at < 0 || to < 0 || to + pickedShown.length > order.length) return
    const rest = order.filter((key) => !pickedShown.includes(key))
    edit(
      inEveryBlock(definition, place, {
        sort: 'manual',
        order: rest.toSpliced(to, 0, ...order.filter((key) => pickedShown.includes(key))),
      }),
    )
  }
  const group = (keys: readonly string[]): void => {
    if (!field) return
    const members = all.filter((c) => keys.includes(c.key))
    const made = field.made?.definition
    const editing =
      made?.method === 'recode'
        ? { variable: made, isNew: false, scope: field.made?.scope ?? ('table' as const), place }
        : startVariable(builder, 'recode', field, place)
    if (editing.variable.method !== 'recode') return
    change({
      editing: {
        ...editing,
        variable: members.length > 0 ? groupTogether(editing.variable, members) : editing.variable,
      },
      panel: 'properties',
    })
  }
  const setStatus = (status: FigureStatus | null): void => {
    const keys = picked.map((c) => c.key)
    const others = definition.categoryStatuses.filter(
      (s) => !(s.variable === dimension.variable && keys.includes(s.category)),
    )
    edit({
      type: 'setOptions',
      change: {
        categoryStatuses:
          status === null
            ? others
            : [...others, ...picked.map((c) => ({ variable: dimension.variable, category: c.key, status }))],
      },
    })
  }
  return { hide, move, setStatus, group: (keys) => group(keys ?? picked.map((c) => c.key)) }
}
