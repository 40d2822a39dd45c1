import { expect, it } from 'vitest'
import { createGridSelection } from './gridSelection.ts'

it('grows from where it began while Shift is down, however often the grid tells of a move', () => {
  const s = createGridSelection()
  s.attach({})
  s.extendNext(false)
  s.focus({ row: 1, column: 0 })
  for (const row of [2, 3]) {
    s.extendNext(true)
    s.focus({ row, column: 1 })
    s.focus({ row, column: 1 })
  }
  expect(s.block()).toEqual({ top: 1, left: 0, bottom: 3, right: 1 })
  expect([s.holds(2, 1), s.holds(4, 1)]).toEqual([true, false])
})

it('begins anew on a press without Shift, also on the same cell, and in another table', () => {
  const s = createGridSelection()
  const first = {}
  s.attach(first)
  s.focus({ row: 0, column: 0 })
  s.growTo({ row: 5, column: 2 })
  s.extendNext(false)
  expect(s.focus({ row: 0, column: 0 })).toEqual({ top: 0, left: 0, bottom: 0, right: 0 })
  s.all(3, 4)
  s.attach(first)
  expect(s.block()).toEqual({ top: 0, left: 0, bottom: 2, right: 3 })
  s.attach({})
  expect(s.block()).toBeNull()
  expect(s.growTo({ row: 1, column: 1 })).toBeNull()
})

it('tells which row left the top, once', () => {
  const s = createGridSelection()
  expect([s.scrollTo(4), s.scrollTo(4), s.firstVisible()]).toEqual([0, null, 4])
})
