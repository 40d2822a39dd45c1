// Which statistics a variable can carry, and what a new measure of it is called.
// In: variables and the measures there are. Out: choices and ids. Never computes anything.
import type { Variable } from '#shared/model/dataset.ts'
import type { Measure, Statistic } from '#shared/model/table.ts'

type Kind = Pick<Variable, 'type' | 'role'>

/** In the order a menu offers them; the first is the default. */
export const statisticsFor = (variable: Kind | null): Statistic[] => {
  if (variable === null) return ['count']
  if (variable.role === 'identifier' || variable.role === 'text') return []
  if (variable.type === 'integer' || variable.type === 'decimal') return variable.role === 'measure' ? ['sum', 'mean', 'median', 'distinct'] : ['mean', 'median', 'sum', 'distinct']
  return ['distinct']
}

/** What a double click or Enter-Enter does with a variable: money goes inside, everything else becomes rows. */
export const naturalPlace = (variable: Kind): 'rows' | 'measure' =>
  variable.role === 'measure' || variable.role === 'key' || variable.type === 'hash' ? 'measure' : 'rows'

export const canBeDimension = (variable: Kind): boolean =>
  variable.role !== 'identifier' && variable.role !== 'text' && variable.type !== 'hash'

/** "value_vnd_sum", "customs_register_employees_mean", with _2, _3 … where taken; at most 63 characters. */
export const freeMeasureId = (measures: readonly Pick<Measure, 'id'>[], statistic: Statistic, variable: string | undefined): string => {
  const stem = (variable === undefined ? statistic : `${variable.replace('.', '_')}_${statistic}`).slice(0, 58)
  const taken = new Set(measures.map((m) => m.id))
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}_${n}`)) n += 1
  return `${stem}_${n}`
}
