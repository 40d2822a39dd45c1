// Two variables against each other: records in every pair of categories. In: a view and two variables. Out: CrossCounts
// with at most sixty rows and thirty columns, the rest of each put together as others. Never an identifier masked in
// the view.
import type { CrossCategory, CrossCounts } from '#shared/contract/explore.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { Category } from './columnCategories.ts'
import { columnCategories } from './columnCategories.ts'
import { byCode, countable, outsideOf } from './countValues.ts'
import { recordsOfView, withSelection } from './selection.ts'

const mostRows = 60
const mostColumns = 30

type Pair = { row: Category | null; column: Category | null; n: number }

/** The largest categories in the order of codes, then no value, then the others. */
const axisOf = (
  pairs: readonly Pair[],
  side: 'row' | 'column',
  most: number,
): { list: CrossCategory[]; place: (of: Category | null) => number } => {
  const totals = new Map<Category, number>()
  let missing = 0
  for (const pair of pairs) {
    const category = pair[side]
    if (category === null) missing += pair.n
    else totals.set(category, (totals.get(category) ?? 0) + pair.n)
  }
  const largest = [...totals].toSorted((a, b) => b[1] - a[1] || byCode(a[0], b[0]))
  const shown = largest.slice(0, most).toSorted((a, b) => byCode(a[0], b[0]))
  const others = largest.slice(most)
  const list: CrossCategory[] = shown.map(([category, records]) => ({ ...category, others: 0, records }))
  const places = new Map<Category | null, number>(shown.map(([category], i) => [category, i]))
  if (missing > 0) places.set(null, list.push({ code: null, label: null, others: 0, records: missing }) - 1)
  const rest =
    others.length === 0
      ? -1
      : list.push({
          code: null,
          label: null,
          others: others.length,
          records: others.reduce((sum, [, n]) => sum + n, 0),
        }) - 1
  return { list, place: (of) => places.get(of) ?? rest }
}

export const crossCounts = async (
  context: EngineContext,
  { view, row, column }: { view: string; row: string; column: string },
  job: JobContext,
): Promise<CrossCounts> => {
  const records = recordsOfView(context, view)
  const variables = [row, column].map((name) => countable(records.dataset, name, records.revealed))
  for (const v of variables) if (v.type === 'hash') fail('VARIABLE_NOT_LISTABLE', { variable: v.id })
  const workspace = context.workspace()
  job.progress({ phase: 'counting', done: 0, total: 0 })
  return withSelection(
    workspace,
    { ...records, outside: outsideOf([...new Set(variables)]) },
    job,
    async (selection) => {
      const [rows, columns] = [
        await columnCategories(workspace, selection, row),
        await columnCategories(workspace, selection, column),
      ]
      type Raw = bigint | number | string | null
      const raw = await selection.database.columns(
        `SELECT ${rows.sql} AS r, ${columns.sql} AS c, count(*)::BIGINT AS n FROM ${selection.from}${selection.where} GROUP BY 1, 2`,
      )
      job.throwIfCancelled()
      const pairs: Pair[] = Array.from({ length: raw.rows }, (_, i) => {
        const [r, c] = [raw.data[0]?.[i] as Raw, raw.data[1]?.[i] as Raw]
        return {
          row: r === null ? null : rows.of(r),
          column: c === null ? null : columns.of(c),
          n: Number(raw.data[2]?.[i] ?? 0),
        }
      })
      const down = axisOf(pairs, 'row', mostRows)
      const across = axisOf(pairs, 'column', mostColumns)
      const cells = down.list.map(() => across.list.map(() => 0))
      for (const pair of pairs) {
        const line = cells[down.place(pair.row)]
        const at = across.place(pair.column)
        if (line) line[at] = (line[at] ?? 0) + pair.n
      }
      return {
        row,
        column,
        records: pairs.reduce((sum, p) => sum + p.n, 0),
        rows: down.list,
        columns: across.list,
        cells,
      }
    },
  )
}
