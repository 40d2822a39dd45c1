// What is said wherever figures stand that came of links older than the data: the pairs are of then, the records of
// now. In: a provenance. Out: the stale links, the words. Never a figure, never a link run.
import { linksUsed } from '../model/cube.ts'
import type { LinkUse, Provenance } from '../model/cube.ts'
import type { Bilingual } from '../model/text.ts'

export const staleLinks = (provenance: Pick<Provenance, 'link' | 'moreLinks'>): LinkUse[] =>
  linksUsed(provenance).filter((link) => link.stale)

/** One sentence for all stale links; null where there is none. */
export const staleNote = (provenance: Pick<Provenance, 'link' | 'moreLinks'>): Bilingual | null => {
  const stale = staleLinks(provenance)
  if (stale.length === 0) return null
  const names = (language: 'vi' | 'en'): string => stale.map((l) => `“${l.label?.[language] ?? l.id}”`).join(', ')
  return {
    vi: `Số liệu chưa cập nhật: liên kết ${names('vi')} cũ hơn dữ liệu, bản ghi mới đang tính là không liên kết. Cần chạy lại liên kết.`,
    en: `Figures out of date: the link ${names('en')} is older than the data, and newer records count as not linked. Run the link again.`,
  }
}
