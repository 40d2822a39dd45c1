// The triangle of three runs and its revisions, against figures worked out by hand.
import { describe, expect, it } from 'vitest'
import type { FigureStatus } from '#shared/model/table.ts'
import { revisionTriangle } from './revisionTriangle.ts'
import { cubeOf, measureOf } from '#test/support/compare/cubeOf.ts'

const run = (id: number, status: FigureStatus, figures: Record<string, number>) => ({
  run: { id, name: `lần ${id}`, status, ranAt: '2026-01-01', period: '', deliveries: [] },
  cube: cubeOf(
    { province: { keys: ['#total', '01'] }, period: { axis: 'column', time: 'year', keys: Object.keys(figures) } },
    [measureOf('n')],
    Object.fromEntries(
      Object.entries(figures).flatMap(([year, n]) => [
        [`#total ${year}`, [n]],
        [`01 ${year}`, [n / 2]],
      ]),
    ),
  ),
})
const runs = [
  run(1, 'estimate', { 2023: 100, 2024: 200 }),
  run(2, 'preliminary', { 2023: 110, 2024: 190, 2025: 300 }),
  run(3, 'official', { 2023: 121, 2024: 190, 2025: 330 }),
]

describe('revisionTriangle', () => {
  it('sets each period as each run told it', () => {
    const { cube } = revisionTriangle(runs, { address: {} })
    expect(cube.dimensions.map((d) => d.categories.map((c) => c.label.vi))).toEqual([
      ['2023', '2024', '2025'],
      ['lần 1', 'lần 2', 'lần 3'],
    ])
    const at = (row: number, column: number) =>
      cube.cells.values[0]![
        cube.cells.records.findIndex(
          (_, i) => cube.cells.coordinates[0]![i] === row && cube.cells.coordinates[1]![i] === column,
        )
      ]
    expect([
      [at(0, 0), at(0, 1), at(0, 2)],
      [at(1, 0), at(1, 1), at(1, 2)],
      [at(2, 0), at(2, 1), at(2, 2)],
    ]).toEqual([
      [100, 110, 121],
      [200, 190, 190],
      [undefined, 300, 330],
    ])
    expect(cube.dimensions[1]!.categories.map((c) => c.status)).toEqual(['estimate', 'preliminary', 'official'])
  })

  it('sums revisions up by status', () => {
    const [whole, first, second, both] = revisionTriangle(runs, { address: {} }).revisions
    expect(whole).toMatchObject({
      from: 'first',
      to: 'last',
      periods: 3,
      mean: (21 - 10 + 30) / 3,
      meanAbsolute: (21 + 10 + 30) / 3,
    })
    expect(first).toMatchObject({
      from: 'estimate',
      to: 'preliminary',
      periods: 2,
      mean: 0,
      meanAbsolute: 10,
      meanPercent: (10 - 5) / 2,
      meanAbsolutePercent: 7.5,
    })
    expect(second).toMatchObject({ from: 'preliminary', to: 'official', periods: 3, mean: (11 + 0 + 30) / 3 })
    expect(second!.meanPercent).toBeCloseTo((10 + 0 + 10) / 3, 12)
    expect(both).toMatchObject({ from: 'estimate', to: 'official', periods: 2 })
  })

  it('follows any cell, and says which there are', () => {
    const triangle = revisionTriangle(runs, { address: { province: '01' } })
    expect(triangle.cube.cells.values[0]).toEqual([50, 55, 60.5, 100, 95, 95, 150, 165])
    expect(triangle.dimensions).toMatchObject([
      { id: 'province', chosen: '01', categories: [{ key: '#total' }, { key: '01' }] },
    ])
  })
})
