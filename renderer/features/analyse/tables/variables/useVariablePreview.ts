// A variable as it sorts the records of its dataset, while it is being written: categories with their counts, cuts,
// ties. In: the draft. Out: categories, or why there are none. A later draft replaces what is under way.
import { useEffect, useState } from 'react'
import type { VariablePreview } from '#shared/contract/definitions.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { derivedVariableSchema } from '#shared/model/variable.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { runJob } from '../../../../bridge/client.ts'
import type { ListedCategory } from '../model/categories.ts'

export type Answer<T> = { value: T | null; failure: FailureValue | null; running: boolean }

/**
 * Asks again whenever the question changes and rests; keeps the last answer meanwhile. `ask` must not depend on
 * anything else.
 */
export const useAsked = <T>(key: string | null, ask: (key: string, signal: AbortSignal) => Promise<T>): Answer<T> => {
  const [state, setState] = useState<{ key: string; value: T | null; failure: FailureValue | null } | null>(null)
  useEffect(() => {
    if (key === null) return undefined
    const mine = new AbortController()
    const timer = setTimeout(() => {
      ask(key, mine.signal).then(
        (value) => {
          if (!mine.signal.aborted) setState({ key, value, failure: null })
        },
        (thrown: unknown) => {
          if (!mine.signal.aborted)
            setState((old) => ({ key, value: old?.value ?? null, failure: toFailureValue(thrown) }))
        },
      )
    }, 250)
    return () => {
      clearTimeout(timer)
      mine.abort()
    }
  }, [key, ask])
  const current = state?.key === key
  return {
    value: state?.value ?? null,
    failure: current ? (state?.failure ?? null) : null,
    running: key !== null && !current,
  }
}

type Context = Pick<TableDefinition, 'dataset' | 'variables' | 'classification'>

const askPreview = (key: string, signal: AbortSignal): Promise<VariablePreview> =>
  runJob('variables.preview', JSON.parse(key) as { variable: DerivedVariable }, { signal })

/** The draft itself, as soon as it is complete enough to be a variable. */
export const useVariablePreview = (
  { variables, classification }: Context,
  draft: DerivedVariable,
): Answer<VariablePreview> => {
  const valid = derivedVariableSchema.safeParse(draft).success
  return useAsked(
    valid
      ? JSON.stringify({ variable: draft, variables: variables.filter((v) => v.id !== draft.id), classification })
      : null,
    askPreview,
  )
}

type AskedCategories = {
  dataset: string
  variable: string
  level: string | null
  variables: DerivedVariable[]
  classification: TableDefinition['classification']
}

const askCategories = async (key: string, signal: AbortSignal): Promise<ListedCategory[]> => {
  const { dataset, variable, level, variables, classification } = JSON.parse(key) as AskedCategories
  const definition = tableDefinitionSchema.parse({
    kind: 'table',
    id: 'categories',
    title: { vi: '', en: '' },
    dataset,
    variables,
    classification,
    rows: [{ variable, ...(level === null ? {} : { level }), total: 'none' }],
    measures: [{ id: 'n', statistic: 'count' }],
  })
  const cube = await runJob('table.run', { definition, purpose: 'count' }, { signal })
  const records = new Map<number, number>()
  for (let i = 0; i < cube.cells.records.length; i += 1)
    records.set(cube.cells.coordinates[0]?.[i] ?? -1, cube.cells.records[i] ?? 0)
  return (cube.dimensions[0]?.categories ?? []).flatMap((c, i) =>
    c.kind === 'total'
      ? []
      : [{ key: categoryKey(c), code: c.kind === 'value' ? c.code : '', label: c.label, records: records.get(i) ?? 0 }],
  )
}

/** The categories of a variable over the whole dataset, with their records. */
export const useCategoryCounts = (
  context: Context,
  variable: string,
  level: string | undefined,
  without: string,
): Answer<ListedCategory[]> =>
  useAsked(
    JSON.stringify({
      dataset: context.dataset,
      variable,
      level: level ?? null,
      variables: context.variables.filter((v) => v.id !== without),
      classification: context.classification,
    } satisfies AskedCategories),
    askCategories,
  )
