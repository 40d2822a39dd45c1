// How an answer stands: nothing for a moment, then progress with cancel; a failure with retry. In: an answer. Out: a
// line above it.
import { useEffect, useState } from 'react'
import type { FailureValue } from '#shared/model/failure.ts'
import type { JobState } from '#shared/model/job.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'

/** Nothing at first: most answers come before. */
const Delayed = ({ job, onCancel }: { job: JobState | null; onCancel: () => void }) => {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150)
    return () => clearTimeout(timer)
  }, [])
  return late ? (
    <div className="sd-explore__notice">
      <ProgressBar job={job} onCancel={onCancel} />
    </div>
  ) : null
}

export type AnswerStateProps = {
  answer: { running: boolean; progress: JobState | null; failure: FailureValue | null; cancel(): void; retry(): void }
}

export const AnswerState = ({ answer }: AnswerStateProps) => (
  <>
    {answer.running && <Delayed job={answer.progress} onCancel={answer.cancel} />}
    {answer.failure && (
      <div className="sd-explore__notice">
        <ErrorPanel failure={answer.failure} onRetry={answer.retry} />
      </div>
    )}
  </>
)
