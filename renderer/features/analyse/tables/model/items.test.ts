import { describe, expect, it } from 'vitest'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { newTable } from './definition.ts'
import { dropEdit, placesOf } from './dropPlace.ts'
import { applyEdit } from './edit.ts'
import type { Field } from './fieldList.ts'
import { itemKey } from './itemKeys.ts'

const dim = (variable: string) => ({ variable, total: 'after' as const, sort: 'code' as const })
const table: TableDefinition = {
  ...newTable({ id: 'p', label: { vi: 'p', en: 'p' }, periods: [] }, 'p'),
  rows: [dim('a'), dim('b'), dim('c')],
  columns: [dim('d')],
  layers: [],
}
const field = (ref: string, role: Variable['role'], type: Variable['type']): [string, Field] => [
  ref,
  {
    ref,
    link: null,
    levels: [],
    variable: {
      id: ref,
      source: ref,
      label: { vi: ref, en: ref },
      role,
      type,
      scale: 0,
      unit: null,
      codeList: null,
      sensitivity: 'none',
      normalise: 'trim',
      width: null,
      derived: null,
      nullable: true,
      group: null,
    },
  },
]
const fields = new Map([
  ...['a', 'b', 'c', 'd', 'e'].map((id) => field(id, 'classification', 'code')),
  field('money', 'measure', 'integer'),
  field('person', 'key', 'hash'),
])
const press = (key: string, mod: { alt?: boolean; ctrl?: boolean } = {}) => ({
  key,
  alt: mod.alt ?? false,
  ctrl: mod.ctrl ?? false,
  shift: false,
})

describe('dropping', () => {
  it('puts a variable where the gap is, and moves within a shelf without being off by one', () => {
    const add = dropEdit(table, { from: 'list', ref: 'e' }, { axis: 'rows', block: 0, depth: 1 }, fields)
    expect(applyEdit(table, add!).rows.map((d) => d.variable)).toEqual(['a', 'e', 'b', 'c'])
    const move = dropEdit(table, { from: 'rows', index: 0, ref: 'a' }, { axis: 'rows', block: 0, depth: 2 }, fields)
    expect(applyEdit(table, move!).rows.map((d) => d.variable)).toEqual(['b', 'a', 'c'])
    expect(
      dropEdit(table, { from: 'rows', index: 0, ref: 'a' }, { axis: 'rows', block: 0, depth: 1 }, fields),
    ).toBeNull()
  })
  it('refuses what cannot stand there', () => {
    expect(dropEdit(table, { from: 'list', ref: 'person' }, { axis: 'rows', block: 0, depth: 0 }, fields)).toBeNull()
    expect(dropEdit(table, { from: 'list', ref: 'unheard' }, { axis: 'measures', index: 0 }, fields)).toBeNull()
    expect(dropEdit(table, { from: 'list', ref: 'a' }, { axis: 'columns', block: 0, depth: 0 }, fields)).toBeNull()
  })
  it('takes money as a sum and people as distinct, and takes out what is dragged away', () => {
    expect(dropEdit(table, { from: 'list', ref: 'money' }, { axis: 'measures', index: 1 }, fields)).toMatchObject({
      measure: { statistic: 'sum' },
    })
    expect(dropEdit(table, { from: 'list', ref: 'person' }, { axis: 'measures', index: 1 }, fields)).toMatchObject({
      measure: { statistic: 'distinct' },
    })
    expect(
      applyEdit(table, dropEdit(table, { from: 'columns', index: 0, ref: 'd' }, { axis: 'remove' }, fields)!).columns,
    ).toEqual([])
  })
  it('shows every place of an axis, beside and inside each block, and names the neighbours', () => {
    expect(placesOf(table, 'layers').map((p) => p.how)).toEqual(['alone'])
    expect(
      placesOf(table, 'columns').map((p) => [p.how, p.outer?.variable ?? null, p.inner?.variable ?? null]),
    ).toEqual([
      ['beside', null, 'd'],
      ['outside', null, 'd'],
      ['inside', 'd', null],
      ['beside', 'd', null],
    ])
  })
  it('stacks beside, nests inside, and the measures go to an axis all together', () => {
    const beside = applyEdit(
      table,
      dropEdit(table, { from: 'list', ref: 'e' }, { axis: 'columns', block: 1, depth: 'new' }, fields)!,
    )
    expect(beside.columns.map((d) => [d.variable, d.stack])).toEqual([
      ['d', undefined],
      ['e', true],
    ])
    const before = applyEdit(
      table,
      dropEdit(table, { from: 'list', ref: 'e' }, { axis: 'columns', block: 0, depth: 'new' }, fields)!,
    )
    expect(before.columns.map((d) => [d.variable, d.stack])).toEqual([
      ['e', undefined],
      ['d', true],
    ])
    const inside = applyEdit(
      beside,
      dropEdit(beside, { from: 'rows', index: 0, ref: 'a' }, { axis: 'columns', block: 1, depth: 1 }, fields)!,
    )
    expect(inside.columns.map((d) => [d.variable, d.stack])).toEqual([
      ['d', undefined],
      ['e', true],
      ['a', undefined],
    ])
    expect(inside.rows.map((d) => d.variable)).toEqual(['b', 'c'])
    expect(dropEdit(table, { from: 'measureGroup' }, { axis: 'rows', block: 0, depth: 0 }, fields)).toEqual({
      type: 'setOptions',
      change: { measureAxis: 'row' },
    })
  })
  it('a block whose first dimension leaves keeps standing beside', () => {
    const stacked = applyEdit(
      applyEdit(table, { type: 'stackDimension', place: { axis: 'rows', index: 1 }, stack: true }),
      { type: 'removeDimension', place: { axis: 'rows', index: 1 } },
    )
    expect(stacked.rows.map((d) => [d.variable, d.stack])).toEqual([
      ['a', undefined],
      ['c', true],
    ])
  })
})

describe('keys on an item', () => {
  it('stacks with + and nests with >, reorders within a block and moves a block past its neighbour', () => {
    const plus = itemKey(table, { shelf: 'rows', index: 2 }, { ...press('+'), shift: true })
    const stacked = applyEdit(table, plus?.do === 'edit' ? plus.edit : { type: 'swapRowsColumns' })
    expect(stacked.rows.map((d) => d.stack)).toEqual([undefined, undefined, true])
    const left = itemKey(stacked, { shelf: 'rows', index: 2 }, press('ArrowLeft', { alt: true }))
    expect(left?.do === 'edit' && applyEdit(stacked, left.edit).rows.map((d) => [d.variable, d.stack])).toEqual([
      ['c', undefined],
      ['a', true],
      ['b', undefined],
    ])
    expect(left).toMatchObject({ focus: { shelf: 'rows', index: 0 } })
    const nest = itemKey(stacked, { shelf: 'rows', index: 2 }, { ...press('>'), shift: true })
    expect(nest?.do === 'edit' && applyEdit(stacked, nest.edit).rows.map((d) => d.stack)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  it('moves all measures from axis to axis, and opens a menu', () => {
    const up = itemKey(table, { shelf: 'measures', index: 0 }, press('ArrowUp', { alt: true }))
    expect(up).toMatchObject({ edit: { type: 'setOptions', change: { measureAxis: 'row' } } })
    expect(itemKey(table, { shelf: 'rows', index: 0 }, { ...press('F10'), shift: true })).toEqual({ do: 'menu' })
  })
  it('walks through all shelves', () => {
    expect(itemKey(table, { shelf: 'rows', index: 2 }, press('ArrowRight'))).toEqual({
      do: 'focus',
      item: { shelf: 'columns', index: 0 },
    })
    expect(itemKey(table, { shelf: 'columns', index: 0 }, press('ArrowDown'))).toEqual({
      do: 'focus',
      item: { shelf: 'measures', index: 0 },
    })
    expect(itemKey(table, { shelf: 'rows', index: 0 }, press('ArrowLeft'))).toBeNull()
  })
  it('moves with Alt, and the focus goes along', () => {
    const action = itemKey(table, { shelf: 'rows', index: 0 }, press('ArrowRight', { alt: true }))
    expect(action).toMatchObject({ do: 'edit', focus: { shelf: 'rows', index: 1 } })
    const down = itemKey(table, { shelf: 'rows', index: 1 }, press('ArrowDown', { alt: true }))
    expect(down).toMatchObject({ focus: { shelf: 'columns', index: 1 } })
    expect(down?.do === 'edit' && applyEdit(table, down.edit).columns.map((d) => d.variable)).toEqual(['d', 'b'])
  })
  it('removes and keeps a sensible focus; leaves shortcuts of the program alone', () => {
    expect(itemKey(table, { shelf: 'rows', index: 2 }, press('Delete'))).toMatchObject({
      focus: { shelf: 'rows', index: 1 },
    })
    expect(itemKey(table, { shelf: 'columns', index: 0 }, press('Delete'))).toMatchObject({ focus: null })
    expect(itemKey(table, { shelf: 'rows', index: 0 }, press('s', { ctrl: true }))).toBeNull()
    expect(itemKey(table, { shelf: 'rows', index: 0 }, press('F2'))).toEqual({ do: 'rename' })
  })
})
