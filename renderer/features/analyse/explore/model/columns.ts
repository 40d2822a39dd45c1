// Which columns of a dataset are shown, in what order, how many stay in view. In: a choice and the variables there are.
// Out: another choice. Variables a choice does not know come last; those that are gone are passed over. Never a grid.
import type { ColumnChoice } from '#shared/contract/explore.ts'
import { columnChoiceSchema } from '#shared/contract/explore.ts'

export const allColumns: ColumnChoice = { order: [], hidden: [], frozen: 0, widths: {} }

export const readColumns = (value: unknown): ColumnChoice => columnChoiceSchema.safeParse(value).data ?? allColumns

/** All variables in the order chosen. */
export const orderedColumns = (choice: ColumnChoice, variables: readonly string[]): string[] => {
  const known = new Set(variables)
  const placed = choice.order.filter((id) => known.has(id))
  const named = new Set(placed)
  return [...placed, ...variables.filter((id) => !named.has(id))]
}

export const shownColumns = (choice: ColumnChoice, variables: readonly string[]): string[] => {
  const hidden = new Set(choice.hidden)
  const shown = orderedColumns(choice, variables).filter((id) => !hidden.has(id))
  // A choice that hides all there is would leave nothing to choose by.
  return shown.length > 0 ? shown : orderedColumns(choice, variables)
}

export const frozenColumns = (choice: ColumnChoice, variables: readonly string[]): string[] =>
  shownColumns(choice, variables).slice(0, choice.frozen)

export const hideColumn = (choice: ColumnChoice, variables: readonly string[], id: string): ColumnChoice => {
  const place = shownColumns(choice, variables).indexOf(id)
  return {
    ...choice,
    hidden: [...new Set([...choice.hidden, id])],
    frozen: place >= 0 && place < choice.frozen ? choice.frozen - 1 : choice.frozen,
  }
}
export const showColumn = (choice: ColumnChoice, id: string): ColumnChoice => ({
  ...choice,
  hidden: choice.hidden.filter((h) => h !== id),
})
export const showOnly = (choice: ColumnChoice, variables: readonly string[], ids: readonly string[]): ColumnChoice => ({
  ...choice,
  hidden: variables.filter((id) => !ids.includes(id)),
  frozen: Math.min(choice.frozen, ids.length),
})

/**
 * Moves a column to where another one stands among those shown; the hidden ones keep their places beside their
 * neighbours.
 */
export const moveColumn = (
  choice: ColumnChoice,
  variables: readonly string[],
  id: string,
  step: number,
): ColumnChoice => {
  const shown = shownColumns(choice, variables)
  const from = shown.indexOf(id)
  const to = Math.max(0, Math.min(shown.length - 1, from + step))
  if (from < 0 || from === to) return choice
  const target = shown[to] ?? id
  const rest = orderedColumns(choice, variables).filter((other) => other !== id)
  const at = rest.indexOf(target) + (to > from ? 1 : 0)
  return { ...choice, order: [...rest.slice(0, at), id, ...rest.slice(at)] }
}

/** The order a drag left the shown columns in. */
export const orderShown = (
  choice: ColumnChoice,
  variables: readonly string[],
  shown: readonly string[],
): ColumnChoice => {
  const queue = [...shown]
  const moved = new Set(shown)
  return {
    ...choice,
    order: orderedColumns(choice, variables).map((id) => (moved.has(id) ? (queue.shift() ?? id) : id)),
  }
}

/** Everything up to this column stays in view; again on the same column lets all go. */
export const freezeTo = (choice: ColumnChoice, variables: readonly string[], id: string): ColumnChoice => {
  const count = shownColumns(choice, variables).indexOf(id) + 1
  return { ...choice, frozen: choice.frozen === count ? 0 : count }
}
