// TanStack Query hooks over the contract: shared lists, fetched once, void when the engine says the data changed.
// In: method and input. Out: cached answers. Never a job's progress (see useJob).
import { QueryClient, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import type { DirectMethodName, MethodInput, MethodResponse } from '#shared/contract/methods.ts'
import type { DefinitionKind } from '#shared/model/definition.ts'
import { officePolicySchema } from '#shared/model/officePolicy.ts'
import type { OfficePolicy } from '#shared/model/officePolicy.ts'
import type { Failure } from '#shared/model/failure.ts'
import { call, onEvent } from './client.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 600_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** One query of the contract, cached by its method and input. */
export const useCall = <M extends DirectMethodName>(
  method: M,
  input: MethodInput<M>,
  options: { enabled?: boolean } = {},
): UseQueryResult<MethodResponse<M>, Failure> =>
  useQuery<MethodResponse<M>, Failure>({
    queryKey: [method, input],
    queryFn: () => call(method, input),
    enabled: options.enabled ?? true,
  })

export const useWorkspace = () => useCall('workspace.status', {})
export const useDatasets = () => useCall('datasets.list', {})
export const useDataset = (dataset: string | null) =>
  useCall('datasets.get', { dataset: dataset ?? '' }, { enabled: dataset !== null })
export const useCodeList = (list: string | null) =>
  useCall('codeLists.get', { list: list ?? '' }, { enabled: list !== null })
export const useDeliveries = () => useCall('deliveries.list', {})
export const useLinks = () => useCall('links.list', {})
export const usePolicy = (): OfficePolicy => useCall('policy.get', {}).data?.policy ?? officePolicySchema.parse({})
export const useDefinitions = (kind?: DefinitionKind) => useCall('definitions.list', kind ? { kind } : {})

const affected = {
  deliveries: [
    'datasets.',
    'deliveries.',
    'watch.',
    'rules.',
    'edits.',
    'retention.',
    'links.',
    'explore.',
    'audit.',
    'workspace.',
  ],
  links: ['datasets.', 'links.', 'audit.'],
  definitions: ['definitions.', 'datasets.', 'report.due', 'variables.', 'audit.'],
  runs: ['runs.', 'audit.'],
  policy: ['policy.', 'audit.'],
  maps: ['maps.', 'audit.'],
  vintages: ['indicator.', 'audit.'],
  issues: ['issues.', 'report.due', 'audit.'],
  rules: ['rules.', 'edits.', 'datasets.', 'audit.'],
  people: ['people.', 'leaves.', 'workspace.', 'audit.'],
} as const

/** Keeps the cache true to the engine; called once, at start. Returns the unsubscriber. */
export const watchData = (): (() => void) => {
  const offData = onEvent('data.changed', ({ what }) => {
    const prefixes = affected[what]
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => prefixes.some((prefix) => String(queryKey[0]).startsWith(prefix)),
    })
  })
  const offWorkspace = onEvent('workspace.changed', (status) => {
    const before = queryClient.getQueryData<{ state: string; path?: string }>(['workspace.status', {}])
    queryClient.setQueryData(['workspace.status', {}], status)
    const same = before?.state === status.state && (status.state === 'none' || before.path === status.path)
    if (!same) queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'workspace.status' })
  })
  return () => {
    offData()
    offWorkspace()
  }
}
