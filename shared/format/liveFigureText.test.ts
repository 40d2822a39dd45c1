import { describe, expect, it } from 'vitest'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { liveFigureSchema } from '../model/liveFigure.ts'
import type { FigureStatus } from '../model/table.ts'
import { liveFigureText } from './liveFigureText.ts'

const months = sampleDimension('period', 'column', ['2024-10', '2025-09', '2025-10'], { time: 'month' })
const province = sampleDimension('province', 'row', ['01', '04', '79'], {
  total: 'before',
  label: (code) =>
    ({ '01': { vi: 'Hà Nội', en: 'Ha Noi' }, '04': { vi: 'Cao Bằng', en: 'Cao Bang' } })[code] ?? {
      vi: 'TP. HCM',
      en: 'HCMC',
    },
})
const exportsMeasure = sampleMeasure('value', {
  statistic: 'sum',
  label: { vi: 'Trị giá xuất khẩu', en: 'Export value' },
  unit: { vi: 'Triệu USD', en: 'Million USD' },
  decimals: 1,
  scale: 1,
})
const figures: Record<string, number | 'suppressed' | 'suppressed_secondary' | 'not_available' | undefined> = {
  // place "province,period"
  '0,0': 3600,
  '0,1': 4000,
  '0,2': 4213,
  '1,0': 1000,
  '1,1': 2000,
  '1,2': 1172,
  '2,0': 0,
  '2,1': 500,
  '2,2': 500,
  '3,0': 2600,
  '3,1': 1500,
  '3,2': 2541,
}
const cubeOf = (change: Partial<typeof figures> = {}, status: FigureStatus = 'official') =>
  sampleCube([province, months], [exportsMeasure], (place) => ({ ...figures, ...change })[place.join(',')], { status })
const at = (code: string, period?: string) => [
  { variable: 'province', code, kind: 'value' as const },
  ...(period === undefined ? [] : [{ variable: 'period', code: period, kind: 'value' as const }]),
]
const say = (more: object, cube = cubeOf()) =>
  liveFigureText(cube, liveFigureSchema.parse({ id: 'x', source: { from: 'table', id: 't' }, ...more }))

describe('a live figure', () => {
  it('is the total of the last period where nothing else is named', () => {
    expect(say({})).toEqual({ text: { vi: '421,3 triệu USD', en: '421.3 million USD' }, state: 'ok' })
    expect(say({ address: at('01'), bare: true }).text.vi).toBe('117,2')
  })

  it('says a change in the direction of the printed number', () => {
    expect(say({ address: at('01'), show: 'change' }).text).toEqual({ vi: 'tăng 17,2%', en: 'up 17.2%' })
    expect(say({ address: at('01'), show: 'change', against: 'previous_period' }).text.vi).toBe('giảm 41,4%')
    expect(say({ address: at('04'), show: 'change', against: 'previous_period' }).text.vi).toBe('không đổi')
    expect(say({ show: 'change' }, cubeOf({ '0,2': 3601 })).text).toEqual({
      vi: 'gần như không đổi',
      en: 'virtually unchanged',
    })
  })

  it('gives no percentage over a base of zero: the amount instead', () => {
    expect(say({ address: at('04'), show: 'change' }).text.vi).toBe('tăng 50,0 triệu USD')
  })

  it('speaks of percentage points where the figure is a percentage', () => {
    const share = sampleCube(
      [months],
      [sampleMeasure('rate', { unit: { vi: '%', en: '%' }, decimals: 1, scale: 1 })],
      (p) => [905, 910, 921][p[0] ?? 0],
    )
    expect(say({ show: 'change' }, share).text).toEqual({
      vi: 'tăng 1,6 điểm phần trăm',
      en: 'up 1.6 percentage points',
    })
  })

  it('hedges what is estimated or preliminary', () => {
    expect(say({ show: 'sentence' }, cubeOf({}, 'estimate')).text).toEqual({
      vi: 'Trị giá xuất khẩu tháng 10/2025 ước đạt 421,3 triệu USD, tăng 17,0% so với cùng kỳ năm trước.',
      en: 'Export value in October 2025 is estimated at 421.3 million USD, up 17.0% from a year earlier.',
    })
    expect(say({ show: 'sentence', address: at('01') }, cubeOf({}, 'preliminary')).text.vi).toBe(
      'Trị giá xuất khẩu (Hà Nội) tháng 10/2025 đạt sơ bộ 117,2 triệu USD, tăng 17,2% so với cùng kỳ năm trước.',
    )
  })

  it('ranks, and names the largest with ties', () => {
    expect(say({ address: at('01'), show: 'rank', among: 'province' }).text.vi).toBe('đứng thứ 2 trong 3')
    expect(say({ show: 'largest', among: 'province' }).text.vi).toBe('TP. HCM (254,1 triệu USD)')
    expect(say({ show: 'largest', among: 'province', bare: true }, cubeOf({ '1,2': 2541 })).text.en).toBe(
      'Ha Noi and HCMC',
    )
    expect(say({ address: at('01'), show: 'rank', among: 'province' }, cubeOf({ '1,2': 2541 })).text.vi).toBe(
      'cùng đứng thứ 1 trong 3',
    )
  })

  it('ranks among those that have figures and says so; what did not occur is the least of all', () => {
    const some = cubeOf({ '3,2': 'not_available' })
    expect(say({ address: at('01'), show: 'rank', among: 'province' }, some).text).toEqual({
      vi: 'đứng thứ 1 trong 2 có số liệu',
      en: 'number 1 of 2 with figures',
    })
    const none = cubeOf({ '1,2': undefined })
    expect(say({ show: 'smallest', among: 'province', bare: true }, none).text.vi).toBe('Hà Nội')
  })

  it('says neither the smallest nor of how many where the rest stand together as others', () => {
    const cube = cubeOf()
    const [first] = cube.dimensions
    const categories = (first?.categories ?? []).map((c) => (c.code === '04' ? { ...c, kind: 'others' as const } : c))
    const cut = { ...cube, dimensions: [{ ...first!, categories }, ...cube.dimensions.slice(1)] }
    expect(say({ show: 'smallest', among: 'province' }, cut).state).toBe('not_available')
    expect(say({ address: at('01'), show: 'rank', among: 'province' }, cut).text.vi).toBe('đứng thứ 2')
    expect(say({ show: 'largest', among: 'province', bare: true }, cut).text.vi).toBe('TP. HCM')
  })

  it('is a share of the whole', () => {
    expect(say({ address: at('01'), show: 'share' }).text.vi).toBe('27,8%')
  })

  it('never lets a withheld figure be worked out', () => {
    const hidden = cubeOf({ '1,2': 'suppressed', '3,2': 'suppressed_secondary' })
    const about = (more: object) => say({ address: at('01'), ...more }, hidden)
    expect(about({}).state).toBe('withheld')
    expect(about({ show: 'change' }).state).toBe('withheld')
    expect(about({ show: 'share' }).state).toBe('withheld')
    expect(about({ show: 'sentence' }).text.vi).toBe(
      'Trị giá xuất khẩu (Hà Nội) tháng 10/2025 không công bố để bảo mật thông tin.',
    )
    // Neither ranks nor extremes among figures of which one is hidden.
    expect(say({ address: at('04'), show: 'rank', among: 'province' }, hidden).state).toBe('withheld')
    expect(say({ show: 'largest', among: 'province' }, hidden).state).toBe('withheld')
    // A shown figure against a hidden base has no change, in words or in the sentence.
    const base = cubeOf({ '1,0': 'suppressed' })
    expect(say({ address: at('01'), show: 'change' }, base).state).toBe('withheld')
    expect(say({ address: at('01'), show: 'sentence' }, base).text.vi).toBe(
      'Trị giá xuất khẩu (Hà Nội) tháng 10/2025 đạt 117,2 triệu USD.',
    )
  })

  it('says what is not there instead of a figure', () => {
    expect(say({ address: at('99') }).state).toBe('missing')
    expect(say({ measure: 'nothing' }).state).toBe('missing')
    expect(say({ address: at('01', '2024-10'), show: 'change' }).state).toBe('not_available')
    expect(say({ address: at('01') }, cubeOf({ '1,2': 'not_available' })).text.vi).toBe('chưa có số liệu')
    expect(say({ address: at('01'), show: 'sentence' }, cubeOf({ '1,2': undefined })).text.vi).toMatch(
      /: không phát sinh\.$/,
    )
  })

  it('sets no part of a year against a whole one, and says which part it is', () => {
    const years = sampleDimension('period', 'column', ['2024', '2025'], { time: 'year' })
    const part = { delivered: 6, of: 12, kind: 'month' as const }
    const cut = { ...years, categories: years.categories.map((c) => (c.code === '2025' ? { ...c, partial: part } : c)) }
    const cube = sampleCube([cut], [exportsMeasure], (p) => [8000, 4000][p[0] ?? 0], { status: 'official' })
    expect(say({ show: 'change' }, cube)).toMatchObject({ state: 'not_available' })
    expect(say({}, cube).text).toEqual({ vi: '400,0 triệu USD (6/12 tháng)', en: '400.0 million USD (6 of 12 months)' })
    expect(say({ show: 'sentence' }, cube).text.vi).toBe('Trị giá xuất khẩu năm 2025 đạt 400,0 triệu USD (6/12 tháng).')
    // Nor a whole year against a part of one.
    const turned = {
      ...cube,
      dimensions: [
        { ...cut, categories: years.categories.map((c) => (c.code === '2024' ? { ...c, partial: part } : c)) },
      ],
    }
    expect(say({ show: 'sentence' }, turned).text.vi).toBe('Trị giá xuất khẩu năm 2025 đạt 400,0 triệu USD.')
  })
})
