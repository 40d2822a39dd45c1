// The saved definitions of one kind as a list needs them: searched, copied under a free name, deleted after a question.
// In: the kind and the screen that opens it. Out: what is saved, what the search leaves, the acts, the question. Never
// a run.
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import { foldText } from '#shared/format/foldText.ts'
import type { DefinitionKind } from '#shared/model/definition.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import type { FeatureId } from '../../../app/workbench.ts'
import { call } from '../../../bridge/client.ts'
import { useDefinitions } from '../../../bridge/queries.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { freeId } from './freeId.ts'
import { retitled } from './titles.ts'

export type SavedDefinitions = {
  /** Null until they are read. */
  saved: readonly SavedDefinition[] | null
  shown: readonly SavedDefinition[]
  query: string
  search: (query: string) => void
  failure: FailureValue | null
  again: () => void
  duplicate: (one: SavedDefinition) => void
  /** Asks first. */
  remove: (one: SavedDefinition) => void
  /** The question, to stand anywhere in the screen. */
  question: ReactElement
}

/** What a search reads of a definition unless told otherwise. */
const namesOf = (one: SavedDefinition): string => `${one.title.vi} ${one.title.en} ${one.id}`

export const useSavedDefinitions = (
  kind: DefinitionKind,
  feature: FeatureId,
  wordsOf: (one: SavedDefinition) => string = namesOf,
): SavedDefinitions => {
  const { t, label } = useTexts('definitions')
  const list = useDefinitions(kind)
  const [query, search] = useState('')
  const [removing, setRemoving] = useState<SavedDefinition | null>(null)
  const saved = list.data ?? []
  const words = foldText(query).split(/\s+/).filter(Boolean)

  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      notifyFailure(thrown)
    }
  }
  const duplicate = (one: SavedDefinition): void =>
    void attempt(async () => {
      const title = { vi: `${one.title.vi} (bản sao)`, en: `${one.title.en} (copy)` }
      const id = freeId(title, kind, new Set(saved.map((s) => s.id)))
      await call('definitions.save', { definition: retitled(one.definition, id, title) })
      await list.refetch()
    })
  const removeNow = (): void => {
    setRemoving(null)
    if (removing === null) return
    void attempt(async () => {
      await call('definitions.remove', { kind, id: removing.id })
      useWorkbench.getState().closeTab(`${feature}:${removing.id}`)
      await list.refetch()
    })
  }
  return {
    saved: list.data ?? null,
    shown: saved.filter((one) => words.every((word) => foldText(wordsOf(one)).includes(word))),
    query,
    search,
    failure: list.error?.value ?? null,
    again: () => void list.refetch(),
    duplicate,
    remove: setRemoving,
    question: (
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('deleteTitle')}
        confirmLabel={t('delete')}
        onConfirm={removeNow}
        onCancel={() => setRemoving(null)}
      >
        {t('deleteText', { title: label(removing?.title) })}
      </ConfirmDialog>
    ),
  }
}
