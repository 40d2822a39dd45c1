// Values put in by declared steps, one after another, period by period. In: dataset, periods, steps. Out: the run, and
// how many records were left without a value. Both values are kept; a value that a hard rule refuses is not put in; the
// run is taken back like a repair.
import type { Database } from 'better-sqlite3'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { repairValue } from '#engine/collect/rules/compileRule.ts'
import { checkedCondition, inField, plainKind, ruleTerms } from '#engine/collect/rules/ruleTerms.ts'
import { chosenPeriods } from '#engine/collect/rules/runRules.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { inWriterTurn } from '#engine/workspace/records/writerTurn.ts'
import type { AppliedRun } from '#shared/contract/rules.ts'
import { evaluateExpression, variablesOf } from '#shared/expression/index.ts'
import type { Typed } from '#shared/expression/index.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { ImputeStep } from '#shared/model/impute.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { changeRecords } from '../changeRecords.ts'
import type { ChangedValue } from '../changeRecords.ts'
import { restateRow } from '../restateRow.ts'
import type { Stored } from '../restateRow.ts'
import { nearestDonors } from './nearestDonors.ts'
import { groupOf, readStep } from './readRecords.ts'
import type { StepRecord, StepRecords } from './readRecords.ts'

type Prepared = {
  step: ImputeStep
  name: string
  variable: Variable
  where: Typed | null
  value: Typed | null
  names: string[]
}

const wanted = (dataset: Dataset, id: string, field: string): Variable =>
  dataset.variables.find((v) => v.id === id) ??
  fail('RULE_VARIABLE_UNKNOWN', { field, variable: id, dataset: dataset.id })

const prepared = (
  step: ImputeStep,
  index: number,
  dataset: Dataset,
  date: string,
  imported: ImportedClassifications,
): Prepared => {
  const name = `${step.method}_${index + 1}`
  const terms = ruleTerms(dataset, date, imported)
  const variable = wanted(dataset, step.variable, `${name}.variable`)
  if (variable.source === null || variable.type === 'hash' || dataset.key.includes(variable.id))
    return fail('RULE_REPAIR_UNUSABLE', { field: name, variable: variable.id })
  const text = step.where
  const where =
    text === null ? null : inField(`${name}.where`, () => checkedCondition(text, dataset, imported, terms.scope))
  const base = { step, name, variable, where, value: null, names: where ? variablesOf(where) : [] }
  if (step.method === 'rule') {
    const { typed } = repairValue(name, { variable: step.variable, value: step.value }, dataset, terms)
    return { ...base, value: typed, names: [...base.names, ...variablesOf(typed)] }
  }
  for (const id of step.by) wanted(dataset, id, `${name}.by`)
  if (step.method === 'donor') {
    for (const id of step.distance) wanted(dataset, id, `${name}.distance`)
    if (step.distance.includes(step.variable))
      return fail('IMPUTE_CIRCLE', { field: `${name}.distance`, variable: step.variable })
    return { ...base, names: [...base.names, ...step.by, ...step.distance] }
  }
  const auxiliary = wanted(dataset, step.auxiliary, `${name}.auxiliary`)
  for (const one of [variable, auxiliary])
    if (plainKind(one) !== 'integer') return fail('RULE_WEIGHT_UNUSABLE', { field: name, variable: one.id })
  if (step.auxiliary === step.variable)
    return fail('IMPUTE_CIRCLE', { field: `${name}.auxiliary`, variable: step.variable })
  return { ...base, names: [...base.names, ...step.by, step.auxiliary] }
}

/** Half away from zero. */
const quotient = (n: bigint, d: bigint): bigint => {
  const sign = n < 0n === d < 0n ? 1n : -1n
  const [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d]
  return sign * ((2n * a + b) / (2n * b))
}

const asNumber = (value: Stored | undefined): bigint | null => (typeof value === 'bigint' ? value : null)

const byRatio = (step: Extract<ImputeStep, { method: 'ratio' }>, { recipients, donors }: StepRecords) => {
  const sums = new Map<string, { y: bigint; x: bigint }>()
  for (const donor of donors) {
    const [y, x] = [asNumber(donor.values[step.variable]), asNumber(donor.values[step.auxiliary])]
    if (y === null || x === null) continue
    const group = groupOf(donor, step.by)
    const sum = sums.get(group) ?? { y: 0n, x: 0n }
    sums.set(group, { y: sum.y + y, x: sum.x + x })
  }
  const values = new Map<number, Stored>()
  for (const recipient of recipients) {
    const x = asNumber(recipient.values[step.auxiliary])
    const sum = sums.get(groupOf(recipient, step.by))
    if (x !== null && sum && sum.x !== 0n) values.set(recipient.rowId, quotient(x * sum.y, sum.x))
  }
  return values
}

/** The value of each record, where there is one. */
const valuesOf = (one: Prepared, records: StepRecords, dataset: Dataset, job: JobContext): Map<number, Stored> => {
  const { step } = one
  if (step.method === 'ratio') return byRatio(step, records)
  if (step.method === 'donor') {
    const numbers = new Set(dataset.variables.filter((v) => plainKind(v) === 'integer').map((v) => v.id))
    const found = nearestDonors(
      {
        ...records,
        groupOf: (record) => groupOf(record, step.by),
        distance: step.distance,
        numbers,
        mostUses: step.mostUses,
        seed: step.seed,
      },
      () => job.throwIfCancelled(),
    )
    return new Map([...found].map(([rowId, donor]) => [rowId, donor.values[step.variable] ?? null]))
  }
  const value = (record: StepRecord): Stored => {
    const made = one.value === null ? null : evaluateExpression(one.value, record.values)
    if (typeof made === 'number') return BigInt(made)
    return typeof made === 'bigint' || typeof made === 'string' ? made : null
  }
  return new Map(records.recipients.map((record) => [record.rowId, value(record)]))
}

type Work = {
  dataset: Dataset
  period: Period
  deliveries: readonly StoredDelivery[]
  steps: readonly Prepared[]
  imported: ImportedClassifications
  job: JobContext
}

const imputePeriod = async (
  { dataset, period, deliveries, steps, imported, job }: Work,
  database: Database,
  keep: (change: ChangedValue) => void,
): Promise<number> => {
  let left = 0
  for (const one of steps) {
    job.progress({ phase: 'imputing', subject: `${period} · ${one.name}` })
    const asked = { variable: one.variable.id, where: one.where, names: one.names }
    const records = await readStep(database, dataset, deliveries, asked, () => job.throwIfCancelled())
    const values = valuesOf(one, records, dataset, job)
    const restate = restateRow(database, dataset, period, imported, new Set([one.variable.id]))
    for (const { rowId, delivery } of records.recipients) {
      const value = values.get(rowId) ?? null
      const row = value === null ? null : restate.read(rowId)
      const before = row?.[one.variable.id] ?? null
      if (row !== null) row[one.variable.id] = value
      // What a hard rule refuses is not put in, and what is there already is not put in again.
      if (row === null || before === value || restate.refusedBy(row) !== null) {
        left += 1
        continue
      }
      restate.write(rowId, row)
      keep({ rowId, delivery, variable: one.variable.id, rule: one.name, before, after: value })
    }
  }
  return left
}

type Request = { dataset: string; periods: readonly Period[]; steps: readonly ImputeStep[] }

export const imputeRecords = (context: EngineContext, request: Request, job: JobContext): Promise<AppliedRun> => {
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, request.dataset)
  const periods = chosenPeriods(workspace, dataset, request.periods)
  return inWriterTurn(workspace, async () => {
    const imported = importedClassifications(workspace)
    const works = periods.map((period): Work => {
      const date =
        referenceDate(period) ?? fail('PERIOD_INVALID', { period, dataset: dataset.id, kind: dataset.periodKind })
      const steps = request.steps.map((step, index) => prepared(step, index, dataset, date, imported))
      const deliveries = deliveryRepository(workspace.catalog).currentParts(dataset.id, period)
      return { dataset, period, deliveries, steps, imported, job }
    })
    let left = 0
    const run = await changeRecords(
      context,
      {
        workspace,
        dataset,
        deliveries: works.flatMap((work) => work.deliveries),
        kind: 'impute',
        action: 'impute',
        steps: request.steps,
        work: async (database, keep) => {
          for (const work of works) left += await imputePeriod(work, database, keep)
        },
      },
      job,
    )
    return { ...run, left }
  })
}
