// The list of revised figures as rows of text, the same for every way of setting it. In: changes, a language of the
// page. Out: headings and rows. Pure.
import type { FigureChange } from '#shared/contract/issues.ts'
import { whyWords } from '#shared/format/changeWords.ts'
import type { Bilingual } from '#shared/model/text.ts'

export const changeHeads: readonly Bilingual[] = [
  { vi: 'Biểu', en: 'Table' },
  { vi: 'Số liệu', en: 'Figure' },
  { vi: 'Trước', en: 'Before' },
  { vi: 'Nay', en: 'Now' },
  { vi: 'Lý do', en: 'Why' },
]

export const changeRow = (change: FigureChange): Bilingual[] => [
  {
    vi: change.number === '' ? change.table.vi : `Biểu ${change.number}`,
    en: change.number === '' ? change.table.en : `Table ${change.number}`,
  },
  {
    vi: `${change.place.vi}: ${change.measure.vi}`,
    en: `${change.place.en}: ${change.measure.en}`,
  },
  change.before,
  change.after,
  whyWords(change),
]
