// The stored variables a derived one may read: of the dataset, its period, or across a link. In: a context and a name.
// Out: the variable, the levels it can be taken at, the scope of expressions. Never a derived variable, never an identifier.
import { linkPathOf, nameOf } from '#shared/model/variableRef.ts'
import { scopeOf } from '#shared/expression/index.ts'
import type { Scope } from '#shared/expression/index.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { VariableContext } from './types.ts'

export const plainVariable = ({ dataset, links }: VariableContext, ref: VariableRef): Variable | null => {
  const [path, name] = [linkPathOf(ref), nameOf(ref)]
  const variables = path === null ? dataset.variables : (links.find((l) => l.id === path)?.right.variables ?? [])
  if (name === periodVariableId && (path === null || variables.length > 0)) return periodVariable
  return variables.find((v) => v.id === name) ?? null
}

/** Variables whose values can be categories: no identifiers, texts or hashes. */
export const canBeGrouped = (variable: Variable): boolean => isInColumnSet(variable) && variable.type !== 'hash'
export const isNumber = (variable: Variable): boolean =>
  isInColumnSet(variable) && (variable.type === 'integer' || variable.type === 'decimal')

const periodLevels: Record<PeriodKind, readonly string[]> = {
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  year: ['year'],
  school_year: ['school_year'],
}
export const dateLevels: readonly string[] = ['day', 'month', 'quarter', 'year']

export const levelsOf = (context: VariableContext, ref: VariableRef, variable: Variable): readonly string[] => {
  if (variable.id === periodVariableId) {
    const path = linkPathOf(ref)
    const link = path === null ? undefined : context.links.find((l) => l.id === path)
    return periodLevels[(link?.right ?? context.dataset).periodKind]
  }
  if (variable.type === 'date') return dateLevels
  if (variable.type !== 'code' || variable.codeList === null) return []
  return [...new Set(context.lists.versions(variable.codeList).flatMap((v) => v.levels.map((l) => l.id)))]
}

/** What expressions may speak of: stored variables only. */
export const expressionScope = ({ dataset, links, lists }: VariableContext): Scope =>
  scopeOf(
    dataset.variables.filter(isInColumnSet),
    links.map((link) => ({ id: link.id, variables: link.right.variables.filter(isInColumnSet) })),
    {
      known: (list) => {
        const versions = lists.versions(list)
        return versions.length === 0 ? null : new Set(versions.flatMap((v) => v.items.map((i) => i.code)))
      },
      lookup: () => null,
    },
  )
