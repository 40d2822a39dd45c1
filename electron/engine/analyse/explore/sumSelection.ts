// Count and exact sum of numbers selected in a view, however many rows. In: a view, runs of its rows, variables. Out:
// one sum a variable, in plain decimals. Never an identifier masked in the view: it is refused, as it is not shown.
import type { SelectionSums } from '#shared/contract/explore.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { countable } from './countValues.ts'
import { recordsOfView, withSelection } from './selection.ts'
import { findView } from './viewRegistry.ts'

/** The row ids of these runs, ascending; null: all rows of the view. */
const rowsOf = (
  context: EngineContext,
  view: string,
  runs: MethodRequest<'explore.sums'>['rows'],
): Int32Array | null => {
  const { order } = findView(context, view)
  const whole = runs.reduce((sum, { limit }) => sum + limit, 0) >= order.length
  return whole ? null : Int32Array.from(runs.flatMap(({ offset, limit }) => order.slice(offset, limit))).sort()
}

export const sumSelection = async (
  context: EngineContext,
  { view, rows, variables }: MethodRequest<'explore.sums'>,
  job: JobContext,
): Promise<SelectionSums> => {
  const records = recordsOfView(context, view)
  const numbers = variables.map((name) => {
    const variable = countable(records.dataset, name, records.revealed)
    if (variable.type !== 'integer' && variable.type !== 'decimal') fail('VARIABLE_NOT_NUMBER', { variable: name })
    return variable
  })
  const chosen = rowsOf(context, view, rows)
  const asked = chosen === null ? records : { ...records, base: chosen, filter: null }
  job.progress({ phase: 'counting', done: 0, total: 0 })
  return withSelection(context.workspace(), asked, job, async ({ database, column, from, where }) => {
    const terms = numbers.map(({ id }, i) => {
      const { sql } = column(id)
      return `count(${sql})::BIGINT AS n${i}, coalesce(sum(${sql}), 0)::HUGEINT AS s${i}`
    })
    const [row] = await database.all<Record<string, bigint>>(`SELECT ${terms.join(', ')} FROM ${from}${where}`)
    return numbers.map(({ id, type, scale }, i) => ({
      variable: id,
      numbers: Number(row?.[`n${i}`] ?? 0),
      sum: exactToDecimal(BigInt(row?.[`s${i}`] ?? 0), type === 'decimal' ? scale : 0),
    }))
  })
}
