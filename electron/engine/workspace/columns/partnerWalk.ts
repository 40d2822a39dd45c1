// The slow, obviously right way over links on which partners are chosen: pairs and records read plainly, one record
// after the other. In: a workspace, a dataset, names. Out: for each record of the dataset the value of each name. Never
// a join, never a sum of SQLite.
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { partnerRecords, stepOf } from '#shared/model/partnerChoice.ts'
import type { PartnerChoice, PartnerStatistic } from '#shared/model/partnerChoice.ts'
import { linkPathOf, nameOf, stepsOfPath } from '#shared/model/variableRef.ts'
import { meanScale, inScope, meetingPeriod } from './chosenPartner.ts'
import { codeVersionOf, importedClassifications } from './codeVersions.ts'
import { quoteName } from './columnDatabase.ts'
import { furtherTableName, isWithin, partnersBy } from './furtherPartners.ts'

type Value = string | bigint | null
export type WalkedValue = { value: Value; version: string | null; matched: boolean }
/** Of a record by its row id; of a name that ends in a dot, whether it is linked by that path. */
export type PartnerWalk = (row: bigint) => (ref: string) => WalkedValue

type Row = { id: bigint; delivery: number; period: string; values: Map<string, Value> }
type Hop = { left: Dataset; right: Dataset; partners(row: Row): Row[]; choice: PartnerChoice | null }

const rowsOf = (workspace: Workspace, dataset: Dataset): Map<bigint, Row> => {
  const periods = new Map(
    deliveryRepository(workspace.catalog)
      .current(dataset.id)
      .map((d) => [d.id, d.period]),
  )
  const names = dataset.variables.map((v) => v.id)
  const rows = workspace
    .subject(dataset.subject)
    .prepare<[], Value[]>(
      `SELECT ${['row_id', 'delivery_id', ...names.map(quoteName)].join(', ')} FROM ${quoteName(`r_${dataset.id}`)} ORDER BY row_id`,
    )
    .raw()
    .safeIntegers()
    .all()
  return new Map(
    rows.flatMap(([id = null, delivery = null, ...values]): [bigint, Row][] => {
      const period = periods.get(Number(delivery))
      if (typeof id !== 'bigint' || period === undefined) return []
      return [
        [
          id,
          {
            id,
            delivery: Number(delivery),
            period,
            values: new Map(names.map((name, i) => [name, values[i] ?? null])),
          },
        ],
      ]
    }),
  )
}

const listOf = (workspace: Workspace, sql: string): Map<bigint, bigint[]> => {
  const found = new Map<bigint, bigint[]>()
  for (const [from, to] of workspace.links().prepare<[], [bigint, bigint]>(sql).raw().safeIntegers().iterate())
    found.set(from, [...(found.get(from) ?? []), to])
  return found
}

/** 0.5 away from zero, in whole numbers. */
const rounded = (sum: bigint, count: bigint): bigint => {
  const size = sum < 0n ? -sum : sum
  const whole = size / count + ((size % count) * 2n >= count ? 1n : 0n)
  return sum < 0n ? -whole : whole
}

const figure = (statistic: PartnerStatistic, values: Value[], more: number): Value => {
  const held = values.filter((v) => v !== null)
  if (statistic === 'count') return BigInt(held.length)
  const [first = null] = held
  if (first === null) return null
  if (statistic === 'minimum') return held.reduce((a, b) => (b < a ? b : a), first)
  if (statistic === 'maximum') return held.reduce((a, b) => (b > a ? b : a), first)
  const sum = held.reduce<bigint>((total, v) => total + BigInt(v), 0n)
  return statistic === 'sum' ? sum : rounded(sum * 10n ** BigInt(more), BigInt(held.length))
}

const inChoice = ({ left, right, choice }: Hop, from: Row, rows: Row[]): Row[] => {
  if (choice === null) return rows
  const { scope } = choice
  if (scope === 'latest') {
    const last = rows.reduce((newest, { period }) => (period > newest ? period : newest), '')
    return rows.filter(({ period }) => period === last)
  }
  if (scope !== 'same_period') return rows.filter(({ period }) => inScope(scope, period))
  const kinds = { left: left.periodKind, right: right.periodKind }
  const own = meetingPeriod(kinds, from.period)
  return rows.filter(({ period }) => own !== null && meetingPeriod(kinds, period) === own)
}

export const partnerWalk = (workspace: Workspace, dataset: Dataset, refs: readonly string[]): PartnerWalk => {
  const datasets = datasetRepository(workspace.catalog)
  const deliveries = deliveryRepository(workspace.catalog)
  const imported = importedClassifications(workspace)
  const records = new Map<string, Map<bigint, Row>>()
  const recordsOf = (of: Dataset): Map<bigint, Row> => {
    const known = records.get(of.id) ?? rowsOf(workspace, of)
    records.set(of.id, known)
    return known
  }
  const hops = new Map<string, Hop>()
  const hopOf = (segment: string): Hop => {
    const known = hops.get(segment)
    if (known) return known
    const { link, choice } = stepOf(segment)
    const set = linkSetRepository(workspace.catalog).get(link)
    const [left, right] = [datasets.get(set.definition.left), datasets.get(set.definition.right)]
    const atRun = (of: Dataset): Set<number> =>
      new Set(deliveries.current(of.id).flatMap((d) => (d.importedAt <= set.runAt ? [d.id] : [])))
    const [lefts, rights] = [atRun(left), atRun(right)]
    const pairs = listOf(workspace, `SELECT left_row, right_row FROM ${quoteName(`pair_${link}`)}`)
    const further =
      choice === null || isWithin(set)
        ? null
        : listOf(
            workspace,
            partnersBy(set) === 'first'
              ? `SELECT anchor, right_row FROM ${quoteName(furtherTableName(link))}`
              : `SELECT left_row, right_row FROM ${quoteName(`evidence_${link}`)} WHERE linked = 1`,
          )
    const partners = (row: Row): Row[] => {
      const [first] = lefts.has(row.delivery) ? (pairs.get(row.id) ?? []) : []
      if (first === undefined) return []
      const more = further?.get(partnersBy(set) === 'first' ? first : row.id) ?? []
      return [...new Set([first, ...more])]
        .flatMap((id) => recordsOf(right).get(id) ?? [])
        .filter(({ delivery }) => rights.has(delivery))
    }
    const hop: Hop = { left, right, choice, partners }
    hops.set(segment, hop)
    return hop
  }

  const versionOf = (variable: Variable | undefined, row: Row): string | null =>
    variable?.codeList ? codeVersionOf(variable, row.period, imported) : null
  const none: WalkedValue = { value: null, version: null, matched: false }
  const valueAt = (row: Row, segments: readonly string[], name: string): WalkedValue => {
    const [segment, ...rest] = segments
    if (segment === undefined) throw new Error('a path has a step')
    const hop = hopOf(segment)
    const meant = inChoice(hop, row, hop.partners(row)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
    const [first] = hop.choice === null ? hop.partners(row) : meant
    if (first === undefined) return none
    if (rest.length > 0) return valueAt(first, rest, name)
    const statistic = hop.choice?.statistic ?? null
    const variable = hop.right.variables.find((v) => v.id === name)
    if (statistic === null) {
      const value = name === periodVariableId ? first.period : (first.values.get(name) ?? null)
      return { value, version: versionOf(variable, first), matched: true }
    }
    const counted = variable === undefined && name === partnerRecords
    const values = meant.map((r) => (counted ? r.id : (r.values.get(name) ?? null)))
    const more = variable === undefined ? 0 : meanScale(variable.scale) - variable.scale
    return { value: name === '' ? null : figure(statistic, values, more), version: null, matched: true }
  }
  // Read before the first record is asked for, so that what follows is looking up alone.
  for (const ref of refs) for (const segment of stepsOfPath(linkPathOf(ref) ?? '')) hopOf(segment)
  const own = recordsOf(dataset)
  return (id) => {
    const row = own.get(id)
    return (ref) => (row === undefined ? none : valueAt(row, stepsOfPath(linkPathOf(ref) ?? ''), nameOf(ref)))
  }
}
