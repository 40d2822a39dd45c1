// A difference report as it may leave, over sides of which one figure is withheld.
import { describe, expect, it } from 'vitest'
import type { DifferenceCell, DifferenceReport } from '#shared/contract/production.ts'
import type { Cube } from '#shared/model/cube.ts'
import { outwardReport } from './outwardReport.ts'

const label = { vi: '', en: '' }
const category = (code: string, kind: 'value' | 'total' = 'value') => ({ code, label, kind })
const side = (withheld: boolean): Cube =>
  ({
    dimensions: [{ variable: 'p', label, categories: [category('', 'total'), category('01'), category('02')] }],
    measures: ['n', 's'].map((id) => ({ id, statistic: id === 'n' ? 'count' : 'sum' })),
    cells: {
      coordinates: [[0, 1, 2]],
      records: [9, 5, 4],
      values: [
        [9, 5, 4],
        [90, 50, 40],
      ],
      statuses: [null, ['value', 'value', withheld ? 'suppressed' : 'value']],
    },
  }) as unknown as Cube
const cell = (measure: number, place: number, parts: number[]): DifferenceCell => ({
  coordinates: [place],
  measure,
  before: 10,
  after: 14,
  beforeStatus: 'value',
  afterStatus: 'value',
  change: 4,
  percent: 40,
  parts,
})
const report = (cells: DifferenceCell[]): DifferenceReport =>
  ({
    dimensions: [
      { variable: 'p', level: null, label, categories: ['#total', '02', '01'].map((key) => ({ key, label })) },
    ],
    measures: ['n', 's'].map((id) => ({ id, only: null })),
    cells,
    totals: [],
  }) as unknown as DifferenceReport
const outward = (...cells: DifferenceCell[]) => outwardReport(report(cells), side(false), side(true), 3).cells

describe('a difference report that leaves', () => {
  it('does not tell what one side withholds, nor the change; places are matched by code', () => {
    const [hidden, shown] = outward(cell(1, 1, [4, 0]), cell(1, 2, [4, 0]))
    expect(hidden).toMatchObject({ before: 10, after: null, afterStatus: 'suppressed', change: null, parts: null })
    expect(shown).toMatchObject({ before: 10, after: 14, change: 4, parts: [4, 0] })
  })

  it('tells parts of a change only where none is of few records', () => {
    expect(outward(cell(0, 0, [7, -3]), cell(0, 0, [5, -1]), cell(1, 0, [7, -3])).map((c) => c.parts)).toEqual([
      [7, -3],
      null,
      null,
    ])
  })

  it('does not tell a figure no protected side speaks of', () => {
    const other = { ...report([cell(0, 1, [4, 0])]), measures: [{ id: 'other', only: null }] }
    expect(outwardReport(other as never, side(false), side(true), 3).cells[0]).toMatchObject({
      before: null,
      after: null,
    })
  })
})
