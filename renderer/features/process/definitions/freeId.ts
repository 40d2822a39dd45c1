// An id for a definition from its title. In: title, prefix, ids in use. Out: a valid name nobody has. Pure.
import { foldText } from '#shared/format/foldText.ts'
import type { Bilingual } from '#shared/model/text.ts'

/** "Học sinh theo tỉnh" → "hoc_sinh_theo_tinh", numbered when taken; always a valid name. */
export const freeId = (title: Bilingual, prefix: string, taken: ReadonlySet<string>): string => {
  const words = foldText(title.vi || title.en)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const stem = (/^[a-z]/.test(words) ? words : `${prefix}_${words}`).slice(0, 56).replace(/_+$/, '') || prefix
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}_${n}`)) n += 1
  return `${stem}_${n}`
}
