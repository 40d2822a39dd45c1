// What a reader must be told beneath a chart: figures withheld, periods not whole, provisional figures, groups left
// out, breaks, notes by number. In: what is drawn. Out: sentences. Never a note that does not concern what is drawn.
import { partialInWords } from '../format/time.ts'
import type { ChartDefinition } from '../model/chart.ts'
import { categoryKey } from '../model/cube.ts'
import type { PartialPeriod } from '../model/cube.ts'
import type { Language } from '../model/text.ts'
import type { ChartData } from './chartData.ts'

/**
 * Some figures are provisional beside others that are not: then they look different. When all are, the source line says
 * it.
 */
export const mixedStatus = (data: Pick<ChartData, 'series'>): boolean => {
  const points = data.series.flatMap((s) => s.points.filter((p) => p.shown !== null))
  return points.some((p) => p.provisional) && points.some((p) => !p.provisional)
}

/** Where a category named by its key stands, -1 where it is not drawn. */
export const categoryAt = (data: Pick<ChartData, 'categories'>, key: string): number =>
  data.categories.findIndex((c) => categoryKey(c) === key || c.code === key)

export type NotesInput = {
  definition: ChartDefinition
  data: ChartData
  full: string[]
  categories: string[]
  partial: (PartialPeriod | undefined)[]
  language: Language
}

export const chartNotes = ({ definition, data, full, categories, partial, language }: NotesInput): string[] => {
  const vi = language === 'vi'
  const notes: string[] = []
  if (data.withheld > 0)
    notes.push(vi ? `${data.withheld} ô bảo mật không thể hiện.` : `Withheld, not drawn: ${data.withheld}.`)
  if (data.shortened) {
    const { kept, of, together } = data.shortened
    const rest = vi
      ? together
        ? 'phần còn lại gộp chung'
        : 'phần còn lại không vẽ'
      : together
        ? 'the rest together'
        : 'the rest not drawn'
    notes.push(vi ? `${kept} nhóm lớn nhất trong ${of}; ${rest}.` : `The ${kept} largest of ${of}; ${rest}.`)
  }
  if (mixedStatus(data))
    notes.push(vi ? 'Gạch chéo, ký hiệu rỗng: ước tính, sơ bộ.' : 'Hatched, hollow: estimated or preliminary.')
  const parts = partial.flatMap((p, i) => {
    return p ? [`${(categories[i] ?? '').replace(/\*$/, '')}: ${partialInWords(p)[language]}`] : []
  })
  if (parts.length > 0) notes.push(`* ${vi ? 'Chưa đủ kỳ' : 'Not a whole period'}: ${parts.join('; ')}.`)
  ;(definition.annotations ?? []).forEach((a, i) => {
    if (categoryAt(data, a.category) >= 0) notes.push(`(${i + 1}) ${a.text[language] || a.text.vi}`)
  })
  for (const b of definition.breaks ?? []) {
    const at = categoryAt(data, b.before)
    if (at > 0)
      notes.push(
        `¦ ${vi ? 'Từ' : 'From'} ${(categories[at] ?? full[at] ?? '').replace(/\*$/, '')}: ${b.text[language] || b.text.vi}`,
      )
  }
  return notes
}
