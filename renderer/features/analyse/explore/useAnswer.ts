// The answer of a job as what is asked changes: the one before is cancelled, and stays on screen until the next is
// there. In: a method and its input (null asks nothing). Out: answer, progress, failure, cancel. Never two answers
// mixed up.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { JobMethodName, MethodInput, MethodResponse } from '#shared/contract/methods.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { runJob } from '../../../bridge/client.ts'

export type Answer<M extends JobMethodName> = {
  data: MethodResponse<M> | null
  /** The answer is to what is asked now. */
  current: boolean
  running: boolean
  progress: JobState | null
  failure: FailureValue | null
  cancel(): void
  retry(): void
}

type Known<M extends JobMethodName> = {
  of: string
  data: MethodResponse<M> | null
  answered: string
  progress: JobState | null
  failure: FailureValue | null
  settled: boolean
}

export const useAnswer = <M extends JobMethodName>(method: M, input: MethodInput<M> | null, delay = 0): Answer<M> => {
  const [turn, setTurn] = useState(0)
  const asking = input === null ? '' : JSON.stringify({ input, turn })
  const [known, setKnown] = useState<Known<M>>({
    of: '',
    data: null,
    answered: '',
    progress: null,
    failure: null,
    settled: true,
  })
  const controller = useRef<AbortController | null>(null)
  useEffect(() => {
    if (asking === '') return undefined
    const abort = new AbortController()
    controller.current = abort
    let superseded = false
    const tell = (part: Partial<Known<M>>): void => {
      if (!superseded) setKnown((k) => ({ ...k, of: asking, progress: null, failure: null, settled: false, ...part }))
    }
    const timer = setTimeout(() => {
      const { input: asked } = JSON.parse(asking) as { input: MethodInput<M> }
      runJob(method, asked, { signal: abort.signal, onProgress: (progress) => tell({ progress }) }).then(
        (data) => tell({ data, answered: asking, settled: true }),
        (thrown: unknown) => tell({ failure: toFailureValue(thrown), settled: true }),
      )
    }, delay)
    return () => {
      superseded = true
      clearTimeout(timer)
      abort.abort()
    }
  }, [method, asking, delay])
  const cancel = useCallback(() => controller.current?.abort(), [])
  const retry = useCallback(() => setTurn((n) => n + 1), [])
  const mine = known.of === asking
  return {
    data: known.data,
    current: known.answered === asking,
    running: asking !== '' && !(mine && known.settled),
    progress: mine ? known.progress : null,
    failure: mine ? known.failure : null,
    cancel,
    retry,
  }
}
