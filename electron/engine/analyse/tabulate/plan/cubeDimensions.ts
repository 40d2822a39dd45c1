// The dimensions of the wide cube: categories in canonical order with labels in both languages, the total last. In: a
// plan, the categories found, which of them have cells. Out: CubeDimension and where each canonical index went. Pure.
import { bilingual as b } from '#shared/model/text.ts'
import { formatDate, partialInWords, periodLabel } from '#shared/format/time.ts'
import { partialPeriod } from '#shared/model/coverage.ts'
import type { CubeCategory, CubeDimension, PartialPeriod, Validity } from '#shared/model/cube.ts'
import type { Period } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { Cuts } from '#engine/process/variables/types.ts'
import { categoryIdentity, compareCategories, findItem } from '#engine/process/categories/categories.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import type { TableModel } from './model.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import type { Plan, PlannedDimension } from '../types.ts'

const totalLabel = b('Tổng số', 'Total')
const missingLabel = b('Không rõ', 'Not stated')
const notLinkedLabel = b('Không liên kết được', 'Not linked')
const unmappedLabel = b('Mã không hợp lệ / không chuyển được', 'Code not valid or not convertible')
const othersLabel = b('Khác', 'Others')
export const notLinkedCode = 'not_linked'

const codeLabel = (
  lists: CodeLists,
  list: string | null,
  level: string | null,
  category: PlainCategory,
  severalVersions: boolean,
): Bilingual => {
  if (list === null) return b(category.code, category.code)
  const versions = lists.versions(list)
  const version = versions.find((v) => v.version === category.version) ?? versions.at(-1)
  const label = version ? findItem(version, category.code, level)?.item.label : undefined
  if (!label) return b(category.code, category.code)
  return severalVersions && category.version !== null
    ? b(`${label.vi} (${category.version})`, `${label.en} (${category.version})`)
    : label
}

/** "Năm 2025 (6/12 tháng)": a part of a period never reads as the whole. */
const periodHeading = (period: Period, periods: readonly Period[]): Bilingual => {
  const [label, partial] = [periodLabel(period), partialPeriod(period, periods)]
  if (partial === null) return label
  const words = partialInWords(partial)
  return b(`${label.vi} (${words.vi})`, `${label.en} (${words.en})`)
}

/**
 * How long the version of a dated code holds, where periods of the records stand beside it; across a link its day is
 * another's.
 */
const validityOf = (
  lists: CodeLists,
  { definition }: Plan,
  { grouping, derived, linked }: PlannedDimension,
  category: PlainCategory,
): Validity | null => {
  if (grouping.kind !== 'code' || grouping.list === null || category.version === null) return null
  if (derived !== null || linked || definition.classification !== 'as_then') return null
  const version = lists.versions(grouping.list).find((v) => v.version === category.version)
  return version ? { from: version.validFrom, to: version.validTo } : null
}

const labelOf = (
  lists: CodeLists,
  { grouping, derived, dimension }: PlannedDimension,
  category: PlainCategory,
  severalVersions: boolean,
  cuts: Cuts,
  periods: readonly Period[],
): Bilingual => {
  if (category.kind === 'missing') return category.notLinked ? notLinkedLabel : (dimension.missingLabel ?? missingLabel)
  if (category.kind === 'unmapped') return unmappedLabel
  const made = derived?.labelOf(category, cuts)
  if (made) return made
  if (category.kind === 'others') return othersLabel
  if (grouping.kind === 'period') return periodHeading(category.code, periods)
  if (grouping.kind === 'date')
    return grouping.level === 'day'
      ? b(formatDate(category.code), formatDate(category.code))
      : periodLabel(category.code)
  if (grouping.kind === 'number') return b(category.code.replace('.', ','), category.code)
  return codeLabel(lists, grouping.list, grouping.level, category, severalVersions)
}

const levelLabel = (model: TableModel, { grouping, dimension, derived, label }: PlannedDimension): Bilingual => {
  if (dimension.label) return dimension.label
  if (derived === null && grouping.kind === 'code' && grouping.level !== null && grouping.list !== null) {
    for (const version of model.lists.versions(grouping.list).toReversed()) {
      const level = version.levels.find((l) => l.id === grouping.level)
      if (level) return level.label
    }
  }
  return label
}

/**
 * Categories without records that `empty: show` adds: those a derived variable declares, or the items of the list's
 * versions in use.
 */
const emptyCategories = (
  model: TableModel,
  { definition }: Plan,
  { dimension, grouping, derived }: PlannedDimension,
  found: PlainCategory[],
): PlainCategory[] => {
  if (dimension.empty !== 'show') return []
  if (derived) return derived.declared ?? []
  if (grouping.kind !== 'code' || grouping.list === null) return []
  const versions = model.lists.versions(grouping.list)
  const dated = versions.length > 1
  const seen = new Set(found.map((c) => c.version))
  const wanted =
    dated && definition.classification === 'as_then' && found.some((c) => c.version !== null)
      ? versions.filter((v) => seen.has(v.version))
      : versions.slice(-1)
  return wanted.flatMap((version) => {
    const level = grouping.level ?? version.levels[0]?.id
    return version.items
      .filter((i) => i.level === level)
      .map((i): PlainCategory => ({
        kind: 'value',
        code: i.code,
        version: dated ? version.version : null,
        notLinked: false,
      }))
  })
}

export type PlacedDimension = {
  dimension: CubeDimension
  /** Canonical index (size: the total) → index in the cube, −1: not in it. */ position: Int32Array
}

const withEmpty = (
  model: TableModel,
  plan: Plan,
  planned: PlannedDimension,
  found: PlainCategory[],
): PlainCategory[] => {
  const more = emptyCategories(model, plan, planned, found)
  if (more.length === 0) return found
  const all = [...new Map([...found, ...more].map((c) => [categoryIdentity(c), c])).values()]
  const { derived, grouping } = planned
  if (derived === null) return all.sort(compareCategories(model.lists, grouping))
  // Those a variable declares stand in its own order; what it did not declare keeps its place after them.
  const place = new Map(more.map((c, i) => [categoryIdentity(c), i]))
  return all
    .map((c, i) => ({ c, at: place.get(categoryIdentity(c)) ?? more.length + i }))
    .sort((x, y) => x.at - y.at)
    .map(({ c }) => c)
}

const told = (partial: PartialPeriod | null, valid: Validity | null): Pick<CubeCategory, 'partial' | 'valid'> => ({
  ...(partial === null ? {} : { partial }),
  ...(valid === null ? {} : { valid }),
})

/** Whether a dimension is time, and in which step: of periods regrouped or recoded nobody knows. */
const timeOf = ({ derived, grouping }: PlannedDimension): CubeDimension['time'] => {
  if (derived !== null && derived.transforms.length > 0) return null
  if (grouping.kind === 'period') return grouping.level
  return grouping.kind === 'date' && grouping.level !== 'day' ? grouping.level : null
}

/**
 * A dimension of the cube: categories with cells (and empty ones where asked for), then the total where some cell
 * stands at it.
 */
export const placeDimension = (
  model: TableModel,
  plan: Plan,
  planned: PlannedDimension,
  categories: PlainCategory[],
  used: Uint8Array,
  cuts: Cuts,
): PlacedDimension => {
  const shown = withEmpty(
    model,
    plan,
    planned,
    categories.filter((_, i) => used[i] === 1),
  )
  const severalVersions = new Set(shown.map((c) => c.version).filter((v) => v !== null)).size > 1
  const at = new Map(shown.map((c, i) => [categoryIdentity(c), i]))
  const position = new Int32Array(categories.length + 1).fill(-1)
  categories.forEach((c, i) => {
    position[i] = at.get(categoryIdentity(c)) ?? -1
  })
  const withTotal = used[categories.length] === 1
  if (withTotal) position[categories.length] = shown.length
  const { grouping, dimension } = planned
  const ofPeriod = grouping.kind === 'period' && planned.derived === null
  return {
    position,
    dimension: {
      variable: planned.ref,
      axis: planned.axis,
      label: levelLabel(model, planned),
      ...(dimension.level === undefined ? {} : { level: dimension.level }),
      categories: [
        ...shown.map((c): CubeCategory => ({
          code: c.notLinked ? notLinkedCode : c.code,
          label: labelOf(model.lists, planned, c, severalVersions, cuts, plan.periods),
          kind: c.kind,
          ...(c.version === null ? {} : { version: c.version }),
          ...told(ofPeriod ? partialPeriod(c.code, plan.periods) : null, validityOf(model.lists, plan, planned, c)),
        })),
        ...(withTotal ? [{ code: '', label: dimension.totalLabel ?? totalLabel, kind: 'total' as const }] : []),
      ],
      ...(dimension.empty === 'show' ? { empty: true } : {}),
      time: timeOf(planned),
      codeList: planned.derived === null && grouping.kind === 'code' ? grouping.list : null,
      ...(ofPeriod ? { delivered: plan.periods } : {}),
    },
  }
}
