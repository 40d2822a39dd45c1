// The totals a margin must meet: as typed, or counted in a register of the workspace. In: a margin, the period of the
// sample. Out: totals by category, or one of a number. Never a register's records without a category left out in
// silence.
import type { CalibrationMargin } from '#shared/contract/calibrate.ts'
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { fileLimit } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'

type Register = Extract<CalibrationMargin['totals'], { register: object }>['register']

const registerTotals = async (
  context: EngineContext,
  register: Register,
  sampled: Period,
  job: JobContext,
): Promise<Record<string, number>> => {
  const { dataset, periods } = tableModel(context, register.dataset)
  const period = register.period ?? sampled
  if (!periods.includes(period))
    return fail('CALIBRATION_PERIOD', { dataset: dataset.id, period, known: periods.join(', ') })
  const measure = register.sum === undefined ? { statistic: 'count' } : { statistic: 'sum', variable: register.sum }
  const definition = tableDefinitionSchema.parse({
    kind: 'table',
    id: 'register_totals',
    title: dataset.label,
    dataset: dataset.id,
    rows: [{ variable: register.variable, total: 'none', missing: 'show' }],
    measures: [{ id: 'total', ...measure }],
    filter: `period = '${period}'`,
    classification: 'as_then',
  })
  const cube = await tabulate(context, definition, { engine: 'duckdb', limit: fileLimit }, job)
  const shape = cube.measures[0]
  const categories = cube.dimensions[0]?.categories ?? []
  const totals: Record<string, number> = {}
  cube.cells.records.forEach((records: number, cell: number) => {
    const category = categories[cube.cells.coordinates[0]?.[cell] ?? -1]
    if (category?.kind !== 'value')
      return fail('CALIBRATION_EMPTY', {
        variable: register.variable,
        records,
        dataset: dataset.id,
        category: category === undefined ? '' : categoryKey(category),
      })
    const value = figureAt(cube.cells.values[0], cell)
    if (value === null || shape === undefined) return
    totals[category.code] = Number(shape.exact ? exactToDecimal(value, shape.scale) : value)
  })
  return totals
}

export type MarginTotals = { kind: 'categories'; totals: Record<string, number> } | { kind: 'number'; sum: number }

const isRegister = (totals: CalibrationMargin['totals']): totals is { register: Register } =>
  'register' in totals && typeof totals.register === 'object'

export const marginTotals = async (
  context: EngineContext,
  { totals }: CalibrationMargin,
  isNumber: boolean,
  sampled: Period,
  job: JobContext,
): Promise<MarginTotals> => {
  if (isRegister(totals))
    return { kind: 'categories', totals: await registerTotals(context, totals.register, sampled, job) }
  const { sum, ...others } = totals as Record<string, number>
  // A whole number may be a code too (1 man, 2 woman): then its totals come by code.
  if (isNumber && sum !== undefined && Object.keys(others).length === 0) return { kind: 'number', sum }
  return { kind: 'categories', totals: totals as Record<string, number> }
}
