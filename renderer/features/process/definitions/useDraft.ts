// A definition open for editing: loaded once, changed in memory with undo, saved on demand; survives a tab drawn anew.
// In: kind and document. Out: the draft and what can be done with it. Never a run of it.
import { useCallback, useEffect, useState } from 'react'
import { create } from 'zustand'
import type { DefinitionKind, DefinitionOf } from '#shared/model/definition.ts'
import { parseDefinition } from '#shared/model/definition.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSaver } from '../../../app/openDocuments.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import type { HistoryQuestion } from '../../../components/HistoryDialog.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { forgetClosed } from './forgetClosed.ts'
import { isChanged, openSnapshots, put, redoPut, savedAs, undoPut } from './snapshots.ts'
import type { Snapshots } from './snapshots.ts'
import { titleOf } from './titles.ts'
import { useSaving } from './useSaving.ts'

/** Typing rests this long before what is not saved is kept with the tab. */
const draftMs = 150

type Drafts = {
  drafts: Readonly<Record<string, Snapshots<unknown>>>
  set(key: string, draft: Snapshots<unknown>): void
  rename(key: string, to: string): void
  forget(keys: readonly string[]): void
}
const useDrafts = create<Drafts>((set, get) => ({
  drafts: {},
  set: (key, draft) => set({ drafts: { ...get().drafts, [key]: draft } }),
  rename(key, to) {
    const { [key]: draft, ...rest } = get().drafts
    if (draft) set({ drafts: { ...rest, [to]: draft } })
  },
  forget: (keys) =>
    set({ drafts: Object.fromEntries(Object.entries(get().drafts).filter(([key]) => !keys.includes(key))) }),
}))

forgetClosed({
  open: () => Object.keys(useDrafts.getState().drafts),
  // "chart:sales" is open in the tab "charts:sales".
  tabOf: (key) => key.replace(':', 's:'),
  forget: (keys) => useDrafts.getState().forget(keys),
})

export type Draft<K extends DefinitionKind> = {
  value: DefinitionOf<K> | null
  failure: FailureValue | null
  dirty: boolean
  /** False for a definition that was never saved. */
  onDisk: boolean
  canUndo: boolean
  canRedo: boolean
  change(value: DefinitionOf<K>, mergeKey?: string | null): void
  undo(): void
  redo(): void
  save(): Promise<boolean>
  /** For the command that shows its versions. */
  history: HistoryQuestion | null
}

export const useDraft = <K extends DefinitionKind>(
  kind: K,
  { documentId, tabId, parameters }: ScreenProps & { documentId: string },
): Draft<K> => {
  const key = `${kind}:${documentId}`
  const state = useDrafts((s) => s.drafts[key]) as Snapshots<DefinitionOf<K>> | undefined
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const { language } = useTexts()
  const saveNow = useSaving(kind)
  const draftText = JSON.stringify(parameters['draft'] ?? null)

  useEffect(() => {
    if (state !== undefined) return
    let live = true
    const load = async (): Promise<void> => {
      const draft = draftText === 'null' ? null : parseDefinition(kind, JSON.parse(draftText))
      const saved =
        parameters['isNew'] === true
          ? null
          : parseDefinition(kind, await call('definitions.get', { kind, id: documentId }))
      const value = draft ?? saved
      if (live && value !== null) useDrafts.getState().set(key, openSnapshots(value, saved))
    }
    load().catch((thrown: unknown) => {
      if (live) setFailure(toFailureValue(thrown))
    })
    return () => {
      live = false
    }
  }, [state, key, kind, documentId, draftText, parameters])

  const value = state?.present ?? null
  const dirty = state !== undefined && isChanged(state)
  useEffect(() => {
    if (tabId === null || value === null) return undefined
    const { setDirty, setTitle, setParameters } = useWorkbench.getState()
    setDirty(tabId, dirty)
    setTitle(tabId, titleOf(value)[language])
    // What is not saved yet is remembered with the tab.
    const timer = setTimeout(
      () => setParameters(tabId, dirty ? { draft: value, isNew: state?.saved === null } : {}),
      draftMs,
    )
    return () => clearTimeout(timer)
  }, [tabId, value, dirty, language, state?.saved])

  const update = useCallback(
    (next: (s: Snapshots<DefinitionOf<K>>) => Snapshots<DefinitionOf<K>>) => {
      const now = useDrafts.getState().drafts[key] as Snapshots<DefinitionOf<K>> | undefined
      if (now) useDrafts.getState().set(key, next(now))
    },
    [key],
  )

  const save = useCallback(async (): Promise<boolean> => {
    const now = useDrafts.getState().drafts[key] as Snapshots<DefinitionOf<K>> | undefined
    if (!now) return false
    const saved = await saveNow(now.present, now.saved === null)
    if (!saved) return false
    update((s) => savedAs(s, { ...s.present, id: saved.id }))
    if (saved.id !== documentId && tabId !== null) {
      useDrafts.getState().rename(key, `${kind}:${saved.id}`)
      useWorkbench.getState().renameDocument(tabId, saved.id, titleOf(saved)[language])
    }
    return true
  }, [key, kind, documentId, tabId, language, saveNow, update])

  useSaver(tabId, save)

  return {
    value,
    failure,
    dirty,
    onDisk: state !== undefined && state.saved !== null,
    canUndo: (state?.past.length ?? 0) > 0,
    canRedo: (state?.future.length ?? 0) > 0,
    change: (next, mergeKey = null) => update((s) => put(s, next, mergeKey)),
    undo: () => update(undoPut),
    redo: () => update(redoPut),
    save,
    history:
      state === undefined || state.saved === null
        ? null
        : {
            kind,
            id: documentId,
            takeBack: (version) => update((s) => put(s, { ...parseDefinition(kind, version), id: s.present.id })),
          },
  }
}
