// The fields of a dataset with the levels of their code lists and the variables made on the spot. In: dataset id, the
// table's own variables. Out: detail, fields, levels, the saved variables.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { call } from '../../../bridge/client.ts'
import { useDataset } from '../../../bridge/queries.ts'
import { fieldsOf, withMade } from './model/fieldList.ts'
import type { Field, Level, MadeVariable } from './model/fieldList.ts'
import { useSavedVariables } from './variables/useSavedVariables.ts'

export type Fields = {
  detail: DatasetDetail | null
  fields: ReadonlyMap<string, Field>
  /** Versions of every code list the fields use, by list. */
  lists: ReadonlyMap<string, readonly CodeListVersion[]>
  ready: boolean
  failure: FailureValue | null
  refetch: () => void
}

const noVariables: readonly DerivedVariable[] = []

/** Levels above the most detailed, of the newest version. */
const upperLevels = (versions: readonly CodeListVersion[]): Level[] => {
  const newest = versions.toSorted((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? '')).at(-1)
  return (newest?.levels ?? []).slice(1).map(({ id, label }) => ({ id, label }))
}

export const useFields = (dataset: string | null, own: readonly DerivedVariable[] = noVariables): Fields => {
  const query = useDataset(dataset)
  const saved = useSavedVariables(dataset)
  const detail = query.data ?? null
  const names = useMemo(() => {
    const all = detail ? [...detail.definition.variables, ...detail.links.flatMap((link) => link.variables)] : []
    return [...new Set(all.flatMap((variable) => variable.codeList ?? []))]
  }, [detail])
  const codeLists = useQueries({
    queries: names.map((list) => ({
      queryKey: ['codeLists.get', { list }],
      queryFn: () => call('codeLists.get', { list }),
    })),
  })
  const settled = codeLists.every((q) => !q.isPending)
  const lists = useMemo(() => {
    const map = new Map<string, readonly CodeListVersion[]>()
    // A list that cannot be read has no levels to offer; its variable still works at its own codes.
    names.forEach((list, i) => map.set(list, settled ? (codeLists[i]?.data ?? []) : []))
    return map
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the array of queries is new at each render; `settled` tells when it matters
  }, [names, settled])
  const plain = useMemo(
    () =>
      detail
        ? fieldsOf(detail, new Map([...lists].map(([list, versions]) => [list, upperLevels(versions)])))
        : new Map<string, Field>(),
    [detail, lists],
  )
  const fields = useMemo(() => {
    const made: MadeVariable[] = [
      ...own.map((definition): MadeVariable => ({ definition, scope: 'table' })),
      ...saved.variables,
    ]
    return withMade(plain, made)
  }, [plain, own, saved.variables])
  return {
    detail,
    fields,
    lists,
    ready: detail !== null && settled && saved.ready,
    failure: query.error?.value ?? null,
    refetch: () => void query.refetch(),
  }
}
