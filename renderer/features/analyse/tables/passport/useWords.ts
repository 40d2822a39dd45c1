// The table and its measures told in sentences of the user's language. In: builder and answer. Out: words, never
// figures.
import { useMemo } from 'react'
import { definitionInWords } from '#shared/format/definitionInWords.ts'
import { measureInWords } from '#shared/format/measureInWords.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useTexts } from '../../../../i18n/index.ts'
import type { Builder } from '../useBuilder.ts'
import type { TableAnswer } from '../useTableRun.ts'

export type Words = { table: string; cell: (measure: string) => string }

export const useWords = (builder: Builder, answer: TableAnswer): Words => {
  const { language } = useTexts('tables')
  const { fields, detail } = builder
  const { cube, definition } = answer
  return useMemo(() => {
    const same = (text: string): Bilingual => ({ vi: text, en: text })
    const names = {
      dataset: (id: string) => (detail?.id === id ? detail.label : same(id)),
      variable: (ref: string) => fields.get(ref)?.variable.label ?? same(ref),
      level: (variable: string, level: string) =>
        fields.get(variable)?.levels.find((l) => l.id === level)?.label ?? same(level),
      measure: (id: string) => cube.measures.find((m) => m.id === id)?.label ?? same(id),
    }
    return {
      table: definitionInWords(definition, names)[language],
      cell: (id) => {
        const measure = definition.measures.find((m) => m.id === id)
        return measure ? measureInWords(measure, names)[language] : ''
      },
    }
  }, [fields, detail, cube, definition, language])
}
