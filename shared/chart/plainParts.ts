// The parts every kind of chart has alike: title, unit, source, fonts, the description for screen readers, patterns.
// In: a drawing, its frame. Out: a part of the option. Never a series.
import { chartFrame, titleEntry } from './chartFrame.ts'
import type { ChartFrame } from './chartFrame.ts'
import { chartFont } from './chartTheme.ts'
import type { Drawing } from './drawing.ts'

export const plainParts = ({ look, text }: Drawing, frame: ChartFrame, patterned: boolean) => ({
  animation: false,
  backgroundColor: look.background,
  textStyle: { fontFamily: chartFont, color: look.text, fontSize: 10.5 },
  title: [
    titleEntry(frame.title, look.text, 700, chartFont),
    titleEntry(frame.unit, look.muted, 400, chartFont),
    titleEntry(frame.source, look.muted, 400, chartFont),
  ].filter((t) => t.text !== ''),
  aria: {
    enabled: true,
    label: { description: text.description },
    decal: { show: patterned, ...(patterned ? { decals: look.decals.map((decal) => ({ ...decal })) } : {}) },
  },
})

/** The frame of a drawing whose kind has a legend of these names, or none. */
export const frameOf = ({ definition, text, heading }: Drawing, legend: string[] = [], unit = text.unit): ChartFrame =>
  chartFrame({
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
    title: heading ? text.title : '',
    unit,
    source: heading ? text.source : text.withheld,
    legend,
  })
