// TypeScript and DuckDB compare the same pairs: every kind of field, its suggested levels, misspelt and made-up values.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LinkComparison, LinkFieldKind } from '#shared/model/linkModel.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { prepareField } from './compare/prepareField.ts'
import { secondOpinion } from './secondEngine.ts'
import { comparisonFor } from './suggest/comparisonFor.ts'
import type { CsvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { csvWorkspace } from '#test/support/link/csvWorkspace.ts'
import { vietnamesePersons } from '#test/support/link/vietnamesePersons.ts'

let bench: CsvWorkspace
let database: ColumnDatabase
beforeAll(async () => {
  bench = await csvWorkspace()
  database = await (await bench.workspace.columns()).connection()
}, 60_000)
afterAll(async () => {
  await database.close()
  await bench.close()
})

const { table } = vietnamesePersons(3, 1500, 0.6)
const rows = table.rows.length
const column = (place: number) => (row: number) => table.rows[row]?.[place] || null
/** Neighbours after sorting by the value are alike; others are not. */
const pairsOf = (texts: (row: number) => string | null): [number, number][] => {
  const order = Array.from({ length: rows }, (_, row) => row).sort((a, b) =>
    (texts(a) ?? '') < (texts(b) ?? '') ? -1 : 1,
  )
  const near = order.slice(1).map((row, at): [number, number] => [order[at] ?? 0, row])
  const far = Array.from({ length: 500 }, (_, k): [number, number] => [k, (k * 7 + 13) % rows])
  return [...near, ...far]
}
const check = async (kind: LinkFieldKind, place: number, comparison?: LinkComparison): Promise<void> => {
  const field = { id: 'f', kind, left: ['f'], right: ['f'] }
  const other = prepareField(
    { id: 'o', kind: 'person', left: ['o'], right: ['o'] },
    (row) => column(place)((row * 3) % rows),
    rows,
  )
  const fields = [prepareField(field, column(place), rows), other]
  const opinion = await secondOpinion(
    database,
    [comparison ?? comparisonFor(field, 'o', 12)],
    fields,
    pairsOf(column(place)),
  )
  expect(opinion.pairs).toBeGreaterThan(1500)
  expect(opinion.different.slice(0, 5)).toEqual([])
}

describe('both engines agree pair by pair', () => {
  it.each<[LinkFieldKind, number]>([
    ['person', 0],
    ['text', 0],
    ['organisation', 0],
    ['date', 1],
    ['category', 2],
    ['code', 3],
    ['number', 3],
    ['address', 4],
    ['code', 5],
    ['email', 4],
  ])('%s of column %i', (kind, place) => check(kind, place))

  it('conditions no suggestion uses', () =>
    check('person', 0, {
      field: 'f',
      levels: [
        [{ is: 'exact' }],
        [{ is: 'crosswalk' }],
        [{ is: 'prefix', length: 6 }],
        [{ is: 'subset', tokens: 2 }],
        [{ is: 'levenshtein', at: 3 }],
        [{ is: 'contains', at: 0.6 }],
        [{ is: 'local_part' }],
      ],
      frequency: [],
    }))
})
