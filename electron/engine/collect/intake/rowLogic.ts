// The derived variables and edit rules of a dataset, checked and compiled for the rows of one delivery. In: dataset,
// period, code lists. Out: DuckDB SQL over columns named like the variables. Never text of an expression pasted; a
// wrong definition fails before any row is read.
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { compileRepairs } from '#engine/collect/rules/repairSql.ts'
import type { Repair } from '#engine/collect/rules/repairSql.ts'
import { checkedCondition, inField, ruleTerms } from '#engine/collect/rules/ruleTerms.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { checkExpression, compileExpression, parseExpression, variablesOf } from '#shared/expression/index.ts'
import type { Typed } from '#shared/expression/index.ts'
import type { Dataset, EditRule, Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { referenceDate } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'

export type RowLogic = {
  /** In an order in which each uses only earlier ones. */
  derived: { variable: Variable; sql: string }[]
  hard: { rule: { id: string }; sql: string }[]
  /** Of the office, in their order: what they put in the place of a value, before anything is derived. */
  repairs: Repair[]
  soft: { rule: EditRule; sql: string }[]
  /** Soft rules that only ask whether a code is in its list: answered once a code, not once a row. */
  known: { rule: EditRule; variable: string; codes: ReadonlySet<string> }[]
  /** Soft rules about the text as delivered: it had more decimals than the variable keeps. */
  decimals: { rule: EditRule; variable: Variable }[]
}

const fitted = (variable: Variable, typed: Typed, sql: string): string => {
  const field = `${variable.id}.derived`
  const { type, scale } = typed.type
  switch (variable.type) {
    case 'code':
    case 'text':
      if (type === 'text') return `nullif(${sql}, '')`
      if (type === 'integer') return `CAST(${sql} AS VARCHAR)`
      if (type === 'boolean') return `CASE ${sql} WHEN TRUE THEN '1' WHEN FALSE THEN '0' END`
      break
    case 'integer':
    case 'decimal':
      if (type === 'integer' || type === 'decimal') {
        const wanted = variable.type === 'integer' ? 0 : variable.scale
        if (scale === wanted) return sql
        if (scale < wanted) return `TRY_CAST(CAST(${sql} AS HUGEINT) * ${10 ** (wanted - scale)} AS BIGINT)`
        return fail('DEFINITION_INVALID', { field, reason: `round(…, ${wanted})` })
      }
      break
    case 'date':
      if (type === 'date') return sql
      break
    case 'hash':
      if (type === 'hash') return sql
      break
    default:
      return variable.type satisfies never
  }
  return fail('DEFINITION_INVALID', { field, reason: `${type} ≠ ${variable.type}` })
}

const ordered = (items: { variable: Variable; typed: Typed }[]): { variable: Variable; typed: Typed }[] => {
  const waiting = [...items]
  const done: typeof items = []
  while (waiting.length > 0) {
    const ready = waiting.findIndex(
      ({ typed }) => !variablesOf(typed).some((name) => waiting.some((other) => other.variable.id === name)),
    )
    const [next] = ready < 0 ? [] : waiting.splice(ready, 1)
    if (!next)
      return fail('DEFINITION_INVALID', {
        field: `${waiting[0]?.variable.id ?? ''}.derived`,
        reason: waiting.map((w) => w.variable.id).join(' → '),
      })
    done.push(next)
  }
  return done
}

export const compileRowLogic = (dataset: Dataset, period: Period, imported: ImportedClassifications): RowLogic => {
  const date =
    referenceDate(period) ?? fail('PERIOD_INVALID', { period, dataset: dataset.id, kind: dataset.periodKind })
  const terms = ruleTerms(dataset, date, imported)
  const { scope, columns } = terms
  const byId = new Map(dataset.variables.map((v) => [v.id, v]))
  const derived = ordered(
    dataset.variables.flatMap((variable) => {
      const text = variable.derived
      if (variable.source !== null || text === null) return []
      return [
        { variable, typed: inField(`${variable.id}.derived`, () => checkExpression(parseExpression(text), scope)) },
      ]
    }),
  ).map(({ variable, typed }) => ({
    variable,
    sql: fitted(variable, typed, compileExpression(typed, 'duckdb', columns)),
  }))
  /** A list that is not at hand cannot be asked; the layout may name one that the office imports later. */
  const canAsk = (rule: EditRule): boolean => {
    const asked = /^known\((\w+)\)$/.exec(rule.expression)?.[1]
    const list = asked === undefined ? null : byId.get(asked)?.codeList
    return list === null || list === undefined || scope.codeSets?.known(list) !== null
  }
  const checked = dataset.rules
    .filter((rule) => rule.decimalsOf === undefined && canAsk(rule))
    .map((rule) => ({
      rule,
      typed: inField(`rules.${rule.id}`, () => checkedCondition(rule.expression, dataset, imported, scope)),
    }))
  const known = checked.flatMap(({ rule, typed }) => {
    if (rule.severity !== 'soft' || typed.op !== 'member' || typed.value.op !== 'variable') return []
    const variable = byId.get(typed.value.name)
    return variable?.type === 'code' && isInColumnSet(variable)
      ? [{ rule, variable: variable.id, codes: typed.codes }]
      : []
  })
  const asked = new Set(known.map(({ rule }) => rule.id))
  const compiled = (severity: EditRule['severity']): RowLogic['soft'] =>
    checked
      .filter(({ rule }) => rule.severity === severity && !asked.has(rule.id))
      .map(({ rule, typed }) => ({
        rule,
        sql: inField(`rules.${rule.id}`, () => compileExpression(typed, 'duckdb', columns)),
      }))
  const officeHard = (dataset.officeRules ?? []).flatMap((rule) =>
    rule.over === 'record' && rule.severity === 'hard' && rule.active
      ? [
          {
            rule,
            sql: inField(`rules.${rule.id}`, () =>
              compileExpression(checkedCondition(rule.expression, dataset, imported, scope), 'duckdb', columns),
            ),
          },
        ]
      : [],
  )
  return {
    derived,
    repairs: compileRepairs(dataset, terms, imported),
    hard: [...compiled('hard'), ...officeHard],
    soft: compiled('soft'),
    known,
    decimals: dataset.rules.flatMap((rule) => {
      const variable = rule.decimalsOf === undefined ? undefined : byId.get(rule.decimalsOf)
      return variable ? [{ rule, variable }] : []
    }),
  }
}
