// A delivery against the period before: rows, totals, units that are new or gone, codes whose share shifted. In: a
// delivery. Out: figures, each with whether somebody should look. Read from the column set, where no identifier stands;
// nothing is written.
import { codeListVersion } from '#engine/classify/codeLists.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { columnSetTable, isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { editCounts } from '#engine/workspace/records/editCounts.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { notableChange, notableShift } from '#shared/contract/deliveries.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { ComparedShare, ComparedTotal, DeliveryComparison } from '#shared/contract/deliveries.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { bilingual } from '#shared/model/text.ts'

/** Variables of more codes than these are no distribution. */
const mostCodes = 1000
const shownMovers = 5

type Sides = { workspace: Workspace; database: ColumnDatabase; dataset: Dataset; before: number[]; now: number[] }

const among = (ids: readonly number[]): string => (ids.length === 0 ? 'FALSE' : `delivery_id IN (${ids.join(', ')})`)

const changeOf = (before: number, now: number): number | null => (before > 0 ? now / before - 1 : null)
/** Where there is no base above zero no share can be told, so any difference is worth a look. */
const isNotable = (before: number, now: number): boolean => {
  const change = changeOf(before, now)
  return change === null ? before !== now : Math.abs(change) >= notableChange
}

const totalsOf = async (
  { database, dataset, before, now }: Sides,
  rows: [number, number],
): Promise<ComparedTotal[]> => {
  const measures = dataset.variables.filter(
    (v) => v.role === 'measure' && (v.type === 'integer' || v.type === 'decimal') && isInColumnSet(v),
  )
  if (measures.length === 0) return []
  const figures = (v: Variable, index: number): string[] =>
    [before, now].flatMap((ids, side) => [
      `(sum(${quoteName(v.id)}) FILTER (WHERE ${among(ids)}))::VARCHAR AS s${index}_${side}`,
      `(count(${quoteName(v.id)}) FILTER (WHERE ${among(ids)}))::DOUBLE AS n${index}_${side}`,
    ])
  const [row = {}] = await database.all<Record<string, string | number | null>>(
    `SELECT ${measures.flatMap(figures).join(', ')} FROM ${quoteName(columnSetTable(dataset.id))} WHERE ${among([...before, ...now])}`,
  )
  return measures.map((v, index): ComparedTotal => {
    const scale = v.type === 'decimal' ? v.scale : 0
    const sum = (side: 0 | 1): string | null => {
      const found = row[`s${index}_${side}`]
      return found === null || found === undefined ? null : exactToDecimal(BigInt(found), scale)
    }
    const filled = (side: 0 | 1): number => Number(row[`n${index}_${side}`] ?? 0)
    const [was, is] = [Number(sum(0) ?? 0), Number(sum(1) ?? 0)]
    return {
      variable: v.id,
      label: v.label,
      unit: v.unit,
      before: sum(0),
      now: sum(1),
      change: before.length === 0 ? null : changeOf(was, is),
      missingBefore: rows[0] - filled(0),
      missingNow: rows[1] - filled(1),
      notable: before.length > 0 && isNotable(was, is),
    }
  })
}

type Shares = Pick<DeliveryComparison, 'shares' | 'notCompared'>

const sharesOf = async (sides: Sides, period: Period, rows: [number, number]): Promise<Shares> => {
  const { workspace, database, dataset, before, now } = sides
  if (before.length === 0 || rows[0] === 0 || rows[1] === 0) return { shares: [], notCompared: [] }
  const table = quoteName(columnSetTable(dataset.id))
  const imported = importedClassifications(workspace)
  const date = referenceDate(period)
  const shares: ComparedShare[] = []
  const notCompared: DeliveryComparison['notCompared'] = []
  for (const v of dataset.variables.filter((one) => one.role === 'classification' && one.type === 'code')) {
    const name = quoteName(v.id)
    const found = await database.all<{ code: string | null; before: number; now: number }>(
      `SELECT d.code, g.before, g.now FROM (
         SELECT ${name} AS id, (count(*) FILTER (WHERE ${among(before)}))::DOUBLE AS before, (count(*) FILTER (WHERE ${among(now)}))::DOUBLE AS now
         FROM ${table} WHERE ${among([...before, ...now])} GROUP BY ${name} LIMIT ${mostCodes + 1}) AS g
       LEFT JOIN dictionary AS d ON d.dataset = ? AND d.variable = ? AND d.id = g.id ORDER BY d.code`,
      [dataset.id, v.id],
    )
    if (found.length > mostCodes) {
      notCompared.push({ variable: v.id, label: v.label })
      continue
    }
    const parts = found.map((row) => ({ code: row.code, before: row.before / rows[0], now: row.now / rows[1] }))
    const shift = parts.reduce((sum, part) => sum + Math.abs(part.now - part.before), 0) / 2
    const version = v.codeList === null || date === null ? null : codeListVersion(v.codeList, date, imported)
    const labels = new Map(version?.items.map((item) => [item.code, item.label]))
    const labelOf = (code: string | null) =>
      code === null ? bilingual('(không có)', '(none)') : (labels.get(code) ?? bilingual(code, code))
    const movers = parts
      .filter((part) => part.now !== part.before)
      // Equal moves in the order of their codes, whatever the last bit of a share says.
      .toSorted((a, b) => Math.round((Math.abs(b.now - b.before) - Math.abs(a.now - a.before)) * 1e9))
      .slice(0, shownMovers)
      .map((part) => ({ ...part, label: labelOf(part.code) }))
    shares.push({ variable: v.id, label: v.label, shift, movers, notable: shift >= notableShift })
  }
  return { shares: shares.toSorted((a, b) => b.shift - a.shift), notCompared }
}

const unitsOf = async ({ database, dataset, before, now }: Sides): Promise<DeliveryComparison['units']> => {
  const id = dataset.respondent ?? (dataset.key.length === 1 ? dataset.key[0] : undefined)
  const variable = dataset.variables.find((v) => v.id === id)
  if (!variable || !isInColumnSet(variable)) return null
  const name = quoteName(variable.id)
  const [found] = await database.all<{ b: number; n: number; both: number }>(
    `SELECT (count(*) FILTER (WHERE b))::DOUBLE AS b, (count(*) FILTER (WHERE n))::DOUBLE AS n, (count(*) FILTER (WHERE b AND n))::DOUBLE AS both FROM (
       SELECT bool_or(${among(before)}) AS b, bool_or(${among(now)}) AS n FROM ${quoteName(columnSetTable(dataset.id))}
       WHERE ${name} IS NOT NULL AND ${among([...before, ...now])} GROUP BY ${name})`,
  )
  const { b = 0, n = 0, both = 0 } = found ?? {}
  return {
    variable: variable.id,
    label: variable.label,
    before: b,
    now: n,
    kept: both,
    fresh: n - both,
    vanished: b - both,
  }
}

const summed = (deliveries: readonly Delivery[], of: (d: Delivery) => number): number =>
  deliveries.reduce((sum, d) => sum + of(d), 0)

export const compareDelivery = async (
  workspace: Workspace,
  request: { delivery: number; against?: Period | undefined },
): Promise<DeliveryComparison> => {
  const repository = deliveryRepository(workspace.catalog)
  const delivery = repository.get(request.delivery)
  if (delivery.state !== 'current') return fail('DELIVERY_NOT_CURRENT', { delivery: delivery.id })
  const dataset = knownDataset(workspace, delivery.dataset)
  await ensureColumnSet(workspace, dataset)
  const current = repository.current(dataset.id)
  const against = request.against ?? periodBefore(current, delivery.period)
  // The parts of a period are one delivery.
  const nowParts = current.filter((d) => d.period === delivery.period)
  const beforeParts = against === null ? [] : current.filter((d) => d.period === against)
  if (request.against !== undefined && beforeParts.length === 0)
    return fail('PERIOD_NOT_DELIVERED', { period: request.against, dataset: dataset.id })
  const database = await workspace.columns()
  return compareParts(workspace, { database, dataset, delivery, against, before: beforeParts, now: nowParts })
}

type Parts = {
  /** Sees the rows of both sides. */
  database: ColumnDatabase
  dataset: Dataset
  delivery: Pick<Delivery, 'id' | 'period'>
  against: Period | null
  before: readonly Delivery[]
  now: readonly Delivery[]
}

/** The last period before this one that has a delivery. */
export const periodBefore = (deliveries: readonly Delivery[], period: Period): Period | null =>
  [...new Set(deliveries.map((d) => d.period))]
    .filter((p) => p < period)
    .toSorted()
    .at(-1) ?? null

export const compareParts = async (
  workspace: Workspace,
  { database, dataset, delivery, against, before, now }: Parts,
): Promise<DeliveryComparison> => {
  const sides: Sides = { workspace, database, dataset, before: before.map((d) => d.id), now: now.map((d) => d.id) }
  const rows: [number, number] = [summed(before, (d) => d.rowsAccepted), summed(now, (d) => d.rowsAccepted)]
  const change = against === null ? null : changeOf(rows[0], rows[1])
  const totals = await totalsOf(sides, rows)
  const { shares, notCompared } = await sharesOf(sides, delivery.period, rows)
  const edits = editCounts(workspace, dataset)
  const imputedOf = (parts: readonly Delivery[]): number => summed(parts, ({ id }) => edits.get(id)?.imputed ?? 0)
  const rowsNotable = against !== null && isNotable(rows[0], rows[1])
  return {
    delivery: delivery.id,
    dataset: dataset.id,
    period: delivery.period,
    against,
    rows: { before: rows[0], now: rows[1], change, notable: rowsNotable },
    rejected: { before: summed(before, (d) => d.rowsRejected), now: summed(now, (d) => d.rowsRejected) },
    units: against === null ? null : await unitsOf(sides),
    totals,
    shares,
    notCompared,
    imputed: { before: imputedOf(before), now: imputedOf(now) },
    notable: [rowsNotable, ...totals.map((t) => t.notable), ...shares.map((s) => s.notable)].filter(Boolean).length,
  }
}
