// Saves a definition; a new one gets a name made from its title. In: the definition. Out: what was saved, or null and a
// notice.
import { useCallback } from 'react'
import type { DefinitionKind, DefinitionOf } from '#shared/model/definition.ts'
import { call } from '../../../bridge/client.ts'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { freeId } from './freeId.ts'
import { titleOf } from './titles.ts'

/** Names of this kind that are taken. */
export const takenIds = async (kind: DefinitionKind): Promise<Set<string>> =>
  new Set((await call('definitions.list', { kind })).map((d) => d.id))

export const useSaving = <K extends DefinitionKind>(
  kind: K,
): ((definition: DefinitionOf<K>, isNew: boolean) => Promise<DefinitionOf<K> | null>) => {
  const { t, language } = useTexts('definitions')
  return useCallback(
    async (definition, isNew) => {
      try {
        const named = isNew
          ? { ...definition, id: freeId(titleOf(definition), kind, await takenIds(kind)) }
          : definition
        await call('definitions.save', { definition: named })
        notify({ intent: 'success', text: t('saved', { title: titleOf(named)[language] }) })
        return named
      } catch (thrown) {
        notifyFailure(thrown)
        return null
      }
    },
    [kind, language, t],
  )
}
