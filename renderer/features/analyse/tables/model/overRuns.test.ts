import { describe, expect, it } from 'vitest'
import type { RevisionTriangle } from '#shared/contract/production.ts'
import type { Cube } from '#shared/model/cube.ts'
import { cellOverRuns, triangleAddress } from './overRuns.ts'

const t = (vi: string, en = vi) => ({ vi, en })
const dimension = (
  variable: string,
  time: 'year' | null,
  codes: [string, 'value' | 'total' | 'missing'][],
): Cube['dimensions'][number] => ({
  variable,
  axis: 'row',
  label: t(variable),
  time,
  codeList: null,
  categories: codes.map(([code, kind]) => ({ code, kind, label: t(code) })),
})
const cube = {
  dimensions: [
    dimension('period', 'year', [
      ['2024', 'value'],
      ['2025', 'value'],
      ['', 'total'],
    ]),
    {
      ...dimension('province', null, [
        ['01', 'value'],
        ['', 'missing'],
        ['', 'total'],
      ]),
      level: 'region',
    },
  ],
} as unknown as Cube

const triangle = (values: (number | bigint | null)[][]): RevisionTriangle => ({
  cube: {
    dimensions: [
      dimension('period', 'year', [
        ['2024', 'value'],
        ['2025', 'value'],
      ]),
      dimension(
        'run',
        null,
        values.map((_, i) => [String(i), 'value']),
      ),
    ],
    cells: {
      coordinates: [
        values.flatMap((run) => run.map((_, period) => period)),
        values.flatMap((run, r) => run.map(() => r)),
      ],
      records: values.flat().map(() => 0),
      values: [values.flat()],
      statuses: [values.flat().map((v) => (v === null ? ('not_available' as const) : ('value' as const)))],
    },
  } as unknown as Cube,
  measure: 'n',
  runs: values.map((_, id) => ({ id, name: `lần ${id}`, status: 'preliminary' as const, ranAt: '' })),
  revisions: [],
  dimensions: [],
  measures: [],
})

describe('a cell over kept runs', () => {
  it('is asked for by its other categories and found by its period', () => {
    expect(
      triangleAddress(cube, [
        { variable: 'period', code: '2025', kind: 'value' },
        { variable: 'province', level: 'region', code: '01', kind: 'value' },
      ]),
    ).toEqual({ address: { 'province@region': '01' }, time: '2025' })
    expect(
      triangleAddress(cube, [
        { variable: 'period', code: '2025', kind: 'value' },
        { variable: 'province', level: 'region', code: null, kind: 'missing' },
      ]).address,
    ).toEqual({ 'province@region': '#missing' })
    expect(triangleAddress(cube, [{ variable: 'province', level: 'region', code: '01', kind: 'value' }]).time).toBe(
      'total',
    )
    expect(triangleAddress({ ...cube, dimensions: cube.dimensions.slice(1) }, []).time).toBeNull()
  })
  it('tells each run and its change on the last known figure, exactly', () => {
    const lines = cellOverRuns(
      triangle([
        [1, 10],
        [1, null],
        [1, 9007199254740993n],
      ]),
      '2025',
    )
    expect(lines.map(({ value, change }) => [value, change])).toEqual([
      [10, null],
      [null, null],
      [9007199254740993n, 9007199254740983],
    ])
    expect(lines[1]?.status).toBe('not_available')
    expect(cellOverRuns(triangle([[1.5, 2]]), '2031')).toEqual([])
  })
})
