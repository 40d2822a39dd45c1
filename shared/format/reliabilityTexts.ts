// What the marks of figures of a sample say, from mark 1 (cube.ts, reliabilityMarks). In: the office's bounds. Out: a
// text for each mark.
import type { Bilingual } from '../model/text.ts'

export const reliabilityTexts = ({ caution, unreliable }: { caution: number; unreliable: number }): Bilingual[] => {
  const [low, high] = [caution, unreliable].map((percent) => String(percent).replace('.', ','))
  return [
    {
      vi: `Dùng thận trọng: sai số mẫu lớn (hệ số biến thiên từ ${low} % đến dưới ${high} %).`,
      en: `Use with caution: large sampling error (coefficient of variation from ${caution} % to under ${unreliable} %).`,
    },
    {
      vi: `Không đủ tin cậy: sai số mẫu quá lớn (hệ số biến thiên từ ${high} %).`,
      en: `Not reliable: the sampling error is too large (coefficient of variation of ${unreliable} % or more).`,
    },
    {
      vi: 'Không tính được sai số mẫu của số này.',
      en: 'The sampling error of this figure cannot be computed.',
    },
  ]
}
