// Where the parts of a chart stand: title, unit, legend, plot, source, each with its own room in pixels of the printed
// size. In: size, texts, label widths. Out: positions and wrapped lines, so that nothing overlaps. Never a colour,
// never data.
import { textWidth, wrapText } from './textFit.ts'

/** CSS pixels in a millimetre: a chart of 160 mm is drawn 605 px wide and printed to scale. */
export const pixelsPerMm = 96 / 25.4

export const fontSizes = { title: 13, unit: 11, label: 10.5, small: 9.5 } as const
const lineHeight = 1.4

export type TextBlock = { lines: string[]; top: number; size: number; height: number }

export type ChartFrame = {
  width: number
  height: number
  title: TextBlock
  unit: TextBlock
  source: TextBlock
  legend: { top: number; rows: number; itemWidth: number } | null
  /** Room left for plot and axis labels. */
  plot: { top: number; bottom: number; left: number; right: number }
}

const margin = 8
/** Between the items of a legend, and between its rows. */
export const legendGap = 10

const block = (
  text: string,
  width: number,
  { size, top, maxLines, bold = false }: { size: number; top: number; maxLines: number; bold?: boolean },
): TextBlock => {
  const lines = text === '' ? [] : wrapText(text, width, size, maxLines, bold)
  return { lines, top, size, height: lines.length * size * lineHeight }
}

/** Rows a legend needs when its items flow from left to right. */
const legendRows = (labels: string[], width: number, itemWidth: number): number => {
  let rows = 1
  let used = 0
  for (const label of labels) {
    const item = itemWidth + 6 + textWidth(label, fontSizes.label) + legendGap
    if (used > 0 && used + item > width) {
      rows += 1
      used = 0
    }
    used += item
  }
  return rows
}

export const chartFrame = (input: {
  widthMm: number
  heightMm: number
  title: string
  unit: string
  source: string[]
  legend: string[]
}): ChartFrame => {
  const width = Math.round(input.widthMm * pixelsPerMm)
  const height = Math.round(input.heightMm * pixelsPerMm)
  const inner = width - 2 * margin
  const title = block(input.title, inner, { size: fontSizes.title, top: margin, maxLines: 3, bold: true })
  const unit = block(input.unit, inner, {
    size: fontSizes.unit,
    top: title.top + title.height + (title.height > 0 ? 2 : 0),
    maxLines: 2,
  })
  const itemWidth = 26
  const rows = input.legend.length > 1 ? legendRows(input.legend, inner, itemWidth) : 0
  const legendTop = unit.top + unit.height + 3
  const legend = rows > 0 ? { top: legendTop, rows, itemWidth } : null
  const sourceLines = input.source.flatMap((text) => (text === '' ? [] : wrapText(text, inner, fontSizes.small, 3)))
  const sourceHeight = sourceLines.length * fontSizes.small * lineHeight
  const source: TextBlock = {
    lines: sourceLines,
    top: height - sourceHeight - 5,
    size: fontSizes.small,
    height: sourceHeight,
  }
  return {
    width,
    height,
    title,
    unit,
    source,
    legend,
    plot: {
      top: legendTop + (rows === 0 ? 0 : rows * fontSizes.label * lineHeight + (rows - 1) * legendGap + 4) + 6,
      bottom: sourceLines.length > 0 ? source.top - 6 : height - margin,
      left: margin,
      right: width - margin,
    },
  }
}

/** ECharts title entry of a block: lines placed by us, never wrapped by a font measure we do not have. */
export const titleEntry = (text: TextBlock, colour: string, weight: 400 | 700, font: string) => ({
  text: text.lines.join('\n'),
  left: margin,
  top: text.top,
  padding: 0,
  textStyle: {
    color: colour,
    fontSize: text.size,
    fontWeight: weight,
    fontFamily: font,
    lineHeight: text.size * lineHeight,
  },
})
