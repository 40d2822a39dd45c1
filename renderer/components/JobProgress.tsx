// How a job stands: progress with a way to stop it, then what went wrong with a way to ask again. In: a job. Out:
// nothing while it rests.
import type { ReactNode } from 'react'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { ErrorPanel } from './ErrorPanel.tsx'
import { ProgressBar } from './ProgressBar.tsx'

export type JobProgressProps = {
  job: { running: boolean; progress: JobState | null; failure: FailureValue | null; cancel: () => void }
  title?: string
  onRetry?: () => void
  /** Buttons that lead on from a failure. */
  actions?: ReactNode
  /** Nothing is said when the user stopped it. */
  quietWhenStopped?: boolean
  /** It stands alone in a screen. */
  padded?: boolean
}

export const JobProgress = ({ job, title, onRetry, actions, quietWhenStopped, padded }: JobProgressProps) => {
  const failure = quietWhenStopped && job.failure?.code === 'CANCELLED' ? null : job.failure
  if (!job.running && failure === null) return null
  const parts = (
    <>
      {job.running && (
        <ProgressBar job={job.progress} {...(title === undefined ? {} : { title })} onCancel={job.cancel} />
      )}
      {failure && <ErrorPanel failure={failure} actions={actions} {...(onRetry === undefined ? {} : { onRetry })} />}
    </>
  )
  return padded ? <div className="sd-pad">{parts}</div> : parts
}
