// What the table must say of its figures over time: which periods are missing, in part, or of another version. In: the
// facts met while deriving. Out: bilingual notes for every screen and file. Never a figure.
import { bilingual as b } from '#shared/model/text.ts'
import { formatPeriodShort } from '#shared/format/time.ts'
import type { Period } from '#shared/model/period.ts'
import type { Measure } from '#shared/model/measure.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import type { CoverageFacts } from './deriveCoverage.ts'

const mostNamed = 12

const listed = (periods: ReadonlySet<Period>, language: Language): string => {
  const names = [...periods].sort().map((p) => formatPeriodShort(p, language))
  const more = names.length - mostNamed
  if (more <= 0) return names.join(', ')
  return `${names.slice(0, mostNamed).join(', ')} ${language === 'vi' ? `và ${more} kỳ khác` : `and ${more} more`}`
}

export const overTimeNotes = ({ broken, absent, unequal, ended, base }: CoverageFacts): Bilingual[] => [
  ...(broken.size > 0
    ? [
        b(
          `Cộng dồn không có số liệu từ sau kỳ chưa nhận đủ dữ liệu: ${listed(broken, 'vi')}.`,
          `Running sums are not available after periods not delivered in full: ${listed(broken, 'en')}.`,
        ),
      ]
    : []),
  ...(absent.size > 0
    ? [
        b(
          `Không so sánh được với kỳ không có dữ liệu trong bảng: ${listed(absent, 'vi')}.`,
          `Not compared with periods that are not in the table: ${listed(absent, 'en')}.`,
        ),
      ]
    : []),
  ...(unequal.size > 0
    ? [
        b(
          `Không so sánh kỳ chưa đủ dữ liệu với kỳ đủ: ${listed(unequal, 'vi')}.`,
          `A part of a period is not compared with a whole one: ${listed(unequal, 'en')}.`,
        ),
      ]
    : []),
  ...(ended
    ? [
        b(
          'x: đơn vị của phiên bản danh mục chưa có hoặc không còn hiệu lực trong kỳ; không so sánh.',
          'x: the item belongs to a version of the code list not valid in the period; not compared.',
        ),
      ]
    : []),
  ...(base
    ? [
        b(
          'Tăng trưởng, chỉ số không có số liệu khi kỳ gốc bằng 0 hoặc âm.',
          'Growth and index are not available where the base is zero or less.',
        ),
      ]
    : []),
]

/** Shares of a count of different values: who stands in two categories counts in both. */
export const overlapNote = (measures: readonly Measure[]): Bilingual[] => {
  const byId = new Map(measures.map((m) => [m.id, m]))
  const overlapping = measures.some(
    (m) => (m.statistic === 'percent' || m.statistic === 'share') && byId.get(m.of)?.statistic === 'distinct',
  )
  return overlapping
    ? [
        b(
          'Cơ cấu của số đối tượng khác nhau: một đối tượng có thể nằm ở nhiều nhóm nên các phần có thể cộng lại quá 100 %.',
          'Shares of a count of different values: one may stand in several categories, so the parts may add up to more than 100 %.',
        ),
      ]
    : []
}
