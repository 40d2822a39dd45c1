// The words of a live figure: value, change, share, rank, or a whole sentence, in Vietnamese and English. In: a cube
// whose figures may be shown, and what is asked. Out: text. Never a sentence that contradicts its figure, never one
// from which a withheld figure follows.
import type { Cube, CubeMeasure } from '../model/cube.ts'
import type { LiveFigure } from '../model/liveFigure.ts'
import { parsePeriod } from '../model/period.ts'
import type { FigureStatus } from '../model/table.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { cellDecimal, formatCell, statusLabels } from './cell.ts'
import { cellAtPlace, earlierPlace, figureStatusAt, placeAt } from './cubeCell.ts'
import type { FoundCell } from './cubeCell.ts'
import { formatDouble } from './number.ts'
import { periodLabel } from './time.ts'

export type LiveText = {
  text: Bilingual
  /**
   * ok: a figure · withheld: confidential · not_available: no figure there · missing: the cube does not have the place.
   */
  state: 'ok' | 'withheld' | 'not_available' | 'missing'
}

type Scene = { cube: Cube; measure: CubeMeasure; measureIndex: number; place: number[]; cell: FoundCell }

const both = (vi: string, en: string): Bilingual => ({ vi, en })
const each = (make: (language: Language) => string): Bilingual => both(make('vi'), make('en'))

const withheld = (cell: FoundCell): boolean => cell.status === 'suppressed' || cell.status === 'suppressed_secondary'
const withheldText = both('không công bố để bảo mật thông tin', 'not published for confidentiality')
const unknownText = both('chưa có số liệu', 'not available')

const lower = (text: string): string => {
  // "Triệu USD" → "triệu USD"; "USD" stays.
  const first = text.charAt(0)
  return text.length > 1 && text.charAt(1) === text.charAt(1).toLocaleUpperCase('vi') && /\p{L}/u.test(text.charAt(1))
    ? text
    : first.toLocaleLowerCase('vi') + text.slice(1)
}

const percentUnit = (measure: CubeMeasure): boolean => measure.unit.vi.trim() === '%'

const withUnit = ({ measure, cell }: Pick<Scene, 'measure' | 'cell'>, bare: boolean): Bilingual =>
  each((language) => {
    const figure = formatCell(cell, measure, language)
    const unit = lower(measure.unit[language].trim())
    if (bare || unit === '') return figure
    return unit === '%' && language === 'en' ? `${figure}%` : `${figure} ${unit}`
  })

const numberOf = (cell: FoundCell, measure: CubeMeasure): number | null => {
  const decimal = cellDecimal(cell, measure)
  return decimal === null ? null : Number(decimal.units) / 10 ** decimal.scale
}

/** Words for a difference: its direction is that of the rounded number printed beside it. */
const changeWords = (now: number, before: number, measure: CubeMeasure): Bilingual => {
  if (now === before) return both('không đổi', 'unchanged')
  const inPoints = percentUnit(measure)
  const relative = !inPoints && before > 0
  const amount = relative ? (now / before - 1) * 100 : now - before
  const decimals = relative || inPoints ? 1 : measure.decimals
  const rounded = Math.round(Math.abs(amount) * 10 ** decimals) / 10 ** decimals
  if (rounded === 0) return both('gần như không đổi', 'virtually unchanged')
  return each((language) => {
    const size = formatDouble(rounded, { decimals }, language)
    const up = amount > 0
    if (language === 'vi') {
      const unit = relative ? '%' : inPoints ? ' điểm phần trăm' : ` ${lower(measure.unit.vi)}`
      return `${up ? 'tăng' : 'giảm'} ${size}${unit}`
    }
    const unit = relative ? '%' : inPoints ? ' percentage points' : ` ${lower(measure.unit.en)}`
    return `${up ? 'up' : 'down'} ${size}${unit}`
  })
}

const againstWords = (scene: Scene, against: LiveFigure['against']): Bilingual => {
  if (against === 'year_before') {
    const time = scene.cube.dimensions.findLast((dimension) => dimension.time !== null)?.time
    if (time === 'school_year') return both('so với năm học trước', 'from the previous school year')
    return time === 'year'
      ? both('so với năm trước', 'from the previous year')
      : both('so với cùng kỳ năm trước', 'from a year earlier')
  }
  if (against === 'previous_period') return both('so với kỳ trước', 'from the previous period')
  return both('', '')
}

const basePlace = ({ cube, place }: Scene, against: LiveFigure['against']): number[] | null =>
  typeof against === 'object' ? placeAt(cube, against.address).place : earlierPlace(cube, place, against)

const baseCell = (scene: Scene, against: LiveFigure['against']): FoundCell | null => {
  const place = basePlace(scene, against)
  return place === null ? null : cellAtPlace(scene.cube, place, scene.measureIndex)
}

const unavailable = (cell: FoundCell | null): LiveText =>
  cell !== null && withheld(cell)
    ? { text: withheldText, state: 'withheld' }
    : { text: unknownText, state: 'not_available' }

/** How many parts of its periods a place was delivered with; whole periods say nothing. */
const partsAt = ({ cube }: Pick<Scene, 'cube'>, place: readonly number[]): string =>
  cube.dimensions
    .flatMap((dimension, d) => {
      const partial = dimension.categories[place[d] ?? -1]?.partial
      return partial ? [`${d}:${partial.delivered}/${partial.of} ${partial.kind}`] : []
    })
    .join(' ')

/** A part of a period, on either side, cannot be set against another: which months they are is not known here. */
const comparable = (scene: Scene, against: LiveFigure['against']): boolean => {
  const base = basePlace(scene, against)
  return base !== null && partsAt(scene, scene.place) === '' && partsAt(scene, base) === ''
}

const changeText = (scene: Scene, against: LiveFigure['against']): LiveText => {
  const base = baseCell(scene, against)
  if (withheld(scene.cell)) return unavailable(scene.cell)
  if (base === null || withheld(base)) return unavailable(base)
  if (!comparable(scene, against)) return unavailable(null)
  const now = numberOf(scene.cell, scene.measure)
  const before = numberOf(base, scene.measure)
  if (now === null || before === null) return unavailable(null)
  return { text: changeWords(now, before, scene.measure), state: 'ok' }
}

const shareText = (scene: Scene, against: LiveFigure['against']): LiveText => {
  const base = typeof against === 'object' ? baseCell(scene, against) : wholeOf(scene)
  if (withheld(scene.cell)) return unavailable(scene.cell)
  if (base === null || withheld(base)) return unavailable(base)
  const part = numberOf(scene.cell, scene.measure)
  const whole = numberOf(base, scene.measure)
  if (part === null || whole === null || whole <= 0) return unavailable(null)
  return { text: each((language) => `${formatDouble((100 * part) / whole, { decimals: 1 }, language)}%`), state: 'ok' }
}

/** The cell with every dimension but time at its total. */
const wholeOf = ({ cube, place, measureIndex }: Scene): FoundCell | null => {
  const whole = place.map((category, d) => {
    const dimension = cube.dimensions[d]
    if (!dimension || dimension.time !== null) return category
    const total = dimension.categories.findIndex((c) => c.kind === 'total')
    return total < 0 ? category : total
  })
  return cellAtPlace(cube, whole, measureIndex)
}

const counted = new Set<CubeMeasure['statistic']>(['count', 'sum', 'distinct'])

type Ranked = { category: number; value: number }

/**
 * Figures of the categories of a dimension at this place, largest first; null where one of them is withheld or not
 * there.
 */
type Ranking = {
  dimension: number
  ranked: Ranked[]
  /** How many have no figure, so that nothing is said of their place. */
  unknown: number
  /** The table shows some of the categories only; the rest stand together as others. */
  cut: boolean
}

const ranking = (scene: Scene, among: string | undefined): Ranking | LiveText => {
  const { cube, place, measureIndex, measure } = scene
  const dimension = cube.dimensions.findIndex((d) => d.variable === among)
  const found = cube.dimensions[dimension]
  if (!found) return { text: unknownText, state: 'missing' }
  const ranked: Ranked[] = []
  let unknown = 0
  for (const [category, { kind }] of found.categories.entries()) {
    if (kind !== 'value') continue
    const cell = cellAtPlace(
      cube,
      place.map((c, d) => (d === dimension ? category : c)),
      measureIndex,
    )
    // A rank among figures of which one is hidden would tell its bounds, or be wrong.
    if (withheld(cell)) return { text: withheldText, state: 'withheld' }
    // What did not occur is none of it, and has its place in the order.
    const value = cell.status === 'none' && counted.has(measure.statistic) ? 0 : numberOf(cell, measure)
    if (value === null) unknown += 1
    else ranked.push({ category, value })
  }
  ranked.sort((a, b) => b.value - a.value || a.category - b.category)
  return { dimension, ranked, unknown, cut: found.categories.some((c) => c.kind === 'others') }
}

const rankText = (scene: Scene, among: string | undefined): LiveText => {
  const found = ranking(scene, among)
  if (!('ranked' in found)) return found
  const own = found.ranked.find((entry) => entry.category === scene.place[found.dimension])
  if (!own) return unavailable(null)
  const rank = 1 + found.ranked.filter((entry) => entry.value > own.value).length
  const shared = found.ranked.filter((entry) => entry.value === own.value).length > 1
  // Of how many is said where all are known: neither those without a figure nor those put together as others are
  // counted in silence.
  const of = found.ranked.length
  const whole = found.cut
    ? both('', '')
    : both(
        ` trong ${of}${found.unknown > 0 ? ' có số liệu' : ''}`,
        ` of ${of}${found.unknown > 0 ? ' with figures' : ''}`,
      )
  return {
    text: both(
      `${shared ? 'cùng đứng' : 'đứng'} thứ ${rank}${whole.vi}`,
      `${shared ? 'joint ' : ''}number ${rank}${whole.en}`,
    ),
    state: 'ok',
  }
}

const extremeText = (
  scene: Scene,
  among: string | undefined,
  which: 'largest' | 'smallest',
  bare: boolean,
): LiveText => {
  const found = ranking(scene, among)
  if (!('ranked' in found)) return found
  // The smallest of those shown need not be the smallest: others are smaller still.
  if (which === 'smallest' && found.cut) return unavailable(null)
  const first = which === 'largest' ? found.ranked[0] : found.ranked.at(-1)
  if (!first) return unavailable(null)
  const dimension = scene.cube.dimensions[found.dimension]
  const names = found.ranked
    .filter((entry) => entry.value === first.value)
    .map((entry) => dimension?.categories[entry.category]?.label ?? both('', ''))
  const place = scene.place.map((c, d) => (d === found.dimension ? first.category : c))
  const figure = withUnit({ measure: scene.measure, cell: cellAtPlace(scene.cube, place, scene.measureIndex) }, false)
  const text = each((language) => {
    const list = names.map((name) => name[language]).join(language === 'vi' ? ' và ' : ' and ')
    return bare ? list : `${list} (${figure[language]})`
  })
  return { text, state: 'ok' }
}

const partNames: Record<string, Bilingual> = {
  month: both('tháng', 'months'),
  quarter: both('quý', 'quarters'),
}

/** "6/12 tháng" of a period that was delivered in part; null where all of it was. */
const partWords = ({ cube, place }: Scene): Bilingual | null => {
  for (const [d, dimension] of cube.dimensions.entries()) {
    const partial = dimension.categories[place[d] ?? -1]?.partial
    if (!partial) continue
    const name = partNames[partial.kind] ?? both('phần', 'parts')
    return both(`${partial.delivered}/${partial.of} ${name.vi}`, `${partial.delivered} of ${partial.of} ${name.en}`)
  }
  return null
}

/** The figure with the mark of a period that is not whole. */
const marked = (scene: Scene, text: Bilingual): Bilingual => {
  const parts = partWords(scene)
  return parts === null ? text : each((language) => `${text[language]} (${parts[language]})`)
}

const hedges: Record<FigureStatus, Bilingual> = {
  estimate: both('ước đạt', 'is estimated at'),
  preliminary: both('đạt sơ bộ', 'is put at a preliminary'),
  official: both('đạt', 'was'),
}

const periodWords = (code: string): Bilingual => {
  const label = periodLabel(code)
  const kind = parsePeriod(code)?.kind
  return both(lower(label.vi), kind === 'school_year' ? `the ${lower(label.en)}` : label.en)
}

const sentenceText = (scene: Scene, against: LiveFigure['against']): LiveText => {
  const { cube, place, measure, cell } = scene
  const parts = cube.dimensions.flatMap((dimension, d) => {
    const category = dimension.categories[place[d] ?? -1]
    return dimension.time === null && category && category.kind === 'value' ? [category.label] : []
  })
  const time = cube.dimensions.findLastIndex((dimension) => dimension.time !== null)
  const period = cube.dimensions[time]?.categories[place[time] ?? -1]
  const subject = each((language) => {
    const where = parts.map((label) => label[language]).join(', ')
    const named = where === '' ? measure.label[language] : `${measure.label[language]} (${where})`
    if (period?.kind !== 'value') return named
    return language === 'vi' ? `${named} ${periodWords(period.code).vi}` : `${named} in ${periodWords(period.code).en}`
  })
  if (withheld(cell))
    return {
      text: both(`${subject.vi} ${withheldText.vi}.`, `${subject.en} is ${withheldText.en}.`),
      state: 'withheld',
    }
  if (cell.status !== 'value') {
    const reason = statusLabels[cell.status === 'none' ? 'none' : 'not_available']
    return { text: each((l) => `${subject[l]}: ${lower(reason[l])}.`), state: 'not_available' }
  }
  const figure = marked(scene, withUnit(scene, false))
  const hedge = hedges[figureStatusAt(cube, place)]
  const change = changeText(scene, against)
  const basis = againstWords(scene, against)
  const tail = each((l) => (change.state === 'ok' ? `, ${change.text[l]} ${basis[l]}`.trimEnd() : ''))
  return { text: each((l) => `${subject[l]} ${hedge[l]} ${figure[l]}${tail[l]}.`), state: 'ok' }
}

/**
 * What a live figure says of a cube. The cube must be one whose figures may be shown (protected, for anything that
 * leaves).
 */
export const liveFigureText = (cube: Cube, figure: LiveFigure): LiveText => {
  const measureIndex = figure.measure === undefined ? 0 : cube.measures.findIndex((m) => m.id === figure.measure)
  const measure = cube.measures[measureIndex]
  const { place } = placeAt(cube, figure.address)
  if (!measure || place === null) return { text: unknownText, state: 'missing' }
  const scene: Scene = { cube, measure, measureIndex, place, cell: cellAtPlace(cube, place, measureIndex) }
  switch (figure.show) {
    case 'value':
      return scene.cell.status === 'value'
        ? { text: marked(scene, withUnit(scene, figure.bare)), state: 'ok' }
        : unavailable(scene.cell)
    case 'change':
      return changeText(scene, figure.against)
    case 'share':
      return shareText(scene, figure.against)
    case 'rank':
      return rankText(scene, figure.among)
    case 'largest':
    case 'smallest':
      return extremeText(scene, figure.among, figure.show, figure.bare)
    case 'sentence':
      return sentenceText(scene, figure.against)
  }
}
