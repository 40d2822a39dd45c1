// The figures of a saved table or indicator, for choosing one of them: its measures, dimensions and categories. In: a
// source. Out: the cube as the analyst's screen shows it, or why there is none. Asked once for all figures that speak
// of it.
import { useQuery } from '@tanstack/react-query'
import type { CubeSource } from '#shared/model/chart.ts'
import type { Cube } from '#shared/model/cube.ts'
import { call, runJob } from '../../../bridge/client.ts'

const cubeOf = async (source: CubeSource): Promise<Cube | null> => {
  const saved = await call('definitions.list', { kind: source.from })
  const found = saved.find((entry) => entry.id === source.id)?.definition
  if (found?.kind === 'table') return runJob('table.run', { definition: found })
  return found?.kind === 'indicator' ? runJob('indicator.run', { definition: found }) : null
}

export const useSourceCube = (source: CubeSource) =>
  useQuery({ queryKey: ['report.source', source.from, source.id], queryFn: () => cubeOf(source), staleTime: 60_000 })
