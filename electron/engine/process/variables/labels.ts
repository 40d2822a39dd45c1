// Names of the categories a derived variable makes: bands, quantile bands, conditions, groups, the others. In: a
// definition. Out: a function of a category; null where the category keeps the name it had. Both languages, never one.
import { localiseDecimal } from '#shared/format/number.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { bandLabels } from './bandThresholds.ts'
import type { Category, Cuts, ResolvedVariable } from './types.ts'

type LabelOf = ResolvedVariable['labelOf']
/** The number that is put into bands. */
export type NumberRead = { scale: number; year: boolean }

/** Numbered categories, from 1 unless said. */
export const bandCategories = (count: number, from = 1): Category[] =>
  Array.from({ length: count }, (_, i): Category => ({
    kind: 'value',
    code: String(i + from),
    version: null,
    notLinked: false,
  }))

const quantileLabel = (
  { id, count }: Extract<DerivedVariable, { method: 'quantile_bands' }>,
  { scale, year }: NumberRead,
  band: number,
  cuts: Cuts | undefined,
): Bilingual => {
  const name = { vi: `Nhóm ${band}/${count}`, en: `Group ${band} of ${count}` }
  const known = cuts?.get(id)?.cuts
  if (!known) return name
  const text = (cut: bigint, language: 'vi' | 'en'): string => {
    const plain = exactToDecimal(cut, scale)
    return year && scale === 0 ? plain : localiseDecimal(plain, language)
  }
  const [from, to] = [known[band - 2], known[band - 1]]
  if (from === undefined && to === undefined) return name
  if (from === undefined)
    return { vi: `${name.vi}: đến ${text(to ?? 0n, 'vi')}`, en: `${name.en}: up to ${text(to ?? 0n, 'en')}` }
  if (to === undefined)
    return { vi: `${name.vi}: trên ${text(from, 'vi')}`, en: `${name.en}: over ${text(from, 'en')}` }
  return {
    vi: `${name.vi}: trên ${text(from, 'vi')} – ${text(to, 'vi')}`,
    en: `${name.en}: over ${text(from, 'en')} – ${text(to, 'en')}`,
  }
}

const ofBand = (category: Category, name: (band: number) => Bilingual | undefined): Bilingual | null =>
  category.kind === 'value' && category.version === null && /^\d+$/.test(category.code)
    ? (name(Number(category.code)) ?? null)
    : null

/** Bands, quantile bands (with their cuts once known), and conditions (1 Có, 0 Không). */
export const computedLabels = (by: DerivedVariable, of: NumberRead = { scale: 0, year: false }): LabelOf => {
  if (by.method === 'bands') {
    const labels = by.labels ?? bandLabels(by.bounds, by.closed, of.year)
    return (category) => ofBand(category, (band) => labels[band - 1])
  }
  if (by.method === 'quantile_bands')
    return (category, cuts) =>
      ofBand(category, (band) => (band >= 1 && band <= by.count ? quantileLabel(by, of, band, cuts) : undefined))
  return (category) =>
    ofBand(category, (answer) => (answer === 1 ? { vi: 'Có', en: 'Yes' } : { vi: 'Không', en: 'No' }))
}

const othersLabel: Bilingual = { vi: 'Khác', en: 'Others' }

/** Groups and others made by a recode or a top; all else as named before. */
export const transformedLabels = (
  by: Extract<DerivedVariable, { method: 'recode' | 'top' }>,
  before: LabelOf,
): LabelOf => {
  const groups = new Map(by.method === 'recode' ? by.groups.map(({ code, label }) => [code, label]) : [])
  const others = by.method === 'recode' ? (by.rest === 'others' ? (by.othersLabel ?? othersLabel) : null) : othersLabel
  return (category, cuts) => {
    if (category.kind === 'others') return others ?? before(category, cuts) ?? othersLabel
    const group = category.kind === 'value' && category.version === null ? groups.get(category.code) : undefined
    return group ?? before(category, cuts)
  }
}
