// Columns of cells: typed arrays of the narrowest kind while a cube is made, and as the cube holds them: plain for a
// screen, typed beyond. In: numbers by cell. Out: columns. Never an object per cell, never an array that grows past its
// room in one step.
import { screenCells } from '#shared/model/cube.ts'
import type { CellColumn } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'

export type IndexColumn = Uint8Array | Uint16Array | Int32Array
export type CountColumn = Int32Array | Float64Array

/** For indexes below `size`. */
export const indexColumn = (size: number, count: number): IndexColumn => {
  if (size <= 256) return new Uint8Array(count)
  return size <= 65_536 ? new Uint16Array(count) : new Int32Array(count)
}

/** For numbers of records of which there are `most` in all. */
export const countColumn = (most: number, count: number): CountColumn =>
  most < 2 ** 31 ? new Int32Array(count) : new Float64Array(count)

/**
 * Each index moved to its new one, of which there are `size`; where the room suffices and the column may be used up, in
 * place.
 */
export const movedIndexes = (
  column: CellColumn<number>,
  position: Int32Array,
  size: number,
  inPlace: IndexColumn | null = null,
): IndexColumn => {
  const narrow = indexColumn(size, 0)
  const out =
    inPlace !== null && inPlace.BYTES_PER_ELEMENT >= narrow.BYTES_PER_ELEMENT
      ? inPlace
      : indexColumn(size, column.length)
  for (let i = 0; i < column.length; i += 1) out[i] = position[column[i] as number] as number
  return out
}

/** Entry by entry: an array made at its full length would be kept as a table of keys beyond 32 million entries. */
export const plainColumn = <T>(count: number, at: (cell: number) => T): T[] => {
  const out: T[] = []
  for (let i = 0; i < count; i += 1) out.push(at(i))
  return out
}

/** Entry by entry, without what a mapping from a length would hold beside it. */
export const filled = <C extends IndexColumn | CountColumn>(column: C, at: (cell: number) => number): C => {
  for (let i = 0; i < column.length; i += 1) column[i] = at(i)
  return column
}

type TypedColumn = IndexColumn | CountColumn
const isTyped = (column: unknown): column is TypedColumn => ArrayBuffer.isView(column)

const emptyLike = (column: TypedColumn, count: number): TypedColumn => {
  if (column instanceof Uint8Array) return new Uint8Array(count)
  if (column instanceof Uint16Array) return new Uint16Array(count)
  return column instanceof Int32Array ? new Int32Array(count) : new Float64Array(count)
}

/** from[order[0]], from[order[1]] …, of the same kind. */
export const pickCells = <T>(from: CellColumn<T>, order: Int32Array): CellColumn<T> => {
  if (!isTyped(from)) return plainColumn(order.length, (i) => from[order[i] as number] as T)
  const out = emptyLike(from, order.length)
  for (let i = 0; i < order.length; i += 1) out[i] = from[order[i] as number] as number
  return out as CellColumn<number> as CellColumn<T>
}

/** As the cube holds it. */
export const numberColumn = (column: TypedColumn): CellColumn<number> =>
  column.length > screenCells ? column : plainColumn(column.length, (i) => column[i] as number)

/** Figures as the cube holds them: NaN is none; whole numbers beyond 2^53 stand in `large` by their place. */
export const figureColumn = (numbers: CountColumn, large: ReadonlyMap<number, bigint>): CellColumn<Exact | null> => {
  if (numbers.length > screenCells && large.size === 0) return numbers
  return plainColumn(numbers.length, (i) => {
    const figure = numbers[i] as number
    return Number.isNaN(figure) ? null : large.size > 0 ? (large.get(i) ?? figure) : figure
  })
}
