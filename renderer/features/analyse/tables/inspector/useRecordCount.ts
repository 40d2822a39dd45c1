// How many records a condition keeps, of how many. In: dataset, condition, the table's own filter. Out: two counts, or
// null while they are not known. Asked as a table of one cell; a later question replaces an earlier one.
import { useEffect, useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { runJob } from '../../../../bridge/client.ts'
import { joinConditions } from '../model/conditions.ts'

type Asked = {
  dataset: string
  variables: readonly DerivedVariable[]
  filter: string | null
  tableFilter: string | null
}
export type RecordCount = { kept: number; all: number }

const count = async ({ dataset, variables }: Asked, filter: string | null, signal: AbortSignal): Promise<number> => {
  const definition = tableDefinitionSchema.parse({
    kind: 'table',
    id: 'count',
    title: { vi: '', en: '' },
    dataset,
    variables,
    filter,
    measures: [{ id: 'n', statistic: 'count' }],
  })
  try {
    const cube = await runJob('table.run', { definition, purpose: 'count' }, { signal })
    return Number(cube.cells.records[0] ?? 0)
  } catch (thrown) {
    if (toFailureValue(thrown).code === 'TABLE_EMPTY') return 0
    throw thrown
  }
}

export const useRecordCount = (asked: Asked): RecordCount | null => {
  const [known, setKnown] = useState<{ key: string; count: RecordCount } | null>(null)
  const key = JSON.stringify(asked)
  useEffect(() => {
    const question = JSON.parse(key) as Asked
    if (question.filter === null) return undefined
    const mine = new AbortController()
    const run = async (): Promise<void> => {
      const { filter, tableFilter } = question
      const all = await count(question, tableFilter, mine.signal)
      const kept = await count(
        question,
        tableFilter === null ? filter : joinConditions(tableFilter, `(${filter ?? ''})`),
        mine.signal,
      )
      if (!mine.signal.aborted) setKnown({ key, count: { kept, all } })
    }
    const timer = setTimeout(() => void run().catch(() => undefined), 300)
    return () => {
      clearTimeout(timer)
      mine.abort()
    }
  }, [key])
  return known?.key === key ? known.count : null
}
