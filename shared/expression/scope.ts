// The scope of a dataset's records: its variables, the implicit period, and variables across links. Never another dataset's rows.
import { periodVariableId } from '../model/dataset.ts'
import type { Variable } from '../model/dataset.ts'
import type { Scope, ScopeVariable } from './typed.ts'

const entry = (v: Variable): ScopeVariable => ({
  type: v.type,
  scale: v.type === 'decimal' ? v.scale : 0,
  codeList: v.codeList,
  nullable: v.nullable,
})

/** Variables across a link are named "link.variable" and may always be missing (no match). */
export const scopeOf = (
  variables: readonly Variable[],
  links: readonly { id: string; variables: readonly Variable[] }[] = [],
  codeSets?: Scope['codeSets'],
): Scope => {
  const map = new Map<string, ScopeVariable>(variables.map((v) => [v.id, entry(v)]))
  if (!map.has(periodVariableId)) map.set(periodVariableId, { type: 'code', scale: 0, codeList: null, nullable: false })
  for (const link of links) {
    for (const v of link.variables) map.set(`${link.id}.${v.id}`, { ...entry(v), nullable: true })
  }
  return codeSets ? { variables: map, codeSets } : { variables: map }
}
