// Opening a workspace: tried without a passphrase first; asked for one only when it has one.
// Each failure is kept as a value for the place that shows it.
import { useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { call } from '../../bridge/client.ts'
import { queryClient } from '../../bridge/queries.ts'

export type Opening = {
  path: string | null
  busy: boolean
  failure: FailureValue | null
  askPassphrase: boolean
  open(path: string, passphrase?: string | null, readOnly?: boolean): Promise<void>
  clear(): void
}

const asksPassphrase = (code: string): boolean =>
  code === 'WORKSPACE_PASSPHRASE_NEEDED' || code === 'WORKSPACE_PASSPHRASE_WRONG'

export const useOpenWorkspace = (): Opening => {
  const [state, setState] = useState<Pick<Opening, 'path' | 'busy' | 'failure' | 'askPassphrase'>>({
    path: null,
    busy: false,
    failure: null,
    askPassphrase: false,
  })
  return {
    ...state,
    async open(path, passphrase = null, readOnly = false) {
      setState((s) => ({ ...s, path, busy: true, failure: null }))
      try {
        const status = await call('workspace.open', { path, passphrase, readOnly })
        setState({ path: null, busy: false, failure: null, askPassphrase: false })
        queryClient.setQueryData(['workspace.status', {}], status)
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        const ask = asksPassphrase(failure.code)
        setState({
          path,
          busy: false,
          failure: failure.code === 'WORKSPACE_PASSPHRASE_NEEDED' ? null : failure,
          askPassphrase: ask,
        })
      }
    },
    clear: () => setState({ path: null, busy: false, failure: null, askPassphrase: false }),
  }
}
