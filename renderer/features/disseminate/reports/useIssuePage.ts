// The pages of a frozen issue and the handle by which the host prints them; nothing is asked while none is looked at.
// In: an issue, or null. Out: its page, as useReportHtml gives that of a draft.
import { useEffect, useState } from 'react'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { runJob } from '../../../bridge/client.ts'

export type IssuePage = { html: string | null; job: string | null; failure: FailureValue | null }
const empty: IssuePage = { html: null, job: null, failure: null }

export const useIssuePage = (issue: FrozenIssue | null): IssuePage => {
  const [page, setPage] = useState<IssuePage & { of: string | null }>({ ...empty, of: null })
  // Approval changes what its pages say.
  const key = issue === null ? null : `${issue.id} ${issue.state}`
  const id = issue?.id
  useEffect(() => {
    if (id === undefined || key === null) return undefined
    const mine = new AbortController()
    const put = (part: Partial<IssuePage>): void => {
      if (!mine.signal.aborted) setPage({ ...empty, ...part, of: key })
    }
    let job: string | null = null
    runJob('issues.html', { issue: id }, { signal: mine.signal, onStart: (handle) => (job = handle) }).then(
      ({ html }) => put({ html, job }),
      (thrown: unknown) => put({ failure: toFailureValue(thrown) }),
    )
    return () => mine.abort()
  }, [id, key])
  return page.of === key ? page : empty
}
