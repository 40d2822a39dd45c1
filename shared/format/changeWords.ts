// Why a published figure is another one than before, in words: on pages, on screen and on the command line alike. In:
// causes. Out: text. Causes that are only possible are said to be so. Pure.
import type { ChangeCause } from '../model/changeCause.ts'
import type { Bilingual } from '../model/text.ts'

export const causeWords: Record<ChangeCause, Bilingual> = {
  new_records: { vi: 'có đợt nhận mới', en: 'new delivery' },
  amended_records: { vi: 'bản ghi được sửa đổi, bổ sung', en: 'amended records' },
  withdrawn_records: { vi: 'đợt nhận đã thu hồi', en: 'delivery withdrawn' },
  recoded: { vi: 'đổi danh mục, liên kết hoặc chương trình', en: 'code list, link or program changed' },
  definition: { vi: 'định nghĩa bảng thay đổi', en: 'definition changed' },
  unexplained: { vi: 'chưa rõ nguyên nhân', en: 'cause not known' },
  protection: { vi: 'ô bảo mật thay đổi', en: 'confidentiality of the cell changed' },
}

export const whyWords = ({ causes, certain }: { causes: readonly ChangeCause[]; certain: boolean }): Bilingual => {
  const list = (language: 'vi' | 'en') => causes.map((cause) => causeWords[cause][language]).join('; ')
  const plain = certain || causes.includes('unexplained')
  return plain ? { vi: list('vi'), en: list('en') } : { vi: `có thể do: ${list('vi')}`, en: `possibly: ${list('en')}` }
}
