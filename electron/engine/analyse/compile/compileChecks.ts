// What of the compiled figures should be looked at. Pure. In: figures of a period and of the year before, the bounds of
// the definition. Out: exceptions in words. Never a figure changed, never one held back.
import type { CheckKind, CompileException, VintageCell } from '#shared/contract/indicators.ts'
import { formatDouble, formatPlain } from '#shared/format/number.ts'
import type { IndicatorChecks, IndicatorDefinition } from '#shared/model/indicator.ts'
import { gapWords } from '#shared/model/indicatorGap.ts'
import type { IndicatorGap } from '#shared/model/indicatorGap.ts'
import type { Period } from '#shared/model/period.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { placeKey } from './vintageFigures.ts'

type Checked = {
  definition: IndicatorDefinition
  period: Period
  cells: readonly VintageCell[]
  before: readonly VintageCell[]
}

const isWhole = ({ place }: Pick<VintageCell, 'place'>): boolean => Object.keys(place).length === 0
const samePlace = (a: VintageCell, b: VintageCell): boolean => placeKey(a.place) === placeKey(b.place)

const written = (value: number, { decimals }: IndicatorDefinition): Bilingual => ({
  vi: formatDouble(value, { decimals }, 'vi'),
  en: formatDouble(value, { decimals }, 'en'),
})

const exception = (
  { definition, period }: Checked,
  { place, label }: Pick<VintageCell, 'place' | 'label'>,
  kind: CheckKind,
  words: Bilingual,
): CompileException => {
  const at = label.vi === '' ? { vi: '', en: '' } : { vi: `${label.vi}: `, en: `${label.en}: ` }
  return {
    indicator: definition.id,
    period,
    place,
    kind,
    words: { vi: `${at.vi}${words.vi}`, en: `${at.en}${words.en}` },
  }
}

const ranges = (checked: Checked, { minimum, maximum }: IndicatorChecks): CompileException[] =>
  checked.cells.flatMap((cell) => {
    const { value } = cell
    if (value === null) return []
    const bound = minimum !== undefined && value < minimum ? minimum : maximum
    if (bound === undefined || (value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity))) return []
    const [is, limit] = [written(value, checked.definition), written(bound, checked.definition)]
    const below = value < bound
    return [
      exception(checked, cell, 'outside_range', {
        vi: `${is.vi} ${below ? 'nhỏ hơn' : 'lớn hơn'} giới hạn ${limit.vi}`,
        en: `${is.en} is ${below ? 'below' : 'above'} the limit of ${limit.en}`,
      }),
    ]
  })

const growths = (checked: Checked, { growthWithin }: IndicatorChecks): CompileException[] =>
  growthWithin === undefined
    ? []
    : checked.cells.flatMap((cell) => {
        const base = checked.before.find((b) => samePlace(b, cell))?.value ?? null
        if (cell.value === null || base === null || base <= 0) return []
        const percent = (cell.value / base - 1) * 100
        if (Math.abs(percent) <= growthWithin) return []
        const told = (language: 'vi' | 'en'): string => formatDouble(percent, { decimals: 1 }, language)
        const limit = (language: 'vi' | 'en'): string => formatPlain(growthWithin, language)
        return [
          exception(checked, cell, 'growth', {
            vi: `thay đổi ${told('vi')} % so với cùng kỳ năm trước, quá ${limit('vi')} %`,
            en: `changed by ${told('en')} % on the year before, more than ${limit('en')} %`,
          }),
        ]
      })

/**
 * Categories of a breakdown against the place they are parts of: the whole, or a category of the breakdowns it is
 * crossed with.
 */
const sums = (checked: Checked): CompileException[] => {
  const places = new Map(checked.cells.map((cell) => [placeKey(cell.place), cell]))
  return checked.definition.breakdowns.flatMap(({ id, label }) => {
    const parts = checked.cells.filter((cell) => cell.place[id] !== undefined)
    const rest = ({ place }: VintageCell): string =>
      placeKey(Object.fromEntries(Object.entries(place).filter(([of]) => of !== id)))
    return [...Map.groupBy(parts, rest)].flatMap(([key, of]) => {
      const whole = places.get(key)
      const value = whole?.value ?? null
      if (whole === undefined || value === null || of.some((part) => part.value === null)) return []
      const sum = of.reduce((total, part) => total + (part.value ?? 0), 0)
      if (Math.abs(sum - value) <= 1e-9 * Math.max(1, Math.abs(value))) return []
      const [is, total] = [written(sum, checked.definition), written(value, checked.definition)]
      return [
        exception(checked, whole, 'does_not_add_up', {
          vi: `cộng theo ${label.vi}: ${is.vi}, khác tổng ${total.vi}`,
          en: `the sum by ${label.en} is ${is.en}, not the whole ${total.en}`,
        }),
      ]
    })
  })
}

const againstPublished = (checked: Checked, { published }: IndicatorChecks): CompileException[] => {
  const whole = checked.cells.find(isWhole)
  const figure = published?.figures[checked.period]
  if (published === undefined || figure === undefined || whole === undefined || whole.value === null) return []
  const off = figure === 0 ? (whole.value === 0 ? 0 : Infinity) : (100 * (whole.value - figure)) / Math.abs(figure)
  if (Math.abs(off) <= published.within) return []
  const [is, was] = [written(whole.value, checked.definition), written(figure, checked.definition)]
  const source = published.source === '' ? '' : ` (${published.source})`
  return [
    exception(checked, whole, 'differs_from_published', {
      vi: `${is.vi}, số đã công bố ${was.vi}${source}`,
      en: `${is.en}, published ${was.en}${source}`,
    }),
  ]
}

export const compileChecks = (checked: Checked): CompileException[] => {
  const { checks } = checked.definition
  if (checks === undefined) return []
  return [
    ...ranges(checked, checks),
    ...growths(checked, checks),
    ...(checks.addsUp ? sums(checked) : []),
    ...againstPublished(checked, checks),
  ]
}

/** A place without a figure, as an exception. */
export const gapException = (
  indicator: string,
  { period, place, reason, input }: IndicatorGap,
  label: Bilingual,
): CompileException => {
  const name = input === undefined ? '' : ` (${input})`
  const at = label.vi === '' ? { vi: '', en: '' } : { vi: `${label.vi}: `, en: `${label.en}: ` }
  return {
    indicator,
    period,
    place,
    kind: reason,
    words: { vi: `${at.vi}${gapWords[reason].vi}${name}`, en: `${at.en}${gapWords[reason].en}${name}` },
  }
}
