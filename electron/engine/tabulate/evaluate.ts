// The slow, obviously right evaluator: rows one by one, every total a list of its own records, sums in bigint.
// In: a plan and the rows as plain values. Out: the figures of every cell by name. Shares no arithmetic with the engines.
import { exactToDecimal, exactToNumber, toExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { CodeLists } from './categories.ts'
import type { PlainCategory, Plan, PlannedDimension } from './types.ts'

/** What a record holds in a variable: code or ISO text, or a scaled integer; with the code-list version, and whether the link matched. */
export type PlainValue = { value: string | bigint | null; version: string | null; matched: boolean }
export type PlainRecord = (ref: string) => PlainValue

/** null stands for the total. */
export type EvaluatedCell = { categories: (PlainCategory | null)[]; records: number; values: (Exact | null)[] }

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

const recode = (lists: CodeLists, list: string, versions: CodeListVersion[], from: CodeListVersion, to: CodeListVersion, code: string): string | null => {
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
const valued = (code: string | null, version: string | null = null): PlainCategory => (code === null ? unmapped : { kind: 'value', code, version, notLinked: false })

/** The category a record falls in, or null when it is left out. */
const categoryOf = (plan: Plan, lists: CodeLists, dimension: PlannedDimension, { value, version, matched }: PlainValue): PlainCategory | null => {
  const { definition } = plan
  const { grouping } = dimension
  if (value === null) {
    // A code missing in a matched record is 'not stated'; a number or date across a link cannot tell and counts as not linked.
    const notLinked = dimension.linked && (!matched || (grouping.kind !== 'code' && grouping.kind !== 'period'))
    return definition.missing === 'hide' ? null : { kind: 'missing', code: '', version: null, notLinked }
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

type Cell = { categories: (PlainCategory | null)[]; rows: PlainRecord[] }

const medianOf = (values: bigint[]): Exact | null => {
  const ordered = values.toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0))
  const n = ordered.length
  if (n === 0) return null
  const low = ordered[n % 2 === 1 ? (n - 1) / 2 : n / 2 - 1] ?? 0n
  const high = ordered[n % 2 === 1 ? (n - 1) / 2 : n / 2] ?? 0n
  return toExact((low + high) * 5n)
}

export const measured = (plan: Plan, rows: PlainRecord[]): (Exact | null)[] =>
  plan.measures.map(({ measure, variable, ref }) => {
    if (ref === null) return rows.length
    const held = rows.map((row) => row(ref)).filter((v) => v.value !== null)
    if (measure.statistic === 'distinct') return new Set(held.map((v) => `${v.version ?? ''}|${String(v.value)}`)).size
    const numbers = held.map((v) => BigInt(v.value ?? 0))
    if (measure.statistic === 'median') return medianOf(numbers)
    if (numbers.length === 0) return null
    const sum = toExact(numbers.reduce((a, x) => a + x, 0n))
    return measure.statistic === 'sum' ? sum : exactToNumber(sum, variable?.scale ?? 0) / numbers.length
  })

/** Every cell of the table, totals of all dimensions included. */
export const evaluateTable = (plan: Plan, lists: CodeLists, rows: Iterable<PlainRecord>): EvaluatedCell[] => {
  const cells = new Map<string, Cell>()
  for (const row of rows) {
    const own = plan.dimensions.map((d) => categoryOf(plan, lists, d, row(d.ref)))
    if (own.includes(null)) continue
    // The record counts in its own cell and in every total: all choices of "category or total" on each dimension.
    const choices = own.reduce<(PlainCategory | null)[][]>((all, category) => all.flatMap((c) => [[...c, category], [...c, null]]), [[]])
    for (const categories of choices) {
      const key = JSON.stringify(categories)
      const cell = cells.get(key)
      if (cell) cell.rows.push(row)
      else cells.set(key, { categories, rows: [row] })
    }
  }
  return [...cells.values()].map(({ categories, rows }) => ({ categories, records: rows.length, values: measured(plan, rows) }))
}
