// The address of a cell → SQL conditions on its records: for each dimension the raw keys that fall in the chosen category.
// In: a plan, a DuckDB source, one choice per dimension. Out: conditions. Never text of the address in SQL: codes are looked up or checked.
import { fail } from '#shared/model/failure.ts'
import type { RecordSource } from '../columns/source.ts'
import { notLinkedCode } from './assemble.ts'
import { categoryIdentity, mapCategories } from './categories.ts'
import type { TableModel } from './model.ts'
import { isDictionary, keySql, missingInMatchId } from './duckdbKeys.ts'
import type { Plan, PlannedDimension, RawValue } from './types.ts'

export type CellChoice = { variable: string; level?: string | undefined; code: string | null; version?: string | undefined; kind: 'value' | 'total' | 'missing' | 'unmapped' }

/** The choice made for a dimension; none is the total. */
export const choiceFor = (address: CellChoice[], { ref, dimension }: PlannedDimension): CellChoice =>
  address.find((c) => c.variable === ref && c.level === dimension.level) ?? address.find((c) => c.variable === ref && c.level === undefined)
    ?? { variable: ref, code: null, kind: 'total' }

const badAddress = (ref: string): never => fail('REQUEST_INVALID', { method: 'table.drill', field: 'address', reason: ref })

/** A number's code back to its scaled integer, a date's to the whole number it is grouped by. */
const keyOfCode = ({ grouping, ref }: PlannedDimension, code: string): string => {
  if (grouping.kind === 'number') {
    if (!/^-?\d+(\.\d+)?$/.test(code)) return badAddress(ref)
    return `${BigInt(code.replace('.', ''))}::BIGINT`
  }
  if (grouping.kind !== 'date') return badAddress(ref)
  if (grouping.level === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(code) ? `DATE '${code}'` : badAddress(ref)
  const digits = code.replace(/[-Q]/g, '')
  return /^\d{4,6}$/.test(digits) ? digits : badAddress(ref)
}

const missingSql = (source: RecordSource, dimension: PlannedDimension, notLinked: boolean): string => {
  const key = keySql(source, dimension)
  return dimension.linked && isDictionary(dimension) && !notLinked ? `${key} = ${missingInMatchId}::UINTEGER` : `${key} IS NULL`
}

const shownSql = (source: RecordSource, dimension: PlannedDimension): string => {
  const key = keySql(source, dimension)
  return dimension.linked && isDictionary(dimension) ? `${key} IS NOT NULL AND ${key} <> ${missingInMatchId}::UINTEGER` : `${key} IS NOT NULL`
}

const inCategory = async (model: TableModel, source: RecordSource, plan: Plan, dimension: PlannedDimension, choice: CellChoice): Promise<string> => {
  if (choice.kind === 'missing') return missingSql(source, dimension, choice.code === notLinkedCode)
  if (!isDictionary(dimension)) return choice.kind === 'value' ? `${keySql(source, dimension)} = ${keyOfCode(dimension, choice.code ?? '')}` : 'false'
  const entries = await source.dictionary(dimension.ref)
  const { categories, map } = mapCategories(model.lists, dimension.grouping, plan.definition.classification, 'show',
    entries.map(({ code, version }): RawValue => ({ state: 'value', code, version })))
  const wanted = categoryIdentity({ kind: choice.kind, code: choice.kind === 'value' ? (choice.code ?? '') : '', version: choice.version ?? null })
  const at = categories.findIndex((c) => categoryIdentity(c) === wanted)
  const ids = entries.filter((_, i) => at >= 0 && map[i] === at).map((e) => e.id)
  return ids.length === 0 ? 'false' : `${keySql(source, dimension)} IN (${ids.join(', ')})`
}

/** Conditions that hold for exactly the records of the cell. */
export const cellConditions = async (model: TableModel, source: RecordSource, plan: Plan, address: CellChoice[]): Promise<string[]> => {
  const conditions: string[] = []
  for (const dimension of plan.dimensions) {
    const choice = choiceFor(address, dimension)
    if (plan.definition.missing === 'hide') conditions.push(shownSql(source, dimension))
    if (choice.kind !== 'total') conditions.push(await inCategory(model, source, plan, dimension, choice))
  }
  return conditions
}
