// What the conditions of rules may speak of, and how that stands in SQL: variables of plain records, code lists at a
// date. In: a dataset. Out: a scope and columns for the one compiler. Never text of an expression pasted; a wrong
// condition names the field it stands in.
import { codeListVersion, codeListVersions, correspondence, detailedCodes } from '#engine/classify/codeLists.ts'
import type { ImportedClassifications } from '#engine/classify/codeLists.ts'
import { quoteName } from '#engine/workspace/columns/columnDatabase.ts'
import {
  checkCondition,
  comparedTexts,
  compileExpression,
  parseExpression,
  refuseCode,
  scopeOf,
} from '#shared/expression/index.ts'
import type { Columns, Scope, Typed } from '#shared/expression/index.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { Failure, fail } from '#shared/model/failure.ts'

export type RuleTerms = { scope: Scope; columns: Columns }

const codeSetsAt = (date: string, imported: ImportedClassifications): NonNullable<Scope['codeSets']> => ({
  known: (list) => {
    const version = codeListVersion(list, date, imported)
    return version ? new Set(detailedCodes(version)) : null
  },
  lookup: (list, toVersion) => {
    const versions = codeListVersions(list, imported)
    if (!versions.some((v) => v.version === toVersion)) return null
    const from = codeListVersion(list, date, imported)
    const pairs = from ? correspondence(list, from.version, toVersion, imported)?.pairs : undefined
    if (pairs) return new Map(pairs.map((pair) => [pair.from, pair.to]))
    return from?.version === toVersion ? new Map(detailedCodes(from).map((code) => [code, code])) : null
  },
})

/** How a variable stands in plain records: codes as their text, numbers whole and scaled. */
export const plainKind = (variable: Variable): 'text' | 'integer' | 'date' | 'hash' => {
  if (variable.type === 'date') return 'date'
  if (variable.type === 'hash') return 'hash'
  return variable.type === 'integer' || variable.type === 'decimal' ? 'integer' : 'text'
}

export const ruleTerms = (dataset: Dataset, date: string, imported: ImportedClassifications): RuleTerms => {
  const byId = new Map(dataset.variables.map((v) => [v.id, v]))
  return {
    scope: scopeOf(dataset.variables, [], codeSetsAt(date, imported)),
    columns: (name) => {
      if (name === periodVariableId) return { sql: quoteName(periodVariableId), physical: 'text' }
      const variable = byId.get(name) ?? fail('VARIABLE_UNKNOWN', { variable: name, dataset: dataset.id })
      return { sql: quoteName(variable.id), physical: plainKind(variable) }
    },
  }
}

/** An expression that is wrong is the definition's fault: say which field. */
export const inField = <T>(field: string, work: () => T): T => {
  try {
    return work()
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.value.code !== 'EXPRESSION_INVALID') throw thrown
    const reason = String(thrown.value.facts.reason ?? thrown.value.facts.reason_vi ?? '')
    return fail('DEFINITION_INVALID', { ...thrown.value.facts, field, reason }, undefined, thrown)
  }
}

/** A condition that compares a variable with what its list does not have would pass, or fail, every record. */
export const checkedCondition = (
  text: string,
  dataset: Dataset,
  imported: ImportedClassifications,
  scope: Scope,
): Typed => {
  const ast = parseExpression(text)
  for (const compared of comparedTexts(ast)) {
    const list = dataset.variables.find((v) => v.id === compared.name)?.codeList ?? null
    const codes = list === null ? [] : codeListVersions(list, imported).flatMap((version) => version.items)
    if (codes.length > 0 && !codes.some((item) => item.code === compared.value)) refuseCode(compared, codes)
  }
  return checkCondition(ast, scope)
}

export const conditionSql = (typed: Typed, terms: Pick<RuleTerms, 'columns'>): string =>
  compileExpression(typed, 'duckdb', terms.columns)
