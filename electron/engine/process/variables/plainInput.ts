// The stored variables a derived one may read: of the dataset, its period, or across a link. In: a context and a name.
// Out: the variable, the levels it can be taken at, the scope of expressions. Never a derived variable, never an
// identifier.
import { isOneRecord, linkPathOf, nameOf } from '#shared/model/variableRef.ts'
import { scopeOf } from '#shared/expression/index.ts'
import type { Scope } from '#shared/expression/index.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { VariableContext } from './types.ts'

const linkOf = ({ links, link }: VariableContext, path: string): { right: Dataset } | null =>
  links.find((l) => l.id === path) ?? link?.(path) ?? null

export const plainVariable = (context: VariableContext, ref: VariableRef): Variable | null => {
  const [path, name] = [linkPathOf(ref), nameOf(ref)]
  const variables = path === null ? context.dataset.variables : (linkOf(context, path)?.right.variables ?? [])
  if (name === periodVariableId && (path === null || (variables.length > 0 && isOneRecord(path)))) return periodVariable
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
    const link = path === null ? null : linkOf(context, path)
    return periodLevels[(link?.right ?? context.dataset).periodKind]
  }
  if (variable.type === 'date') return dateLevels
  if (variable.type !== 'code' || variable.codeList === null) return []
  return [...new Set(context.lists.versions(variable.codeList).flatMap((v) => v.levels.map((l) => l.id)))]
}

/** What expressions may speak of: stored variables only. */
export const expressionScope = (context: VariableContext): Scope => {
  const { dataset, links, lists } = context
  return scopeOf(
    dataset.variables.filter(isInColumnSet),
    links.map((link) => ({ id: link.id, variables: link.right.variables.filter(isInColumnSet) })),
    {
      known: (list) => {
        const versions = lists.versions(list)
        return versions.length === 0 ? null : new Set(versions.flatMap((v) => v.items.map((i) => i.code)))
      },
      lookup: () => null,
    },
    (path) => linkOf(context, path)?.right.variables.filter(isInColumnSet) ?? null,
  )
}
