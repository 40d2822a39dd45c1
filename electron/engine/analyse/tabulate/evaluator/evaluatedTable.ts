// Feeds the slow evaluator with the records of a dataset, read one by one from SQLite, and puts its figures in
// canonical places. In: a prepared table. Out: cells, as the engines give them. Never an aggregate asked of SQLite.
import { isLinked, linkPathOf, linksOfPath, refOf } from '#shared/model/variableRef.ts'
import type { PlainRecord, PlainValue } from '#engine/process/categories/types.ts'
import type { Exact } from '#shared/model/exact.ts'
import { quantileCuts, recordWithVariables } from '#engine/process/variables/index.ts'
import type { Cuts } from '#engine/process/variables/types.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { Match } from '../ask/cache.ts'
import { categoryIdentity } from '#engine/process/categories/categories.ts'
import { storedRefs } from '../plan/storedRefs.ts'
import { withRowNumber } from '../sampling/sample.ts'
import type { SampleReader } from '../sampling/sampledTable.ts'
import { evaluatedSample } from './evaluatedSample.ts'
import { emptyColumns, largestKept } from '../scan/contributionCells.ts'
import { evaluateTable } from './evaluate.ts'
import type { EvaluatedCell } from './evaluate.ts'
import type { Prepared } from '../plan/prepare.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import type { ContributionColumns, WideCells } from '../types.ts'

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const readRecords = async (prepared: Prepared, job: JobContext): Promise<PlainRecord[]> => {
  const { model, plan } = prepared
  // Paths on which partners are chosen are walked record by record; the others are joined.
  const isChosen = (path: string): boolean => linksOfPath(path).join('.') !== path
  const joined = plan.links.filter((path) => !isChosen(path))
  const source = withRowNumber(await model.source('sqlite', joined))
  const all = storedRefs(prepared)
  const refs = all.filter((ref) => !isChosen(linkPathOf(ref) ?? ''))
  const walked = [
    ...all.filter((ref) => isChosen(linkPathOf(ref) ?? '')),
    ...plan.links.filter(isChosen).map((path) => refOf(path, '')),
  ]
  const walk = walked.length === 0 ? null : (model.partners?.(walked) ?? null)
  const paths = [...source.matched.keys()]
  const columns = refs.flatMap((ref) => [source.column(ref).sql, source.versionSql(ref) ?? 'NULL'])
  const matches = paths.map((path) => source.matched.get(path) ?? '0')
  const statement = model
    .sqlite(joined)
    .prepare(
      `SELECT ${[source.rowId, ...matches, ...columns].join(', ')} FROM ${source.from} WHERE ${source.rowId} BETWEEN ? AND ?`,
    )
    .raw()
    .safeIntegers()
  const records: PlainRecord[] = []
  for (const { first, count } of model.ranges) {
    for (let from = first; from < first + count; from += 20_000) {
      job.throwIfCancelled()
      for (const row of statement.iterate(from, Math.min(from + 19_999, first + count - 1)) as IterableIterator<
        (string | bigint | null)[]
      >) {
        const [id, ...found] = row
        const isMatched = (path: string | null): boolean => path === null || found[paths.indexOf(path)] === 1n
        const across = walk === null || typeof id !== 'bigint' ? null : walk(id)
        const values = new Map<string, PlainValue>(
          refs.map((ref, i) => {
            const at = paths.length + i * 2
            const version = found[at + 1] ?? null
            return [
              ref,
              {
                value: found[at] ?? null,
                version: version === null ? null : String(version),
                matched: isMatched(linkPathOf(ref)),
              },
            ]
          }),
        )
        for (const ref of walked) {
          const value = across?.(ref)
          if (value !== undefined) values.set(ref, value)
        }
        // Of a name that only says a path ("a.b."), whether the record is linked by it.
        records.push((ref) => values.get(ref) ?? { value: null, version: null, matched: isMatched(linkPathOf(ref)) })
      }
      await pause()
    }
  }
  return records
}

export type EvaluatedTable = {
  cells: WideCells
  categories: PlainCategory[][]
  used: number
  unmapped: number
  match: Match | null
  cuts: Cuts
  sample: SampleReader
}

const figuresOf = (values: (Exact | null)[]): WideCells['figures'][number] => ({
  numbers: Float64Array.from(values, (v) => (v === null ? NaN : Number(v))),
  large: new Map(values.flatMap((v, i) => (typeof v === 'bigint' ? [[i, v] as const] : []))),
})

/**
 * A record that stands alone has no number that another cell could know it by: there are as many as cells have of them.
 */
const contributionColumns = (cells: readonly EvaluatedCell[], sum: number, numbers: Map<string, number>) => {
  const columns: ContributionColumns = emptyColumns(cells.length)
  cells.forEach(({ contributions }, c) => {
    const own = contributions[sum] ?? []
    columns.respondents[c] = own.length
    columns.total[c] = own.reduce((total, [, value]) => total + value, 0)
    columns.absolute[c] = own.reduce((total, [, value]) => total + Math.abs(value), 0)
    own.slice(0, largestKept).forEach(([name, value], rank) => {
      if (!numbers.has(name)) numbers.set(name, numbers.size)
      ;(columns.largest[rank] as Float64Array)[c] = value
      ;(columns.who[rank] as Float64Array)[c] = numbers.get(name) ?? -1
    })
  })
  return columns
}

export const evaluatedTable = async (prepared: Prepared, job: JobContext): Promise<EvaluatedTable> => {
  const { model, plan, filter, variables, measureFilters } = prepared
  const all = await readRecords(prepared, job)
  const cuts = await quantileCuts(variables, { engine: 'evaluator', records: all }, () => job.throwIfCancelled())
  const accepted = all.filter((record) => filter === null || filter.accepts(record))
  const filters = new Map([...measureFilters].map(([text, f]) => [text, (record: PlainRecord) => f.accepts(record)]))
  const acrossLink = filter?.variables.some(isLinked) ?? false
  const counted = acrossLink ? all : accepted
  const isMatched = (record: PlainRecord, path: string): boolean => record(refOf(path, '')).matched
  const { cells, categories, used, unmapped } = evaluateTable(
    plan,
    model.lists,
    accepted.map((record) => recordWithVariables(record, variables, cuts)),
    filters,
  )
  const sample = evaluatedSample(model, plan, { all, cells, filters })
  const numbers = new Map<string, number>()
  const position = categories.map((list) => new Map(list.map((c, i) => [categoryIdentity(c), i])))
  return {
    categories,
    used,
    unmapped,
    cuts,
    sample,
    cells: {
      sizes: categories.map((c) => c.length),
      count: cells.length,
      records: Float64Array.from(cells, (c) => c.records),
      coordinates: categories.map((list, d) =>
        Int32Array.from(cells, (cell) => {
          const category = cell.categories[d]
          return category ? (position[d]?.get(categoryIdentity(category)) ?? -1) : list.length
        }),
      ),
      figures: plan.measures.map((_, m) => figuresOf(cells.map((cell) => cell.values[m] ?? null))),
      contributions: (plan.contributions?.of ?? []).map((_, sum) => contributionColumns(cells, sum, numbers)),
    },
    match:
      plan.links.length === 0
        ? null
        : {
            matched: Object.fromEntries(
              plan.links.map((path) => [path, counted.filter((record) => isMatched(record, path)).length]),
            ),
            records: counted.length,
          },
  }
}
