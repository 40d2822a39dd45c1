// Which fields of one record to change so that all its rules can hold. In: dataset, row, weights of fields (the surer a
// field, the heavier). Out: the smallest sets, the failing rules, what was left aside and why. Nothing is changed; no
// value of an identifier is told.
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { isMasked, shownText } from '#engine/collect/rules/readFailures.ts'
import { checkedCondition, ruleTerms } from '#engine/collect/rules/ruleTerms.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import type { Localisation } from '#shared/contract/rules.ts'
import { checkExpression, evaluateExpression, parseExpression, partsOf, variablesOf } from '#shared/expression/index.ts'
import type { Row, RowValue, Scope, Typed } from '#shared/expression/index.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { boundsOf } from './linear.ts'
import type { Constraint, Rational } from './linear.ts'
import { smallestChange } from './smallestChange.ts'
import type { RecordValues } from './smallestChange.ts'
import { conditionTerms } from './terms.ts'

type Asked = { dataset: string; row: number; weights: Readonly<Record<string, number>> }
type Condition = { id: string; typed: Typed }

/** A derived number stands for what it is derived from, where both are exact. */
const inlined = (node: Typed, derived: ReadonlyMap<string, Typed>): Typed => {
  if (node.op === 'variable') {
    const made = derived.get(node.name)
    return made && made.type.type === node.type.type && made.type.scale === node.type.scale
      ? inlined(made, derived)
      : node
  }
  const of = (part: Typed): Typed => inlined(part, derived)
  switch (node.op) {
    case 'call':
      return { ...node, args: node.args.map(of) }
    case 'compare':
      return { ...node, left: of(node.left), right: of(node.right) }
    case 'between':
      return { ...node, value: of(node.value), low: of(node.low), high: of(node.high) }
    case 'and':
    case 'or':
      return { ...node, operands: node.operands.map(of) }
    case 'not':
      return { ...node, operand: of(node.operand) }
    default:
      return node
  }
}

const conditionsOf = (
  dataset: Dataset,
  scope: Scope,
  imported: ReturnType<typeof importedClassifications>,
): { conditions: Condition[]; unread: string[] } => {
  const unread: string[] = []
  const read = <T>(id: string, work: () => T): T[] => {
    try {
      return [work()]
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.value.code !== 'EXPRESSION_INVALID') throw thrown
      unread.push(id)
      return []
    }
  }
  const derived = new Map(
    dataset.variables.flatMap((v) => {
      const text = v.source === null ? v.derived : null
      return text === null ? [] : read(v.id, () => [v.id, checkExpression(parseExpression(text), scope)] as const)
    }),
  )
  const office = (dataset.officeRules ?? []).flatMap((rule) => (rule.over === 'record' && rule.active ? [rule] : []))
  const rules = [...dataset.rules.filter((rule) => rule.decimalsOf === undefined), ...office]
  const conditions = rules.flatMap(({ id, expression }) =>
    read(id, () => ({ id, typed: inlined(checkedCondition(expression, dataset, imported, scope), derived) })),
  )
  return { conditions, unread }
}

const valuesOf = (dataset: Dataset, row: Row, names: ReadonlySet<string>, weights: Asked['weights']): RecordValues => {
  const numbers = new Map<string, bigint>()
  const codes = new Map<string, string>()
  const missing = new Set<string>()
  for (const variable of dataset.variables) {
    const value = row[variable.id] ?? null
    if (value === null) {
      if (names.has(variable.id)) missing.add(variable.id)
    } else if (typeof value === 'bigint' && (variable.type === 'integer' || variable.type === 'decimal'))
      numbers.set(variable.id, value)
    else if (typeof value === 'string') codes.set(variable.id, value)
  }
  const derived = new Set(dataset.variables.filter((v) => v.source === null).map((v) => v.id))
  const weightOf = (id: string): number => (derived.has(id) || id === periodVariableId ? Infinity : (weights[id] ?? 1))
  return { numbers, codes, missing, weights: weightOf }
}

const requireWeights = (dataset: Dataset, weights: Asked['weights']): void => {
  for (const id of Object.keys(weights))
    if (!dataset.variables.some((v) => v.id === id)) fail('VARIABLE_UNKNOWN', { variable: id, dataset: dataset.id })
}

const hasCase = (node: Typed): boolean => node.op === 'case' || partsOf(node).some(hasCase)

type Rules = { failing: string[]; terms: ReturnType<typeof conditionTerms>[]; assumed: string[] }
const rulesOf = (conditions: readonly Condition[], row: Row): Rules => {
  const failing = conditions.filter(({ typed }) => evaluateExpression(typed, row) === false).map(({ id }) => id)
  const terms = conditions.map(({ typed }) => conditionTerms(typed, row))
  const assumed = conditions.flatMap(({ id, typed }, index) => {
    const opaque = terms[index]?.some((term) => term.some((atom) => atom.kind === 'opaque'))
    return opaque || (hasCase(typed) && terms[index]?.length === 0) ? [id] : []
  })
  return { failing, terms, assumed }
}

/** Where one number alone is to change: between which values it meets all rules that must hold as they stand. */
const roomFor = (
  variable: string,
  terms: Rules['terms'],
  values: RecordValues,
): { low: Rational | null; high: Rational | null } => {
  const constraints = terms.flatMap((one): Constraint[] => {
    if (one.length !== 1) return []
    return (one[0] ?? []).flatMap((atom) => (atom.kind === 'linear' ? [atom.constraint] : []))
  })
  const known = constraints.filter((one) => ![...one.coefficients.keys()].some((name) => values.missing.has(name)))
  return boundsOf(known, variable, values.numbers)
}

const rounded = (value: Rational | null, scale: number): string | null =>
  value === null || value.n % value.d !== 0n ? null : exactToDecimal(value.n / value.d, scale)

export const localiseRecord = (workspace: Workspace, asked: Asked): Localisation => {
  const dataset = knownDataset(workspace, asked.dataset)
  requireWeights(dataset, asked.weights)
  const delivery =
    deliveryRepository(workspace.catalog)
      .current(dataset.id)
      .find((d) => d.firstRow <= asked.row && asked.row < d.firstRow + d.rowsAccepted) ??
    fail('RECORD_UNKNOWN', { dataset: dataset.id, row: asked.row })
  const stored =
    workspace
      .subject(dataset.subject)
      .prepare<[number], Record<string, RowValue>>(
        `SELECT row_number, ${dataset.variables.map((v) => quoteName(v.id)).join(', ')} FROM ${quoteName(recordTable(dataset.id))} WHERE row_id = ?`,
      )
      .safeIntegers()
      .get(asked.row) ?? fail('RECORD_UNKNOWN', { dataset: dataset.id, row: asked.row })
  return localise(workspace, dataset, delivery.period, stored, asked)
}

const localise = (
  workspace: Workspace,
  dataset: Dataset,
  period: Period,
  stored: Record<string, RowValue>,
  { row: rowId, weights }: Asked,
): Localisation => {
  const date =
    referenceDate(period) ?? fail('PERIOD_INVALID', { period, dataset: dataset.id, kind: dataset.periodKind })
  const imported = importedClassifications(workspace)
  const { scope } = ruleTerms(dataset, date, imported)
  const { conditions, unread } = conditionsOf(dataset, scope, imported)
  const row: Row = { ...stored, [periodVariableId]: period }
  const { failing, terms, assumed } = rulesOf(conditions, row)
  const names = new Set(conditions.flatMap(({ typed }) => variablesOf(typed)))
  const values = valuesOf(dataset, row, names, weights)
  const found = smallestChange(terms, values)
  const field = (id: string) => {
    const variable = dataset.variables.find((v) => v.id === id)
    if (!variable) return { variable: id, label: { vi: id, en: id }, value: null, masked: false }
    const value = stored[id] ?? null
    const masked = isMasked(variable)
    const text = masked || typeof value === 'number' ? null : shownText(variable, value)
    return { variable: id, label: variable.label, value: text, masked }
  }
  const alone =
    found.state === 'found' && found.sets.length === 1 && found.sets[0]?.length === 1 ? found.sets[0][0] : undefined
  const number =
    alone === undefined ? undefined : dataset.variables.find((v) => v.id === alone && values.numbers.has(v.id))
  const room = number ? roomFor(number.id, terms, values) : { low: null, high: null }
  const scale = number?.type === 'decimal' ? number.scale : 0
  return {
    dataset: dataset.id,
    rowId,
    rowNumber: Number(stored['row_number']),
    failing,
    state: failing.length === 0 && found.state === 'found' ? 'right' : found.state,
    weight: found.state === 'found' ? found.weight : null,
    sets: found.state === 'found' ? found.sets.map((set) => set.map(field)) : [],
    room: number ? { low: rounded(room.low, scale), high: rounded(room.high, scale) } : null,
    missing: [...values.missing],
    assumed,
    unread,
  }
}
