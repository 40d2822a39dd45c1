// Contributions as they come, respondent after respondent → facts of each cell. In: a cell's number, a respondent's
// number, what he gives to each sum. Out: columns. A respondent's records of one cell must follow each other: they are
// netted before they are compared.
import type { ContributionColumns } from '../types.ts'

/** Contributions kept by cell and sum. */
export const largestKept = 3

export type ContributionCells = {
  add(cell: number, respondent: number, given: readonly ArrayLike<number>[], row: number): void
  /** `least`: cells that are there though nobody gave anything to them. */
  finish(least?: number): ContributionColumns[]
}

export const emptyColumns = (count: number): ContributionColumns => ({
  total: new Float64Array(count),
  respondents: new Float64Array(count),
  absolute: new Float64Array(count),
  largest: Array.from({ length: largestKept }, () => new Float64Array(count)),
  who: Array.from({ length: largestKept }, () => new Float64Array(count).fill(-1)),
})

/** Enters what one respondent gives to one cell. */
export const enterContribution = (into: ContributionColumns, cell: number, respondent: number, value: number): void => {
  if (value === 0) return
  const size = Math.abs(value)
  into.total[cell] = (into.total[cell] as number) + value
  into.respondents[cell] = (into.respondents[cell] as number) + 1
  into.absolute[cell] = (into.absolute[cell] as number) + size
  for (let rank = 0; rank < largestKept; rank += 1) {
    const [largest, who] = [into.largest[rank] as Float64Array, into.who[rank] as Float64Array]
    if (size <= Math.abs(largest[cell] as number)) continue
    for (let lower = largestKept - 1; lower > rank; lower -= 1) {
      const [to, from] = [into.largest[lower] as Float64Array, into.largest[lower - 1] as Float64Array]
      const [whoTo, whoFrom] = [into.who[lower] as Float64Array, into.who[lower - 1] as Float64Array]
      to[cell] = from[cell] as number
      whoTo[cell] = whoFrom[cell] as number
    }
    largest[cell] = value
    who[cell] = respondent
    return
  }
}

const cut = (columns: ContributionColumns, count: number): ContributionColumns => ({
  total: columns.total.slice(0, count),
  respondents: columns.respondents.slice(0, count),
  absolute: columns.absolute.slice(0, count),
  largest: columns.largest.map((column) => column.slice(0, count)),
  who: columns.who.map((column) => column.slice(0, count)),
})

const widened = (column: Float64Array, length: number, fill: number): Float64Array<ArrayBuffer> => {
  const wider = new Float64Array(length).fill(fill, column.length)
  wider.set(column)
  return wider
}

export const contributionCells = (sums: number): ContributionCells => {
  let room = 256
  let count = 0
  let last = new Float64Array(room).fill(-1)
  let current: Float64Array[] = Array.from({ length: sums }, () => new Float64Array(room))
  let facts = Array.from({ length: sums }, () => emptyColumns(room))
  /** At least twice as much, so that growing stays cheap. */
  const grow = (needed: number): void => {
    const wider = Math.max(room * 2, needed)
    last = widened(last, wider, -1)
    current = current.map((column) => widened(column, wider, 0))
    facts = facts.map((columns) => ({
      total: widened(columns.total, wider, 0),
      respondents: widened(columns.respondents, wider, 0),
      absolute: widened(columns.absolute, wider, 0),
      largest: columns.largest.map((column) => widened(column, wider, 0)),
      who: columns.who.map((column) => widened(column, wider, -1)),
    }))
    room = wider
  }
  const close = (cell: number): void => {
    for (let s = 0; s < sums; s += 1) {
      const [column, own] = [current[s] as Float64Array, facts[s] as ContributionColumns]
      enterContribution(own, cell, last[cell] as number, column[cell] as number)
      column[cell] = 0
    }
  }
  return {
    add(cell, respondent, given, row) {
      if (cell >= room) grow(cell + 1)
      count = Math.max(count, cell + 1)
      if (last[cell] !== respondent) {
        if ((last[cell] as number) >= 0) close(cell)
        last[cell] = respondent
      }
      for (let s = 0; s < sums; s += 1) {
        const column = current[s] as Float64Array
        column[cell] = (column[cell] as number) + Number(given[s]?.[row])
      }
    },
    finish(least = 0) {
      count = Math.max(count, least)
      if (count > room) grow(count)
      for (let cell = 0; cell < count; cell += 1) if ((last[cell] as number) >= 0) close(cell)
      return facts.map((columns) => cut(columns, count))
    },
  }
}

/** columns[order[0]], columns[order[1]] …; −1 is a cell nobody gives anything to. */
export const pickContributions = (columns: ContributionColumns, order: ArrayLike<number>): ContributionColumns => {
  const picked = emptyColumns(order.length)
  const take = (to: Float64Array, from: Float64Array): void => {
    for (let i = 0; i < to.length; i += 1) {
      const cell = order[i] as number
      if (cell >= 0) to[i] = from[cell] as number
    }
  }
  take(picked.total, columns.total)
  take(picked.respondents, columns.respondents)
  take(picked.absolute, columns.absolute)
  picked.largest.forEach((column, rank) => take(column, columns.largest[rank] as Float64Array))
  picked.who.forEach((column, rank) => take(column, columns.who[rank] as Float64Array))
  return picked
}
