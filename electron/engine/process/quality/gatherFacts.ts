// The facts of each period that quality rests on: counted from column sets, the catalog and the values that were
// changed. In: a dataset, periods. Out: facts by period. One scan counts all values; nothing is written.
import { dueCalendar } from '#engine/collect/deliveries/dueCalendar.ts'
import { heldAgainst } from '#engine/collect/rules/heldAgainst.ts'
import { listRules } from '#engine/collect/rules/keepRules.ts'
import { openPlainRecords } from '#engine/collect/rules/plainRecords.ts'
import { ruleTerms } from '#engine/collect/rules/ruleTerms.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import type { ColumnDatabase } from '#engine/workspace/columns/columnDatabase.ts'
import { columnSetTable, isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { editCounts } from '#engine/workspace/records/editCounts.ts'
import { editedTable, hasTable } from '#engine/workspace/records/recordTables.ts'
import type { RuleList } from '#shared/contract/rules.ts'
import { checkCondition, compileExpression, parseExpression, variablesOf } from '#shared/expression/index.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { OfficeRule } from '#shared/model/officeRule.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { PeriodFacts } from './periodFigures.ts'

type Job = { throwIfCancelled(): void; progress(update: { phase?: string; done?: number; total?: number }): void }
type Sources = { workspace: Workspace; connection: ColumnDatabase; dataset: Dataset; job: Job }

/** Delivered variables that column sets hold. */
export const countedVariables = (dataset: Dataset): Variable[] =>
  dataset.variables.filter((v) => v.source !== null && isInColumnSet(v))

const among = (deliveries: readonly StoredDelivery[]): string =>
  deliveries.length === 0 ? 'FALSE' : `delivery_id IN (${deliveries.map((d) => d.id).join(', ')})`

const filledByDelivery = async ({ connection, dataset }: Sources): Promise<Map<number, Map<string, number>>> => {
  const variables = countedVariables(dataset)
  const counts = variables.map((v, index) => `count(${quoteName(v.id)})::DOUBLE AS n${index}`)
  const rows = await connection.all<Record<string, number>>(
    `SELECT ${['delivery_id', ...counts].join(', ')} FROM ${quoteName(columnSetTable(dataset.id))} GROUP BY delivery_id`,
  )
  return new Map(
    rows.map((row) => [
      row['delivery_id'] ?? 0,
      new Map(variables.map((v, index) => [v.id, row[`n${index}`] ?? 0] as const)),
    ]),
  )
}

const unitVariable = (dataset: Dataset): Variable | null => {
  const id = dataset.respondent ?? (dataset.key.length === 1 ? dataset.key[0] : undefined)
  const variable = dataset.variables.find((v) => v.id === id)
  return variable && isInColumnSet(variable) ? variable : null
}

const keptUnits = async (
  { connection, dataset }: Sources,
  before: readonly StoredDelivery[],
  now: readonly StoredDelivery[],
): Promise<PeriodFacts['units']> => {
  const unit = unitVariable(dataset)
  if (unit === null || before.length === 0) return null
  const name = quoteName(unit.id)
  const [found] = await connection.all<{ b: number; k: number }>(
    `SELECT (count(*) FILTER (WHERE b))::DOUBLE AS b, (count(*) FILTER (WHERE b AND n))::DOUBLE AS k FROM (
       SELECT bool_or(${among(before)}) AS b, bool_or(${among(now)}) AS n FROM ${quoteName(columnSetTable(dataset.id))}
       WHERE ${name} IS NOT NULL AND (${among(before)} OR ${among(now)}) GROUP BY ${name})`,
  )
  return { before: found?.b ?? 0, kept: found?.k ?? 0 }
}

type RegisterRule = Extract<OfficeRule, { over: 'register' }>

/** Units of the register that the rule names, and those of them that the records have. */
const foundInRegister = async (
  sources: Sources,
  rule: RegisterRule,
  period: Period,
  now: readonly StoredDelivery[],
) => {
  const { workspace, connection, dataset, job } = sources
  const held = heldAgainst(workspace, dataset, rule, period)
  const date = referenceDate(period)
  if (held === null || 'why' in held || date === null) return null
  const terms = ruleTerms(held.dataset, date, importedClassifications(workspace))
  const typed = rule.where === null ? null : checkCondition(parseExpression(rule.where), terms.scope)
  const throwIfCancelled = (): void => job.throwIfCancelled()
  const records = await openPlainRecords(workspace, connection, dataset, {
    ranges: now,
    names: rule.variables,
    throwIfCancelled,
  })
  const others = await openPlainRecords(workspace, connection, held.dataset, {
    ranges: held.deliveries,
    names: [...rule.keys, ...(typed ? variablesOf(typed) : [])],
    period,
    throwIfCancelled,
  })
  try {
    const keys = rule.keys.map(quoteName)
    const where = typed ? ` WHERE (${compileExpression(typed, 'duckdb', terms.columns)}) IS TRUE` : ''
    const same = rule.variables.map((id, index) => `r.${quoteName(id)} = u.${keys[index] ?? ''}`).join(' AND ')
    const [found] = await connection.all<{ n: number; f: number }>(
      `SELECT count(*)::DOUBLE AS n, count(r.here)::DOUBLE AS f FROM (SELECT DISTINCT ${keys.join(', ')} FROM (${others.sql})${where}) u
       LEFT JOIN (SELECT DISTINCT ${rule.variables.map(quoteName).join(', ')}, TRUE AS here FROM (${records.sql})) r ON ${same}`,
    )
    return { all: found?.n ?? 0, found: found?.f ?? 0 }
  } finally {
    await records.close()
    await others.close()
  }
}

const registerOf = async (
  sources: Sources,
  period: Period,
  now: readonly StoredDelivery[],
): Promise<PeriodFacts['register']> => {
  const rules = (sources.dataset.officeRules ?? []).filter((r): r is RegisterRule => r.over === 'register' && r.active)
  const found = { all: 0, found: 0 }
  let asked = 0
  for (const rule of rules) {
    const one = await foundInRegister(sources, rule, period, now)
    if (one === null) continue
    asked += 1
    found.all += one.all
    found.found += one.found
  }
  return asked === 0 ? null : found
}

/**
 * Values that stand now and did not when they came, by delivery and variable: how good what came is does not rise by
 * filling it.
 */
const filledHere = (workspace: Workspace, dataset: Dataset): Map<number, Map<string, number>> => {
  const database = workspace.subject(dataset.subject)
  const found = new Map<number, Map<string, number>>()
  if (!hasTable(database, editedTable(dataset.id))) return found
  const rows = database
    .prepare<[], { delivery_id: number; variable: string; n: number }>(
      `SELECT delivery_id, variable, count(*) AS n FROM (
         SELECT delivery_id, variable, before, row_number() OVER (PARTITION BY row_id, variable ORDER BY coalesce(run, 0)) AS nth
         FROM ${quoteName(editedTable(dataset.id))}) WHERE nth = 1 AND before IS NULL GROUP BY delivery_id, variable`,
    )
    .all()
  for (const { delivery_id: delivery, variable, n } of rows)
    found.set(delivery, (found.get(delivery) ?? new Map<string, number>()).set(variable, n))
  return found
}
const asItCame = (
  now: ReadonlyMap<string, number> | undefined,
  here: ReadonlyMap<string, number> | undefined,
): Map<string, number> => new Map([...(now ?? [])].map(([name, n]) => [name, n - (here?.get(name) ?? 0)]))

/** Changed values by variable of one delivery's records. */
export const editsByVariable = (
  workspace: Workspace,
  dataset: Dataset,
  deliveries: readonly StoredDelivery[],
): Map<string, number> => {
  const database = workspace.subject(dataset.subject)
  if (!hasTable(database, editedTable(dataset.id))) return new Map()
  const rows = database
    .prepare<[], { variable: string; n: number }>(
      `SELECT variable, count(DISTINCT row_id) AS n FROM ${quoteName(editedTable(dataset.id))} WHERE ${among(deliveries)} GROUP BY variable`,
    )
    .all()
  return new Map(rows.map((row) => [row.variable, row.n]))
}

const added = (maps: readonly ReadonlyMap<string, number>[]): Map<string, number> => {
  const sum = new Map<string, number>()
  for (const map of maps) for (const [name, n] of map) sum.set(name, (sum.get(name) ?? 0) + n)
  return sum
}

export const gatherFacts = async (
  sources: Sources,
  periods: readonly Period[],
): Promise<{ facts: PeriodFacts[]; rules: RuleList }> => {
  const { workspace, dataset, job } = sources
  const current = deliveryRepository(workspace.catalog).current(dataset.id)
  const filled = await filledByDelivery(sources)
  const rules = listRules(workspace, dataset.id)
  const { entries } = dueCalendar(workspace, { dataset: dataset.id })
  const edits = editCounts(workspace, dataset)
  const here = filledHere(workspace, dataset)
  const facts: PeriodFacts[] = []
  for (const [index, period] of periods.entries()) {
    job.progress({ phase: 'counting', done: index, total: periods.length })
    job.throwIfCancelled()
    const now = current.filter((d) => d.period === period)
    const earlier = [...new Set(current.map((d) => d.period))]
      .filter((one) => one < period)
      .toSorted()
      .at(-1)
    const ids = new Set(now.map((d) => d.id))
    // Up to this period, and not what is merely to come.
    const dueSoFar = entries.filter((entry) => entry.period <= period && entry.state !== 'due')
    const counted = now.map((d) => edits.get(d.id) ?? { repaired: 0, imputed: 0 })
    facts.push({
      period,
      deliveries: now,
      records: now.reduce((sum, d) => sum + d.rowsAccepted, 0),
      filled: added(now.map((d) => asItCame(filled.get(d.id), here.get(d.id)))),
      units: await keptUnits(
        sources,
        current.filter((d) => d.period === earlier),
        now,
      ),
      register: await registerOf(sources, period, now),
      results: rules.results.filter((result) => ids.has(result.delivery)),
      notRun: rules.notRun.filter((one) => ids.has(one.delivery)).length,
      due: entries.find((entry) => entry.period === period) ?? null,
      calendar: { due: dueSoFar.length, come: dueSoFar.filter((entry) => entry.delivery !== null).length },
      edits: {
        repaired: counted.reduce((sum, one) => sum + one.repaired, 0),
        imputed: counted.reduce((sum, one) => sum + one.imputed, 0),
      },
    })
  }
  return { facts, rules }
}
