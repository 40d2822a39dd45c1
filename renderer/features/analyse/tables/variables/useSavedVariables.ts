// Variables saved in the workspace for a dataset. In: dataset id. Out: the variables as the builder's fields take them,
// and in words.
import { useMemo } from 'react'
import type { VariableSummary } from '#shared/contract/definitions.ts'
import { useCall } from '../../../../bridge/queries.ts'
import type { MadeVariable } from '../model/fieldList.ts'

export type SavedVariables = {
  variables: readonly MadeVariable[]
  summaries: readonly VariableSummary[]
  ready: boolean
}

const none: readonly VariableSummary[] = []

export const useSavedVariables = (dataset: string | null): SavedVariables => {
  const query = useCall('variables.list', { dataset: dataset ?? '' }, { enabled: dataset !== null })
  const summaries = query.data ?? none
  const variables = useMemo(
    () =>
      summaries.map(({ definition, type }): MadeVariable => ({
        definition,
        scope: 'workspace',
        type: type === null || type === 'category' ? 'code' : type,
      })),
    [summaries],
  )
  // Where the saved ones cannot be had, the table works with what it has.
  return { variables, summaries, ready: dataset === null || !query.isPending }
}
