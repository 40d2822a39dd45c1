// Indices of export and import prices from unit values: Laspeyres, Paasche, Fisher, chained, volume, terms of trade.
// Out: entries of the library. A stratum is an HS code, a partner and a unit of quantity; extraordinary moves of a
// price are left out, and the method says so.
import type { z } from 'zod'
import type { PriceIndexKind, recordInputSchema } from '#shared/model/indicator.ts'
import { b, field } from './indicatorParts.ts'
import type { LibraryEntry } from './indicatorParts.ts'

const { ready } = field('trade')
type Input = z.input<typeof recordInputSchema>

const prices = (flow: 'X' | 'N', index: PriceIndexKind, base: 'first' | 'linked' = 'first'): Input => ({
  dataset: 'customs_line',
  aggregate: `sum(value_usd) where merchandise_trade = '1' and flow = '${flow}' and quantity_1 > 0`,
  prices: { quantity: 'quantity_1', strata: ['hs_code', 'partner_country', 'unit_1'], index, base, outlier: 3 },
})

const first = b('kỳ đầu = 100', 'first period = 100')
const quarter = {
  periodKind: 'quarter',
  method: b(
    'Đơn giá theo mã HS 8 số, nước và đơn vị tính; bỏ nhóm có giá thay đổi quá 3 lần so với mức thay đổi trung vị.',
    'Unit values by HS code, partner and unit of quantity; strata whose price moved more than three times off the median move are left out.',
  ),
  checks: { minimum: 20, maximum: 500 },
} as const

const index = (code: string, id: string, vi: string, en: string, input: Input, says: readonly [string, string]) =>
  ready(code, id, vi, en, { says, unit: first, inputs: { i: input }, formula: 'i', ...quarter })

export const tradePriceIndicators: readonly LibraryEntry[] = [
  index(
    'T07',
    't07_laspeyres',
    'Chỉ số giá xuất khẩu Laspeyres',
    'Laspeyres index of export prices',
    prices('X', 'laspeyres'),
    [
      'Trung bình các mức thay đổi đơn giá, quyền số là trị giá kỳ gốc.',
      'Mean of the moves of unit values, weighted by the values of the base.',
    ],
  ),
  index(
    'T08',
    't08_paasche',
    'Chỉ số giá xuất khẩu Paasche',
    'Paasche index of export prices',
    prices('X', 'paasche'),
    [
      'Trung bình điều hòa các mức thay đổi đơn giá, quyền số là trị giá kỳ báo cáo.',
      'Harmonic mean of the moves of unit values, weighted by the values of the period.',
    ],
  ),
  index('T09', 't09_fisher', 'Chỉ số giá xuất khẩu Fisher', 'Fisher index of export prices', prices('X', 'fisher'), [
    'Trung bình nhân của chỉ số Laspeyres và Paasche.',
    'Geometric mean of the Laspeyres and the Paasche index.',
  ]),
  index(
    'T10',
    't10_chained',
    'Chỉ số giá xuất khẩu chuỗi',
    'Chained index of export prices',
    prices('X', 'laspeyres', 'linked'),
    [
      'Chỉ số Laspeyres của từng năm nối tại quý cuối của năm trước.',
      'Laspeyres indices of each year linked at the last quarter of the year before.',
    ],
  ),
  ready('T11', 't11_volume', 'Chỉ số lượng xuất khẩu', 'Volume index of exports', {
    says: ['Chỉ số trị giá chia cho chỉ số giá Fisher.', 'The index of the value over the Fisher index of prices.'],
    unit: first,
    inputs: { v: prices('X', 'value'), p: prices('X', 'fisher') },
    formula: '100 * v / p',
    ...quarter,
  }),
  ready('T12', 't12_terms_of_trade', 'Tỷ giá thương mại hàng hóa', 'Terms of trade', {
    says: [
      'Chỉ số giá xuất khẩu chia cho chỉ số giá nhập khẩu, Fisher.',
      'Fisher index of export prices over that of import prices.',
    ],
    unit: first,
    inputs: { x: prices('X', 'fisher'), m: prices('N', 'fisher') },
    formula: '100 * x / m',
    ...quarter,
  }),
]
