// Open tables being edited, by document: edit history, chosen layers, what is selected. Outlives a tab that is drawn anew.
// In: edits. Out: state. Never a run, never a save (see useBuilder).
import { create } from 'zustand'
import type { TableDefinition } from '#shared/model/table.ts'
import { forgetClosed } from '../definitions/forgetClosed.ts'
import type { TableEdit } from './model/edit.ts'
import { markSaved, openHistory, perform, redo, undo } from './model/history.ts'
import type { History } from './model/history.ts'
import type { Item } from './model/itemKeys.ts'
import type { LayerChoice } from './model/layers.ts'

export type Session = {
  history: History
  layers: LayerChoice
  /** The item whose properties the inspector shows; null: the table's own. */
  selected: Item | null
  toggled: ReadonlySet<string>
  /** Show the table as it would be published. */
  protectedView: boolean
}

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
  const withHistory = (session: Session, history: History): Session => (history === session.history ? session : { ...session, history })
  return {
    sessions: {},
    open(document, definition, saved) {
      const history = openHistory(definition, false)
      const session: Session = {
        history: { ...history, saved: saved === null ? null : JSON.stringify(saved) },
        layers: new Map(), selected: null, toggled: new Set(), protectedView: false,
      }
      set({ sessions: { ...get().sessions, [document]: session } })
    },
    edit: (document, edit, mergeKey = null) => update(document, (s) => withHistory(s, perform(s.history, edit, mergeKey))),
    undo: (document) => update(document, (s) => withHistory(s, undo(s.history))),
    redo: (document) => update(document, (s) => withHistory(s, redo(s.history))),
    saved: (document, definition) => update(document, (s) => ({ ...s, history: markSaved(s.history, definition) })),
    rename(document, to) {
      const { [document]: session, ...rest } = get().sessions
      if (session) set({ sessions: { ...rest, [to]: session } })
    },
    change: (document, part) => update(document, (s) => ({ ...s, ...part })),
    forget: (documents) => set({ sessions: Object.fromEntries(Object.entries(get().sessions).filter(([document]) => !documents.includes(document))) }),
  }
})

forgetClosed({
  open: () => Object.keys(useSessions.getState().sessions),
  tabOf: (document) => `tables:${document}`,
  forget: (documents) => useSessions.getState().forget(documents),
})
