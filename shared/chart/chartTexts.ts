// Every text of a chart but its axis numbers: title, unit, source, names of series and categories, the sentence for
// screen readers. In: cube, definition, what is drawn, a language. Out: texts, not yet wrapped. Never a position.
import { staleNote } from '../format/staleLinks.ts'
import { formatCell, figureStatusLabels } from '../format/cell.ts'
import { formatPeriodShort } from '../format/time.ts'
import type { ChartDefinition } from '../model/chart.ts'
import { categoryKey } from '../model/cube.ts'
import type { Cube, PartialPeriod } from '../model/cube.ts'
import type { Bilingual, Language } from '../model/text.ts'
import type { ChartData } from './chartData.ts'
import { chartNotes } from './chartNotes.ts'

export type ChartTexts = {
  title: string
  unit: string
  measureUnit: string
  source: string[]
  /** What must be said even where title and source stand outside the drawing. */
  withheld: string[]
  series: string[]
  categories: string[]
  full: string[]
  /** Periods not whole yet, by category. */
  partial: (PartialPeriod | undefined)[]
  /** For those who do not see the picture: what it shows, from where to where. */
  description: string
}

const extremes = (data: ChartData, full: string[], series: string[], language: Language): string => {
  let least: { value: number; text: string } | null = null
  let greatest: { value: number; text: string } | null = null
  data.series.forEach((s, i) =>
    s.points.forEach((point, c) => {
      if (point.shown === null) return
      const name = [full[c], data.series.length > 1 ? series[i] : ''].filter(Boolean).join(', ')
      const figure = point.cell < 0 ? String(point.shown) : formatCell(point, data.measure, language)
      const text = `${name} (${figure})`
      if (!least || point.shown < least.value) least = { value: point.shown, text }
      if (!greatest || point.shown > greatest.value) greatest = { value: point.shown, text }
    }),
  )
  const [low, high] = [least as { text: string } | null, greatest as { text: string } | null]
  if (!low || !high) return ''
  return language === 'vi'
    ? `Lớn nhất: ${high.text}; nhỏ nhất: ${low.text}.`
    : `Largest: ${high.text}; smallest: ${low.text}.`
}

/**
 * Names that read alike are told apart by their codes: two bars of one name, or one entry in the legend for two series,
 * say nothing.
 */
const toldApart = (names: readonly string[], keys: readonly string[]): string[] =>
  names.map((name, i) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${(keys[i] ?? '').replace('@', ', ')})`,
  )

export const chartTexts = (
  cube: Cube,
  definition: ChartDefinition,
  data: ChartData,
  language: Language,
): ChartTexts => {
  const vi = language === 'vi'
  const of = (text: Bilingual) => text[language] || text.vi
  const own = (key: string): string | undefined => {
    const text = definition.texts?.[key]
    return text ? of(text) : undefined
  }
  const title = of(definition.title) || of(cube.title)
  const measureUnit = of(data.measure.unit)
  const held = data.held.map((h) => of(h.category.label)).join('; ')
  const single = data.series.length > 1 || of(data.measure.label) === title ? '' : of(data.measure.label)
  const unit = [single, measureUnit === '' ? '' : `${vi ? 'Đơn vị tính' : 'Unit'}: ${measureUnit}`, held]
    .filter((t) => t !== '')
    .join(' · ')
  const status = cube.status === 'official' ? '' : ` (${of(figureStatusLabels[cube.status])})`
  const source = of(cube.source)
  const sourceLine = own('source') ?? (source === '' ? '' : `${vi ? 'Nguồn' : 'Source'}: ${source}${status}`)
  const partial = data.categories.map((c) => c.partial)
  const keys = data.categories.map(categoryKey)
  const full = toldApart(
    data.categories.map((c) => own(`category:${categoryKey(c)}`) ?? of(c.label)),
    keys,
  )
  const categories = data.categories.map((c, i) => {
    const named = own(`category:${categoryKey(c)}`) === undefined ? undefined : full[i]
    const text = data.category.time && c.kind === 'value' ? formatPeriodShort(c.code, language) : (full[i] ?? '')
    return `${named ?? text}${partial[i] ? '*' : ''}`
  })
  const series = toldApart(
    data.series.map((s) => own(`series:${s.key}`) ?? of(s.label)),
    data.series.map((s) => s.key),
  )
  const stale = staleNote(cube.provenance)
  const notes = [
    ...(stale === null ? [] : [of(stale)]),
    ...chartNotes({ definition, data, full, categories, partial, language }),
  ]
  const missing = data.series.reduce((n, s) => n + s.points.filter((p) => p.shown === null).length, 0)
  const shown = vi
    ? `${data.categories.length} nhóm${series.length > 1 ? `, ${series.length} chuỗi: ${series.slice(0, 8).join('; ')}` : ''}.`
    : `${data.categories.length} categories${series.length > 1 ? `, ${series.length} series: ${series.slice(0, 8).join('; ')}` : ''}.`
  const gaps = vi ? `${missing} chỗ không có số liệu.` : `${missing} places without a figure.`
  return {
    title,
    unit: own('unit') ?? unit,
    measureUnit,
    source: [...notes, ...definition.notes.map(of), sourceLine],
    withheld: [...notes, ...definition.notes.map(of)],
    series,
    categories,
    full,
    partial,
    description: [
      `${title}. ${unit}.`,
      shown,
      extremes(data, full, series, language),
      ...(missing > 0 ? [gaps] : []),
      ...notes,
    ].join(' '),
  }
}
