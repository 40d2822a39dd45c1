// The office's repairs as layers of a query over rows with plain values. In: a dataset's rules. Out: SQL that puts the
// new value in the place of the old one and hands both over (rb_<i>, ra_<i>: NULL where nothing was done). Never a
// repair after which its condition is not true.
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import { compileExpression, variablesOf } from '#shared/expression/index.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { isRepair } from '#shared/model/officeRule.ts'
import type { RepairRule } from '#shared/model/officeRule.ts'
import { repairValue } from './compileRule.ts'
import { checkedCondition, conditionSql, inField, plainKind } from './ruleTerms.ts'
import type { RuleTerms } from './ruleTerms.ts'

export type Repair = {
  rule: RepairRule
  variable: Variable
  /** All the rule and the value read. */
  reads: string[]
  condition: string
  value: string
  /** The condition, with the column `rv` in the place of the variable. */
  conditionAfter(rv: string): string
}

export const compileRepair = (
  rule: RepairRule,
  dataset: Dataset,
  terms: RuleTerms,
  imported: ImportedClassifications,
): Repair => {
  const { variable, typed: value } = repairValue(rule.id, rule.repair, dataset, terms)
  const field = `${rule.id}.expression`
  const typed = inField(field, () => checkedCondition(rule.expression, dataset, imported, terms.scope))
  // Else no value could ever make it true.
  if (!variablesOf(typed).includes(variable.id)) return fail('RULE_REPAIR_UNREAD', { field, variable: variable.id })
  return {
    rule,
    variable,
    reads: [...new Set([...variablesOf(typed), ...variablesOf(value), variable.id])],
    condition: conditionSql(typed, terms),
    value: conditionSql(value, terms),
    conditionAfter: (rv) =>
      compileExpression(typed, 'duckdb', (name) =>
        name === variable.id ? { sql: rv, physical: plainKind(variable) } : terms.columns(name),
      ),
  }
}

export const compileRepairs = (dataset: Dataset, terms: RuleTerms, imported: ImportedClassifications): Repair[] =>
  (dataset.officeRules ?? [])
    .filter(isRepair)
    .filter((rule) => rule.active)
    .map((rule) => compileRepair(rule, dataset, terms, imported))

const text = (value: string): string => `('=' || CAST(${value} AS VARCHAR))`

/** Each repair sees what those before it made. Beside the values stand o_<variable>, as they came. */
export const repairLayers = (rows: string, repairs: readonly Repair[]): string => {
  if (repairs.length === 0) return rows
  const variables = [...new Set(repairs.map(({ variable }) => variable.id))]
  let sql = `SELECT *, ${variables.map((id) => `${quoteName(id)} AS ${quoteName(`o_${id}`)}`).join(', ')} FROM (${rows})`
  for (const [index, { variable, condition, value, conditionAfter }] of repairs.entries()) {
    const name = quoteName(variable.id)
    const rv = `rv_${index}`
    const done = `rd_${index}`
    sql = `SELECT *, CASE WHEN (${condition}) IS FALSE THEN ${value} END AS ${rv} FROM (${sql})`
    sql = `SELECT *, (${rv} IS NOT NULL AND (${conditionAfter(rv)}) IS TRUE) AS ${done} FROM (${sql})`
    sql = `SELECT * REPLACE (CASE WHEN ${done} THEN ${rv} ELSE ${name} END AS ${name}),
      CASE WHEN ${done} THEN coalesce(${text(name)}, '-') END AS rb_${index}, CASE WHEN ${done} THEN ${text(rv)} END AS ra_${index} FROM (${sql})`
  }
  return sql
}
