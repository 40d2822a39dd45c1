// From a cell to the records behind it, and back: the records' own count and figure beside the cell's. A derived figure
// is reached through what it is made of: its numerator or its base. In: a definition, an address, a measure. Out: row
// ids and both figures.
import { linkPathOf } from '#shared/model/variableRef.ts'
import type { PlainRecord, PlainValue } from '#engine/process/categories/types.ts'
import { fail } from '#shared/model/failure.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { isRecordMeasure } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { withTotals } from '#shared/model/totals.ts'
import { recordWithVariables } from '#engine/process/variables/index.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import { cellConditions, choiceFor } from '../cells/cellConditions.ts'
import type { CellChoice } from '../cells/cellConditions.ts'
import { cellAt, placeOf } from '../cells/cellPlace.ts'
import { deriveMeasures } from '../derive/deriveMeasures.ts'
import { fromWhere } from '../scan/dialect.ts'
import { readyDuckdb } from './engines.ts'
import { measured } from '../evaluator/evaluate.ts'
import { inputsAt } from '../cells/inputsAt.ts'
import type { InputAt } from '../cells/inputsAt.ts'
import { interruptible } from '../plan/model.ts'
import type { TableModel } from '../plan/model.ts'
import { prepareTable } from '../plan/prepare.ts'
import type { Prepared } from '../plan/prepare.ts'
import { screenLimit } from '../plan/tabulateModel.ts'
import { computeWide } from '../cells/wideCube.ts'
import type { Scanned } from '../cells/wideCube.ts'

export type DrillPart = 'numerator' | 'denominator'
export type Drilled = {
  rowIds: Int32Array
  /** The cell whose records these are: of a record measure, at this address. */
  measure: string
  address: CellChoice[]
  cellRecords: number
  cellValue: Exact | null
  viewValue: Exact | null
  /** What a derived figure is made of. */
  inputs: InputAt[]
}

/**
 * Up to here the records are read again one by one from SQLite; beyond, DuckDB adds them up under the cell's own
 * conditions.
 */
const rereadLimit = 300_000
const chunk = 20_000

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The measure over the records themselves, by the slow evaluator. */
const reread = async (
  { model, plan, variables, measureFilters }: Prepared,
  measure: string,
  cuts: Parameters<typeof recordWithVariables>[2],
  rowIds: Int32Array,
  job: JobContext,
): Promise<Exact | null> => {
  const planned = plan.measures.find((m) => m.measure.id === measure)
  if (!planned) return fail('REQUEST_INVALID', { method: 'table.drill', field: 'measure', reason: measure })
  const own = planned.measure.filter === undefined ? null : measureFilters.get(planned.measure.filter)
  const made = new Map(variables.computed.map((c) => [c.ref, c]))
  const refs = [
    ...new Set(
      [planned.column?.ref ?? [], planned.weight?.ref ?? [], ...(own?.variables ?? [])]
        .flat()
        .flatMap((ref) => made.get(ref)?.reads ?? [ref]),
    ),
  ]
  const source = await model.source('sqlite', plan.links)
  const columns = refs.flatMap((ref) => [
    source.column(ref).sql,
    source.versionSql(ref) ?? 'NULL',
    source.matched.get(linkPathOf(ref) ?? '') ?? '1',
  ])
  const statement = model
    .sqlite(plan.links)
    .prepare(
      `SELECT ${['1', ...columns].join(', ')} FROM ${source.from} WHERE ${source.rowId} IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .safeIntegers()
  const records: PlainRecord[] = []
  for (let from = 0; from < rowIds.length; from += chunk) {
    job.throwIfCancelled()
    for (const row of statement.iterate(
      JSON.stringify(Array.from(rowIds.subarray(from, from + chunk))),
    ) as IterableIterator<(string | bigint | null)[]>) {
      const values = new Map<string, PlainValue>(
        refs.map((ref, i) => {
          const [value = null, version = null, matched] = row.slice(1 + i * 3, 4 + i * 3)
          return [ref, { value, version: version === null ? null : String(version), matched: matched === 1n }]
        }),
      )
      records.push(
        recordWithVariables((ref) => values.get(ref) ?? { value: null, version: null, matched: true }, variables, cuts),
      )
    }
    await pause()
  }
  const filters = new Map(
    [...measureFilters].map(([text, filter]) => [text, (record: PlainRecord) => filter.accepts(record)]),
  )
  return measured([planned], records, filters)[0] ?? null
}

/**
 * The record measure and address whose records stand behind a figure: itself, or one input of a derived one, however
 * deep.
 */
const recordFigure = (
  cube: Cube,
  definition: TableDefinition,
  measure: string,
  address: CellChoice[],
  part: DrillPart,
): { measure: string; address: CellChoice[] } => {
  const asked = definition.measures.find((m) => m.id === measure)
  if (!asked) return fail('REQUEST_INVALID', { method: 'table.drill', field: 'measure', reason: measure })
  if (isRecordMeasure(asked)) return { measure, address }
  const inputs = inputsAt(cube, definition, asked, address)
  const input = inputs.find((i) => i.role === part) ?? inputs[0]
  if (!input) return fail('REQUEST_INVALID', { method: 'table.drill', field: 'address', reason: `${measure}: ${part}` })
  return recordFigure(cube, definition, input.measure, input.address, part)
}

/** The scan that read the cell: one with every dimension the address does not leave at its total. */
export const scanOf = (scans: Scanned[], address: readonly CellChoice[]): Scanned => {
  const chosen = (scanned: Scanned): number =>
    scanned.scan.plan.dimensions.filter((d) => choiceFor(address, d).kind !== 'total').length
  const best = [...scans].sort((a, b) => chosen(b) - chosen(a))[0]
  return best ?? fail('TABLE_EMPTY')
}

export const drillCell = async (
  model: TableModel,
  given: TableDefinition,
  address: CellChoice[],
  measureId: string,
  job: JobContext,
  part: DrillPart = 'numerator',
): Promise<Drilled> => {
  const definition = withTotals(given, model.dataset)
  const prepared = prepareTable(model, definition)
  const wide = await computeWide(
    prepared,
    definition,
    { engine: 'duckdb', sample: false, limit: screenLimit, scans: true },
    job,
  )
  const derived = deriveMeasures(wide.cube, definition)
  const asked = definition.measures.find((m) => m.id === measureId)
  const inputs = asked && !isRecordMeasure(asked) ? inputsAt(derived, definition, asked, address) : []
  const target = recordFigure(derived, definition, measureId, address, part)
  const m = wide.cube.measures.findIndex((x) => x.id === target.measure)
  const cell = cellAt(wide.cube, placeOf(wide.cube, definition, target.address))
  const own = {
    cellRecords: cell < 0 ? 0 : (wide.cube.cells.records[cell] ?? 0),
    cellValue: cell < 0 ? null : (wide.cube.cells.values[m]?.[cell] ?? null),
  }
  const database = await (await model.columns()).connection()
  try {
    return await interruptible(job.signal, database, async () => {
      const { source, where } = await readyDuckdb(prepared, database, false, () => job.throwIfCancelled())
      const conditions = [...where, ...cellConditions(source, scanOf(wide.scans, target.address), target.address)]
      const { data } = await database.columns(
        `SELECT ${source.rowId} AS row_id ${fromWhere(source, conditions)} ORDER BY 1`,
      )
      const rowIds = Int32Array.from((data[0] ?? []) as ArrayLike<number>)
      if (rowIds.length <= rereadLimit)
        return {
          rowIds,
          ...target,
          ...own,
          inputs,
          viewValue: cell < 0 ? null : await reread(prepared, target.measure, wide.cuts, rowIds, job),
        }
      return {
        rowIds,
        ...target,
        ...own,
        inputs,
        viewValue: await summedAgain(prepared, definition, target.measure, conditions, job),
      }
    })
  } finally {
    await database.close()
  }
}

/**
 * The figure of very many records: the same measure without dimensions, under the cell's own conditions, read afresh.
 */
const summedAgain = async (
  prepared: Prepared,
  definition: TableDefinition,
  measure: string,
  conditions: (string | null)[],
  job: JobContext,
): Promise<Exact | null> => {
  const model: TableModel = { ...prepared.model, cacheOwner: {} }
  const whole = prepareTable(model, {
    ...definition,
    rows: [],
    columns: [],
    layers: [],
    measures: definition.measures.filter((m) => m.id === measure),
    footnotes: [],
    conditionalFormats: [],
  })
  const under: Prepared = {
    ...whole,
    filter: {
      text: 'cell',
      variables: prepared.filter?.variables ?? [],
      sql: () =>
        Promise.resolve(
          conditions
            .filter((c) => c !== null)
            .map((c) => `(${c})`)
            .join(' AND '),
        ),
      accepts: () => false,
      keepsPeriod: () => true,
    },
  }
  const linked = { ...under, plan: { ...under.plan, links: prepared.plan.links } }
  const { cube } = await computeWide(linked, definition, { engine: 'duckdb', sample: false, limit: 1 }, job)
  return cube.cells.values[0]?.[0] ?? null
}
