// The open view of a dataset: opened again when filter, sort, base or data change; the one before is closed.
// In: what is asked. Out: the view with its state. A cancelled or failed opening leaves the last view on screen.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { RecordBase, Sort } from '#shared/contract/explore.ts'
import type { ExploreView } from '#shared/contract/responses.ts'
import type { DrillResult } from '#shared/contract/responses.ts'
import type { MethodInput } from '#shared/contract/methods.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { call, onEvent, runJob } from '../../../bridge/client.ts'
import { takeDrill } from './drilledViews.ts'

export type { Sort } from '#shared/contract/explore.ts'
export type DrillRequest = MethodInput<'table.drill'>
export type ViewRequest = {
  dataset: string
  filter: string | null
  sort: Sort
  base: RecordBase | null
  drill: DrillRequest | null
}
export type OpenView = { view: ExploreView; sort: Sort; drill: DrillResult | null }
export type ViewState = {
  open: OpenView | null
  opening: boolean
  progress: JobState | null
  failure: FailureValue | null
}

const closeQuietly = (view: string): void => void call('explore.close', { view }).catch(() => undefined)

/** What is known so far, and of which asking it is the answer. */
type Known = {
  of: string
  open: OpenView | null
  progress: JobState | null
  failure: FailureValue | null
  settled: boolean
}

export const useView = (request: ViewRequest): ViewState & { cancel(): void; retry(): void; readAgain(): void } => {
  const [turn, setTurn] = useState(0)
  const asking = JSON.stringify({ request, turn })
  const [known, setKnown] = useState<Known>({ of: '', open: null, progress: null, failure: null, settled: false })
  const current = useRef<string | null>(null)
  /** The records of the cell, kept open beneath what is filtered and sorted from them. */
  const cell = useRef<{ of: string; drill: DrillResult } | null>(null)
  const controller = useRef<AbortController | null>(null)

  useEffect(() => {
    const { request: asked, turn: askedTurn } = JSON.parse(asking) as { request: ViewRequest; turn: number }
    const abort = new AbortController()
    controller.current = abort
    let superseded = false
    const tell = (part: Partial<Known>): void => {
      if (!superseded) setKnown((k) => ({ ...k, of: asking, progress: null, failure: null, settled: false, ...part }))
    }
    const options = { signal: abort.signal, onProgress: (progress: JobState) => tell({ progress }) }
    const { dataset, filter, sort } = asked
    const drilled = async (drill: DrillRequest): Promise<OpenView> => {
      const of = JSON.stringify([drill, askedTurn])
      const found =
        cell.current?.of === of
          ? cell.current.drill
          : (takeDrill(drill) ?? (await runJob('table.drill', drill, options)))
      if (cell.current && cell.current.drill.view.view !== found.view.view) closeQuietly(cell.current.drill.view.view)
      cell.current = { of, drill: found }
      const view =
        filter === null && sort.length === 0
          ? found.view
          : await runJob(
              'explore.open',
              { dataset, filter, sort, base: { type: 'view', view: found.view.view } },
              options,
            )
      return { view, sort, drill: found }
    }
    const openIt = async (): Promise<OpenView> =>
      asked.drill
        ? drilled(asked.drill)
        : {
            view: await runJob('explore.open', { dataset, filter, sort, base: asked.base }, options),
            sort,
            drill: null,
          }
    openIt().then(
      (open) => {
        const isCell = open.view.view === cell.current?.drill.view.view
        if (superseded) return isCell ? undefined : closeQuietly(open.view.view)
        const before = current.current
        current.current = isCell ? null : open.view.view
        tell({ open, settled: true })
        if (before) closeQuietly(before)
      },
      (thrown: unknown) => tell({ failure: toFailureValue(thrown), settled: true }),
    )
    return () => {
      superseded = true
      abort.abort()
    }
  }, [asking])

  useEffect(() => {
    const again = (): void => setTurn((n) => n + 1)
    const off = [
      onEvent('data.changed', ({ what }) => {
        if (what === 'deliveries') again()
      }),
      onEvent('engine.crashed', ({ restarted }) => {
        current.current = null
        cell.current = null
        if (restarted) again()
      }),
    ]
    return () => {
      for (const stop of off) stop()
      for (const view of [current.current, cell.current?.drill.view.view]) if (view) closeQuietly(view)
    }
  }, [])

  const cancel = useCallback(() => controller.current?.abort(), [])
  const retry = useCallback(() => setTurn((n) => n + 1), [])
  /** The same view, its pages read anew: identifiers were revealed. */
  const readAgain = useCallback(() => setKnown((k) => ({ ...k, open: k.open && { ...k.open } })), [])
  const mine = known.of === asking
  return {
    open: known.open,
    opening: !(mine && known.settled),
    progress: mine ? known.progress : null,
    failure: mine ? known.failure : null,
    cancel,
    retry,
    readAgain,
  }
}
