// Runs a table by itself after each edit: estimate, a sample where the whole takes long, then the whole; a later edit
// replaces what is under way. In: the definition and whether it is shown protected. Out: the last answer with the
// definition it answers.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { MethodResponse } from '#shared/contract/methods.ts'
import type { TableEstimate } from '#shared/contract/responses.ts'
import type { Cube } from '#shared/model/cube.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { call, onEvent, runJob } from '../../../bridge/client.ts'
import { runKey } from './model/definition.ts'
import { fromSample } from './model/sample.ts'

export type ProtectedAnswer = MethodResponse<'table.protect'>
export type TableAnswer = {
  cube: Cube
  /** What was asked: addresses of cells are made from this, not from a definition edited since. */
  definition: TableDefinition
  /** Round trip as the user waited for it. */
  seconds: number
  protection: ProtectedAnswer['protection'] | null
  /** Estimated from a sample: records read, of how many. Null for the whole. */
  sample: { read: number; of: number } | null
}
export type TableRun = {
  phase: 'idle' | 'running' | 'too_large' | 'done' | 'failed'
  answer: TableAnswer | null
  estimate: TableEstimate | null
  progress: JobState | null
  failure: FailureValue | null
  /** Running for more than a second: time to show progress with cancel. */
  slow: boolean
  cancel(): void
  again(): void
}

const settleMs = 200
const slowMs = 1000
/** A whole answer expected to take longer than this is preceded by one from a sample. */
const sampleFromSeconds = 0.5

type State = Pick<TableRun, 'phase' | 'answer' | 'estimate' | 'progress' | 'failure' | 'slow'>
const start: State = { phase: 'idle', answer: null, estimate: null, progress: null, failure: null, slow: false }

export const useTableRun = (
  definition: TableDefinition | null,
  options: { enabled: boolean; protect: boolean },
): TableRun => {
  const { enabled, protect } = options
  const [state, setState] = useState<State>(start)
  const [turn, setTurn] = useState(0)
  const controller = useRef<AbortController | null>(null)
  const latest = useRef(definition)
  useEffect(() => {
    latest.current = definition
  }, [definition])
  const key = definition === null ? null : `${runKey(definition)}|${turn}`

  useEffect(
    () =>
      onEvent('data.changed', ({ what }) => {
        if (what !== 'definitions') setTurn((n) => n + 1)
      }),
    [],
  )

  useEffect(() => {
    const asked = latest.current
    if (!enabled || key === null || asked === null) return undefined
    const mine = new AbortController()
    controller.current?.abort()
    controller.current = mine
    const put = (part: Partial<State>): void => {
      if (controller.current === mine) setState((s) => ({ ...s, ...part }))
    }
    let slowTimer: ReturnType<typeof setTimeout> | undefined
    const run = async (): Promise<void> => {
      const began = performance.now()
      put({ phase: 'running', failure: null, progress: null, slow: false })
      slowTimer = setTimeout(() => put({ slow: true }), slowMs)
      try {
        const estimate = await call('table.estimate', { definition: asked })
        if (mine.signal.aborted) fail('CANCELLED')
        put({ estimate })
        if (estimate.tooLarge) return put({ phase: 'too_large' })
        if (!protect && estimate.seconds > sampleFromSeconds) {
          const cube = await runJob('table.run', { definition: asked, sample: true }, { signal: mine.signal })
          const { recordsRead } = cube.provenance
          // A small dataset is read whole even when a sample is asked for.
          const whole = recordsRead >= estimate.records
          put({
            answer: {
              cube: whole ? cube : fromSample(cube, estimate.records),
              definition: asked,
              seconds: (performance.now() - began) / 1000,
              protection: null,
              sample: whole ? null : { read: recordsRead, of: estimate.records },
            },
          })
          if (whole) return put({ phase: 'done' })
        }
        const jobOptions = { signal: mine.signal, onProgress: (progress: JobState) => put({ progress }) }
        const cube: Cube & { protection?: ProtectedAnswer['protection'] } = protect
          ? await runJob('table.protect', { definition: asked }, jobOptions)
          : await runJob('table.run', { definition: asked }, jobOptions)
        put({
          phase: 'done',
          answer: {
            cube,
            definition: asked,
            seconds: (performance.now() - began) / 1000,
            protection: cube.protection ?? null,
            sample: null,
          },
        })
      } catch (thrown) {
        put({ phase: 'failed', failure: toFailureValue(thrown) })
      } finally {
        clearTimeout(slowTimer)
        put({ slow: false, progress: null })
      }
    }
    const timer = setTimeout(() => void run(), settleMs)
    return () => {
      clearTimeout(timer)
      clearTimeout(slowTimer)
      // A later run takes over; what is under way is of no more use.
      if (controller.current === mine) controller.current = null
      mine.abort()
    }
  }, [key, enabled, protect])

  const cancel = useCallback(() => controller.current?.abort(), [])
  const again = useCallback(() => setTurn((n) => n + 1), [])
  return { ...state, cancel, again }
}
