// One open table: its session, the fields of its dataset, edits, saving. In: the document. Out: what the parts of the
// screen need.
import { useCallback, useEffect, useState } from 'react'
import { parseDefinition } from '#shared/model/definition.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { TableCheck } from '#shared/contract/responses.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Language } from '#shared/model/text.ts'
import type { ScreenProps } from '../../../app/screen.ts'
import { useSaver } from '../../../app/openDocuments.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useSaving } from '../../process/definitions/useSaving.ts'
import { withMade } from './model/fieldList.ts'
import { autoTitle, withoutSpan } from './model/autoTitle.ts'
import { applyEdit, weightedStep } from './model/edit.ts'
import type { TableEdit } from './model/edit.ts'
import { isDirty } from './model/history.ts'
import type { Item } from './model/itemKeys.ts'
import { dimensionName, measureName } from './names.ts'
import { standIn } from './model/standIn.ts'
import { useSessions } from './sessions.ts'
import type { Session } from './sessions.ts'
import { useFields } from './useFields.ts'
import type { Fields } from './useFields.ts'

export type BuilderState = Fields & {
  document: string
  session: Session
  definition: TableDefinition
  dirty: boolean
  edit: (edit: TableEdit, mergeKey?: string | null) => void
  select: (item: Item | null) => void
  change: (part: Partial<Omit<Session, 'history'>>) => void
  undo: () => void
  redo: () => void
  save: () => Promise<boolean>
}

/** What the running table lends to the parts of the screen. */
export type BuilderRun = {
  runAgain: () => void
  /** Asks for a name and keeps the result of the saved table. */
  keepRun: () => void
  /** The check by the second engine, of the table on screen. */
  check: { result: TableCheck | null; running: boolean; start: () => void; cancel: () => void }
}
export type Builder = BuilderState & BuilderRun

const noVariables: TableDefinition['variables'] = []

export const useBuilder = ({
  documentId,
  tabId,
  parameters,
}: ScreenProps & { documentId: string }): { builder: BuilderState | null; failure: FailureValue | null } => {
  const session = useSessions((s) => s.sessions[documentId])
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const { t, language } = useTexts('tables')
  const saveNow = useSaving('table')
  const draftText = JSON.stringify(parameters['draft'] ?? null)
  const isNew = parameters['isNew'] === true

  useEffect(() => {
    if (session !== undefined) return
    let live = true
    const load = async (): Promise<void> => {
      const draft = draftText === 'null' ? null : parseDefinition('table', JSON.parse(draftText))
      const saved = isNew
        ? null
        : parseDefinition('table', await call('definitions.get', { kind: 'table', id: documentId }))
      const definition = draft ?? saved
      if (live && definition !== null) useSessions.getState().open(documentId, definition, saved)
    }
    load().catch((thrown: unknown) => {
      if (live) setFailure(toFailureValue(thrown))
    })
    return () => {
      live = false
    }
  }, [session, documentId, draftText, isNew])

  const definition = session?.history.current ?? null
  const dirty = session !== undefined && isDirty(session.history)
  const neverSaved = session?.history.saved === null
  useEffect(() => {
    if (tabId === null || definition === null) return undefined
    const { setDirty, setTitle, setParameters } = useWorkbench.getState()
    setDirty(tabId, dirty)
    setTitle(tabId, definition.title[language] || definition.id)
    const timer = setTimeout(() => setParameters(tabId, dirty ? { draft: definition, isNew: neverSaved } : {}), 150)
    return () => clearTimeout(timer)
  }, [tabId, definition, dirty, language, neverSaved])

  const fields = useFields(definition?.dataset ?? null, definition?.variables ?? noVariables)
  const { detail, fields: stored } = fields
  const edit = useCallback(
    (asked: TableEdit, mergeKey: string | null = null) => {
      const history = useSessions.getState().sessions[documentId]?.history
      const now = history?.current
      if (!now || !detail) return
      const step = standIn(weightedStep(asked, detail.definition.design?.weight), now, history.saved !== null)
      // The title follows the table until somebody writes one.
      const titled = (d: TableDefinition) => {
        // A variable made by this very step has its name already.
        const known = withMade(
          stored,
          d.variables.map((definition) => ({ definition, scope: 'table' as const })),
        )
        return autoTitle(d, {
          dataset: detail.label,
          periods: detail.periods,
          dimension: (index, axis, lng) => {
            const dimension = d[axis][index]
            return dimension ? dimensionName(known, dimension, lng) : ''
          },
          measure: (index, lng) => {
            const measure = d.measures[index]
            return measure
              ? measureName(known, measure, d.measures, (key, values) => t(key, { ...values, lng }), lng)
              : ''
          },
        })
      }
      const automatic = titled(now)
      const alike = (lng: Language): boolean => withoutSpan(automatic[lng]) === withoutSpan(now.title[lng])
      const follows = asked.type !== 'setTitle' && asked.type !== 'replaceTable' && alike('vi') && alike('en')
      const whole: TableEdit = follows
        ? { type: 'together', edits: [step, { type: 'setTitle', title: titled(applyEdit(now, step)) }] }
        : step
      useSessions.getState().edit(documentId, whole, mergeKey)
    },
    [detail, documentId, stored, t],
  )
  const change = useCallback(
    (part: Partial<Omit<Session, 'history'>>) => useSessions.getState().change(documentId, part),
    [documentId],
  )
  const select = useCallback(
    (selected: Item | null) => change({ selected, panel: 'properties', editing: null, noting: null }),
    [change],
  )
  const undo = useCallback(() => useSessions.getState().undo(documentId), [documentId])
  const redo = useCallback(() => useSessions.getState().redo(documentId), [documentId])
  const save = useCallback(async (): Promise<boolean> => {
    const now = useSessions.getState().sessions[documentId]
    if (!now) return false
    const saved = await saveNow(now.history.current, now.history.saved === null)
    if (!saved) return false
    useSessions.getState().saved(documentId, saved)
    if (saved.id !== documentId && tabId !== null) {
      useSessions.getState().rename(documentId, saved.id)
      useWorkbench.getState().renameDocument(tabId, saved.id, saved.title[language])
    }
    return true
  }, [documentId, language, saveNow, tabId])
  useSaver(tabId, save)

  if (session === undefined || definition === null) return { builder: null, failure: failure ?? fields.failure }
  return {
    builder: { ...fields, document: documentId, session, definition, dirty, edit, select, change, undo, redo, save },
    failure,
  }
}
