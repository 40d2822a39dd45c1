// What can be wrong in a derived variable without looking at what it reads. In: a parsed definition. Out: nothing, or a
// failure naming variable and field. Never another definition looked at (resolveVariables.ts does).
import { fail } from '#shared/model/failure.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { compareDecimals } from './bandThresholds.ts'

const bareCode = (member: string): string => (member.startsWith('#') ? member : (member.split('@')[0] ?? member))

const checkGroups = ({ id, groups }: Extract<DerivedVariable, { method: 'recode' }>): void => {
  const codes = new Set<string>()
  const owner = new Map<string, string>()
  const bare = new Map<string, string>()
  groups.forEach(({ code, members }, g) => {
    if (codes.has(code) || code.startsWith('#'))
      return fail('VARIABLE_GROUP_CODE', { variable: id, field: `groups.${g}.code`, code })
    codes.add(code)
    members.forEach((member, i) => {
      // "01" takes the code in every version, so it meets "01@2025".
      const first =
        owner.get(member) ?? owner.get(bareCode(member)) ?? (bareCode(member) === member ? bare.get(member) : undefined)
      if (first !== undefined && first !== code)
        fail('VARIABLE_GROUPS_OVERLAP', {
          variable: id,
          field: `groups.${g}.members.${i}`,
          category: member,
          first,
          second: code,
        })
      owner.set(member, code)
      bare.set(bareCode(member), code)
    })
  })
}

const checkBounds = ({ id, bounds, labels }: Extract<DerivedVariable, { method: 'bands' }>): void => {
  bounds.forEach((bound, i) => {
    const previous = bounds[i - 1]
    if (previous !== undefined && compareDecimals(previous, bound) >= 0)
      fail('VARIABLE_BOUNDS', { variable: id, field: `bounds.${i}`, bound, previous })
  })
  if (labels && labels.length !== bounds.length + 1)
    fail('VARIABLE_LABELS', { variable: id, field: 'labels', labels: labels.length, bands: bounds.length + 1 })
}

export const checkVariable = (definition: DerivedVariable): void => {
  if (definition.method === 'recode') checkGroups(definition)
  if (definition.method === 'bands') checkBounds(definition)
}

/** The variables a definition reads by name, with the field each stands in; an expression's are found by its parser. */
export const namedInputs = (definition: DerivedVariable): { field: string; ref: string }[] => {
  if (definition.method === 'expression') return []
  const inputs = [{ field: 'of', ref: definition.of }]
  if (definition.method === 'quantile_bands' && definition.weight !== undefined)
    inputs.push({ field: 'weight', ref: definition.weight })
  if (definition.method === 'top' && definition.by.statistic === 'sum')
    inputs.push({ field: 'by.variable', ref: definition.by.variable })
  return inputs
}
