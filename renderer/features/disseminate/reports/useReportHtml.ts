// The printable document of a report, made anew a moment after each change; a later change replaces what is under way.
// In: definition. Out: the last document with the handle by which the host prints it, progress, failure.
import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import type { ReportProblem } from '#shared/contract/reports.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { call, onEvent, runJob } from '../../../bridge/client.ts'
import type { Issue } from './IssueBar.tsx'

export type ReportPage = {
  html: string | null
  problems: ReportProblem[]
  /** Of headings and paragraphs, with their figures. */
  words: ReadonlyMap<number, Bilingual>
  /** Of a board that stands as it was last made: when that was. */
  madeAt: string | null
  /** Of the job that made it. */
  job: string | null
  running: boolean
  slow: boolean
  progress: JobState | null
  failure: FailureValue | null
  cancel: () => void
  again: () => void
}
type State = Omit<ReportPage, 'cancel' | 'again'>

const settleMs = 400
const slowMs = 1000

export const useReportHtml = (definition: ReportDefinition | null, issue: Issue, active: boolean): ReportPage => {
  const [state, setState] = useState<State>({
    html: null,
    problems: [],
    words: new Map(),
    madeAt: null,
    job: null,
    running: false,
    slow: false,
    progress: null,
    failure: null,
  })
  const [turn, setTurn] = useState(0)
  const controller = useRef<AbortController | null>(null)
  const latest = useRef({ definition, issue })
  useEffect(() => {
    latest.current = { definition, issue }
  }, [definition, issue])
  const done = useRef<string | null>(null)
  const key = definition === null ? null : `${JSON.stringify({ definition, issue })}|${turn}`
  useEffect(() => onEvent('data.changed', () => setTurn((n) => n + 1)), [])

  useEffect(() => {
    const { definition: asked, issue: of } = latest.current
    // A tab behind another waits until it is looked at.
    if (!active || asked === null || key === null || done.current === key) return undefined
    const mine = new AbortController()
    controller.current = mine
    const put = (part: Partial<State>): void => {
      if (controller.current === mine) setState((s) => ({ ...s, ...part }))
    }
    let slowTimer: ReturnType<typeof setTimeout> | undefined
    // A board stands at once as it was last made, and is put right when the new one is ready.
    if (asked.layout === 'board')
      call('report.kept', { definition: asked, ...of }).then(
        (kept) => {
          if (kept && controller.current === mine && done.current !== key)
            put({
              html: kept.html,
              problems: kept.problems,
              words: new Map(kept.words.map((w) => [w.block, w.text])),
              madeAt: kept.madeAt,
              job: null,
            })
        },
        () => undefined,
      )
    const run = async (): Promise<void> => {
      slowTimer = setTimeout(() => put({ slow: true }), slowMs)
      let job: string | null = null
      try {
        const { html, problems, words } = await runJob(
          'report.html',
          { definition: asked, ...of },
          { signal: mine.signal, onProgress: (progress) => put({ progress }), onStart: (id) => (job = id) },
        )
        if (controller.current === mine) done.current = key
        put({
          html,
          problems,
          words: new Map(words.map((w) => [w.block, w.text])),
          madeAt: null,
          job,
          failure: null,
        })
      } catch (thrown) {
        put({ failure: toFailureValue(thrown) })
      } finally {
        clearTimeout(slowTimer)
        put({ running: false, slow: false, progress: null })
      }
    }
    put({ running: true, failure: null })
    const timer = setTimeout(() => void run(), settleMs)
    return () => {
      clearTimeout(timer)
      clearTimeout(slowTimer)
      if (controller.current === mine) controller.current = null
      mine.abort()
    }
  }, [key, active])

  const cancel = useCallback(() => controller.current?.abort(), [])
  const again = useCallback(() => setTurn((n) => n + 1), [])
  return { ...state, cancel, again }
}
