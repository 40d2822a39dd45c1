// Open tables being edited, by document: edit history, chosen layers, what is selected. Outlives a tab that is drawn
// anew. In: edits. Out: state. Never a run, never a save (see useBuilder).
import { create } from 'zustand'
import type { CellAddress, TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { forgetClosed } from '../../process/definitions/forgetClosed.ts'
import type { DimensionPlace, TableEdit } from './model/edit.ts'
import { markSaved, openHistory, perform, redo, undo } from './model/history.ts'
import type { History } from './model/history.ts'
import type { Item } from './model/itemKeys.ts'
import type { LayerChoice } from '../../../components/cube/layers.ts'

/** A variable under way in the editor: nothing of it is in the table until it is applied. */
export type VariableEditing = {
  variable: DerivedVariable
  isNew: boolean
  scope: 'table' | 'workspace'
  /** The dimension it stands or will stand in for. */
  place: DimensionPlace | null
}

export type Session = {
  history: History
  layers: LayerChoice
  /** The item whose properties the inspector shows; null: the table's own. */
  selected: Item | null
  /** The cell whose passport is asked for, by what it means: it is the same after a new run. */
  cell: { address: CellAddress; measure: string } | null
  panel: 'properties' | 'passport'
  editing: VariableEditing | null
  /** The category whose note is being written. */
  noting: { variable: string; category: string } | null
  toggled: ReadonlySet<string>
  /** Show the table as it would be published. */
  protectedView: boolean
}

export const freshSession = (history: History): Session => ({
  history,
  layers: new Map(),
  selected: null,
  cell: null,
  panel: 'properties',
  editing: null,
  noting: null,
  toggled: new Set(),
  protectedView: false,
})

type Sessions = {
  sessions: Readonly<Record<string, Session>>
  open(document: string, definition: TableDefinition, saved: TableDefinition | null): void
  edit(document: string, edit: TableEdit, mergeKey?: string | null): void
  undo(document: string): void
  redo(document: string): void
  saved(document: string, definition: TableDefinition): void
  rename(document: string, to: string): void
  change(document: string, part: Partial<Omit<Session, 'history'>>): void
  forget(documents: readonly string[]): void
}

export const useSessions = create<Sessions>((set, get) => {
  const update = (document: string, next: (session: Session) => Session): void => {
    const session = get().sessions[document]
    if (!session) return
    const changed = next(session)
    if (changed !== session) set({ sessions: { ...get().sessions, [document]: changed } })
  }
  const withHistory = (session: Session, history: History): Session =>
    history === session.history ? session : { ...session, history }
  return {
    sessions: {},
    open(document, definition, saved) {
      const history = openHistory(definition, false)
      const session = freshSession({ ...history, saved: saved === null ? null : JSON.stringify(saved) })
      set({ sessions: { ...get().sessions, [document]: session } })
    },
    edit: (document, edit, mergeKey = null) =>
      update(document, (s) => withHistory(s, perform(s.history, edit, mergeKey))),
    undo: (document) => update(document, (s) => withHistory(s, undo(s.history))),
    redo: (document) => update(document, (s) => withHistory(s, redo(s.history))),
    saved: (document, definition) => update(document, (s) => ({ ...s, history: markSaved(s.history, definition) })),
    rename(document, to) {
      const { [document]: session, ...rest } = get().sessions
      if (session) set({ sessions: { ...rest, [to]: session } })
    },
    change: (document, part) => update(document, (s) => ({ ...s, ...part })),
    forget: (documents) =>
      set({
        sessions: Object.fromEntries(
          Object.entries(get().sessions).filter(([document]) => !documents.includes(document)),
        ),
      }),
  }
})

forgetClosed({
  open: () => Object.keys(useSessions.getState().sessions),
  tabOf: (document) => `tables:${document}`,
  forget: (documents) => useSessions.getState().forget(documents),
})
