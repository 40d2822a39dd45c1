// A job as React state: start, progress, result, failure, cancel. One at a time: starting again cancels the one before.
// Never shows anything itself; ProgressBar and ErrorPanel do.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { JobMethodName, MethodInput, MethodResponse } from '#shared/contract/methods.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { runJob } from './client.ts'

export type UseJob<M extends JobMethodName> = {
  running: boolean
  progress: JobState | null
  result: MethodResponse<M> | null
  failure: FailureValue | null
  /** Resolves with the answer, or null when it failed, was cancelled or was replaced by a later start. */
  start(input: MethodInput<M>): Promise<MethodResponse<M> | null>
  cancel(): void
  reset(): void
}

export const useJob = <M extends JobMethodName>(method: M): UseJob<M> => {
  const [state, setState] = useState<{
    running: boolean
    progress: JobState | null
    result: MethodResponse<M> | null
    failure: FailureValue | null
  }>({
    running: false,
    progress: null,
    result: null,
    failure: null,
  })
  const current = useRef<AbortController | null>(null)
  useEffect(() => () => current.current?.abort(), [])

  const start = useCallback(
    async (input: MethodInput<M>): Promise<MethodResponse<M> | null> => {
      current.current?.abort()
      const controller = new AbortController()
      current.current = controller
      const mine = (): boolean => current.current === controller
      setState((s) => ({ ...s, running: true, progress: null, failure: null }))
      try {
        const result = await runJob(method, input, {
          signal: controller.signal,
          onProgress: (progress) => {
            if (mine()) setState((s) => ({ ...s, progress }))
          },
        })
        if (!mine()) return null
        setState({ running: false, progress: null, result, failure: null })
        return result
      } catch (thrown) {
        if (mine()) setState((s) => ({ ...s, running: false, progress: null, failure: toFailureValue(thrown) }))
        return null
      }
    },
    [method],
  )
  const cancel = useCallback(() => current.current?.abort(), [])
  const reset = useCallback(() => {
    current.current?.abort()
    current.current = null
    setState({ running: false, progress: null, result: null, failure: null })
  }, [])
  return { ...state, start, cancel, reset }
}
