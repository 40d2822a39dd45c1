// What every page says of itself: a draft, an issue that waits, one that was sent back, an approved one. In: an issue,
// or none. Out: the mark across the page and the line at its foot. Pure; without approval there is always a mark.
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { formatDateTime } from '#shared/format/time.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ReportStanding } from '../composeReport.ts'

const marks: Record<Exclude<FrozenIssue['state'], 'approved'> | 'draft', Bilingual> = {
  draft: { vi: 'Bản thảo – chưa duyệt', en: 'Draft – not approved' },
  waiting: { vi: 'Chờ duyệt – chưa công bố', en: 'Awaiting approval – not for release' },
  returned: { vi: 'Đã trả lại – không công bố', en: 'Returned – not for release' },
}

export const draftStanding: ReportStanding = { mark: marks.draft, imprint: { vi: '', en: '' } }

export const standingOf = ({ state, number, frozenAt, decidedAt, sha256 }: FrozenIssue): ReportStanding => {
  const approved = state === 'approved' && decidedAt !== null ? formatDateTime(decidedAt) : null
  return {
    mark: state === 'approved' ? null : marks[state],
    imprint: {
      vi: `Bản phát hành số ${number}, chốt ${formatDateTime(frozenAt)}${approved === null ? '' : `, duyệt ${approved}`}, mã ${sha256.slice(0, 12)}`,
      en: `Issue ${number}, frozen ${formatDateTime(frozenAt)}${approved === null ? '' : `, approved ${approved}`}, code ${sha256.slice(0, 12)}`,
    },
  }
}
