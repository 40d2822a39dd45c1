// The slow, obviously right evaluator: rows one by one, every total a list of its own records, sums in bigint. In: a
// plan and the rows as plain values. Out: the figures of every cell by name. Shares no arithmetic with the engines but
// the rounding of a quotient (quotient.ts), and with them the groups and tops made on the spot, which are tested by
// themselves.
import type { PlainRecord, PlainValue } from '#engine/process/categories/types.ts'
import { exactToDecimal, toExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { transformCategories } from '#engine/process/variables/index.ts'
import { categoryIdentity, compareCategories } from '#engine/process/categories/categories.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import { knownQuotient, quotient } from '../scan/quotient.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import type { Plan, PlannedDimension, PlannedMeasure } from '../types.ts'

/** null stands for the total. */
export type EvaluatedCell = {
  categories: (PlainCategory | null)[]
  records: number
  values: (Exact | null)[]
  rows: readonly PlainRecord[]
  /** For each sum asked: what each respondent gives, by his name, largest first. */
  contributions: [string, number][][]
}

const quarterOf = (month: number): number => Math.floor((month - 1) / 3) + 1

const dateText = (iso: string, level: string): string => {
  const [year = '', month = ''] = iso.split('-')
  if (level === 'year') return year
  if (level === 'quarter') return `${year}-Q${quarterOf(Number(month))}`
  return level === 'month' ? `${year}-${month}` : iso
}

const periodText = (period: string, level: string): string | null => {
  const p = parsePeriod(period)
  if (!p) return null
  if (p.kind === level) return period
  if (p.kind === 'school_year' || p.kind === 'year') return null
  if (level === 'year') return period.slice(0, 4)
  return level === 'quarter' && p.kind === 'month' ? `${period.slice(0, 4)}-Q${quarterOf(p.part)}` : null
}

const recode = (
  lists: CodeLists,
  list: string,
  versions: CodeListVersion[],
  from: CodeListVersion,
  to: CodeListVersion,
  code: string,
): string | null => {
  const table = lists.correspondence(list, from.version, to.version)
  if (table) {
    const targets = table.pairs.filter((p) => p.from === code)
    return targets.length === 1 ? (targets[0]?.to ?? null) : null
  }
  const next = versions[versions.indexOf(from) + 1]
  if (!next || next === to) return null
  const step = recode(lists, list, versions, from, next, code)
  return step === null ? null : recode(lists, list, versions, next, to, step)
}

/** The item above, level by level; codes are unique only within a level. */
const ancestor = (version: CodeListVersion, code: string, level: string): string | null => {
  let codes = [code]
  for (const { id } of version.levels) {
    const item = version.items.find((i) => i.level === id && i.code === codes[0])
    if (!item) continue
    if (id === level) return item.code
    if (item.parent === null) return null
    codes = [item.parent]
  }
  return null
}

const unmapped: PlainCategory = { kind: 'unmapped', code: '', version: null, notLinked: false }
const valued = (code: string | null, version: string | null = null): PlainCategory =>
  code === null ? unmapped : { kind: 'value', code, version, notLinked: false }

/** The category a record falls in before groups are made and anything is hidden. */
const categoryOf = (
  plan: Plan,
  lists: CodeLists,
  dimension: PlannedDimension,
  { value, version, matched }: PlainValue,
): PlainCategory => {
  const { definition } = plan
  const { grouping, physical } = dimension
  if (value === null) {
    // A code missing in a matched record is 'not stated'; anything else across a link cannot tell and counts as not
    // linked.
    return {
      kind: 'missing',
      code: '',
      version: null,
      notLinked: dimension.linked && (!matched || physical !== 'dictionary'),
    }
  }
  if (grouping.kind === 'number') return valued(exactToDecimal(BigInt(value), grouping.scale))
  const text = String(value)
  if (grouping.kind === 'date') return valued(dateText(text, grouping.level))
  if (grouping.kind === 'period') return valued(periodText(text, grouping.level))
  const { list, level } = grouping
  const versions = list === null ? [] : lists.versions(list)
  const newest = versions.at(-1)
  if (list === null || !newest) return level === null ? valued(text, list === null ? null : version) : unmapped
  const own = versions.find((v) => v.version === version) ?? newest
  const as = definition.classification === 'as_now' ? newest : own
  const current = own === as ? text : recode(lists, list, versions, own, as, text)
  const code = versions.length > 1 && !as.items.some((item) => item.code === current) ? null : current
  const shown = code === null || level === null ? code : ancestor(as, code, level)
  return valued(shown, shown === null || versions.length === 1 ? null : as.version)
}

type Held = { value: bigint; weight: bigint }
const sumOf = (held: Held[], term: (h: Held) => bigint): bigint => held.reduce((sum, h) => sum + term(h), 0n)
const scaleOf = (column: { scale: number } | null): bigint => 10n ** BigInt(column?.scale ?? 0)

/** The value in the middle of the step where the cumulated weight passes the fraction of the whole, doubled. */
const percentileOf = (held: Held[], percent: number): Exact | null => {
  const positive = held.filter((h) => h.weight > 0n)
  const [whole = '0', decimals = ''] = percent.toFixed(12).split('.')
  // percent / 100 = parts / unit, in whole numbers.
  const parts = BigInt(whole + decimals)
  const unit = 100n * 10n ** BigInt(decimals.length)
  const reached = sumOf(positive, (h) => h.weight) * parts
  const upTo = (value: bigint): bigint =>
    sumOf(
      positive.filter((h) => h.value <= value),
      (h) => h.weight,
    ) * unit
  const values = [...new Set(positive.map((h) => h.value))].sort((a, b) => (a < b ? -1 : 1))
  const low = values.find((v) => upTo(v) >= reached)
  const high = values.find((v) => upTo(v) > reached)
  return low === undefined || high === undefined ? null : toExact((low + high) * 5n)
}

const measure = ({ measure: asked, column, weight }: PlannedMeasure, rows: PlainRecord[]): Exact | null => {
  const weightOf = (row: PlainRecord): bigint | null => {
    const value = weight === null ? 1n : row(weight.ref).value
    return value === null ? null : BigInt(value)
  }
  if (column === null) return toExact(rows.reduce((sum, row) => sum + (weightOf(row) ?? 0n), 0n))
  const given = rows.map((row) => row(column.ref)).filter((v) => v.value !== null)
  if (asked.statistic === 'distinct') return new Set(given.map((v) => `${v.version ?? ''}|${String(v.value)}`)).size
  const held = rows.flatMap((row): Held[] => {
    const [{ value }, w] = [row(column.ref), weightOf(row)]
    return value === null || w === null ? [] : [{ value: BigInt(value), weight: w }]
  })
  const [weights, sum] = [sumOf(held, (h) => h.weight), sumOf(held, (h) => h.weight * h.value)]
  switch (asked.statistic) {
    case 'sum':
      return held.length === 0 ? null : toExact(sum)
    case 'mean':
      return held.length === 0 || weights === 0n ? null : knownQuotient(sum, weights * scaleOf(column))
    case 'median':
      return percentileOf(held, 50)
    case 'percentile':
      return percentileOf(held, asked.percentile)
    case 'minimum':
      return held.length === 0
        ? null
        : toExact(held.reduce((least, h) => (h.value < least ? h.value : least), held[0]?.value ?? 0n))
    case 'maximum':
      return held.length === 0
        ? null
        : toExact(held.reduce((most, h) => (h.value > most ? h.value : most), held[0]?.value ?? 0n))
    case 'standard_deviation': {
      const one = scaleOf(weight)
      if (weights <= one) return null
      // Σ w (x − mean)², each difference multiplied by the weights so that it stays whole.
      const squares = sumOf(held, (h) => h.weight * (h.value * weights - sum) ** 2n)
      return squares < 0n
        ? null
        : Math.sqrt(quotient(squares, weights * weights * (weights - one) * scaleOf(column) ** 2n))
    }
    default:
      return null
  }
}

export type PlainFilters = ReadonlyMap<string, (record: PlainRecord) => boolean>

/** The measures over some records. */
export const measured = (
  measures: readonly PlannedMeasure[],
  rows: PlainRecord[],
  filters: PlainFilters,
): (Exact | null)[] =>
  measures.map((planned) => {
    const { filter } = planned.measure
    return measure(planned, filter === undefined ? rows : rows.filter((row) => filters.get(filter)?.(row) === true))
  })

/** What each respondent of a cell gives to each sum; a record without one is one by itself. */
const contributionsIn = (
  plan: Plan,
  rows: PlainRecord[],
  filters: PlainFilters,
  numbers: ReadonlyMap<PlainRecord, number>,
): [string, number][][] =>
  (plan.contributions?.of ?? []).map(({ filter, factors }) => {
    const given = new Map<string, number>()
    rows.forEach((row) => {
      if (filter !== null && filters.get(filter)?.(row) !== true) return
      const values = factors.map((f) => row(f.ref).value)
      if (values.includes(null)) return
      const who = plan.contributions?.respondent ? row(plan.contributions.respondent.ref) : null
      const name =
        who === null || who.value === null
          ? `alone ${numbers.get(row) ?? -1}`
          : `is ${who.version ?? ''} ${String(who.value)}`
      given.set(name, (given.get(name) ?? 0) + values.reduce<number>((product, v) => product * Number(v), 1))
    })
    return [...given].filter(([, value]) => value !== 0).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
  })

/** Each record's category after groups and tops were made, and all categories in canonical order. */
const madeCategories = (
  plan: Plan,
  lists: CodeLists,
  dimension: PlannedDimension,
  rows: PlainRecord[],
): { own: PlainCategory[]; order: PlainCategory[] } => {
  const own = rows.map((row) => categoryOf(plan, lists, dimension, row(dimension.base)))
  const order = [...new Map(own.map((c) => [categoryIdentity(c), c])).values()].sort(
    compareCategories(lists, dimension.grouping),
  )
  const { derived } = dimension
  if (derived === null) return { own, order }
  const position = new Map(order.map((c, i) => [categoryIdentity(c), i]))
  const at = own.map((c) => position.get(categoryIdentity(c)) ?? 0)
  const made = transformCategories(derived, { categories: order, map: Int32Array.from(at) }, (by, now) => {
    const figures: bigint[] = now.categories.map(() => 0n)
    rows.forEach((row, r) => {
      const value = by.statistic === 'count' ? 1n : row(by.ref).value
      figures[now.map[r] ?? 0] = (figures[now.map[r] ?? 0] ?? 0n) + BigInt(value ?? 0)
    })
    return figures
  })
  return { own: rows.flatMap((_, r) => made.categories[made.map[r] ?? 0] ?? []), order: made.categories }
}

type Evaluated = { cells: EvaluatedCell[]; categories: PlainCategory[][]; used: number; unmapped: number }
type Cell = { categories: (PlainCategory | null)[]; rows: PlainRecord[] }

/** Every cell of the table; each record counts in one cell of every set of dimensions. */
export const evaluateTable = (plan: Plan, lists: CodeLists, rows: PlainRecord[], filters: PlainFilters): Evaluated => {
  const made = plan.dimensions.map((dimension) => madeCategories(plan, lists, dimension, rows))
  const cells = new Map<string, Cell>()
  const found = plan.dimensions.map(() => new Map<string, PlainCategory>())
  const numbers = new Map(plan.contributions === null ? [] : rows.map((row, r) => [row, r] as const))
  let used = 0
  let unmappedRows = 0
  rows.forEach((row, r) => {
    const own = made.flatMap((column) => column.own[r] ?? [])
    if (own.some((category, d) => category.kind === 'missing' && plan.dimensions[d]?.hide === true)) return
    used += 1
    if (own.some((category) => category.kind === 'unmapped')) unmappedRows += 1
    own.forEach((category, d) => found[d]?.set(categoryIdentity(category), category))
    for (const kept of plan.sets) {
      const categories = own.map((category, d) => (kept.includes(d) ? category : null))
      const key = JSON.stringify(categories)
      const cell = cells.get(key)
      if (cell) cell.rows.push(row)
      else cells.set(key, { categories, rows: [row] })
    }
  })
  return {
    used,
    unmapped: unmappedRows,
    cells: [...cells.values()].map(({ categories, rows: inCell }) => ({
      categories,
      records: inCell.length,
      values: measured(plan.measures, inCell, filters),
      rows: inCell,
      contributions: contributionsIn(plan, inCell, filters, numbers),
    })),
    categories: made.map(({ order }, d) =>
      order.filter((category) => found[d]?.has(categoryIdentity(category)) === true),
    ),
  }
}
