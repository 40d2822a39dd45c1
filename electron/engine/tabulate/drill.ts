// From a cell to the records behind it, and back: the records' own count and figure beside the cell's.
// In: a definition, an address, a measure. Out: row ids and both figures. The records are re-read from SQLite, not from the column set.
import { fail } from '#shared/model/failure.ts'
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { JobContext } from '../context.ts'
import { measureValues, nonAdditiveKey } from './assemble.ts'
import { cellConditions, choiceFor } from './cellConditions.ts'
import type { CellChoice } from './cellConditions.ts'
import { fromWhere } from './dialect.ts'
import { measured } from './evaluate.ts'
import type { PlainRecord } from './evaluate.ts'
import { prepareFilter } from './filter.ts'
import { interruptible } from './model.ts'
import type { TableModel } from './model.ts'
import { planTable } from './plan.ts'
import { rollUp } from './rollup.ts'
import { baseGroupsDuckdb, passesDuckdb } from './runDuckdb.ts'
import { tabulateModel } from './tabulateModel.ts'
import type { Plan } from './types.ts'

export type Drilled = { rowIds: Int32Array; cellRecords: number; cellValue: Exact | null; viewValue: Exact | null }

/** Up to here the records are read again one by one from SQLite; beyond, DuckDB adds them up under the cell's own conditions. */
const rereadLimit = 300_000
const chunk = 20_000

const isChosen = (category: CubeCategory | undefined, choice: CellChoice): boolean =>
  category !== undefined && category.kind === choice.kind && (choice.kind !== 'value' || (category.code === choice.code && (category.version ?? '') === (choice.version ?? category.version ?? '')))
  && (choice.kind !== 'missing' || (choice.code ?? '') === category.code)

const cellOf = (cube: Cube, plan: Plan, address: CellChoice[], measure: string): { records: number; value: Exact | null } => {
  const wanted = plan.dimensions.map((dimension, d) => cube.dimensions[d]?.categories.findIndex((c) => isChosen(c, choiceFor(address, dimension))) ?? -1)
  const m = cube.measures.findIndex((x) => x.id === measure)
  if (m < 0) return fail('REQUEST_INVALID', { method: 'table.drill', field: 'measure', reason: measure })
  const cell = cube.cells.records.findIndex((_, i) => wanted.every((at, d) => cube.cells.coordinates[d]?.[i] === at))
  return { records: cell < 0 ? 0 : (cube.cells.records[cell] ?? 0), value: cell < 0 ? null : (cube.cells.values[m]?.[cell] ?? null) }
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The measure over the records themselves, by the slow evaluator. */
const reread = async (model: TableModel, plan: Plan, rowIds: Int32Array, job: JobContext): Promise<Exact | null> => {
  const ref = plan.measures[0]?.ref ?? null
  if (ref === null) return rowIds.length
  const source = await model.source('sqlite', plan.link)
  const statement = model.sqlite(plan.link).prepare(`SELECT ${source.column(ref).sql}, ${source.versionSql(ref) ?? 'NULL'} FROM ${source.from} WHERE ${source.rowId} IN (SELECT value FROM json_each(?))`).raw().safeIntegers()
  const records: PlainRecord[] = []
  for (let from = 0; from < rowIds.length; from += chunk) {
    job.throwIfCancelled()
    for (const [value, version] of statement.iterate(JSON.stringify(Array.from(rowIds.subarray(from, from + chunk)))) as IterableIterator<(string | bigint | null)[]>) {
      records.push(() => ({ value: value ?? null, version: version === null || version === undefined ? null : String(version), matched: true }))
    }
    await pause()
  }
  return measured(plan, records)[0] ?? null
}

export const drillCell = async (model: TableModel, definition: TableDefinition, address: CellChoice[], measureId: string, job: JobContext): Promise<Drilled> => {
  const filter = prepareFilter(model, definition.filter)
  const plan = planTable(model, definition, filter?.variables ?? [])
  const cube = await tabulateModel(model, definition, { engine: 'duckdb' }, job)
  const cell = cellOf(cube, plan, address, measureId)
  const only: Plan = {
    ...planTable(model, { ...definition, measures: definition.measures.filter((m) => m.id === measureId) }, filter?.variables ?? []), link: plan.link,
  }
  const database = await (await model.columns()).connection()
  try {
    return await interruptible(job.signal, database, async () => {
      const source = await model.source('duckdb', plan.link)
      const where = [filter ? await filter.sql(source) : null, ...(await cellConditions(model, source, plan, address))]
      const { data } = await database.columns(`SELECT ${source.rowId} AS row_id ${fromWhere(source, where)} ORDER BY 1`)
      const rowIds = Int32Array.from((data[0] ?? []) as ArrayLike<number>)
      if (rowIds.length <= rereadLimit) return { rowIds, cellRecords: cell.records, cellValue: cell.value, viewValue: rowIds.length === 0 ? null : await reread(model, only, rowIds, job) }
      const whole: Plan = { ...only, dimensions: [] }
      const groups = await baseGroupsDuckdb(database, source, whole, where)
      const cells = rollUp(groups, [], 1)
      const passes = new Map(await Promise.all(whole.nonAdditive.map(async (n) => [nonAdditiveKey(n), await passesDuckdb(database, source, whole, n, [[]], groups, [], where, () => job.throwIfCancelled())] as const)))
      return { rowIds, cellRecords: cell.records, cellValue: cell.value, viewValue: measureValues(whole, cells, passes)[0]?.[0] ?? null }
    })
  } finally {
    await database.close()
  }
}
