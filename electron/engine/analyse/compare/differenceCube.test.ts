// Differences as a table: what each place shows, and that what is withheld on one side is withheld in what is computed
// of both.
import { describe, expect, it } from 'vitest'
import { differenceCube } from './differenceCube.ts'
import { recodeCube } from './recodeCube.ts'
import { cubeOf, measureOf } from '#test/support/compare/cubeOf.ts'

const names = { before: { vi: 'trước', en: 'before' }, after: { vi: 'sau', en: 'after' } }
const old = cubeOf({ province: { keys: ['#total', '01', '79'] } }, [measureOf('n')], {
  '#total': [30],
  '01': [10],
  '79': [20],
})
const now = cubeOf({ province: { keys: ['#total', '79', '48'] } }, [measureOf('n')], {
  '#total': [33],
  '79': [25],
  '48': [8],
})

const figures = (cube: ReturnType<typeof differenceCube>) =>
  Object.fromEntries(
    Array.from(cube.cells.records, (_, i) => {
      const c = cube.dimensions[0]!.categories[cube.cells.coordinates[0]![i]!]!
      return [
        c.kind === 'total' ? 'total' : c.code,
        cube.cells.values.map((column, m) =>
          cube.cells.statuses![m]![i] === 'value' ? column[i] : cube.cells.statuses![m]![i],
        ),
      ]
    }),
  )

describe('differenceCube', () => {
  it('shows old, new, change and percent of every place of either', () => {
    expect(figures(differenceCube(old, now, names))).toEqual({
      total: [30, 33, 3, 10],
      79: [20, 25, 5, 25],
      48: ['none', 8, 8, 'not_available'],
      '01': [10, 'none', -10, -100],
    })
  })

  it('withholds the change of a withheld figure', () => {
    const values = Array.from(old.cells.values[0]!, (v) => (v === 20 ? null : v))
    const hidden = {
      ...old,
      cells: {
        ...old.cells,
        values: [values],
        statuses: [values.map((v) => (v === null ? ('suppressed' as const) : ('value' as const)))],
      },
    }
    expect(figures(differenceCube(hidden, now, names))['79']).toEqual(['suppressed', 25, 'suppressed', 'suppressed'])
  })
})

describe('recodeCube', () => {
  const item = (code: string) => ({ code, label: { vi: code, en: code }, level: 'province', parent: null })
  const version = (id: string, codes: string[]) => ({
    list: 'province',
    version: id,
    label: { vi: id, en: id },
    validFrom: null,
    validTo: null,
    levels: [{ id: 'province', label: { vi: '', en: '' } }],
    items: codes.map(item),
  })
  const versions = [version('a', ['1', '2', '3', '4']), version('b', ['10', '20', '30']), version('c', ['100', '300'])]
  const pairs: Record<string, [string, string][]> = {
    'a b': [
      ['1', '10'],
      ['2', '10'],
      ['3', '30'],
    ],
    'b c': [
      ['10', '100'],
      ['20', '100'],
      ['30', '100'],
      ['30', '300'],
    ],
  }
  const lists = {
    versions: () => versions,
    correspondence: (list: string, from: string, to: string) => ({
      list,
      from,
      to,
      pairs: (pairs[`${from} ${to}`] ?? []).map(([a, b]) => ({ from: a, to: b })),
    }),
  }

  it('follows one counterpart version by version, adds what meets, and never splits', () => {
    const cube = cubeOf(
      { province: { codeList: 'province', keys: ['1@a', '2@a', '3@a', '4@a', '100@c'] } },
      [measureOf('n'), measureOf('mean', { additive: false })],
      { '1@a': [5, 1], '2@a': [6, 2], '3@a': [7, 3], '4@a': [8, 4], '100@c': [9, 5] },
    )
    const recoded = recodeCube(cube, lists)
    expect(recoded.dimensions[0]!.categories.map((c) => `${c.kind} ${c.code}`)).toEqual(['value 100', 'unmapped '])
    expect(recoded.cells.values).toEqual([
      [20, 15],
      [null, null],
    ])
    expect(recoded.cells.records).toEqual([30, 20])
  })

  it('keeps a withheld part withheld in the sum', () => {
    const cube = cubeOf({ province: { codeList: 'province', keys: ['1@a', '2@a'] } }, [measureOf('n')], {
      '1@a': [5],
      '2@a': [null],
    })
    const recoded = recodeCube({ ...cube, cells: { ...cube.cells, statuses: [['value', 'suppressed']] } }, lists)
    expect([recoded.cells.values, recoded.cells.statuses]).toEqual([[[null]], [['suppressed']]])
  })
})
