// Conditions that compare a coded variable with what is none of its codes: an error that offers the right one, before
// any record is read. In: condition texts, the variables, their lists, the codes that the data have. Out: nothing, or
// EXPRESSION_INVALID at the place. A code counts where the records have it or its list does; keys and free texts are
// not asked.
import { comparedTexts, parseExpression, refuseCode, sameCode } from '#shared/expression/index.ts'
import type { ComparedText, KnownCode } from '#shared/expression/index.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { Period } from '#shared/model/period.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { periodLabel } from '#shared/format/time.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'

export type CodeKnowledge = {
  /** The stored variable of this name; null where there is none. */
  variable: (name: string) => Variable | null
  lists: CodeLists
  /** Codes that the records have. */
  held: (name: string) => Promise<readonly string[]>
  /** Periods delivered. */
  periods: readonly Period[]
}

/** Items of a list at the level codes of records stand at, newest version first; a code once. */
const listed = (lists: CodeLists, list: string): KnownCode[] => {
  const known = new Map<string, KnownCode>()
  for (const version of lists.versions(list).toReversed())
    for (const { code, label, level } of version.items)
      if (level === version.levels[0]?.id && !known.has(code)) known.set(code, { code, label })
  return [...known.values()]
}

const codesOf = async (name: string, knowledge: CodeKnowledge): Promise<KnownCode[] | null> => {
  if (name === periodVariableId) return knowledge.periods.map((code) => ({ code, label: periodLabel(code) }))
  const variable = knowledge.variable(name)
  if (variable === null || variable.type !== 'code' || variable.role !== 'classification') return null
  const ofList = variable.codeList === null ? [] : listed(knowledge.lists, variable.codeList)
  const held = await knowledge.held(name)
  if (held.length === 0) return ofList.length === 0 ? null : ofList
  const inList = new Map(ofList.map((c) => [c.code, c]))
  // A list of groups only (divisions, where records have classes) does not say which codes there are.
  const counts = held.some((code) => inList.has(code))
  const own = held.filter((code) => !inList.has(code)).map((code): KnownCode => ({ code, label: null }))
  return counts ? [...ofList, ...own] : own
}

export const checkComparedTexts = async (texts: readonly ComparedText[], knowledge: CodeKnowledge): Promise<void> => {
  const known = new Map<string, KnownCode[] | null>()
  for (const text of texts) {
    if (!known.has(text.name)) known.set(text.name, await codesOf(text.name, knowledge))
    const codes = known.get(text.name) ?? null
    if (codes !== null && codes.length > 0 && !codes.some((c) => c.code === text.value)) refuseCode(text, codes)
  }
}

export const checkComparedCodes = async (
  conditions: readonly (string | null | undefined)[],
  knowledge: CodeKnowledge,
): Promise<void> => {
  for (const condition of conditions)
    if (condition !== null && condition !== undefined && condition.trim() !== '')
      await checkComparedTexts(comparedTexts(parseExpression(condition)), knowledge)
}

/**
 * A member of a group that is a code written otherwise (5 for 05) would leave its records outside the group, unseen. A
 * code that neither the list nor these records have is no mistake: a group may be made for other periods.
 */
export const checkMembers = async (made: readonly DerivedVariable[], knowledge: CodeKnowledge): Promise<void> => {
  for (const variable of made) {
    if (variable.method !== 'recode' || variable.level !== undefined) continue
    const codes = await codesOf(variable.of, knowledge)
    if (codes === null) continue
    const known = new Set(codes.map(({ code }) => code))
    for (const [g, { members }] of variable.groups.entries())
      for (const [m, member] of members.entries()) {
        const code = member.split('@')[0] ?? member
        const meant = member.startsWith('#') || known.has(code) ? null : sameCode(code, codes)
        if (meant !== null)
          fail('VARIABLE_MEMBER_UNKNOWN', {
            variable: variable.id,
            field: `groups.${g}.members.${m}`,
            code: member,
            meant: meant.code,
            of: variable.of,
          })
      }
  }
}
