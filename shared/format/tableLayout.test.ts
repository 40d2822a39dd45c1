import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerSlice } from './headerSlice.ts'
import { sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { stubLines } from './stubLines.ts'
import { layoutTable } from './tableLayout.ts'

const codes = (n: number) => Array.from({ length: n }, (_, i) => String(i + 1).padStart(2, '0'))

describe('layoutTable', () => {
  it('puts every stored cell of the layer at its place once and nothing else', () => {
    const shape = fc.record({
      sizes: fc.tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 2 }),
      ),
      holes: fc.array(fc.nat(96), { maxLength: 60 }),
      measures: fc.integer({ min: 1, max: 3 }),
      layer: fc.nat(1),
    })
    fc.assert(
      fc.property(shape, ({ sizes, holes, measures, layer }) => {
        const [a, b, c, d] = sizes
        const dimensions = [
          sampleDimension('a', 'row', codes(a), { total: 'before' }),
          sampleDimension('c', 'column', codes(c), { total: 'after' }),
          sampleDimension('b', 'row', codes(b)),
          sampleDimension('d', 'layer', codes(d)),
        ]
        const address = (p: number[]) => p.reduce((n, x) => n * 5 + x, 0)
        const empty = new Set(holes)
        const cube = sampleCube(
          dimensions,
          Array.from({ length: measures }, (_, m) => sampleMeasure(`m${m}`)),
          (p, m) => (empty.has(address(p) % 97) ? undefined : address(p) * 10 + m),
        )
        const chosen = layer % d
        const layout = layoutTable(cube, [chosen])
        const seen = new Map<number, number>()
        layout.rows.forEach((row, r) => {
          expect(row.cells.length).toBe(layout.columns.length)
          expect(row.cells.some((cell) => cell.cell >= 0)).toBe(true)
          row.cells.forEach((cell, k) => {
            const column = layout.columns[k]!
            expect(cell.measure).toBe(column.measure)
            const place = [layout.rowCoordinates[r]![0]!, column.coordinates[0]!, layout.rowCoordinates[r]![1]!, chosen]
            const stored = cube.cells.records.findIndex((_, i) =>
              place.every((x, dim) => cube.cells.coordinates[dim]![i] === x),
            )
            expect(cell.cell).toBe(stored)
            expect(cell.status).toBe(stored < 0 ? 'none' : 'value')
            if (stored >= 0) {
              expect(cell.value).toBe(address(place) * 10 + cell.measure)
              seen.set(stored, (seen.get(stored) ?? 0) + 1)
            }
          })
        })
        const expected = Array.from(cube.cells.records, (_, i) => i).filter(
          (i) => cube.cells.coordinates[3]![i] === chosen,
        )
        expect([...seen.keys()].sort((x, y) => x - y)).toEqual(expected)
        expect([...seen.values()].every((n) => n === measures)).toBe(true)
        layout.headerRows.forEach((row) => expect(row.reduce((sum, h) => sum + h.span, 0)).toBe(layout.columns.length))
        // Stub spans tile the rows.
        for (let dim = 0; dim < 2; dim += 1)
          expect(layout.stubSpans.reduce((sum, s) => sum + s[dim]!, 0)).toBe(layout.rows.length)
        expect(
          layout.columns.every((_, k) =>
            layout.rows.some((row) => row.cells[k]!.cell >= 0 || layout.columns[k]!.measure > 0),
          ),
        ).toBe(true)
        // Every row with figures has exactly one line.
        expect(stubLines(layout).flatMap((l) => (l.row === null ? [] : [l.row]))).toEqual(layout.rows.map((_, r) => r))
      }),
      { numRuns: 150 },
    )
  })

  it('spans headings over the same outer category only, and puts measures innermost', () => {
    const cube = sampleCube(
      [sampleDimension('x', 'column', ['1', '2']), sampleDimension('y', 'column', ['1', '2'])],
      [sampleMeasure('m'), sampleMeasure('n')],
      (p) => (p[0] === 1 && p[1] === 0 ? undefined : 1),
    )
    const layout = layoutTable(cube)
    expect(layout.headerRows.map((row) => row.map((h) => `${h.label.vi}×${h.span}`))).toEqual([
      ['x 1×4', 'x 2×2'],
      ['y 1×2', 'y 2×2', 'y 2×2'],
      ['m×1', 'n×1', 'm×1', 'n×1', 'm×1', 'n×1'],
    ])
    expect(layout.rows).toHaveLength(1)
  })

  it('shows the total of a layer unless told, and marks totals of rows and columns only', () => {
    const cube = sampleCube(
      [
        sampleDimension('r', 'row', ['1'], { total: 'before' }),
        sampleDimension('l', 'layer', ['1', '2'], { total: 'after' }),
      ],
      [sampleMeasure('m')],
      (p) => p[1]! * 10,
    )
    const layout = layoutTable(cube)
    expect(layout.layer).toEqual([2])
    expect(layout.rows.map((r) => r.cells[0]!.value)).toEqual([20, 20])
    expect(layout.rows.map((r) => r.cells[0]!.total)).toEqual([true, false])
    expect(layout.headerRows).toEqual([
      [{ code: 'm', label: { vi: 'm', en: 'm' }, span: 1, kind: 'measure', measure: 0 }],
    ])
  })

  it('lays an empty layer out as nothing', () => {
    const cube = sampleCube([sampleDimension('r', 'row', ['1'])], [sampleMeasure('m')], () => undefined)
    expect(layoutTable(cube).rows).toEqual([])
  })

  it('lays out 300,000 cells within a few seconds', () => {
    const cube = sampleCube(
      [sampleDimension('r', 'row', codes(3000)), sampleDimension('c', 'column', codes(100))],
      [sampleMeasure('m')],
      (p) => p[0]! + p[1]!,
    )
    const layout = layoutTable(cube)
    expect(layout.rows).toHaveLength(3000)
    expect(layout.rows[2999]!.cells[99]!.value).toBe(2999 + 99)
  })
})

describe('stubLines', () => {
  const lines = (total: 'before' | 'after', outer: 'before' | 'after') => {
    const cube = sampleCube(
      [
        sampleDimension('vùng', 'row', ['1', '2'], { total: outer }),
        sampleDimension('loại', 'row', ['a', 'b'], { total }),
      ],
      [sampleMeasure('m')],
      () => 1,
    )
    return stubLines(layoutTable(cube)).map(
      (l) => `${'  '.repeat(l.indent)}${l.label.vi}${l.row === null ? ' (nhóm)' : ''}`,
    )
  }
  it('stands a subtotal before its members on the group line', () => {
    expect(lines('before', 'before')).toEqual([
      'Tổng số',
      '  loại a',
      '  loại b',
      'vùng 1',
      '  loại a',
      '  loại b',
      'vùng 2',
      '  loại a',
      '  loại b',
    ])
  })
  it('names a subtotal after its members as a total of the group', () => {
    expect(lines('after', 'after')).toEqual([
      'vùng 1 (nhóm)',
      '  loại a',
      '  loại b',
      '  Tổng số',
      'vùng 2 (nhóm)',
      '  loại a',
      '  loại b',
      '  Tổng số',
      'Tổng số (nhóm)',
      '  loại a',
      '  loại b',
      '  Tổng số',
    ])
  })
})

describe('headerSlice', () => {
  it('keeps the spans of the columns it covers', () => {
    const header = (vi: string, span: number) => ({ code: vi, label: { vi, en: vi }, span, kind: 'value' as const })
    expect(
      headerSlice([[header('a', 3), header('b', 2)], [1, 2, 3, 4, 5].map((n) => header(String(n), 1))], 2, 4).map(
        (row) => row.map((h) => `${h.label.vi}${h.span}`),
      ),
    ).toEqual([
      ['a1', 'b1'],
      ['31', '41'],
    ])
  })
})
