// Units of a sheet and of a measure: by how many powers of ten they differ, or that they cannot be told into each
// other. In: the words of two units. Out: a power, or why not. Never a rate of exchange, never a guess between kinds of
// quantity.
import type { CubeMeasure } from '#shared/model/cube.ts'
import { foldText } from '#shared/format/foldText.ts'

type Unit = {
  power: number
  /** Folded words without the scale; '' where the unit says none. */
  base: string
  /** A quantity of a known kind, not a thing counted. */
  kind: string | null
}

/** Folded word → what it is, and how many powers of ten above the kind's own unit. */
const quantities: Record<string, [kind: string, power: number]> = {
  '‰': ['%', -1],
  dong: ['vnd', 0],
  dongs: ['vnd', 0],
  vnd: ['vnd', 0],
  usd: ['usd', 0],
  'do la': ['usd', 0],
  'do la my': ['usd', 0],
  'us dollar': ['usd', 0],
  'us dollars': ['usd', 0],
  dollars: ['usd', 0],
  eur: ['eur', 0],
  kg: ['kg', 0],
  ta: ['kg', 2],
  tan: ['kg', 3],
  ton: ['kg', 3],
  tons: ['kg', 3],
  tonnes: ['kg', 3],
  m2: ['m2', 0],
  ha: ['m2', 4],
  km2: ['m2', 6],
  m: ['m', 0],
  km: ['m', 3],
  m3: ['m3', 0],
  lit: ['l', 0],
  litre: ['l', 0],
  kwh: ['kwh', 0],
  nam: ['year', 0],
  years: ['year', 0],
}

const scales: [pattern: RegExp, power: number][] = [
  [/^(?:nghin|ngan|thousand)s?\s+(?:ty|billion)s?\b/, 12],
  [/^(?:trieu|million|mill)s?\.?\s+(?:ty|billion)s?\b/, 15],
  [/^(?:tram|hundred)\s+(?:nghin|ngan|thousand)s?\b/, 5],
  [/^(?:tram|hundred)\s+(?:trieu|million)s?\b/, 8],
  [/^(?:nghin|ngan|thousand|thous)s?\b\.?/, 3],
  [/^(?:trieu|million|mill|mn)s?\b\.?/, 6],
  [/^(?:ty|billion|bill|bn)s?\b\.?(?!\s*(?:le|trong|so)\b)/, 9],
  [/^trillions?\b/, 12],
  [/^1[.,\s]?000[.,\s]?000[.,\s]?000\b/, 9],
  [/^1[.,\s]?000[.,\s]?000\b/, 6],
  [/^1[.,\s]?000\b/, 3],
  [/^'000\b/, 3],
  [/^100\b/, 2],
  [/^10\^(\d+)/, -1],
]

export const readUnit = (text: string): Unit => {
  let rest = foldText(text)
    .replace(/[()]/g, ' ')
    .replace(/^\s*(?:don vi tinh|dvt|unit)\s*:?/, '')
    .replace(/\s+/g, ' ')
    .trim()
  // "Triệu đồng – Mill. dongs": the same in another language after a dash or a stroke.
  rest = (rest.split(/\s[–-]\s|\s?\/\s?(?=(?:thous|mill|bill|unit|person|vnd|usd))/)[0] ?? '').trim()
  if (/%|phan tram|per ?cent/.test(rest)) return { power: 0, base: '%', kind: '%' }
  let power = 0
  for (const [pattern, by] of scales) {
    const found = pattern.exec(rest)
    if (!found) continue
    power = by < 0 ? Number(found[1] ?? 0) : by
    rest = rest.slice(found[0].length).trim()
    break
  }
  const known = quantities[rest]
  return known ? { power: power + known[1], base: known[0], kind: known[0] } : { power, base: rest, kind: null }
}

/** The power of ten by which the measure's shown figures are divided for the sheet; null: one is not the other. */
export type UnitFit = { shift: number; exact: boolean } | null

/** `exact` is false where only the things counted have other names. */
export const unitFit = (
  sheet: string,
  { unit, power, statistic }: Pick<CubeMeasure, 'unit' | 'power' | 'statistic'>,
): UnitFit => {
  if (sheet.trim() === '') return { shift: 0, exact: true }
  const [wanted, own] = [readUnit(sheet), readUnit(unit.vi)]
  // A scale that the unit's words leave out is still one.
  const shown = own.power === 0 && power > 0 ? power : own.power
  if (statistic === 'share' && wanted.kind === '%') return { shift: -2, exact: true }
  if (wanted.kind !== null || own.kind !== null) {
    if (wanted.kind === own.kind) return { shift: wanted.power - shown, exact: true }
    // A unit of scale only ("Triệu") takes any quantity but a percentage.
    if (wanted.base === '' && own.kind !== '%') return { shift: wanted.power - shown, exact: true }
    return null
  }
  return { shift: wanted.power - shown, exact: wanted.base === own.base || wanted.base === '' || own.base === '' }
}
