// Undo and redo as a list of edit steps over a base definition: the current definition is always base +
// steps[0..position). In: a state and what the user did. Out: the next state. Typing into one field merges into one
// step by its merge key.
import { applyEdit } from './edit.ts'
import type { TableEdit } from './edit.ts'
import type { TableDefinition } from '#shared/model/table.ts'

export type Step = { edit: TableEdit; mergeKey: string | null }
export type History = {
  base: TableDefinition
  steps: Step[]
  position: number
  current: TableDefinition
  /** JSON of what is on disk; null when never saved. */
  saved: string | null
}

const stepLimit = 500

export const openHistory = (definition: TableDefinition, saved: boolean): History => ({
  base: definition,
  steps: [],
  position: 0,
  current: definition,
  saved: saved ? JSON.stringify(definition) : null,
})

const replay = (base: TableDefinition, steps: readonly Step[]): TableDefinition =>
  steps.reduce((definition, step) => applyEdit(definition, step.edit), base)

export const perform = (history: History, edit: TableEdit, mergeKey: string | null = null): History => {
  const current = applyEdit(history.current, edit)
  if (current === history.current) return history
  const kept = history.steps.slice(0, history.position)
  const last = kept.at(-1)
  const steps =
    mergeKey !== null && last?.mergeKey === mergeKey
      ? [...kept.slice(0, -1), { edit, mergeKey }]
      : [...kept, { edit, mergeKey }]
  if (steps.length <= stepLimit) return { ...history, steps, position: steps.length, current }
  const [first, ...rest] = steps
  const base = first ? applyEdit(history.base, first.edit) : history.base
  return { ...history, base, steps: rest, position: rest.length, current }
}

export const canUndo = (history: History): boolean => history.position > 0
export const canRedo = (history: History): boolean => history.position < history.steps.length

const at = (history: History, position: number): History => ({
  ...history,
  position,
  current: replay(history.base, history.steps.slice(0, position)),
})

export const undo = (history: History): History => (canUndo(history) ? at(history, history.position - 1) : history)
export const redo = (history: History): History => (canRedo(history) ? at(history, history.position + 1) : history)

export const isDirty = (history: History): boolean => history.saved !== JSON.stringify(history.current)

/**
 * After a save: the steps stay, so that what was saved can still be undone. The id given on the first save holds for
 * all.
 */
export const markSaved = (history: History, saved: TableDefinition): History => ({
  ...history,
  base: { ...history.base, id: saved.id },
  current: { ...history.current, id: saved.id },
  saved: JSON.stringify(saved),
})
