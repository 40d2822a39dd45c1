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
  /** Names of the persons who can open it; empty: it has one passphrase for all. */
  persons: readonly string[]
  open(path: string, passphrase?: string | null, readOnly?: boolean, person?: string): Promise<void>
  clear(): void
}

const asksPassphrase = (code: string): boolean =>
  [
    'WORKSPACE_PASSPHRASE_NEEDED',
    'WORKSPACE_PASSPHRASE_WRONG',
    'PASSPHRASE_PAUSE',
    'PERSON_NEEDED',
    'PERSON_UNKNOWN',
  ].includes(code)

const personsOf = ({ facts }: FailureValue): string[] =>
  typeof facts['names'] === 'string' ? facts['names'].split('\n').filter((name) => name !== '') : []

export const useOpenWorkspace = (): Opening => {
  const [state, setState] = useState<Pick<Opening, 'path' | 'busy' | 'failure' | 'askPassphrase' | 'persons'>>({
    persons: [],
    path: null,
    busy: false,
    failure: null,
    askPassphrase: false,
  })
  return {
    ...state,
    async open(path, passphrase = null, readOnly = false, person = undefined) {
      setState((s) => ({ ...s, path, busy: true, failure: null }))
      try {
        const status = await call('workspace.open', {
          path,
          passphrase,
          readOnly,
          ...(person === undefined ? {} : { person }),
        })
        setState({ path: null, busy: false, failure: null, askPassphrase: false, persons: [] })
        queryClient.setQueryData(['workspace.status', {}], status)
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        const ask = asksPassphrase(failure.code)
        setState((s) => ({
          path,
          // Told when the passphrase is first asked for; a wrong one tells no names.
          persons: personsOf(failure).length > 0 ? personsOf(failure) : s.persons,
          busy: false,
          failure: failure.code === 'WORKSPACE_PASSPHRASE_NEEDED' ? null : failure,
          askPassphrase: ask,
        }))
      }
    },
    clear: () => setState({ path: null, busy: false, failure: null, askPassphrase: false, persons: [] }),
  }
}
