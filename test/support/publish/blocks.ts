// Cubes for tests of file formats: several blocks, statuses of every kind, labels that try the formats. Never used by
// the program itself.
import type { Cube, ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '../../fixtures/sampleCube.ts'

const region = sampleDimension('region', 'row', ['1', '2'], {
  total: 'before',
  label: (c) =>
    c === '1'
      ? { vi: '=HYPERLINK("http://x")', en: '+cmd|pipe\\slash' }
      : { vi: 'Đồng bằng, sông "Hồng"\nvà\0ven biển', en: 'Red River' },
})
const kind = sampleDimension('kind', 'row', ['a', 'b'], { total: 'before' })
const year = sampleDimension('period', 'column', ['2024', '2025'], {
  time: 'year',
  label: (c) => ({ vi: `Năm ${c}`, en: c }),
})
const money = sampleMeasure('money', {
  statistic: 'sum',
  scale: 2,
  power: 6,
  decimals: 1,
  unit: { vi: 'Triệu USD', en: 'Million USD' },
  label: { vi: 'Trị giá', en: 'Value' },
})
const people = sampleMeasure('people', { label: { vi: 'Số người', en: 'People' } })
const mean = sampleMeasure('mean', {
  statistic: 'mean',
  exact: false,
  decimals: 2,
  additive: false,
  label: { vi: 'Bình quân', en: 'Mean' },
})

/**
 * One crossing; a withheld cell, a place of nothing, a figure that cannot exist, doubles with long tails, negative
 * nought.
 */
export const plainCube = (more: Partial<Cube> = {}): ProtectedCube =>
  asProtected(
    sampleCube(
      [region, kind, year],
      [money, people, mean],
      (p, m) => {
        const [r = 0, k = 0, y = 0] = p
        if (r === 1 && k === 1) return y === 0 ? 'suppressed' : 'suppressed_secondary'
        if (r === 2 && k === 2 && y === 0) return undefined
        if (r === 2 && k === 1) return m === 2 ? 'not_applicable' : m === 1 ? 'none' : 'not_available'
        if (m === 0) return (r - 1) * 1_234_567_895_00 + y
        return m === 1 ? 1000 * r + 10 * k + y : k === 2 ? -0.004 : (r * 10 + k) / 3
      },
      {
        title: { vi: 'Bảng thử "có ngoặc"', en: 'Sample table' },
        notes: [
          {
            vi: `Ghi chú dài. ${'Tỷ lệ nhập siêu '.repeat(30)}`,
            en: 'A note; with = signs and "marks"\nof two lines #2',
          },
        ],
        footnotes: [
          { text: { vi: 'Về biến', en: 'On the variable' }, variable: 'kind' },
          { text: { vi: 'Về mục', en: 'On the category' }, variable: 'region', category: '2' },
          {
            text: { vi: 'Về ô', en: 'On the cell' },
            measure: 'people',
            address: [
              { variable: 'region', code: '2', kind: 'value' },
              { variable: 'period', code: '2025', kind: 'value' },
            ],
          },
        ],
        ...more,
      },
    ),
  )

/** The same with 2025 estimated. */
export const estimatedCube = (): ProtectedCube => {
  const cube = plainCube()
  return {
    ...cube,
    dimensions: cube.dimensions.map((d) =>
      d.variable === 'period'
        ? { ...d, categories: d.categories.map((c) => (c.code === '2025' ? { ...c, status: 'estimate' as const } : c)) }
        : d,
    ),
  }
}

/** Region and kind stacked beside each other on the rows. */
export const stackedCube = (): ProtectedCube =>
  asProtected(
    sampleCube(
      [region, kind, year],
      [people],
      ([r = 0, k = 0, y = 0]) => (r > 0 && k > 0 ? undefined : 100 * r + 10 * k + y),
      {
        axes: {
          row: [[{ dimension: 0, total: 'before' }], [{ dimension: 1, total: 'none' }]],
          column: [[{ dimension: 2, total: 'none' }]],
          layer: [],
          measureAxis: 'column',
          measurePlace: 'inner',
        },
      },
    ),
  )

/** A figure of more digits than a double holds. */
export const hugeCube = (): ProtectedCube =>
  asProtected(
    sampleCube(
      [year],
      [sampleMeasure('huge', { statistic: 'sum' })],
      ([y = 0]) => 12_345_678_901_234_567_890n + BigInt(y),
    ),
  )

/** Names neither Stata nor SPSS would take as they are. */
export const awkwardCube = (): ProtectedCube =>
  asProtected(
    sampleCube(
      [
        sampleDimension('with', 'row', ['x'.repeat(20)], {
          label: () => ({ vi: 'Ô'.repeat(200), en: 'O'.repeat(200) }),
        }),
        sampleDimension(`a_link.${'n'.repeat(40)}`, 'column', ['1', '2']),
        sampleDimension(`a_link_${'n'.repeat(40)}`, 'column', ['1']),
      ],
      [sampleMeasure('double'), sampleMeasure('str2', { label: { vi: 'Đ'.repeat(300), en: 'D'.repeat(300) } })],
      ([a = 0, b = 0], m) => 10 * a + b + m,
    ),
  )
