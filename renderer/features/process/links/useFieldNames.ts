// The names of what a link compares, in the user's language. In: a link set. Out: a name for a field's id: the labels
// of its variables.
import type { LinkSet } from '#shared/model/link.ts'
import { useDataset } from '../../../bridge/queries.ts'
import { useTexts } from '../../../i18n/index.ts'

export const useFieldNames = (set: LinkSet): ((field: string) => string) => {
  const { label } = useTexts()
  const variables = useDataset(set.definition.left).data?.definition.variables ?? []
  const names = new Map(variables.map((variable) => [variable.id, label(variable.label)]))
  return (id) => {
    const ofField = set.definition.stages?.fields.find((field) => field.id === id)?.left ?? []
    const named = ofField.map((variable) => names.get(variable) ?? variable).filter((name) => name !== '')
    return named.length === 0 ? id : named.join(' ')
  }
}
