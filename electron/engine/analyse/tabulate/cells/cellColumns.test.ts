// Columns of cells: plain for a screen, typed beyond, with the same figures read from both.
import { describe, expect, it } from 'vitest'
import { figureAt, screenCells } from '#shared/model/cube.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import { figureColumn, indexColumn, movedIndexes, numberColumn, pickCells } from './cellColumns.ts'
import { findCells, indexCells } from '../derive/deriveCells.ts'

describe('columns of cells', () => {
  it('are plain for a screen, with null and whole numbers beyond 2^53', () => {
    expect(figureColumn(Float64Array.of(1, NaN, 2 ** 60), new Map([[2, 2n ** 60n]]))).toEqual([1, null, 2n ** 60n])
    expect(numberColumn(Uint8Array.of(3, 4))).toEqual([3, 4])
  })

  it('are typed beyond a screen, where none is NaN and reads as null', () => {
    const numbers = new Float64Array(screenCells + 1).fill(7)
    numbers[1] = NaN
    const column = figureColumn(numbers, new Map())
    expect(column).toBe(numbers)
    expect([figureAt(column, 0), figureAt(column, 1), figureAt(column, screenCells + 1)]).toEqual([7, null, null])
    expect(figureAt(figureColumn(numbers, new Map([[0, 2n ** 60n]])), 0)).toBe(2n ** 60n)
  })

  it('take the narrowest room that holds every index, and move within it', () => {
    expect([256, 257, 65_537].map((size) => indexColumn(size, 1).BYTES_PER_ELEMENT)).toEqual([1, 2, 4])
    const own = Uint8Array.of(0, 1, 2)
    expect(movedIndexes(own, Int32Array.of(2, 0, 1), 3, own)).toBe(own)
    expect([...movedIndexes(own, Int32Array.of(300, 1, 0), 301, own)]).toEqual([0, 300, 1])
    expect(pickCells(own, Int32Array.of(2, 0))).toEqual(Uint8Array.of(1, 2))
  })

  it('cross the process boundary as lists', () => {
    expect(parseExact(stringifyExact({ values: Float64Array.of(1.5, NaN) }))).toEqual({ values: [1.5, null] })
  })

  it('find a cell by halving as an index does', () => {
    const size = 2100
    const count = size * size
    const columns = [new Int32Array(count), new Int32Array(count)] as const
    for (let i = 0; i < count; i += 1) [columns[0][i], columns[1][i]] = [Math.floor(i / size), (i % size) * 2]
    const halved = findCells([size, size * 2], columns, count)
    const few = indexCells(
      [size, size * 2],
      columns.map((c) => c.subarray(0, size)),
      size,
    )
    for (const place of [
      [0, 0],
      [0, 1],
      [0, size * 2 - 2],
      [0, 7],
      [0, 8],
    ])
      expect(halved.find(place)).toBe(few.find(place))
    expect([halved.find([size - 1, size * 2 - 2]), halved.find([size, 0])]).toEqual([count - 1, -1])
  })
})
