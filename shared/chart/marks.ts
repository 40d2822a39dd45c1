// Reference lines and bands, breaks in the series, numbered notes, names at line ends. In: a drawing, a plot. Out:
// shapes with places that meet no other text. Never a mark at a category that is not drawn.
import { fontSizes } from './chartFrame.ts'
import { categoryAt } from './chartNotes.ts'
import type { Plot } from './cartesianPlan.ts'
import type { Drawing } from './drawing.ts'
import { textWidth, wrapText } from './textFit.ts'
import { lineShape, rectShape, spread, textShape } from './textShapes.ts'

export type SideLabel = { text: string; at: number; colour: string }

const size = fontSizes.label
const lineHeight = size * 1.25

/** Names beside the plot, wrapped to at most two lines and spread along it. */
export const sideLabels = (labels: SideLabel[], most: number, along?: { from: number; to: number }) => {
  const wrapped = labels.map((l) => wrapText(l.text, most, size, 2))
  const width = Math.max(0, ...wrapped.flat().map((line) => textWidth(line, size)))
  const cut = wrapped.some((lines) => lines.at(-1)?.endsWith('…'))
  const places = along
    ? spread(
        labels.map((l, i) => ({ at: l.at, size: (wrapped[i]?.length ?? 1) * lineHeight + 1 })),
        along.from,
        along.to,
      )
    : labels.map(() => 0)
  return {
    width: most,
    room: width === 0 ? 0 : width + 10,
    fits: !cut && places !== null,
    shapes: (x: number) =>
      labels.flatMap((label, i) => {
        const y = places?.[i] ?? 0
        const text = textShape({ text: wrapped[i]?.join('\n') ?? '', x: x + 4, y, size, colour: label.colour })
        return Math.abs(y - label.at) > 3
          ? [text, lineShape([x - 4, label.at], [x + 3, y], label.colour, { width: 0.6 })]
          : [text]
      }),
  }
}

export type Marks = {
  references: { from: number; to?: number; label: string }[]
  /** Along the top of the plot: numbers of notes, signs of breaks. */
  points: { category: number; text: string; before: boolean }[]
}

export const marksOf = ({ definition, data, language }: Drawing): Marks => ({
  references: (definition.references ?? []).map(({ from, to, label }) => ({
    from: to === undefined ? from : Math.min(from, to),
    ...(to === undefined ? {} : { to: Math.max(from, to) }),
    label: label[language] || label.vi,
  })),
  points: [
    ...(definition.breaks ?? []).flatMap(({ before }) => {
      const category = categoryAt(data, before)
      return category > 0 ? [{ category, text: '¦', before: true }] : []
    }),
    ...(definition.annotations ?? []).flatMap((a, i) => {
      const category = categoryAt(data, a.category)
      return category >= 0 ? [{ category, text: `(${i + 1})`, before: false }] : []
    }),
  ],
})

export const markShapes = ({ look, data }: Drawing, plot: Plot, marks: Marks, head: number): object[] => {
  const shapes: object[] = []
  const { left, top, width, height, horizontal } = plot
  const clamp = (v: number): number => Math.max(plot.axis.min, Math.min(plot.axis.max, v))
  for (const { from, to } of marks.references) {
    const [a, b] = [plot.to(clamp(from)), plot.to(clamp(to ?? from))]
    if (to !== undefined)
      shapes.push(
        rectShape(
          horizontal
            ? { x: Math.min(a, b), y: top, width: Math.abs(b - a), height }
            : { x: left, y: Math.min(a, b), width, height: Math.abs(b - a) },
          { fill: look.muted, opacity: 0.12 },
        ),
      )
    for (const at of to === undefined ? [a] : [a, b])
      shapes.push(
        horizontal
          ? lineShape([at, top - 2], [at, top + height], look.muted, { dash: [5, 3] })
          : lineShape([left, at], [left + width, at], look.muted, { dash: [5, 3] }),
      )
  }
  if (horizontal) shapes.push(...topLabels(marks, plot, head, look.muted))
  const step = data.categories.length > 1 ? Math.abs(plot.at(1) - plot.at(0)) : 0
  const sign = horizontal === true && plot.at(1) < plot.at(0) ? -1 : 1
  const places = spread(
    marks.points.map((p) => ({
      at: plot.at(p.category) - (p.before ? (sign * step) / 2 : 0),
      size: horizontal ? size * 1.2 : textWidth(p.text, size) + 4,
    })),
    horizontal ? top : left - 20,
    horizontal ? top + height : left + width + 20,
  )
  marks.points.forEach((p, i) => {
    const at = plot.at(p.category) - (p.before ? (sign * step) / 2 : 0)
    if (p.before)
      shapes.push(
        horizontal
          ? lineShape([left, at], [left + width, at], look.text, { dash: [2, 3] })
          : lineShape([at, top - 2], [at, top + height], look.text, { dash: [2, 3] }),
      )
    else if (places)
      shapes.push(
        ...leader(plot, data.series[0]?.points[p.category]?.shown ?? null, at, head, look.muted),
        textShape(
          horizontal
            ? {
                text: p.text,
                x: left + width - 2,
                y: places[i] ?? at,
                size: fontSizes.small,
                colour: look.text,
                align: 'right',
              }
            : {
                text: p.text,
                x: places[i] ?? at,
                y: top - head + 7,
                size: fontSizes.small,
                colour: look.text,
                align: 'center',
              },
        ),
      )
  })
  return shapes
}

/** From the number of a note down to the figure it speaks of. */
const leader = (plot: Plot, value: number | null, at: number, head: number, colour: string): object[] => {
  if (plot.horizontal || value === null || value < plot.axis.min || value > plot.axis.max) return []
  const [from, to] = [plot.top - head + 14, plot.to(value) - 16]
  return to - from < 12 ? [] : [lineShape([at, from], [at, to], colour, { width: 0.6 })]
}

/** Labels of reference lines above a plot that lies on its side. */
const topLabels = (marks: Marks, plot: Plot, head: number, colour: string): object[] => {
  const widths = marks.references.map((r) => textWidth(r.label, fontSizes.small) + 8)
  const places = spread(
    marks.references.map((r, i) => ({ at: plot.to(r.to ?? r.from), size: widths[i] ?? 0 })),
    8,
    plot.left + plot.width,
  )
  if (!places) return []
  return marks.references.map((r, i) =>
    textShape({
      text: r.label,
      x: places[i] ?? 0,
      y: plot.top - head + 6,
      size: fontSizes.small,
      colour,
      align: 'center',
    }),
  )
}
