// The fields of a dataset with the levels of their code lists, fetched once. In: dataset id. Out: detail, fields, levels.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DatasetDetail } from '#shared/contract/responses.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { call } from '../../bridge/client.ts'
import { useDataset } from '../../bridge/queries.ts'
import { fieldsOf } from './model/fieldList.ts'
import type { Field, Level } from './model/fieldList.ts'

export type Fields = { detail: DatasetDetail | null; fields: ReadonlyMap<string, Field>; ready: boolean; failure: FailureValue | null; refetch: () => void }

/** Levels above the most detailed, of the newest version. */
const upperLevels = (versions: readonly CodeListVersion[]): Level[] => {
  const newest = versions.toSorted((a, b) => (a.validFrom ?? '').localeCompare(b.validFrom ?? '')).at(-1)
  return (newest?.levels ?? []).slice(1).map(({ id, label }) => ({ id, label }))
}

export const useFields = (dataset: string | null): Fields => {
  const query = useDataset(dataset)
  const detail = query.data ?? null
  const lists = useMemo(() => {
    const all = detail ? [...detail.definition.variables, ...detail.links.flatMap((link) => link.variables)] : []
    return [...new Set(all.flatMap((variable) => variable.codeList ?? []))]
  }, [detail])
  const codeLists = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['codeLists.get', { list }],
      queryFn: () => call('codeLists.get', { list }),
    })),
  })
  const settled = codeLists.every((q) => !q.isPending)
  const levels = useMemo(() => {
    const map = new Map<string, Level[]>()
    // A list that cannot be read has no levels to offer; its variable still works at its own codes.
    lists.forEach((list, i) => map.set(list, settled ? upperLevels(codeLists[i]?.data ?? []) : []))
    return map
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the array of queries is new at each render; `settled` tells when it matters
  }, [lists, settled])
  const fields = useMemo(() => (detail ? fieldsOf(detail, levels) : new Map<string, Field>()), [detail, levels])
  return { detail, fields, ready: detail !== null && settled, failure: query.error?.value ?? null, refetch: () => void query.refetch() }
}
