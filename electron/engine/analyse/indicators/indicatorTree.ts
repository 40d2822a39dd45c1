// An indicator with all indicators it is made of, as they are defined now. In: a definition, how to find saved ones.
// Out: a tree. Never a circle, never one of another period kind: both are refused with the way that leads there.
import { parseFormula } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import { inputDatasets, isRecordInput } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'

export type IndicatorTree = {
  definition: IndicatorDefinition
  /** By the name of the input. */
  parts: ReadonlyMap<string, IndicatorTree>
}

export const indicatorTree = (
  definition: IndicatorDefinition,
  find: (id: string) => IndicatorDefinition | null,
  path: readonly string[] = [],
): IndicatorTree => {
  const way = [...path, definition.id]
  if (path.includes(definition.id)) return fail('INDICATOR_CYCLE', { indicator: definition.id, way: way.join(' → ') })
  parseFormula(definition.formula, Object.keys(definition.inputs))
  const parts = new Map<string, IndicatorTree>()
  for (const [name, input] of Object.entries(definition.inputs)) {
    if (isRecordInput(input)) continue
    const other = way.includes(input.indicator)
      ? fail('INDICATOR_CYCLE', { indicator: definition.id, way: [...way, input.indicator].join(' → ') })
      : (find(input.indicator) ?? fail('INDICATOR_INPUT_UNKNOWN', { indicator: definition.id, input: input.indicator }))
    if (other.periodKind !== definition.periodKind)
      return fail('INDICATOR_PERIODS', {
        indicator: definition.id,
        input: input.indicator,
        own: definition.periodKind,
        other: other.periodKind,
      })
    parts.set(name, indicatorTree(other, find, way))
  }
  return { definition, parts }
}

/** Every dataset some part of the tree reads itself. */
export const treeDatasets = ({ definition, parts }: IndicatorTree): string[] => [
  ...new Set([...inputDatasets(definition), ...[...parts.values()].flatMap(treeDatasets)]),
]
