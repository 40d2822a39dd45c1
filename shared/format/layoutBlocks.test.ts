import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownCubeOf } from '#test/fixtures/shownCube.ts'
import { figureAt } from '#test/fixtures/wideCube.ts'
import type { PlainRecord } from '#test/fixtures/wideCube.ts'
import type { Cube } from '../model/cube.ts'
import { categoryKey } from '../model/cube.ts'
import { formatCell } from './cell.ts'
import { headerCells } from './headerCells.ts'
import { stubLines } from './stubLines.ts'
import { layoutTable } from './tableLayout.ts'
import type { TableLayout } from './layoutTypes.ts'
import { tableNotes } from './tableNotes.ts'

const count = { id: 'n', statistic: 'count' as const, unit: { vi: 'Người', en: 'Persons' } }
const value = { id: 'v', statistic: 'sum' as const, variable: 'v', unit: { vi: 'Đồng', en: 'Dong' } }
const records: PlainRecord[] = [
  { sex: 'f', area: 'town', age: 'old', v: 1 },
  { sex: 'f', area: 'rural', age: 'young', v: 2 },
  { sex: 'm', area: 'town', age: 'young', v: 4 },
  { sex: 'm', area: 'town', age: 'old', v: 8 },
]
const d = (variable: string, more: object = {}) => ({ variable, total: 'none' as const, ...more })
const head = (layout: TableLayout): string[] =>
  layout.headerRows.map((row) =>
    row.map((h) => `${h.label.en === '' ? '·' : h.label.en}${h.span > 1 ? `×${h.span}` : ''}`).join(' '),
  )
const grid = (layout: TableLayout): string[] =>
  layout.rows.map(
    (row) =>
      `${row.stub.map((e) => (e.kind === 'blank' ? '·' : e.label.en)).join(' ')} | ${row.cells.map((c) => String(c.value ?? '-')).join(' ')}`,
  )
const lines = (layout: TableLayout): string[] =>
  stubLines(layout).map((l) => `${'  '.repeat(l.indent)}${l.label.en}${l.row === null ? ':' : ''}`)

describe('blocks', () => {
  it('stand beside each other under the names of their variables', () => {
    const layout = layoutTable(
      shownCubeOf(
        {
          rows: [d('age')],
          columns: [d('sex', { total: 'before' }), d('area', { stack: true, total: 'after' })],
          measures: [count],
        },
        records,
      ),
    )
    expect(head(layout)).toEqual(['sex×3 area×3', 'Total f m rural town Total'])
    expect(grid(layout)).toEqual(['old | 2 1 1 - 2 2', 'young | 2 1 1 1 1 2'])
  })
  it('of different depth: a blank above, which HTML and XLSX make one cell with the heading below', () => {
    const layout = layoutTable(
      shownCubeOf(
        { rows: [d('age')], columns: [d('sex'), d('area'), d('age', { stack: true })], measures: [count] },
        records,
      ),
    )
    expect(head(layout)).toEqual(['sex × area×3 age×2', 'f×2 m · ·', 'rural town town old young'])
    expect(
      headerCells(layout.headerRows).map((row) =>
        row.map((c) => `${c.header.label.en} ${c.column} ${c.header.span}x${c.rowSpan}`),
      ),
    ).toEqual([
      ['sex × area 0 3x1', 'age 3 2x1'],
      ['f 0 2x1', 'm 2 1x1', 'old 3 1x2', 'young 4 1x2'],
      ['rural 0 1x1', 'town 1 1x1', 'town 2 1x1'],
    ])
  })
  it('stand under each other with a heading each, in the stub and as lines', () => {
    const layout = layoutTable(
      shownCubeOf(
        {
          rows: [d('sex', { total: 'before' }), d('area', { stack: true, total: 'before' }), d('age')],
          columns: [],
          measures: [count],
        },
        records,
      ),
    )
    expect(layout.stubHeaders).toHaveLength(3)
    expect(grid(layout)).toEqual([
      'sex Total · | 4',
      'sex f · | 2',
      'sex m · | 2',
      'area × age Total old | 2',
      'area × age Total young | 2',
      'area × age rural young | 1',
      'area × age town old | 2',
      'area × age town young | 1',
    ])
    expect(lines(layout)).toEqual([
      'sex:',
      '  Total',
      '  f',
      '  m',
      'area × age:',
      '  Total:',
      '    old',
      '    young',
      '  rural:',
      '    young',
      '  town:',
      '    old',
      '    young',
    ])
    expect(layout.stubSpans.map((s) => s[0])).toEqual([3, 0, 0, 5, 0, 0, 0, 0])
  })
  it('place their totals each for itself', () => {
    const layout = layoutTable(
      shownCubeOf(
        {
          rows: [d('sex', { total: 'after' }), d('age', { stack: true, total: 'before' }), d('area', { stack: true })],
          measures: [count],
        },
        records,
      ),
    )
    expect(layout.rows.map((r) => r.stub[1]!.label.en)).toEqual([
      'f',
      'm',
      'Total',
      'Total',
      'old',
      'young',
      'rural',
      'town',
    ])
  })
  it('on the layers: the first block, its total if it has one', () => {
    const cube = shownCubeOf(
      { rows: [d('sex')], layers: [d('age'), d('area', { stack: true, total: 'after' })], measures: [count] },
      records,
    )
    const layout = layoutTable(cube)
    expect(tableNotes(cube, layout).layer.map((l) => l.en)).toEqual(['age: old', 'area: Total'])
    expect(grid(layout)).toEqual(['f | 1', 'm | 1'])
    expect(grid(layoutTable(cube, [2, 1]))).toEqual(['f | 1', 'm | 2'])
  })
})

describe('measures', () => {
  const table = { rows: [d('sex', { total: 'before' })], columns: [d('area')], measures: [count, value] }
  it('stand inside or around the columns', () => {
    expect(head(layoutTable(shownCubeOf(table, records)))).toEqual(['rural×2 town×2', 'n v n v'])
    const outer = layoutTable(shownCubeOf({ ...table, measurePlace: 'outer' }, records))
    expect(head(outer)).toEqual(['n×2 v×2', 'rural town rural town'])
    expect(grid(outer)).toEqual(['Total | 1 3 2 13', 'f | 1 1 2 1', 'm | - 2 - 12'])
  })
  it('stand inside or around the rows, each with its own format', () => {
    const inner = layoutTable(shownCubeOf({ ...table, measureAxis: 'row' }, records))
    expect(inner.columns.map((c) => c.measure)).toEqual([-1, -1])
    expect(grid(inner)).toEqual([
      'Total n | 1 3',
      'Total v | 2 13',
      'f n | 1 1',
      'f v | 2 1',
      'm n | - 2',
      'm v | - 12',
    ])
    expect(inner.rows.map((r) => r.cells[0]!.measure)).toEqual([0, 1, 0, 1, 0, 1])
    expect(inner.stubHeaders.map((h) => h.en)).toEqual(['sex', 'Measure'])
    const outer = layoutTable(shownCubeOf({ ...table, measureAxis: 'row', measurePlace: 'outer' }, records))
    expect(lines(outer)).toEqual(['n', '  f', '  m', 'v', '  f', '  m'])
  })
  it('stand on the layers, one at a time', () => {
    const cube = shownCubeOf({ ...table, measureAxis: 'layer' }, records)
    const layout = layoutTable(cube, [], 1)
    expect([head(layout), grid(layout)]).toEqual([['rural town'], ['Total | 2 13', 'f | 2 1', 'm | - 12']])
    expect(tableNotes(cube, layout).unit.en).toBe('Unit: Dong')
    expect(tableNotes(cube, layout).layer.map((l) => l.en)).toEqual(['Measure: v'])
  })
  it('show another figure in totals, with its own format, and say so', () => {
    const cube = shownCubeOf(
      {
        rows: [d('sex', { total: 'after' })],
        columns: [d('age', { total: 'after' })],
        measures: [
          { id: 'p', statistic: 'percent', of: 'n', base: 'row', inTotals: 'n', decimals: 1 },
          { ...count, hidden: true },
        ],
      },
      records,
    )
    const layout = layoutTable(cube)
    expect(layout.rows.map((r) => r.cells.map((c) => formatCell(c, cube.measures[c.measure]!, 'en')))).toEqual([
      ['50.0', '50.0', '2'],
      ['50.0', '50.0', '2'],
      ['2', '2', '4'],
    ])
    expect(layout.columns.every((c) => c.measure === 0)).toBe(true)
    expect(tableNotes(cube, layout).notes.map((x) => x.en)).toEqual(['n – percent of row: totals show n (Persons).'])
  })
})

describe('categories', () => {
  it('without records are laid out where the dimension shows them', () => {
    const cube = shownCubeOf(
      { rows: [d('sex', { empty: 'show' }), d('age')], columns: [d('area')], measures: [count] },
      records,
    )
    const empty: Cube = {
      ...cube,
      dimensions: cube.dimensions.map((x, i) =>
        i === 0
          ? { ...x, categories: [...x.categories, { code: 'x', label: { vi: 'x', en: 'x' }, kind: 'value' as const }] }
          : x,
      ),
    }
    expect(grid(layoutTable(empty))).toEqual([
      'f old | - 1',
      'f young | 1 -',
      'm old | - 1',
      'm young | - 1',
      'x old | - -',
      'x young | - -',
    ])
  })
  it('collapsed show their total only; a nested hierarchy is indented', () => {
    const places: PlainRecord[] = [
      ['1', '11'],
      ['1', '12'],
      ['2', '21'],
      ['2', '22'],
    ].map(([region, province]) => ({ 'region:place': region!, place: province! }))
    const layout = layoutTable(
      shownCubeOf(
        {
          rows: [
            { variable: 'place', level: 'region', total: 'before', collapsed: ['2'] },
            { variable: 'place', total: 'before' },
          ],
          measures: [count],
        },
        places,
      ),
    )
    // Provinces are parts of regions: they are not listed once more under the total of all regions.
    expect(lines(layout)).toEqual(['Total', '1', '  11', '  12', '2'])
    expect(layout.rows.map((r) => r.cells[0]!.value)).toEqual([4, 2, 1, 1, 2])
    // The other way round nothing is a part, and regions of all provinces are wanted.
    const turned = layoutTable(
      shownCubeOf(
        {
          rows: [
            { variable: 'place', total: 'before' },
            { variable: 'place', level: 'region', total: 'none' },
          ],
          measures: [count],
        },
        places,
      ),
    )
    expect(lines(turned).slice(0, 5)).toEqual(['Total:', '  1', '  2', '11:', '  1'])
  })
})

describe('units and status', () => {
  it('puts units in headings only when they differ and do not repeat the heading', () => {
    const enterprises = {
      id: 'e',
      statistic: 'count' as const,
      label: { vi: 'Doanh nghiệp', en: 'Enterprises' },
      unit: { vi: 'doanh nghiệp', en: 'Enterprises' },
    }
    const units = (measures: object[]) => {
      const cube = shownCubeOf({ rows: [d('sex')], measures: measures as never }, records)
      const layout = layoutTable(cube)
      return [layout.headerRows.at(-1)!.map((h) => h.unit?.en ?? ''), tableNotes(cube, layout).unit.en]
    }
    expect(units([enterprises, value])).toEqual([['', 'Dong'], ''])
    expect(units([enterprises, { ...enterprises, id: 'e2' }])).toEqual([['', ''], 'Unit: Enterprises'])
    expect(units([enterprises])).toEqual([[''], 'Unit: Enterprises'])
  })
  it('says in the heading that a year is preliminary', () => {
    const layout = layoutTable(
      shownCubeOf(
        {
          columns: [d('sex')],
          status: 'official',
          categoryStatuses: [{ variable: 'sex', category: 'm', status: 'preliminary' }],
        },
        records,
      ),
    )
    expect(layout.headerRows[0]!.map((h) => [h.label.vi, h.label.en, h.status])).toEqual([
      ['f', 'f', undefined],
      ['Sơ bộ m', 'Prel. m', 'preliminary'],
    ])
  })
})

describe('any table', () => {
  const dimension = (variable: string) =>
    fc.record({
      variable: fc.constant(variable),
      total: fc.constantFrom('none' as const, 'before' as const, 'after' as const),
      stack: fc.boolean(),
      empty: fc.constantFrom('hide' as const, 'show' as const),
    })
  const record = fc.record({
    a: fc.constantFrom('1', '2'),
    b: fc.constantFrom('x', 'y', ''),
    c: fc.constantFrom('p', 'q'),
    e: fc.constantFrom('s', 't'),
    l: fc.constantFrom('k', 'm'),
    v: fc.integer({ min: 0, max: 9 }),
  })
  it('has every figure of its layer at the place of its codes, spans that tile, and lines for all rows', () => {
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 15 }),
        fc.tuple(dimension('a'), dimension('b')),
        fc.tuple(dimension('c'), dimension('e')),
        dimension('l'),
        fc.constantFrom('row' as const, 'column' as const, 'layer' as const),
        fc.constantFrom('inner' as const, 'outer' as const),
        (rows, [a, b], [c, e], l, measureAxis, measurePlace) => {
          const cube = shownCubeOf(
            { rows: [a, b], columns: [c, e], layers: [l], measures: [count, value], measureAxis, measurePlace },
            rows,
          )
          const layout = layoutTable(cube)
          const keyOf = (dim: number, coordinate: number) => categoryKey(cube.dimensions[dim]!.categories[coordinate]!)
          const seen = new Set<string>()
          layout.rows.forEach((row, r) =>
            row.cells.forEach((cell, k) => {
              const place = [...layout.rowCoordinates[r]!, ...layout.columns[k]!.coordinates, ...layout.layer].map(
                (coordinate, dim) => keyOf(dim, coordinate),
              )
              expect(figureAt(cube, cube.measures[cell.measure]!.id, place) ?? null).toBe(
                cell.status === 'value' ? cell.value : null,
              )
              if (cell.cell >= 0) seen.add(`${cell.cell} ${cell.measure}`)
              const column = layout.columns[k]!.measure
              if (column >= 0) expect(cell.measure).toBe(column)
            }),
          )
          const stored = Array.from(cube.cells.records).filter(
            (_, i) => cube.cells.coordinates[4]![i] === layout.layer[0],
          ).length
          expect(seen.size).toBe(stored * (measureAxis === 'layer' ? 1 : 2))
          layout.headerRows.forEach((row) =>
            expect(row.reduce((sum, h) => sum + h.span, 0)).toBe(layout.columns.length),
          )
          layout.stubHeaders.forEach((_, s) =>
            expect(layout.stubSpans.reduce((sum, spans) => sum + spans[s]!, 0)).toBe(layout.rows.length),
          )
          expect(
            layout.rows.every(
              (row) => row.stub.length === layout.stubHeaders.length && row.cells.length === layout.columns.length,
            ),
          ).toBe(true)
          expect(stubLines(layout).flatMap((line) => (line.row === null ? [] : [line.row]))).toEqual(
            layout.rows.map((_, r) => r),
          )
          const covered = headerCells(layout.headerRows)
            .flatMap((row) => row.map((h) => h.header.span * h.rowSpan))
            .reduce((x, y) => x + y, 0)
          expect(covered).toBe(layout.columns.length * layout.headerRows.length)
        },
      ),
      { numRuns: 200 },
    )
  })
})
