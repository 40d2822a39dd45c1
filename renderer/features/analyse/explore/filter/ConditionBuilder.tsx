// The builder of conditions anywhere outside of a list of rows: it opens the dataset itself to offer values with their
// counts. In: a dataset, what can be spoken of, the filter's text. Out: the text changed. Never a view left open.
import { useMemo } from 'react'
import { useColumnNames } from '../useColumnNames.ts'
import { useView } from '../useView.ts'
import { FilterBuilder } from './FilterBuilder.tsx'
import type { FilterVariable } from './filterVariables.ts'

type Props = {
  dataset: string
  variables: readonly FilterVariable[]
  filter: string | null
  onChange: (filter: string | null) => void
}

export const ConditionBuilder = ({ dataset, variables, filter, onChange }: Props) => {
  const names = useColumnNames(variables)
  const asked = useMemo(() => ({ dataset, filter: null, sort: [], base: null, drill: null }), [dataset])
  const { open } = useView(asked)
  return (
    <FilterBuilder
      view={open?.view.view ?? null}
      variables={variables}
      names={names}
      filter={filter}
      begin={null}
      onChange={onChange}
    />
  )
}
