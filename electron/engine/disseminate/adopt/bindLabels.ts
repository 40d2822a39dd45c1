// Labels of a sheet → categories, measures, totals of a table. In: a table sheet, the table's dimensions and measures.
// Out: a binding for every label, with suggestions where there is none. Never a guess taken for a match: unlike words
// stay unbound.
import type { LabelBinding, LabelTarget, SheetLabel, TableSheet } from '#shared/contract/adopt.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { alias, isHeadingText, isOtherStatistic, isTotalKey, labelKey, likeness } from './labelKeys.ts'

export type BindCategory = { key: string; label: Bilingual }
export type BindDimension = {
  variable: string
  level: string | null
  label: Bilingual
  time: boolean
  categories: BindCategory[]
  totalLabel: Bilingual | null
  /** Units that have ended, and what they became; never a category of the table. */
  former: { label: Bilingual; successor: Bilingual | null }[]
}
export type BindTable = { dimensions: BindDimension[]; measures: { id: string; label: Bilingual; unit: Bilingual }[] }

type Placed = {
  label: SheetLabel
  axis: 'row' | 'column'
  level: number
  heading: boolean
  /** Over all figures: it cannot tell columns apart. */ spansAll: boolean
}

const placedLabels = (table: TableSheet): Placed[] => {
  const found = new Map<string, Placed>()
  for (const { label, level, heading } of table.rows)
    found.set(`r${label.cell}`, { label, axis: 'row', level, heading, spansAll: false })
  table.columns.forEach(({ path }) =>
    path.forEach((label, level) => {
      const spansAll = table.columns.length > 1 && table.columns.every((c) => c.path.some((l) => l.cell === label.cell))
      found.set(`c${label.cell}`, { label, axis: 'column', level, heading: level < path.length - 1, spansAll })
    }),
  )
  return [...found.values()]
}

/** Every way the words of a label may be meant: as a whole, and each language by itself. */
const keysOf = (label: Pick<SheetLabel, 'vi' | 'en' | 'text'>): string[] =>
  [
    ...new Set(
      [label.vi, label.en, label.text, `${label.vi} ${label.en}`].map(labelKey).flatMap((key) => [key, alias(key)]),
    ),
  ].filter((key) => key !== '')

const categoryKeys = (label: Bilingual): string[] =>
  [...new Set([labelKey(label.vi), labelKey(label.en)].flatMap((key) => [key, alias(key)]))].filter((key) => key !== '')

const versionOf = (key: string): string => (key.includes('@') ? key.slice(key.lastIndexOf('@') + 1) : '')

/** A chosen category with the same unit in other versions of its list: same words, and the only one of them there. */
const acrossVersions = (categories: BindCategory[], key: string): string[] => {
  const words = labelKey(categories.find((c) => c.key === key)?.label.vi ?? '')
  const alike = categories.filter(
    (c) => c.key !== key && versionOf(c.key) !== versionOf(key) && labelKey(c.label.vi) === words,
  )
  return [
    key,
    ...alike
      .filter((c) => alike.filter((other) => versionOf(other.key) === versionOf(c.key)).length === 1)
      .map((c) => c.key),
  ]
}

type Match = { dimension: number; keys: string[]; how: 'exact' | 'alias' }

const matcher = (table: BindTable) => {
  const indexes = table.dimensions.map((dimension) => {
    const index = new Map<string, string[]>()
    for (const { key, label } of dimension.categories) {
      for (const words of categoryKeys(label)) {
        const known = index.get(words) ?? []
        if (!known.includes(key)) index.set(words, [...known, key])
      }
    }
    return index
  })
  return (label: SheetLabel): Match[] => {
    const keys = keysOf(label)
    const plain = new Set([label.vi, label.en, label.text].map(labelKey))
    return indexes.flatMap((index, dimension): Match[] => {
      if (table.dimensions[dimension]?.time)
        return label.period === null ? [] : [{ dimension, keys: [label.period], how: 'exact' }]
      const found = keys.find((key) => index.has(key))
      return found === undefined
        ? []
        : [{ dimension, keys: index.get(found) ?? [], how: plain.has(found) ? 'exact' : 'alias' }]
    })
  }
}

const measureOf = (table: BindTable, label: SheetLabel): string | null => {
  const keys = keysOf(label)
  const exact = table.measures.filter((m) => categoryKeys(m.label).some((key) => keys.includes(key)))
  if (exact.length === 1) return exact[0]?.id ?? null
  // "Số học sinh" for the measure "Học sinh", where only one measure could be meant.
  const [only] = table.measures
  const near =
    table.measures.length === 1 &&
    only &&
    categoryKeys(only.label).some((key) => key.length > 3 && keys.some((k) => ` ${k} `.includes(` ${key} `)))
  return near && !isOtherStatistic(label.text) ? only.id : null
}

const suggestions = (table: BindTable, label: SheetLabel): LabelBinding['suggestions'] => {
  const keys = keysOf(label)
  return table.dimensions
    .filter((d) => !d.time)
    .flatMap((dimension) =>
      dimension.categories.map((category) => ({
        key: category.key,
        variable: dimension.variable,
        label: category.label,
        score: Math.max(...categoryKeys(category.label).flatMap((key) => keys.map((k) => likeness(k, key))), 0),
      })),
    )
    .filter((s) => s.score >= 0.5)
    .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
    .slice(0, 3)
    .map((s) => ({ ...s, score: Math.round(s.score * 100) / 100 }))
}

/** `chosen`: what the user decided for the label of a cell, as "variable=key", "measure=id", "=total" or "=heading". */
export const bindLabels = (
  table: TableSheet,
  target: BindTable,
  chosen: Record<string, string> = {},
): LabelBinding[] => {
  const placed = placedLabels(table)
  const match = matcher(target)
  const matches = placed.map(({ label }) => match(label))
  const votes = new Map<string, number>()
  placed.forEach(({ axis, level }, i) => {
    for (const { dimension } of matches[i] ?? [])
      votes.set(`${axis} ${level} ${dimension}`, (votes.get(`${axis} ${level} ${dimension}`) ?? 0) + 1)
  })
  const categoryTarget = ({ dimension, keys }: Match): LabelTarget => {
    const of = target.dimensions[dimension]
    return { kind: 'category', variable: of?.variable ?? '', level: of?.level ?? null, keys }
  }

  return placed.map(({ label, axis, level, heading, spansAll }, i): LabelBinding => {
    const bound = (to: LabelTarget, how: LabelBinding['how']): LabelBinding => ({
      label,
      axis,
      target: to,
      how,
      suggestions: [],
    })
    const choice = chosen[label.cell]
    if (choice !== undefined) {
      const [variable = '', key = ''] = [
        choice.slice(0, choice.lastIndexOf('=')),
        choice.slice(choice.lastIndexOf('=') + 1),
      ]
      if (variable === 'measure' && target.measures.some((m) => m.id === key))
        return bound({ kind: 'measure', measure: key }, 'chosen')
      if (variable === '') return bound(key === 'total' ? { kind: 'total' } : { kind: 'heading' }, 'chosen')
      const of = target.dimensions.find((d) => d.variable === variable && d.categories.some((c) => c.key === key))
      if (of)
        return bound(
          { kind: 'category', variable, level: of.level, keys: acrossVersions(of.categories, key) },
          'chosen',
        )
    }
    const keys = keysOf(label)
    const found = (matches[i] ?? []).toSorted(
      (a, b) =>
        (votes.get(`${axis} ${level} ${b.dimension}`) ?? 0) - (votes.get(`${axis} ${level} ${a.dimension}`) ?? 0),
    )
    const [best] = found
    if (best) return bound(categoryTarget(best), best.how)
    if (
      keys.some(isTotalKey) ||
      target.dimensions.some(
        (d) => d.totalLabel !== null && categoryKeys(d.totalLabel).some((key) => keys.includes(key)),
      )
    )
      return bound({ kind: 'total' }, 'exact')
    const measure = measureOf(target, label)
    if (measure !== null) return bound({ kind: 'measure', measure }, 'exact')
    const names = target.dimensions.flatMap((d) => categoryKeys(d.label))
    if (
      !isOtherStatistic(label.text) &&
      (spansAll || isHeadingText(label.vi) || (heading && keys.some((key) => names.includes(key))))
    )
      return bound({ kind: 'heading' }, 'exact')
    const ended = target.dimensions
      .flatMap((d) => d.former)
      .find((f) => categoryKeys(f.label).some((key) => keys.includes(key)))
    const became = ended?.successor ? [{ key: '', variable: '', label: ended.successor, score: 1 }] : []
    return {
      label,
      axis,
      target: null,
      how: ended ? 'former' : 'none',
      suggestions: ended ? became : isOtherStatistic(label.text) ? [] : suggestions(target, label),
    }
  })
}

export type CellBinding = { categories: Map<string, string[]>; measure: string | null }
/** The dimension a category belongs to, where one variable stands at several levels. */
export const dimensionName = (variable: string, level: string | null): string =>
  level === null ? variable : `${variable}:${level}`

/** What each row and column of the sheet means; null where one of its labels is unbound. */
export const boundPlaces = (
  table: TableSheet,
  bindings: LabelBinding[],
): { rows: (CellBinding | null)[]; columns: (CellBinding | null)[] } => {
  const byCell = new Map(bindings.map((b) => [`${b.axis}${b.label.cell}`, b]))
  const meaning = (axis: 'row' | 'column', labels: SheetLabel[]): CellBinding | null => {
    const categories = new Map<string, string[]>()
    let measure: string | null = null
    for (const label of labels) {
      const target = byCell.get(`${axis}${label.cell}`)?.target
      if (!target) return null
      if (target.kind === 'category') categories.set(dimensionName(target.variable, target.level), target.keys)
      if (target.kind === 'measure') measure = target.measure
    }
    return { categories, measure }
  }
  const rowPath = (row: number): SheetLabel[] => {
    const at = table.rows[row]
    return at ? [...(at.parent === null ? [] : rowPath(at.parent)), at.label] : []
  }
  return {
    rows: table.rows.map((_, r) => meaning('row', rowPath(r))),
    columns: table.columns.map((c) => meaning('column', c.path)),
  }
}
