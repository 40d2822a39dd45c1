// Transforms of categories after grouping: recode and top. In: categories and where each raw value goes. Out: the same,
// changed. Pure; never a record read, never a category parted. What is not shown is for the caller to leave out
// afterwards.
import { fail } from '#shared/model/failure.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { Categories, Category, CategoryTransform, TopBy, TransformCategories } from './types.ts'

export const othersCategory: Category = { kind: 'others', code: '', version: null, notLinked: false }
const missingCategory: Category = { kind: 'missing', code: '', version: null, notLinked: false }

export const keyOfCategory = ({ kind, code, version, notLinked }: Category): string =>
  categoryKey({ kind, code: notLinked ? 'not_linked' : code, ...(version === null ? {} : { version }) })

const place = { value: 0, others: 1, unmapped: 2, missing: 3 } as const

/**
 * Each category goes to another at a position; those that meet become one. Values by position, then others, unmapped,
 * missing, not linked.
 */
const regroup = (
  { categories, map }: Categories,
  to: (category: Category, index: number) => { category: Category; position: number },
): Categories => {
  const found = new Map<string, { category: Category; position: number; from: number[] }>()
  categories.forEach((old, index) => {
    const { category, position } = to(old, index)
    const key = `${category.kind}|${category.version ?? ''}|${category.code}|${category.notLinked}`
    const known = found.get(key)
    if (known) {
      known.position = Math.min(known.position, position)
      known.from.push(index)
    } else found.set(key, { category, position, from: [index] })
  })
  const ordered = [...found.values()].sort(
    (a, b) =>
      place[a.category.kind] - place[b.category.kind] ||
      Number(a.category.notLinked) - Number(b.category.notLinked) ||
      a.position - b.position,
  )
  const target = new Int32Array(categories.length)
  ordered.forEach(({ from }, at) => {
    for (const index of from) target[index] = at
  })
  return {
    categories: ordered.map((o) => o.category),
    map: map.map((index) => (index < 0 ? -1 : (target[index] ?? -1))),
  }
}

type Recode = Extract<DerivedVariable, { method: 'recode' }>

/** A member names one category in full ("01@2025"), or a code in whatever version ("01"). */
export const recodeTransform = ({ id, groups, rest }: Recode): CategoryTransform => {
  const groupOf = new Map(groups.flatMap(({ members }, index) => members.map((member) => [member, index] as const)))
  const codes = new Map(groups.map(({ code }, index) => [code, index]))
  return {
    kind: 'recode',
    apply: (categories) =>
      regroup(categories, (category, index) => {
        const group =
          groupOf.get(keyOfCategory(category)) ?? (category.kind === 'value' ? groupOf.get(category.code) : undefined)
        if (group !== undefined) {
          const made: Category = { kind: 'value', code: groups[group]?.code ?? '', version: null, notLinked: false }
          // Among kept categories a group stands where its first member stood; else groups stand in the order given.
          return { category: made, position: rest === 'keep' ? index : group }
        }
        if (category.kind !== 'value' && category.kind !== 'others') return { category, position: index }
        if (rest === 'others') return { category: othersCategory, position: index }
        if (rest === 'missing') return { category: missingCategory, position: index }
        const taken = category.kind === 'value' && category.version === null ? codes.get(category.code) : undefined
        if (taken !== undefined)
          return fail('VARIABLE_GROUP_CODE', { variable: id, field: `groups.${taken}.code`, code: category.code })
        return { category, position: index }
      }),
  }
}

type Top = Extract<DerivedVariable, { method: 'top' }>

const compareFigures = (a: number | bigint, b: number | bigint): number => (a < b ? 1 : a > b ? -1 : 0)

export const topTransform = ({ count, others }: Top, by: TopBy): CategoryTransform => ({
  kind: 'top',
  by,
  apply: (categories, figures) => {
    const ranked = categories.categories
      .flatMap(({ kind }, index) => (kind === 'value' ? [{ index, figure: figures[index] ?? 0 }] : []))
      .sort((a, b) => compareFigures(a.figure, b.figure) || a.index - b.index)
    const kept = new Set(ranked.slice(0, count).map((r) => r.index))
    return regroup(categories, (category, index) => {
      if (kept.has(index) || (category.kind !== 'value' && category.kind !== 'others'))
        return { category, position: index }
      return { category: others === 'group' ? othersCategory : missingCategory, position: index }
    })
  },
})

export const transformCategories: TransformCategories = ({ transforms }, categories, figures) =>
  transforms.reduce(
    (at, step) => (step.kind === 'recode' ? step.apply(at) : step.apply(at, figures(step.by, at))),
    categories,
  )
