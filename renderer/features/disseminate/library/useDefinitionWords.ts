// What a table shows, told in sentences, before it is computed. In: a definition. Out: sentences of the user's
// language; none while loading.
import { useMemo } from 'react'
import { definitionInWords } from '#shared/format/definitionInWords.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useTexts } from '../../../i18n/index.ts'
import { measureName } from '../../analyse/tables/names.ts'
import { useFields } from '../../analyse/tables/useFields.ts'

export const useDefinitionWords = (definition: TableDefinition | null): string[] => {
  const { t, language } = useTexts('tables')
  const { fields, detail, ready } = useFields(definition?.dataset ?? null, definition?.variables)
  return useMemo(() => {
    if (definition === null || !ready) return []
    const same = (text: string): Bilingual => ({ vi: text, en: text })
    return definitionInWords(definition, {
      dataset: (id) => (detail?.id === id ? detail.label : same(id)),
      variable: (ref) => fields.get(ref)?.variable.label ?? same(ref),
      level: (variable, level) => fields.get(variable)?.levels.find((l) => l.id === level)?.label ?? same(level),
      measure: (id) => {
        const measure = definition.measures.find((m) => m.id === id)
        return measure?.label ?? same(measure ? measureName(fields, measure, definition.measures, t, language) : id)
      },
    })[language].split('\n')
  }, [definition, ready, detail, fields, t, language])
}
