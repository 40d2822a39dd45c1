import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cube } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { figureAt, sampleTable, wideCubeOf } from '#test/fixtures/wideCube.ts'
import type { PlainRecord } from '#test/fixtures/wideCube.ts'
import { arrangeCube } from './arrangeCube.ts'
import { deriveMeasures } from './deriveMeasures.ts'
import { widenDefinition } from '../cells/widen.ts'

const arranged = (more: Parameters<typeof sampleTable>[0], records: readonly PlainRecord[]): Cube => {
  const definition = sampleTable(more)
  return arrangeCube(deriveMeasures(wideCubeOf(definition, records), definition), definition)
}
const keys = (cube: Cube, d: number): string[] => cube.dimensions[d]!.categories.map(categoryKey)
const places = (cube: Cube): string[] =>
  Array.from(cube.cells.records, (_, i) =>
    cube.dimensions.map((d, n) => categoryKey(d.categories[cube.cells.coordinates[n]![i]!]!)).join(' '),
  )
const records: PlainRecord[] = [
  { a: '1', b: 'x', c: 'p', v: 5 },
  { a: '1', b: 'y', c: 'p', v: 1 },
  { a: '2', b: 'x', c: 'q', v: 9 },
  { a: '3', b: 'y', c: 'q', v: 9 },
  { a: '', b: 'y', c: 'q', v: 100 },
]
const sum = { id: 'v', statistic: 'sum' as const, variable: 'v' }

describe('widenDefinition', () => {
  const totals = (more: Parameters<typeof sampleTable>[0]) => {
    const w = widenDefinition(sampleTable(more))
    return [...w.rows, ...w.columns, ...w.layers].map((d) => `${d.variable} ${d.total}`)
  }
  const none = {
    rows: [
      { variable: 'a', total: 'none' as const },
      { variable: 'b', total: 'none' as const },
    ],
    columns: [{ variable: 'c', total: 'none' as const }],
  }
  const count = { id: 'n', statistic: 'count' as const }
  it('switches on the totals a percentage reads, and no other', () => {
    expect(totals(none)).toEqual(['a none', 'b none', 'c none'])
    const of = (base: string, over?: string[]) =>
      totals({
        ...none,
        measures: [count, { id: 'p', statistic: 'percent', of: 'n', base: base as never, ...(over ? { over } : {}) }],
      })
    expect(of('row')).toEqual(['a none', 'b none', 'c after'])
    expect(of('column')).toEqual(['a after', 'b after', 'c none'])
    expect(of('parent_row')).toEqual(['a after', 'b after', 'c none'])
    expect(of('table')).toEqual(['a after', 'b after', 'c after'])
    expect(of('subtotal', ['b'])).toEqual(['a none', 'b after', 'c none'])
  })
  it('switches on totals inside a collapsed category and those sorted by', () => {
    expect(
      totals({
        ...none,
        rows: [
          { variable: 'a', total: 'none', collapsed: ['1'] },
          { variable: 'b', total: 'none' },
        ],
      }),
    ).toEqual(['a none', 'b after', 'c none'])
    expect(
      totals({
        ...none,
        rows: [
          { variable: 'a', total: 'none', sort: 'value_descending' },
          { variable: 'b', total: 'none' },
        ],
      }),
    ).toEqual(['a none', 'b after', 'c after'])
    expect(
      totals({
        ...none,
        rows: [
          {
            variable: 'a',
            total: 'none',
            sort: 'value_ascending',
            sortBy: { measure: 'n', address: [{ variable: 'c', code: 'q', kind: 'value' }] },
          },
          { variable: 'b', total: 'none' },
        ],
      }),
    ).toEqual(['a none', 'b after', 'c none'])
  })
  it('keeps hidden inputs, leaves out what nothing needs', () => {
    const ids = widenDefinition(
      sampleTable({
        measures: [
          { ...count, hidden: true },
          { ...sum, hidden: true },
          { id: 'p', statistic: 'share', of: 'n', base: 'table' },
        ],
      }),
    ).measures.map((m) => m.id)
    expect(ids).toEqual(['n'])
  })
  it('is the same for every arrangement', () => {
    const wide = (more: object) => widenDefinition(sampleTable({ ...none, ...more }))
    expect(
      wide({
        rows: [
          { variable: 'a', total: 'none', sort: 'label', hidden: ['1'], order: ['2'] },
          { variable: 'b', total: 'none' },
        ],
      }),
    ).toEqual(wide({}))
  })
})

describe('arrangeCube', () => {
  it('stores only what was asked for', () => {
    expect(
      places(
        arranged(
          {
            rows: [{ variable: 'a', total: 'none' }],
            columns: [{ variable: 'b', total: 'after' }],
            measures: [
              { id: 'n', statistic: 'count' },
              { id: 'p', statistic: 'percent', of: 'n', base: 'table' },
            ],
          },
          records,
        ),
      ),
    ).toEqual(['1 x', '1 y', '1 #total', '2 x', '2 #total', '3 y', '3 #total', '#missing y', '#missing #total'])
  })
  it('orders by value of another column, by hand, and keeps missing last', () => {
    const rows = (more: object) =>
      keys(
        arranged(
          { rows: [{ variable: 'a', total: 'before', ...more }], columns: [{ variable: 'b' }], measures: [sum] },
          records,
        ),
        0,
      )
    expect(rows({ sort: 'value_descending' })).toEqual(['#total', '2', '3', '1', '#missing'])
    expect(
      rows({
        sort: 'value_descending',
        sortBy: { measure: 'v', address: [{ variable: 'b', code: 'x', kind: 'value' }] },
      }),
    ).toEqual(['#total', '2', '1', '3', '#missing'])
    expect(rows({ sort: 'manual', order: ['3', '#missing', 'gone'] })).toEqual(['#total', '3', '#missing', '1', '2'])
  })
  it('hides categories but not from totals, and drops categories that only they had', () => {
    const cube = arranged(
      { rows: [{ variable: 'a', hidden: ['1', 'gone'] }], columns: [{ variable: 'c', total: 'none' }] },
      records,
    )
    expect(keys(cube, 0)).toEqual(['2', '3', '#missing', '#total'])
    expect(figureAt(cube, 'n', ['#total', 'p'])).toBe(2)
  })
  it('shows only the total inside a collapsed category, wanted elsewhere or not', () => {
    const cube = arranged(
      {
        rows: [
          { variable: 'a', total: 'none', collapsed: ['1'] },
          { variable: 'b', total: 'none' },
        ],
      },
      records,
    )
    expect(places(cube)).toEqual(['1 #total', '2 x', '3 y', '#missing y'])
    expect(cube.axes!.row).toEqual([
      [
        { dimension: 0, total: 'none', collapsed: [0] },
        { dimension: 1, total: 'none' },
      ],
    ])
  })
  it('keeps a cell of two crossings once and a place of none not at all', () => {
    const cube = arranged(
      {
        rows: [
          { variable: 'a', total: 'after' },
          { variable: 'b', stack: true, total: 'none' },
        ],
        columns: [{ variable: 'c', total: 'none' }],
      },
      records,
    )
    expect(places(cube)).toEqual([
      '1 #total p',
      '2 #total q',
      '3 #total q',
      '#missing #total q',
      '#total x p',
      '#total x q',
      '#total y p',
      '#total y q',
      '#total #total p',
      '#total #total q',
    ])
  })
  it('carries the measure that stands in totals, hidden', () => {
    const cube = arranged(
      {
        rows: [{ variable: 'a' }],
        measures: [
          { id: 'p', statistic: 'percent', of: 'n', base: 'column', inTotals: 'n' },
          { id: 'n', statistic: 'count', hidden: true },
        ],
      },
      records,
    )
    expect(cube.measures.map((m) => [m.id, m.inTotals, m.hidden])).toEqual([
      ['p', 1, undefined],
      ['n', undefined, true],
    ])
  })
  it('marks the status of a period', () => {
    const cube = arranged(
      {
        rows: [{ variable: 'a' }],
        status: 'official',
        categoryStatuses: [
          { variable: 'a', category: '3', status: 'estimate' },
          { variable: 'a', category: '1', status: 'official' },
        ],
      },
      records,
    )
    expect(cube.dimensions[0]!.categories.map((c) => c.status)).toEqual([
      undefined,
      undefined,
      'estimate',
      undefined,
      undefined,
    ])
  })
  it('never changes a figure, whatever is hidden, collapsed or sorted', () => {
    const record = fc.record({
      a: fc.constantFrom('1', '2', '3', ''),
      b: fc.constantFrom('x', 'y', 'z'),
      c: fc.constantFrom('p', 'q'),
      v: fc.integer({ min: -9, max: 9 }),
    })
    const dimension = (variable: string, codes: string[]) =>
      fc.record({
        variable: fc.constant(variable),
        total: fc.constantFrom('none' as const, 'before' as const, 'after' as const),
        sort: fc.constantFrom('code' as const, 'label' as const, 'value_descending' as const, 'manual' as const),
        hidden: fc.subarray(codes, { maxLength: 1 }),
        collapsed: fc.subarray(codes, { maxLength: 1 }),
        order: fc.shuffledSubarray(codes),
        stack: fc.boolean(),
      })
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 20 }),
        dimension('a', ['1', '2', '3', '#missing']),
        dimension('b', ['x', 'y', 'z']),
        dimension('c', ['p', 'q']),
        (rows, a, b, c) => {
          const definition = sampleTable({
            rows: [a, b],
            columns: [c],
            measures: [{ id: 'n', statistic: 'count' }, sum],
          })
          const wide = wideCubeOf(definition, rows)
          const cube = arrangeCube(wide, definition)
          const all = new Set(places(wide))
          const shown = places(cube)
          expect(new Set(shown).size).toBe(shown.length)
          shown.forEach((place, i) => {
            const codes = place.split(' ')
            expect(all.has(place)).toBe(true)
            expect(figureAt(wide, 'v', codes)).toBe(cube.cells.values[1]![i])
            expect(codes.some((code, d) => [a, b, c][d]!.hidden.includes(code))).toBe(false)
            // Asked for: by a block that has all that is not at its total, its totals wanted or inside a collapsed
            // category.
            const [ra, rb] = [codes[0]!, codes[1]!]
            const nested =
              (ra !== '#total' || a.total !== 'none') &&
              (a.collapsed.includes(ra) ? rb === '#total' : rb !== '#total' || b.total !== 'none')
            const stacked =
              (rb === '#total' && (ra !== '#total' || a.total !== 'none')) ||
              (ra === '#total' && (rb !== '#total' || b.total !== 'none'))
            expect(b.stack ? stacked : nested).toBe(true)
          })
          const order = Array.from(cube.cells.records, (_, i) =>
            cube.cells.coordinates.map((column) => String(column[i]).padStart(3, '0')).join(),
          )
          expect(order).toEqual(order.toSorted())
        },
      ),
      { numRuns: 150 },
    )
  })
})
