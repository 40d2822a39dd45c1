import { describe, expect, it } from 'vitest'
import { chartDefinitionSchema } from '#shared/model/chart.ts'
import { textAt, withText } from './InPlaceText.tsx'

const texts = [
  { key: 'title', text: 'Xuất khẩu và nhập khẩu hàng hóa theo tháng' },
  { key: 'category:2024-05', text: 'Tháng 5/2024', shown: '5/2024' },
]

describe('a text of the drawing', () => {
  it('is found whole, as it is shown, or by a wrapped line', () => {
    expect(textAt(texts, 'Tháng 5/2024')?.key).toBe('category:2024-05')
    expect(textAt(texts, '5/2024*')?.key).toBe('category:2024-05')
    expect(textAt(texts, 'nhập khẩu hàng hóa')?.key).toBe('title')
  })
  it('is never a number of the axis', () => {
    expect(textAt(texts, '5')).toBeNull()
    expect(textAt(texts, '12,5')).toBeNull()
  })
  it('is changed in one language, and forgotten when emptied', () => {
    const chart = chartDefinitionSchema.parse({
      kind: 'chart',
      id: 'c',
      title: { vi: 'a', en: 'b' },
      source: { from: 'table', id: 't' },
      chart: 'bar',
    })
    const named = withText(chart, 'unit', 'tỷ đồng', 'vi')
    expect(named.texts).toEqual({ unit: { vi: 'tỷ đồng', en: '' } })
    expect(withText(named, 'unit', '', 'vi').texts).toEqual({})
    expect(withText(chart, 'title', 'x', 'en').title).toEqual({ vi: 'a', en: 'x' })
  })
})
