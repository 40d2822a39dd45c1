// Categories put together by hand: a recode made from what was selected or dragged onto each other. In: a dimension,
// its categories, the recode there is. Out: recode variables. A category is in one group at most; an empty group is
// gone.
import { foldText } from '#shared/format/foldText.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CubeCategory } from '#shared/model/cube.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { Field } from './fieldList.ts'

export type Recode = Extract<DerivedVariable, { method: 'recode' }>

/** "g1", "g2", … not yet used as a code of a group. */
const freeCode = (recode: Pick<Recode, 'groups'>): string => {
  const taken = new Set(recode.groups.map((g) => g.code))
  let n = 1
  while (taken.has(`g${n}`)) n += 1
  return `g${n}`
}

/** A name for a made variable that nothing in the dataset, the workspace or the table has. */
export const freeVariableId = (label: Bilingual, taken: { has(id: string): boolean }): string => {
  const words = foldText(label.vi || label.en)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const stem = (/^[a-z]/.test(words) ? words : `v_${words}`).slice(0, 50).replace(/_+$/, '')
  if (!taken.has(stem)) return stem
  let n = 2
  while (taken.has(`${stem}_${n}`)) n += 1
  return `${stem}_${n}`
}

export const newRecode = (
  definition: Pick<TableDefinition, 'dataset'>,
  dimension: Pick<Dimension, 'variable' | 'level'>,
  field: Field,
  taken: { has(id: string): boolean },
): Recode => {
  const label = { vi: `${field.variable.label.vi} (nhóm)`, en: `${field.variable.label.en} (grouped)` }
  return {
    kind: 'variable',
    id: freeVariableId({ vi: `${dimension.variable.replace('.', '_')}_nhom`, en: '' }, taken),
    dataset: definition.dataset,
    label,
    method: 'recode',
    of: dimension.variable,
    ...(dimension.level === undefined ? {} : { level: dimension.level }),
    groups: [],
    rest: 'keep',
  }
}

type Named = { key: string; label: Bilingual }
export const named = (category: CubeCategory): Named => ({ key: categoryKey(category), label: category.label })

/** The groups a key of the shown table stands for: a group's own code opens into its members. */
const membersOf = (recode: Pick<Recode, 'groups'>, key: string): string[] =>
  recode.groups.find((g) => g.code === key)?.members ?? [key]

/** Puts categories (or whole groups) together; a group among them keeps its name and takes the others in. */
export const groupTogether = (recode: Recode, chosen: readonly Named[], label?: Bilingual): Recode => {
  const old = recode.groups.find((g) => chosen.some((c) => c.key === g.code))
  const members = [...new Set(chosen.flatMap((c) => membersOf(recode, c.key)))]
  if (members.length === 0) return recode
  const join = (language: 'vi' | 'en'): string => {
    const names = chosen.slice(0, 3).map((c) => c.label[language])
    return `${names.join(' + ')}${chosen.length > 3 ? ` + ${chosen.length - 3}` : ''}`
  }
  const group = {
    code: old?.code ?? freeCode(recode),
    label: label ?? old?.label ?? { vi: join('vi'), en: join('en') },
    members,
  }
  const at = old ? recode.groups.indexOf(old) : recode.groups.length
  const kept = recode.groups.map((g) => ({ ...g, members: g.members.filter((m) => !members.includes(m)) }))
  kept[at] = group
  return { ...recode, groups: kept.filter((g) => g.members.length > 0) }
}

/** Members leave their groups. */
export const ungroup = (recode: Recode, keys: readonly string[]): Recode => {
  const out = new Set(keys.flatMap((key) => membersOf(recode, key)))
  return {
    ...recode,
    groups: recode.groups
      .map((g) => ({ ...g, members: g.members.filter((m) => !out.has(m)) }))
      .filter((g) => g.members.length > 0),
  }
}

export const renameGroup = (recode: Recode, code: string, label: Bilingual): Recode => ({
  ...recode,
  groups: recode.groups.map((g) => (g.code === code ? { ...g, label } : g)),
})

export const groupOf = (recode: Pick<Recode, 'groups'>, key: string): Recode['groups'][number] | undefined =>
  recode.groups.find((g) => g.members.includes(key))
