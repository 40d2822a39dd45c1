import { describe, expect, it } from 'vitest'
import { cutOut, crossingOf, disjoint, places } from './areas.ts'
import { createCellSelection } from './cellSelection.ts'

const cell = (row: number, column: number) => ({ top: row, bottom: row, left: column, right: column })
const row = (at: number) => ({ top: at, bottom: at, left: 0, right: 4 })
const column = (at: number) => ({ top: 0, bottom: 9, left: at, right: at })
const plain = { extend: false, add: false }
const shift = { extend: true, add: false }
const control = { extend: false, add: true }
const ten = () => {
  const s = createCellSelection()
  s.attach({}, 10, 5)
  return s
}

describe('presses', () => {
  it('grows from where it began while Shift is down, and begins anew without', () => {
    const s = ten()
    s.press(cell(3, 2), plain)
    s.press(cell(5, 4), shift)
    expect(s.areas()).toEqual([{ top: 3, bottom: 5, left: 2, right: 4 }])
    s.press(cell(1, 1), shift)
    expect(s.areas()).toEqual([{ top: 1, bottom: 3, left: 1, right: 2 }])
    s.press(cell(0, 0), plain)
    expect(s.areas()).toEqual([cell(0, 0)])
  })
  it('adds blocks with Ctrl, the last of which grows, and takes out what was selected', () => {
    const s = ten()
    s.press(cell(0, 0), plain)
    s.press(cell(4, 1), control)
    s.dragTo(cell(5, 2))
    expect(s.areas()).toEqual([cell(0, 0), { top: 4, bottom: 5, left: 1, right: 2 }])
    s.press(cell(4, 2), control)
    expect([s.holds(4, 1), s.holds(4, 2), s.holds(5, 2), s.holds(0, 0)]).toEqual([true, false, true, true])
  })
  it('takes whole rows and columns and widens to them by key', () => {
    const s = ten()
    s.press(row(2), plain)
    s.press(cell(4, 3), shift)
    expect([s.holdsRow(2), s.holdsRow(4), s.holdsRow(5), s.holdsColumn(3)]).toEqual([true, true, false, false])
    s.press(column(1), plain)
    expect([s.holdsColumn(1), s.holdsRow(2)]).toEqual([true, false])
    s.press(cell(7, 3), plain)
    s.widen('rows')
    expect(s.areas()).toEqual([row(7)])
    s.widen('all')
    expect(s.holdsColumn(4)).toBe(true)
  })
  it('moves with the focus, and forgets when another table is shown', () => {
    const s = createCellSelection()
    const table = {}
    s.attach(table, 10, 5)
    s.move({ row: 1, column: 1 }, false)
    for (const at of [2, 2, 3]) s.move({ row: at, column: 2 }, true)
    expect(s.block()).toEqual({ top: 1, bottom: 3, left: 1, right: 2 })
    expect([s.attach(table, 10, 5), s.areas().length]).toEqual([false, 1])
    expect([s.attach({}, 3, 3), s.areas().length]).toEqual([true, 0])
    s.dragTo(cell(1, 1))
    expect(s.block()).toBeNull()
  })
})

describe('areas', () => {
  it('never counts a cell twice', () => {
    const both = disjoint([row(2), column(1)])
    expect(both.reduce((n, b) => n + (b.bottom - b.top + 1) * (b.right - b.left + 1), 0)).toBe(14)
    expect(cutOut(cell(0, 0), cell(0, 0))).toEqual([])
  })
  it('copies what forms one table and nothing else', () => {
    expect(crossingOf([column(1), column(3)])).toEqual({
      rows: [{ first: 0, last: 9 }],
      columns: [
        { first: 1, last: 1 },
        { first: 3, last: 3 },
      ],
    })
    expect(crossingOf([cell(0, 0), cell(0, 2), cell(3, 0), cell(3, 2)])).not.toBeNull()
    expect(crossingOf([cell(0, 0), cell(1, 1)])).toBeNull()
    expect(crossingOf([row(2), column(1)])).toBeNull()
    expect(crossingOf([])).toBeNull()
    expect(
      places([
        { first: 2, last: 3 },
        { first: 7, last: 7 },
      ]),
    ).toEqual([2, 3, 7])
  })
})
