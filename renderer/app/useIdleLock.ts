// Locks the workspace when nobody has touched the window for as long as the office allows. In: the workspace's status.
// Out: a call. Never while a job runs: its user may be waiting for it, and its answer must still arrive.
import { useEffect } from 'react'
import type { WorkspaceStatus } from '#shared/contract/responses.ts'
import { call } from '../bridge/client.ts'
import { queryClient } from '../bridge/queries.ts'
import { isRunning, useJobs } from './jobs.ts'

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
const lookEveryMs = 5_000

export const isIdle = (lastSign: number, now: number, minutes: number | null): boolean =>
  minutes !== null && now - lastSign >= minutes * 60_000

export const useIdleLock = (workspace: WorkspaceStatus | undefined): void => {
  const minutes = workspace?.state === 'open' && !workspace.locked ? workspace.idleMinutes : null
  useEffect(() => {
    if (minutes === null) return undefined
    let last = Date.now()
    const note = (): void => {
      last = Date.now()
    }
    const timer = setInterval(() => {
      if (useJobs.getState().jobs.some(isRunning)) note()
      if (!isIdle(last, Date.now(), minutes)) return
      call('workspace.lock', {}).then(
        (status) => queryClient.setQueryData(['workspace.status', {}], status),
        // Closed meanwhile, or the engine is starting anew: nothing is open then.
        () => undefined,
      )
    }, lookEveryMs)
    for (const sign of signs) addEventListener(sign, note, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) removeEventListener(sign, note, { capture: true })
    }
  }, [minutes])
}
