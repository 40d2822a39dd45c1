// Every text of a chart but its axis numbers: title, unit, source, names of series and categories, the sentence for screen readers.
// In: cube, definition, what is drawn, a language. Out: texts, not yet wrapped. Never a position.
import type { ChartDefinition } from '../model/chart.ts'
import type { Cube } from '../model/cube.ts'
import type { Bilingual, Language } from '../model/text.ts'
import { figureStatusLabels } from '../format/cell.ts'
import { formatPeriodShort } from '../format/time.ts'
import type { ChartData } from './chartData.ts'

export type ChartTexts = {
  title: string
  unit: string
  measureUnit: string
  source: string[]
  withheld: string[]
  series: string[]
  categories: string[]
  full: string[]
  description: string
}

export const chartTexts = (
  cube: Cube,
  definition: ChartDefinition,
  data: ChartData,
  language: Language,
): ChartTexts => {
  const vi = language === 'vi'
  const of = (text: Bilingual) => text[language] || text.vi
  const title = of(definition.title) || of(cube.title)
  const measureUnit = of(data.measure.unit)
  const held = data.held.map((h) => of(h.category.label)).join('; ')
  const single = data.series.length > 1 || of(data.measure.label) === title ? '' : of(data.measure.label)
  const unit = [single, measureUnit === '' ? '' : `${vi ? 'Đơn vị tính' : 'Unit'}: ${measureUnit}`, held]
    .filter((t) => t !== '')
    .join(' · ')
  const status = cube.status === 'official' ? '' : ` (${of(figureStatusLabels[cube.status])})`
  const withheld =
    data.withheld > 0
      ? [vi ? `Không vẽ ${data.withheld} số liệu không công bố.` : `${data.withheld} withheld figures are not drawn.`]
      : []
  const source = of(cube.source)
  const sourceLine = source === '' ? '' : `${vi ? 'Nguồn' : 'Source'}: ${source}${status}`
  const full = data.categories.map((c) => of(c.label))
  const categories = data.categories.map((c, i) =>
    data.category.time && c.kind === 'value' ? formatPeriodShort(c.code, language) : (full[i] ?? ''),
  )
  const series = data.series.map((s) => of(s.label))
  return {
    title,
    unit,
    measureUnit,
    source: [...withheld, ...definition.notes.map(of), sourceLine],
    withheld: [...withheld, ...definition.notes.map(of)],
    series,
    categories,
    full,
    description: [title, unit].join('. '),
  }
}
