// What the page can ask about long work. In: the job runner. Out: handlers. Never work itself.
import type { HandlersFor } from '#engine/workspace/context.ts'
import type { JobRunner } from './jobRunner.ts'

export const jobHandlers = (jobs: JobRunner): HandlersFor<'jobs.list' | 'jobs.cancel' | 'jobs.result'> => ({
  'jobs.list': () => jobs.list(),
  'jobs.cancel': (_context, { job }) => {
    jobs.cancel(job)
    return null
  },
  'jobs.result': (_context, { job }) => jobs.result(job),
})
