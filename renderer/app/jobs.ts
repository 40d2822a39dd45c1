// Jobs the engine told of, newest first: the tray and the status bar read them.
import { create } from 'zustand'
import type { JobState } from '#shared/model/job.ts'

type Jobs = {
  jobs: JobState[]
  trayOpen: boolean
  update(job: JobState): void
  crashed(): void
  clearEnded(): void
  setTrayOpen(open: boolean): void
}

export const isRunning = (job: JobState): boolean =>
  job.state === 'queued' || job.state === 'running' || job.state === 'cancelling'

/**
 * Quick answers of the explore screen come by the dozen and are shown there: they leave no trace here once they ended
 * well.
 */
const isPassing = (job: JobState): boolean =>
  !isRunning(job) && job.state !== 'failed' && job.method.startsWith('explore.')

export const useJobs = create<Jobs>((set, get) => ({
  jobs: [],
  trayOpen: false,
  update(job) {
    const { jobs } = get()
    const known = jobs.some((j) => j.id === job.id)
    const next = known ? jobs.map((j) => (j.id === job.id ? job : j)) : [job, ...jobs]
    set({ jobs: next.filter((j, index) => (index < 50 && !isPassing(j)) || isRunning(j)) })
  },
  crashed() {
    set({
      jobs: get().jobs.map((j) =>
        isRunning(j) ? { ...j, state: 'failed', failure: { code: 'ENGINE_CRASHED', facts: {} } } : j,
      ),
    })
  },
  clearEnded: () => set({ jobs: get().jobs.filter(isRunning) }),
  setTrayOpen: (trayOpen) => set({ trayOpen }),
}))
