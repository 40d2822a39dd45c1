// A filter's text as a sentence beside it, read from the same text the engine reads. In: the text and what it can speak
// of. Out: words.
import { useTexts } from '../../../../i18n/index.ts'
import { chipSentence } from '../chipSentence.ts'
import { filterTree } from '../model/filterTree.ts'
import { useColumnNames } from '../useColumnNames.ts'
import type { FilterVariable } from './filterVariables.ts'

export const FilterSentence = ({ filter, variables }: { filter: string; variables: readonly FilterVariable[] }) => {
  const { t } = useTexts('explore')
  const names = useColumnNames(variables)
  return <>{chipSentence(filterTree(filter), names, t)}</>
}
