import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureInputs } from '#shared/model/measure.ts'
import { axisBlocks, tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { applyEdit, axes } from './edit.ts'
import type { TableEdit } from './edit.ts'
import { newTable } from './definition.ts'
import { canRedo, canUndo, isDirty, markSaved, openHistory, perform, redo, undo } from './history.ts'

const base: TableDefinition = newTable(
  { id: 'pupil', label: { vi: 'Học sinh', en: 'Pupils' }, periods: ['2024-2025', '2025-2026'] },
  'pupils',
)
const add = (axis: 'rows' | 'columns' | 'layers', index: number, variable: string, level?: string): TableEdit => ({
  type: 'addDimension',
  to: { axis, block: 0, depth: index },
  variable,
  ...(level ? { level } : {}),
})

const axis = fc.constantFrom(...axes)
const place = fc.record({ axis, index: fc.integer({ min: -1, max: 7 }) })
const target = fc.record({
  axis,
  block: fc.integer({ min: 0, max: 4 }),
  depth: fc.oneof(fc.constant('new' as const), fc.integer({ min: 0, max: 4 })),
})
const statistic = fc.constantFrom('sum', 'mean', 'median', 'distinct')
const anEdit: fc.Arbitrary<TableEdit> = fc.oneof(
  fc.record({
    type: fc.constant('addDimension' as const),
    to: target,
    variable: fc.constantFrom('province', 'sex', 'grade', 'period', 'pupil_school.ownership'),
  }),
  fc.record({ type: fc.constant('moveDimension' as const), from: place, to: target }),
  fc.record({ type: fc.constant('removeDimension' as const), place }),
  fc.record({
    type: fc.constant('setDimension' as const),
    place,
    change: fc.record(
      {
        total: fc.constantFrom('none' as const, 'before' as const, 'after' as const),
        level: fc.constantFrom(undefined, 'region'),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ type: fc.constant('stackDimension' as const), place, stack: fc.boolean() }),
  fc.record({ type: fc.constant('replaceDimension' as const), place, variable: fc.constantFrom('sex', 'grade') }),
  fc.constant({ type: 'swapRowsColumns' as const }),
  fc.record({
    type: fc.constant('addMeasure' as const),
    index: fc.integer({ min: 0, max: 5 }),
    measure: fc.record({
      statistic: fc.constant('percent' as const),
      of: fc.constantFrom('count', 'birth_year_sum'),
      base: fc.constantFrom('row' as const, 'column' as const),
    }),
  }),
  fc.record({
    type: fc.constant('setMeasure' as const),
    index: fc.integer({ min: 0, max: 4 }),
    change: fc.record(
      {
        of: fc.constantFrom('count', 'count_percent'),
        decimals: fc.constantFrom(undefined, 2, 99),
        inTotals: fc.constantFrom(undefined, 'count'),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant('addMeasure' as const),
    index: fc.integer({ min: 0, max: 5 }),
    measure: fc.record({
      statistic: statistic as fc.Arbitrary<'sum'>,
      variable: fc.constantFrom('birth_year', 'pupil_code'),
    }),
  }),
  fc.record({
    type: fc.constant('moveMeasure' as const),
    from: fc.integer({ min: 0, max: 4 }),
    to: fc.integer({ min: -1, max: 6 }),
  }),
  fc.record({ type: fc.constant('removeMeasure' as const), index: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ type: fc.constant('setFilter' as const), filter: fc.constantFrom(null, '', "sex = 'F'") }),
  fc.record({
    type: fc.constant('removeVariable' as const),
    variable: fc.constantFrom('province', 'sex', 'birth_year'),
  }),
)

describe('edit steps', () => {
  it('any sequence of steps leaves a valid definition, and undoing them all gives back the first one', () => {
    fc.assert(
      fc.property(fc.array(anEdit, { maxLength: 40 }), (edits) => {
        let history = openHistory(base, false)
        for (const edit of edits) history = perform(history, edit)
        expect(tableDefinitionSchema.safeParse(history.current).success).toBe(true)
        for (const a of axes) {
          expect(history.current[a][0]?.stack).toBeUndefined()
          for (const block of axisBlocks(history.current[a]))
            expect(new Set(block.map((d) => `${d.variable}@${d.level ?? ''}`)).size).toBe(block.length)
        }
        const ids = new Set(history.current.measures.map((m) => m.id))
        // Whatever was taken out, nothing reads a measure that is not there, and something is shown.
        expect(history.current.measures.flatMap(measureInputs).filter((id) => !ids.has(id))).toEqual([])
        expect(history.current.measures.some((m) => m.hidden !== true)).toBe(true)
        expect(new Set(history.current.measures.map((m) => m.id)).size).toBe(history.current.measures.length)
        const end = history.current
        while (canUndo(history)) history = undo(history)
        expect(history.current).toEqual(base)
        while (canRedo(history)) history = redo(history)
        expect(history.current).toEqual(end)
      }),
      { numRuns: 200 },
    )
  })

  it('a step that changes nothing is not a step', () => {
    const history = openHistory(base, true)
    expect(perform(history, { type: 'setFilter', filter: '  ' })).toBe(history)
    expect(perform(history, add('rows', 0, 'period'))).toBe(history)
    expect(perform(history, { type: 'removeMeasure', index: 0 })).toBe(history)
  })

  it('nests where it is put and refuses the same variable at the same level twice', () => {
    const a = applyEdit(applyEdit(base, add('rows', 0, 'sex')), add('rows', 0, 'province', 'region'))
    const b = applyEdit(a, add('rows', 1, 'province'))
    expect(b.rows.map((d) => [d.variable, d.level])).toEqual([
      ['province', 'region'],
      ['province', undefined],
      ['sex', undefined],
    ])
    expect(applyEdit(b, { type: 'setDimension', place: { axis: 'rows', index: 1 }, change: { level: 'region' } })).toBe(
      b,
    )
  })

  it('typing merges into one step; another field starts a new one', () => {
    let history = openHistory(base, true)
    for (const vi of ['H', 'Họ', 'Học'])
      history = perform(history, { type: 'setTitle', title: { vi, en: '' } }, 'title.vi')
    history = perform(history, { type: 'setFilter', filter: 'grade > 5' }, 'filter')
    expect(history.steps).toHaveLength(2)
    expect(undo(undo(history)).current.title).toEqual(base.title)
  })

  it('a new step after an undo drops what was undone', () => {
    let history = perform(perform(openHistory(base, true), add('rows', 0, 'sex')), add('rows', 1, 'grade'))
    history = perform(undo(history), add('rows', 1, 'province'))
    expect(canRedo(history)).toBe(false)
    expect(history.current.rows.map((d) => d.variable)).toEqual(['sex', 'province'])
  })

  it('is dirty exactly while it differs from what was saved, also through undo', () => {
    let history = openHistory(base, true)
    expect(isDirty(history)).toBe(false)
    history = perform(history, add('rows', 0, 'sex'))
    expect(isDirty(history)).toBe(true)
    history = markSaved(history, history.current)
    expect(isDirty(history)).toBe(false)
    history = undo(history)
    expect(isDirty(history)).toBe(true)
    expect(isDirty(redo(history))).toBe(false)
  })

  it('removing a variable takes it out of axes, measures and the filter that names it, and keeps the rest', () => {
    let d = applyEdit(base, add('rows', 0, 'sex'))
    d = applyEdit(d, { type: 'addMeasure', index: 1, measure: { statistic: 'mean', variable: 'birth_year' } })
    d = applyEdit(d, { type: 'setFilter', filter: "sex = 'birth_year'" })
    expect(applyEdit(d, { type: 'removeVariable', variable: 'birth_year' })).toMatchObject({
      filter: "sex = 'birth_year'",
      measures: [{ id: 'count' }],
      rows: [{ variable: 'sex' }],
    })
    expect(applyEdit(d, { type: 'removeVariable', variable: 'sex' })).toMatchObject({
      filter: null,
      rows: [],
      measures: [{ id: 'count' }, { id: 'birth_year_mean' }],
    })
  })
})
