// Feeds the slow evaluator with the records of a dataset, read one by one from SQLite, and puts its figures in canonical places.
// In: a plan and a filter. Out: cells, as the engines give them. Never an aggregate asked of SQLite.
import type { JobContext } from '../context.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { CachedGroups } from './cache.ts'
import { categoryIdentity, compareCategories } from './categories.ts'
import { evaluateTable } from './evaluate.ts'
import type { PlainRecord, PlainValue } from './evaluate.ts'
import type { Filter } from './filter.ts'
import type { TableModel } from './model.ts'
import type { CategoryMap, Cells, PlainCategory, Plan } from './types.ts'

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

const readRecords = async (model: TableModel, plan: Plan, filter: Filter | null, job: JobContext): Promise<{ records: PlainRecord[]; match: CachedGroups['match'] }> => {
  const source = await model.source('sqlite', plan.link)
  const refs = [...new Set([...plan.dimensions.map((d) => d.ref), ...plan.measures.flatMap((m) => m.ref ?? []), ...(filter?.variables ?? [])])]
  const columns = refs.flatMap((ref) => [source.column(ref).sql, source.versionSql(ref) ?? 'NULL'])
  const statement = model.sqlite(plan.link).prepare(`SELECT ${[source.matchedSql ?? '1', ...columns].join(', ')} FROM ${source.from} WHERE ${source.rowId} BETWEEN ? AND ?`).raw().safeIntegers()
  const records: PlainRecord[] = []
  const acrossLink = filter?.variables.some((ref) => ref.includes('.')) ?? false
  const match = { matched: 0, records: 0 }
  for (const { first, count } of model.ranges) {
    for (let from = first; from < first + count; from += 20_000) {
      job.throwIfCancelled()
      for (const row of statement.iterate(from, Math.min(from + 19_999, first + count - 1)) as IterableIterator<(string | bigint | null)[]>) {
        const isMatched = row[0] === 1n
        const values = new Map<string, PlainValue>(refs.map((ref, i) => {
          const version = row[2 + i * 2] ?? null
          return [ref, { value: row[1 + i * 2] ?? null, version: version === null ? null : String(version), matched: isMatched }]
        }))
        const record: PlainRecord = (ref) => values.get(ref) ?? { value: null, version: null, matched: isMatched }
        const accepted = filter === null || filter.accepts(record)
        if (accepted) records.push(record)
        if (accepted || acrossLink) {
          match.records++
          if (isMatched) match.matched++
        }
      }
      await pause()
    }
  }
  return { records, match: source.matchedSql === null ? null : match }
}

type EvaluatedTable = { cells: Cells; maps: CategoryMap[]; values: (Exact | null)[][]; used: number; unmapped: number; match: CachedGroups['match'] }

export const evaluatedTable = async (model: TableModel, plan: Plan, filter: Filter | null, job: JobContext): Promise<EvaluatedTable> => {
  const { records, match } = await readRecords(model, plan, filter, job)
  const evaluated = evaluateTable(plan, model.lists, records)
  const categories = plan.dimensions.map((dimension, d): PlainCategory[] => {
    const seen = new Map<string, PlainCategory>()
    for (const cell of evaluated) {
      const category = cell.categories[d]
      if (category) seen.set(categoryIdentity(category), category)
    }
    return [...seen.values()].sort(compareCategories(model.lists, dimension.grouping))
  })
  const position = categories.map((list) => new Map(list.map((c, i) => [categoryIdentity(c), i])))
  const coordinates = categories.map((list, d) => Int32Array.from(evaluated, (cell) => {
    const category = cell.categories[d]
    return category ? (position[d]?.get(categoryIdentity(category)) ?? -1) : list.length
  }))
  const isDetail = (i: number): boolean => coordinates.every((column, d) => column[i] !== categories[d]?.length)
  const detail = evaluated.filter((_, i) => isDetail(i))
  const isUnmapped = (cell: (typeof evaluated)[number]): boolean => cell.categories.some((c) => c?.kind === 'unmapped')
  const count = (cells: typeof evaluated): number => cells.reduce((n, c) => n + c.records, 0)
  return {
    cells: { sizes: categories.map((c) => c.length), count: evaluated.length, coordinates, records: Float64Array.from(evaluated, (c) => c.records), sums: new Map() },
    maps: categories.map((list) => ({ categories: list, map: new Int32Array() })),
    values: plan.measures.map((_, m) => evaluated.map((cell) => cell.values[m] ?? null)),
    used: count(detail), unmapped: count(detail.filter(isUnmapped)), match,
  }
}
