// What resolving variables is made of: what a base must be, bands as a tree, identity, sensitivity, the side of a link.
// Pure.
import { isLinked } from '#shared/model/variableRef.ts'
import { createHash } from 'node:crypto'
import { ExpressionProblem } from '#shared/expression/index.ts'
import type { Typed, ValueType } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import { sensitivities } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { VariableRef } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { plainVariable } from './plainInput.ts'
import type { ComputedColumn, QuantileRequest, ResolvedVariable, VariableContext } from './types.ts'

export type Resolved = ResolvedVariable & {
  /** Of an expression variable: its value as typed, rounded to the variable's scale. */
  typed: Typed | null
  /** Of quantile bands anywhere below. */
  quantiles: QuantileRequest[]
  /** Computed columns of its own base and of what ranks its categories. */
  columns: ComputedColumn[]
}

export const wanted = {
  number: { wanted: 'a number', wanted_vi: 'một biến số', wanted_en: 'a numeric variable' },
  category: {
    wanted: 'a classification',
    wanted_vi: 'biến phân loại, số, ngày hoặc kỳ (không phải mã định danh hay văn bản)',
    wanted_en: 'a classification, number, date or period (not an identifier or text)',
  },
  value: {
    wanted: 'a value',
    wanted_vi: 'biểu thức cho ra số, ngày, văn bản hoặc điều kiện',
    wanted_en: 'an expression that gives a number, a date, a text or a condition',
  },
}

export const exact = (scale: number): ValueType => ({ type: scale === 0 ? 'integer' : 'decimal', scale })
export const hashOf = (parts: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(parts, (_key, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value instanceof Set || value instanceof Map ? [...value] : value,
      ),
    )
    .digest('hex')
    .slice(0, 16)
export const unique = <T>(items: T[]): T[] => [...new Set(items)]

/** The band's number over a number: bounds are whole thresholds in the number's own scale. */
export const bandOf = (value: Typed, thresholds: readonly bigint[]): Typed => ({
  op: 'band',
  type: { type: 'integer', scale: 0 },
  value,
  bounds: thresholds.map((t) => ({ op: 'constant', value: t, type: exact(value.type.scale) })),
})

export const withField = <T>(variable: string, field: string, work: () => T): T => {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof ExpressionProblem)
      return fail('VARIABLE_EXPRESSION', { ...thrown.value.facts, variable, field })
    throw thrown
  }
}

export const worstOf = (context: VariableContext, reads: readonly VariableRef[]): Variable['sensitivity'] =>
  sensitivities[
    Math.max(0, ...reads.map((ref) => sensitivities.indexOf(plainVariable(context, ref)?.sensitivity ?? 'none')))
  ] ?? 'none'

export const sidesOf = (reads: readonly VariableRef[]): ComputedColumn['sides'] => {
  if (!reads.some(isLinked)) return 'own'
  return reads.every(isLinked) ? 'linked' : 'both'
}

export const asVariable = (
  context: VariableContext,
  { id, label, unit }: DerivedVariable,
  type: Variable['type'],
  scale: number,
  reads: readonly VariableRef[],
): Variable => ({
  id,
  source: null,
  label,
  role: type === 'decimal' ? 'measure' : 'classification',
  type,
  scale,
  unit: unit ?? null,
  codeList: null,
  sensitivity: worstOf(context, reads),
  normalise: 'trim',
  width: null,
  derived: null,
  nullable: true,
  group: null,
})

/** Resolves by name, each variable once; `path` are the variables being resolved, for cycles. */
