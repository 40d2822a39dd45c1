import { foldText } from '#shared/format/foldText.ts'
import { describe, expect, it } from 'vitest'
import { rank } from './rank.ts'

const entries = [
  { title: 'Quảng Nam', path: 'Mã › Tỉnh', keywords: '49' },
  { title: 'Quảng Ninh', path: 'Mã › Tỉnh', keywords: '22' },
  { title: 'Doanh thu bán hàng', path: 'Biến › Tờ khai', keywords: 'line_22 ct22' },
  { title: 'Đợt nhận', path: 'Xem', keywords: '' },
  { title: 'Ngành công nghiệp Quảng Ninh', path: 'Bảng', keywords: '' },
]
const titles = (typed: string): string[] => rank(entries, typed, 10).map((e) => e.title)

describe('finder', () => {
  it('folds Vietnamese marks and đ', () => expect(foldText('Đường Nguyễn Huệ')).toBe('duong nguyen hue'))
  it('finds without diacritics, exact title first', () =>
    expect(titles('quang ninh')).toEqual(['Quảng Ninh', 'Ngành công nghiệp Quảng Ninh']))
  it('puts a code before what only contains it', () => expect(titles('22')[0]).toBe('Quảng Ninh'))
  it('needs every word', () => expect(titles('quang xyz')).toEqual([]))
  it('shows everything for nothing typed, in a stable order', () => expect(titles('')).toHaveLength(5))
})
