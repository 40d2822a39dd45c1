// Labels of the codes of a dataset: by variable, code and the version in force for the row's period.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { call } from '../../../bridge/client.ts'

export type CodeLabels = { label(variable: string, code: string, period?: string | null): Bilingual | null }

const covers = (version: CodeListVersion, date: string): boolean =>
  (version.validFrom === null || version.validFrom <= date) && (version.validTo === null || version.validTo >= date)

export const createCodeLabels = (variables: readonly Variable[], versions: readonly CodeListVersion[]): CodeLabels => {
  const lists = new Map<string, { version: CodeListVersion; labels: Map<string, Bilingual> }[]>()
  for (const version of versions) {
    const known = lists.get(version.list) ?? []
    lists.set(version.list, [
      ...known,
      { version, labels: new Map(version.items.map((item) => [item.code, item.label])) },
    ])
  }
  const listOf = new Map(variables.flatMap((v) => (v.codeList ? [[v.id, v.codeList] as const] : [])))
  return {
    label(variable, code, period) {
      const known = lists.get(listOf.get(variable) ?? '') ?? []
      const date = period ? referenceDate(period) : null
      const inForce = date ? known.find((k) => covers(k.version, date)) : undefined
      return (inForce ?? known.findLast((k) => k.labels.has(code)))?.labels.get(code) ?? null
    },
  }
}

export const useCodeLabels = (variables: readonly Variable[]): CodeLabels => {
  const lists = useMemo(() => [...new Set(variables.flatMap((v) => v.codeList ?? []))], [variables])
  const versions = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['codeLists.get', { list }],
      queryFn: () => call('codeLists.get', { list }),
    })),
    combine: (results) => results.flatMap((r) => r.data ?? []),
  })
  return useMemo(() => createCodeLabels(variables, versions), [variables, versions])
}
