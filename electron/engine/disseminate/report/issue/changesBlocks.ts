// The last page of an issue: which figures are other ones than in the issue before, and why. In: the changes. Out:
// blocks of a report. Nothing where nothing changed; what the list leaves out is counted. Pure.
import type { IssueChanges } from '#shared/contract/issues.ts'
import { formatDate } from '#shared/format/time.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ComposedBlock } from '../composeReport.ts'

export const changesBlocks = ({ against, changes, count, notices }: IssueChanges): ComposedBlock[] => {
  if (against === null) return []
  const day = formatDate(against.frozenAt)
  const issue = { vi: `lần phát hành số ${against.number} (${day})`, en: `issue ${against.number} (${day})` }
  const lead: Bilingual =
    count === 0
      ? { vi: `Không có số liệu nào thay đổi so với ${issue.vi}.`, en: `No figure changed since ${issue.en}.` }
      : {
          vi: `${count} số liệu thay đổi so với ${issue.vi}; các ô có dấu (r) trong biểu.${count > changes.length ? ` Liệt kê ${changes.length} số liệu đầu.` : ''}`,
          en: `${count} figures changed since ${issue.en}; they are marked (r) in the tables.${count > changes.length ? ` The first ${changes.length} are listed.` : ''}`,
        }
  const text = (words: Bilingual, style: 'text' | 'note' = 'text'): ComposedBlock => ({
    type: 'paragraph',
    text: words,
    style,
  })
  return [
    { type: 'section', orientation: 'portrait' },
    {
      type: 'heading',
      text: { vi: 'Số liệu điều chỉnh so với lần phát hành trước', en: 'Figures revised since the last issue' },
      level: 1,
      number: '',
      target: 'changes',
    },
    text(lead),
    ...(changes.length === 0 ? [] : [{ type: 'changes' as const, changes }]),
    ...notices.map((notice) => text(notice, 'note')),
  ]
}
