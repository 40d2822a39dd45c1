// A chart as SVG, drawn without a DOM by ECharts' server-side renderer. In: a protected cube, a chart definition, a
// language. Out: one self-contained SVG at the printed size in millimetres, or the drawing alone to stand inside a
// page. Never a bitmap.
import * as echarts from 'echarts'
import { chartOption, chartPixels } from '#shared/chart/chartOption.ts'
import type { ChartTheme } from '#shared/chart/chartTheme.ts'
import { textWidth } from '#shared/chart/textFit.ts'
import type { ChartDefinition, ChartThemeDefinition } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'
import { chartFaces, fontFaceCss } from './fonts.ts'
import { escapeXml } from './escapeXml.ts'

// ECharts has no canvas here to measure text with; it would guess for Latin letters without diacritics.
echarts.setPlatformAPI({
  measureText: (text, font = '') => ({
    width: textWidth(text, Number(/([\d.]+)px/.exec(font)?.[1] ?? 12), /bold|700/.test(font)),
  }),
})

export type ChartSvgOptions = {
  /** The definition's own theme unless given. */
  theme?: ChartTheme
  /**
   * For a page that has our fonts and prints title and source itself. `id` keeps the names inside apart from other
   * charts.
   */
  inline?: { id: string }
  /** Each mark says its figure to whoever points at it, in the words of the screen. */
  pointed?: boolean
  /** The saved theme the definition names. */
  office?: ChartThemeDefinition | null
}

export const renderChartSvg = (
  cube: ProtectedCube,
  definition: ChartDefinition,
  language: Language,
  { theme, inline, pointed = false, office = null }: ChartSvgOptions = {},
): string => {
  const option = chartOption(cube, definition, language, theme ?? definition.theme, {
    heading: inline === undefined,
    office,
  })
  const { width, height } = chartPixels(definition)
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    const { description = '' } = (option.aria as { label?: { description?: string } } | undefined)?.label ?? {}
    const drawn = chart.renderToSVGString({ useViewBox: true })
    return finish(pointed ? withWords(drawn, option) : drawn, cube, definition, language, description, inline?.id)
  } finally {
    chart.dispose()
  }
}

type Pointed = { dataIndex: number; seriesIndex: number; seriesName: string }

/** What the screen says over a mark stands in the mark as its title: no script is needed to read it. */
const withWords = (svg: string, option: echarts.EChartsOption): string => {
  const tooltip = Array.isArray(option.tooltip) ? option.tooltip[0] : option.tooltip
  const words = tooltip?.formatter as ((given: Pointed) => unknown) | string | undefined
  if (typeof words !== 'function') return svg
  const series = [option.series ?? []].flat()
  // Decals lie over the marks and say nothing themselves: the pointer reaches through them.
  const reached = svg.replace(/<path\b[^>]*fill="url\([^>]*>/g, (tag) =>
    tag.includes('ecmeta_data_index') ? tag : tag.replace('pointer-events="visible"', 'pointer-events="none"'),
  )
  return reached.replace(
    /(<(path|rect|circle|polygon|polyline)\b[^>]* ecmeta_series_index="(\d+)"[^>]* ecmeta_data_index="(\d+)"[^>]*>)(<\/\2>)/g,
    (_whole, open: string, _tag: string, s: string, d: string, close: string) => {
      const seriesName = String(series[Number(s)]?.name ?? '')
      const said = words({ dataIndex: Number(d), seriesIndex: Number(s), seriesName })
      return `${open}<title>${escapeXml(typeof said === 'string' ? said : '')}</title>${close}`
    },
  )
}

const finish = (
  raw: string,
  cube: ProtectedCube,
  definition: ChartDefinition,
  language: Language,
  described: string,
  id: string | undefined,
): string => {
  const { width, height } = chartPixels(definition)
  const title = definition.title[language] || cube.title[language]
  // Styles of hovering, and the numbering of clips and patterns, which differs from run to run and clashes between
  // charts of a page.
  let body = raw
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ class="[^"]*"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
  const names = new Map<string, string>()
  body = body.replace(/zr\d+-[a-z]+-?\d+/g, (name) => {
    const own = names.get(name) ?? `${id ?? 'chart'}-${names.size}`
    names.set(name, own)
    return own
  })
  const size = `width="${definition.widthMm}mm" height="${definition.heightMm}mm" viewBox="0 0 ${width} ${height}"`
  const open = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size} role="img" lang="${language}" aria-label="${escapeXml(title)}">`
  const style =
    id === undefined ? `<style>${fontFaceCss(chartFaces)}text{font-variant-numeric:tabular-nums}</style>` : ''
  return `${open}<title>${escapeXml(title)}</title><desc>${escapeXml(described)}</desc>${style}${body}</svg>`
}
