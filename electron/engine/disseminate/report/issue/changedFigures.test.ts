// Which printed figures are other ones than before: by code, as printed, and never a figure of another thing taken for
// a changed one.
import { describe, expect, it } from 'vitest'
import type { Exact } from '#shared/model/exact.ts'
import type { Cube } from '#shared/model/cube.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import { sampleCube, sampleDimension, sampleMeasure } from '../../../../../test/fixtures/sampleCube.ts'
import { changedFigures, withRevised } from './changedFigures.ts'

type Fill = (place: string) => Exact | 'suppressed' | undefined
const cubeOf = (
  provinces: string[],
  months: string[],
  fill: Fill,
  more: Parameters<typeof sampleMeasure>[1] = {},
): Cube =>
  sampleCube(
    [
      sampleDimension('province', 'row', provinces, { total: 'before' }),
      sampleDimension('period', 'column', months, { total: 'after', time: 'month' }),
    ],
    [sampleMeasure('n', more)],
    ([p = 0, m = 0]) => fill(`${p === 0 ? '' : (provinces[p - 1] ?? '')} ${months[m] ?? ''}`),
  )
const words = (cells: ReturnType<typeof changedFigures>) =>
  cells.map((cell) => `${cell.place.vi}: ${cell.before.vi} → ${cell.after.vi}`)

const before = cubeOf(['01', '79'], ['2025-01', '2025-02'], () => 100)

describe('changed figures', () => {
  it('are matched by code, whatever the order of the table', () => {
    const after = cubeOf(['79', '01'], ['2025-02', '2025-01'], (place) => (place === '79 2025-01' ? 104 : 100))
    expect(words(changedFigures(before, after))).toEqual(['province 79 · period 2025-01: 100 → 104'])
  })

  it('of a new month or a new province are new, not changed, and the total over months is another thing then', () => {
    const after = cubeOf(['01', '31', '79'], ['2025-01', '2025-02', '2025-03'], (place) =>
      place.endsWith(' ') ? 999 : 100,
    )
    expect(changedFigures(before, after)).toEqual([])
  })

  it('are compared as printed: what rounds alike did not change', () => {
    const shape = { exact: true, scale: 2, decimals: 0 }
    const a = cubeOf(['01'], ['2025-01'], () => 10_010, shape)
    const b = cubeOf(['01'], ['2025-01'], () => 10_020, shape)
    const c = cubeOf(['01'], ['2025-01'], () => 10_080, shape)
    expect(changedFigures(a, b)).toEqual([])
    expect(words(changedFigures(a, c))[0]).toContain('100 → 101')
  })

  it('are not those shown with another number of decimals', () => {
    const a = cubeOf(['01'], ['2025-01'], () => 10_000, { exact: true, scale: 2, decimals: 0 })
    const b = cubeOf(['01'], ['2025-01'], () => 10_000, { exact: true, scale: 2, decimals: 1 })
    expect(changedFigures(a, b)).toEqual([])
  })

  it('tell a figure that is withheld now, and one that no longer occurs', () => {
    const after = cubeOf(['01', '79'], ['2025-01', '2025-02'], (place) => {
      if (place === '01 2025-01') return 'suppressed'
      return place === '79 2025-02' ? undefined : 100
    })
    const found = changedFigures(before, after)
    expect(words(found)).toEqual(['province 01 · period 2025-01: 100 → …', 'province 79 · period 2025-02: 100 → -'])
    expect(found.map(({ protection }) => protection)).toEqual([true, false])
  })

  it('of a year of ten months and one of eleven are two things, unless the same issue is made again', () => {
    const year = (delivered: number, figure: number): Cube => {
      const cube = cubeOf(['01'], ['2025'], () => figure)
      const dimensions = cube.dimensions.map((d) => ({
        ...d,
        categories: d.categories.map((c) =>
          c.code === '2025' ? { ...c, partial: { delivered, of: 12, kind: 'month' as const } } : c,
        ),
      }))
      return { ...cube, dimensions }
    }
    expect(changedFigures(year(10, 100), year(11, 110), false).filter((c) => c.place.vi.includes('2025'))).toEqual([])
    expect(changedFigures(year(10, 100), year(11, 110), true).length).toBeGreaterThan(0)
  })

  it('are marked where they stand, with the mark explained', () => {
    const after = cubeOf(['01', '79'], ['2025-01', '2025-02'], (place) => (place === '79 2025-01' ? 104 : 100))
    const layout = layoutTable(withRevised(after, changedFigures(before, after)))
    const marked = layout.rows.flatMap((row) => row.cells.filter((cell) => cell.marks?.includes('r')))
    expect(marked.map((cell) => cell.value)).toEqual([104])
    expect(layout.footnotes.map(({ symbol }) => symbol)).toEqual(['r'])
  })
})
