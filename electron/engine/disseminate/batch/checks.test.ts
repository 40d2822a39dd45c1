// Rules of a shown table, broken on purpose; and figures that jump.
import { describe, expect, it } from 'vitest'
import { cubeOf, measureOf } from '#test/support/compare/cubeOf.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { checkFigures } from './checkFigures.ts'
import { jumpsAgainstRun, jumpsWithin } from './findJumps.ts'

const definition = (more: object = {}) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: { vi: '', en: '' },
    dataset: 'visit',
    rows: [{ variable: 'province' }],
    columns: [{ variable: 'sex' }],
    measures: [
      { id: 'n', statistic: 'count' },
      { id: 'p', statistic: 'percent', of: 'n', base: 'column' },
    ],
    ...more,
  })
const dimensions = {
  province: { keys: ['#total', 'a', 'b'] },
  sex: { axis: 'column' as const, keys: ['#total', 'm', 'f'] },
}
const measures = [measureOf('n'), measureOf('p', { statistic: 'percent', exact: false, additive: false, decimals: 1 })]
const good: Record<string, (number | null)[]> = {
  '#total #total': [100, 100],
  '#total m': [60, 100],
  '#total f': [40, 100],
  'a #total': [30, 30],
  'a m': [20, 100 / 3],
  'a f': [10, 25],
  'b #total': [70, 70],
  'b m': [40, 200 / 3],
  'b f': [30, 75],
}

describe('checkFigures', () => {
  it('finds nothing in a sound table', () => {
    expect(checkFigures(cubeOf(dimensions, measures, good), definition(), null)).toEqual({ breaches: [], count: 0 })
  })

  it('names the total that its parts do not make, and the column that is not 100', () => {
    const { breaches } = checkFigures(
      cubeOf(dimensions, measures, { ...good, 'b f': [31, 75], '#total f': [40, 100], 'a f': [10, 26] }),
      definition(),
      null,
    )
    expect(breaches.map((b) => [b.rule, b.place.vi, b.found, b.expected])).toEqual([
      ['sum', 'f', '41', '40'],
      ['sum', 'b', '71', '70'],
      ['percent', 'f', '101.000000', '100'],
    ])
  })

  it('does not ask what cannot be: hidden categories, measures that do not add, a base of nothing, places of no block', () => {
    const hidden = definition({ rows: [{ variable: 'province', hidden: ['c'] }] })
    const partial = { ...good, 'b #total': [60, 60], 'b m': [35, 58], 'b f': [25, 62] }
    expect(
      checkFigures(cubeOf(dimensions, measures, partial), hidden, null).breaches.filter(
        (b) => b.place.vi === 'f' || b.rule === 'percent',
      ),
    ).toEqual([])
    expect(
      checkFigures(
        cubeOf(dimensions, [measureOf('n', { additive: false }), measures[1]!], { ...good, '#total #total': [1, 100] }),
        definition(),
        null,
      ).count,
    ).toBe(0)
    expect(
      checkFigures(cubeOf(dimensions, measures, { ...good, 'a f': [10, null], 'b f': [30, null] }), definition(), null)
        .count,
    ).toBe(0)
    // Rows stacked: no cell has both, so nothing is to be added there.
    const stacked = {
      '#total #total': [100, 100],
      'a #total': [40, 40],
      'b #total': [60, 60],
      '#total m': [55, 100],
      '#total f': [45, 100],
    }
    expect(checkFigures(cubeOf(dimensions, measures, stacked), definition(), null).count).toBe(0)
  })

  it('does not write a withheld figure into the report', () => {
    const cube = cubeOf(dimensions, measures, { ...good, 'b f': [31, 75] })
    const at = cube.cells.values[0]!.indexOf(31)
    const shown = {
      ...cube,
      cells: {
        ...cube.cells,
        statuses: [
          Array.from(cube.cells.values[0]!, (_, i) => (i === at ? ('suppressed' as const) : ('value' as const))),
          cube.cells.statuses![1]!,
        ],
      },
    }
    const { breaches } = checkFigures(cube, definition(), shown)
    expect(breaches.filter((b) => b.rule === 'sum').map((b) => [b.found, b.expected])).toEqual([
      ['…', '…'],
      ['…', '…'],
    ])
  })
})

describe('jumps', () => {
  const year = (figures: Record<string, (number | null)[]>, keys: string[]) =>
    cubeOf(
      { province: { keys: ['a', 'b'] }, period: { axis: 'column', time: 'month', keys } },
      [measureOf('n')],
      figures,
    )
  it('are against the same month a year before, else the month before, largest first', () => {
    const cube = year(
      { 'a 2024-01': [100], 'a 2025-01': [170], 'a 2025-02': [400], 'b 2024-01': [100], 'b 2025-01': [140] },
      ['2024-01', '2025-01', '2025-02'],
    )
    expect(jumpsWithin(cube, 50).breaches.map((b) => [b.place.vi, b.expected, b.found, b.against])).toEqual([
      ['a · 2025-02', '170', '400', '2025-01'],
      ['a · 2025-01', '100', '170', '2024-01'],
    ])
  })

  it('are against a kept run by code, or past the time where each is of its own period', () => {
    const [now, before] = [
      year({ 'a 2025-01': [100], 'b 2025-01': [10] }, ['2025-01']),
      year({ 'a 2024-01': [300], 'b 2024-01': [11] }, ['2024-01']),
    ]
    expect(jumpsAgainstRun(now, before, 'sơ bộ', 50, false).count).toBe(0)
    expect(jumpsAgainstRun(now, before, 'sơ bộ', 50, true).breaches).toEqual([
      {
        rule: 'jump',
        measure: 'n',
        place: { vi: 'a · 2025-01', en: 'a · 2025-01' },
        found: '100',
        expected: '300',
        against: 'sơ bộ',
      },
    ])
  })
})
