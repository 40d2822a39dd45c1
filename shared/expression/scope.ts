// The scope of a dataset's records: its variables, the implicit period, and variables across links. Never another
// dataset's rows.
import { periodVariableId } from '../model/dataset.ts'
import type { Variable } from '../model/dataset.ts'
import { isOneRecord, linkPathOf, nameOf } from '../model/variableRef.ts'
import type { Scope, ScopeVariable } from './typed.ts'

const entry = (v: Variable): ScopeVariable => ({
  type: v.type,
  scale: v.type === 'decimal' ? v.scale : 0,
  codeList: v.codeList,
  nullable: v.nullable,
})

const period: ScopeVariable = { type: 'code', scale: 0, codeList: null, nullable: true }

/** Variables across a link are named "link.variable" and may always be missing (no match). */
export const scopeOf = (
  variables: readonly Variable[],
  links: readonly { id: string; variables: readonly Variable[] }[] = [],
  codeSets?: Scope['codeSets'],
  /** The variables of a path that is not among the links: one on which partners are chosen. */
  chosen?: (path: string) => readonly Variable[] | null,
): Scope => {
  const map = new Map<string, ScopeVariable>(variables.map((v) => [v.id, entry(v)]))
  if (!map.has(periodVariableId)) map.set(periodVariableId, { ...period, nullable: false })
  for (const link of links) {
    map.set(`${link.id}.${periodVariableId}`, period)
    for (const v of link.variables) map.set(`${link.id}.${v.id}`, { ...entry(v), nullable: true })
  }
  const across = (name: string): ScopeVariable | null => {
    const path = linkPathOf(name)
    const known = path === null ? null : (chosen?.(path) ?? null)
    if (path === null || known === null) return null
    const found = known.find((v) => v.id === nameOf(name))
    if (found !== undefined) return { ...entry(found), nullable: true }
    return nameOf(name) === periodVariableId && isOneRecord(path) ? period : null
  }
  return { variables: map, ...(codeSets ? { codeSets } : {}), ...(chosen ? { across } : {}) }
}
