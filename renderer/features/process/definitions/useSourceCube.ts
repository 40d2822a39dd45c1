// The cube of a saved table or indicator, computed once and shared by indicators and charts until data change.
// In: a definition or where it is saved. Out: cube, progress of the wait, failure. Never a cell changed.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { parseDefinition } from '#shared/model/definition.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { call, onEvent, runJob } from '../../../bridge/client.ts'
import { queryClient } from '../../../bridge/queries.ts'

export type CubeAnswer = { cube: Cube | null; failure: FailureValue | null; pending: boolean; again: () => void }

const prefix = 'cube'

/** Cubes are void when records, links or the definitions they come from change. */
export const useCubesStayTrue = (): void => {
  useEffect(() => onEvent('data.changed', () => void queryClient.invalidateQueries({ queryKey: [prefix] })), [])
}

const useCube = (
  key: readonly unknown[],
  enabled: boolean,
  load: (signal: AbortSignal) => Promise<Cube>,
): CubeAnswer => {
  useCubesStayTrue()
  const query = useQuery({
    queryKey: [prefix, ...key],
    queryFn: ({ signal }) => load(signal),
    enabled,
    placeholderData: keepPreviousData,
  })
  return {
    cube: query.data ?? null,
    failure: query.error ? toFailureValue(query.error) : null,
    pending: query.isFetching,
    again: () => void query.refetch(),
  }
}

/** What decides an indicator's figures; its words can change without a new run. */
const figureKey = ({
  inputs,
  variables,
  series,
  breakdowns,
  periodKind,
  timeVariables,
  classification,
  formula,
  decimals,
  unit,
}: IndicatorDefinition): unknown => ({
  inputs,
  variables,
  series,
  breakdowns,
  periodKind,
  timeVariables,
  classification,
  formula,
  decimals,
  unit,
})

export const useIndicatorCube = (definition: IndicatorDefinition | null, breakdowns: string[]): CubeAnswer =>
  useCube(['indicator', definition && figureKey(definition), breakdowns], definition !== null, async (signal) => {
    if (!definition) throw new Error('not enabled without a definition')
    return runJob('indicator.run', { definition, breakdowns }, { signal })
  })

export const useSourceCube = (source: ChartDefinition['source'] | null): CubeAnswer =>
  useCube(['source', source], source !== null, async (signal) => {
    if (!source) throw new Error('not enabled without a source')
    const definition = await call('definitions.get', { kind: source.from, id: source.id })
    return source.from === 'table'
      ? runJob('table.run', { definition: parseDefinition('table', definition) }, { signal })
      : runJob('indicator.run', { definition: parseDefinition('indicator', definition) }, { signal })
  })
