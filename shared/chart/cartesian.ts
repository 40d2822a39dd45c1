// A chart on two axes, one of categories and one of figures: frame, axes, legend, marks and tooltip around the series
// of a kind. In: a drawing and how its series are drawn. Out: the whole option. Never a kind's own rule: those are in
// kinds/.
import type { Plot, CartesianPlan } from './cartesianPlan.ts'
import type { EChartsOption } from 'echarts'
import { fail } from '../model/failure.ts'
import { categoryAxisOf } from './categoryAxisOption.ts'
import { fontSizes } from './chartFrame.ts'
import type { ChartFrame } from './chartFrame.ts'
import type { Drawing } from './drawing.ts'
import { legendOf } from './legend.ts'
import { markShapes, marksOf, sideLabels } from './marks.ts'
import type { SideLabel } from './marks.ts'
import { mirroredAxis, niceAxis } from './niceAxis.ts'
import type { NiceAxis } from './niceAxis.ts'
import { placeCategoryAxis } from './placeCategoryAxis.ts'
import type { CategoryPlacement } from './categoryAxis.ts'
import { frameOf, plainParts } from './plainParts.ts'
import { textWidth } from './textFit.ts'
import { textShape } from './textShapes.ts'
import { axisTooltip } from './tooltip.ts'
import { axisLabel, axisName, axisRoom, axisScale, valueAxisOf } from './valueAxis.ts'
import { missingShapes, showsValues, valueShapes } from './valueLabels.ts'

const axisOf = (plan: CartesianPlan, references: number[], ticks: number): NiceAxis => {
  if (typeof plan.axis === 'object') return plan.axis
  let low = Infinity
  let high = -Infinity
  const take = (value: number): void => {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (plan.stacked) {
    for (let c = 0; c < (plan.values[0]?.length ?? 0); c += 1) {
      let above = 0
      let below = 0
      for (const series of plan.values) {
        const value = series[c] ?? 0
        if (value >= 0) above += value
        else below += value
      }
      take(above)
      take(below)
    }
  } else for (const series of plan.values) for (const value of series) if (value !== null) take(value)
  for (const value of references) take(value)
  if (low > high) [low, high] = [0, 1]
  if (plan.axis === 'mirrored') return mirroredAxis(Math.max(Math.abs(low), Math.abs(high)))
  return niceAxis(low, high, { zero: plan.axis !== 'free', ticks })
}

/** As many steps as their numbers have room, level or upright. */
export const ticksIn = (pixels: number): number => Math.max(2, Math.min(5, Math.floor(pixels / 26)))

const plotOf = (
  drawing: Drawing,
  plan: CartesianPlan,
  placement: CategoryPlacement,
  room: { left: number; right: number; top: number; bottom: number },
  frame: ChartFrame,
  axis: NiceAxis,
  shows: boolean,
): Plot => {
  const width = frame.width - room.left - room.right
  const height = frame.height - room.top - room.bottom
  const horizontal = placement.orientation === 'horizontal'
  const count = drawing.data.categories.length
  const share = (c: number): number => {
    if (plan.bands !== false) return (c + 0.5) / count
    return count < 2 ? 0.5 : c / (count - 1)
  }
  const valueShare = (v: number): number => (v - axis.min) / (axis.max - axis.min)
  return {
    horizontal,
    showsValues: shows,
    left: room.left,
    top: room.top,
    width,
    height,
    axis,
    at: (c) =>
      horizontal ? room.top + height * (plan.upward ? 1 - share(c) : share(c)) : room.left + width * share(c),
    to: (v) => (horizontal ? room.left + width * valueShare(v) : room.top + height * (1 - valueShare(v))),
  }
}

/** The ends of lines with their names; a line without figures has none. */
const lineEnds = (plan: CartesianPlan, drawing: Drawing, to: (v: number) => number): SideLabel[] =>
  plan.names.flatMap((name, s) => {
    const last = plan.values[s]?.findLast((v) => v !== null)
    return last === undefined || last === null ? [] : [{ text: name, at: to(last), colour: drawing.seriesText(s) }]
  })

type Attempt = { option: EChartsOption; fits: boolean }

const draw = (drawing: Drawing, plan: CartesianPlan, direct: boolean): Attempt => {
  const { data, text, look, language } = drawing
  const frame = frameOf(drawing, plan.names.length > 1 && !direct ? plan.names : [])
  const marks = marksOf(drawing)
  const references = marks.references.flatMap((r) => (r.to === undefined ? [r.from] : [r.from, r.to]))
  const axis0 = axisOf(plan, references, ticksIn(frame.plot.bottom - frame.plot.top - 40))
  const scale = axisScale(data.measure, Math.max(Math.abs(axis0.min), Math.abs(axis0.max)))
  const valueLabel = plan.label ?? ((value: number) => axisLabel(value, scale.power, language))
  const valueRoom = axisRoom(axis0, valueLabel)
  const name = plan.axisName ?? axisName(scale, axis0, text.measureUnit, language)
  const secondRoom = plan.second ? axisRoom(plan.second.axis, plan.second.label) : 0
  const full = frame.plot.right - frame.plot.left - valueRoom
  const ends = (to: (v: number) => number, horizontal: boolean): SideLabel[] => [
    ...(direct ? lineEnds(plan, drawing, to) : []),
    ...(horizontal ? [] : marks.references.map((r) => ({ text: r.label, at: to(r.to ?? r.from), colour: look.muted }))),
  ]
  const side = sideLabels(
    ends(() => 0, plan.orientation === 'horizontal'),
    full * (direct ? 0.34 : 0.24),
  )
  const reserved = Math.max(side.room, secondRoom)
  const narrowed: ChartFrame = { ...frame, plot: { ...frame.plot, right: frame.plot.right - reserved } }
  const placement = placeCategoryAxis(drawing, narrowed, valueRoom, plan)
  const horizontal = placement.orientation === 'horizontal'
  const shows = !plan.plain && showsValues(drawing, plan, placement, narrowed)
  // Figures left of bars below zero need room of their own.
  const axis = shows && axis0.min < 0 ? { ...axis0, min: axis0.min - axis0.interval } : axis0
  // The last label of a line's axis stands half beyond the plot.
  const timeEnd = plan.bands === false && !horizontal ? textWidth(text.categories.at(-1) ?? '', fontSizes.label) / 2 : 0
  const head =
    (plan.head ?? 0) +
    (marks.points.length > 0 || (horizontal && marks.references.length > 0) ? 15 : 0) +
    (shows && !horizontal ? 12 : 0)
  const nameRow = (name !== '' && !horizontal) || plan.second ? 16 : 0
  const lastTick = textWidth(valueLabel(axis.max), fontSizes.label) / 2 + 4
  const figureRoom = shows && horizontal ? drawing.widestFigure + 10 : 0
  const room = {
    left: frame.plot.left + (horizontal ? placement.room : valueRoom),
    right:
      frame.width -
      frame.plot.right +
      (horizontal ? Math.max(lastTick, figureRoom, reserved) : Math.max(4, timeEnd, reserved)),
    top: frame.plot.top + 4 + nameRow + head,
    bottom: frame.height - frame.plot.bottom + (horizontal ? 20 + (name === '' ? 0 : 14) : placement.room),
  }
  const plot = plotOf(drawing, plan, placement, room, frame, axis, shows)
  if (plot.width < 40 || plot.height < 30)
    return fail('CHART_NOT_FITTING', { reason: language === 'vi' ? 'khổ quá nhỏ' : 'the size is too small' })
  const placed = sideLabels(ends(plot.to, horizontal), side.width, {
    from: plot.top - 4,
    to: plot.top + plot.height + 4,
  })
  const category = categoryAxisOf(placement, look, plan)
  const value = valueAxisOf(axis, look, valueLabel)
  const nameShape = (t: string, x: number, align: 'left' | 'right', y: number) =>
    textShape({ text: t, x, y, size: fontSizes.small, colour: look.muted, align })
  const nameY = plot.top - head - 10
  const elements = [
    ...(name === ''
      ? []
      : [
          horizontal
            ? nameShape(name, plot.left + plot.width, 'right', plot.top + plot.height + 27)
            : nameShape(name, frame.plot.left, 'left', nameY),
        ]),
    ...(plan.second ? [nameShape(plan.second.name, frame.plot.right, 'right', nameY)] : []),
    ...markShapes(drawing, plot, marks, head),
    ...placed.shapes(plot.left + plot.width + 4),
    ...(shows ? valueShapes(drawing, plot, plan.values[0] ?? []) : []),
    ...(plan.values.length === 1 && plan.bands !== false && !plan.plain ? missingShapes(drawing, plot) : []),
    ...(plan.extra?.(plot) ?? []),
  ]
  const second = plan.second
    ? { ...valueAxisOf(plan.second.axis, look, plan.second.label), position: 'right', splitLine: { show: false } }
    : null
  const { left, right, top, bottom } = room
  const option = {
    ...plainParts(drawing, frame, look.decals.length > 0 && plan.bands !== false),
    ...(frame.legend ? { legend: legendOf(frame.legend, plan.names, look) } : {}),
    tooltip: plan.tooltip ?? axisTooltip(drawing),
    grid: { left, right, top, bottom, containLabel: false, outerBoundsMode: 'none' },
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? category : second ? [value, second] : value,
    graphic: { elements },
    series: plan.series(plot),
  } as EChartsOption
  return { option, fits: placed.fits && side.fits }
}

export const cartesian = (drawing: Drawing, plan: CartesianPlan): EChartsOption => {
  const wantsDirect = plan.lines === true && plan.names.length > 1 && drawing.definition.names !== 'legend'
  if (wantsDirect) {
    const direct = draw(drawing, plan, true)
    if (direct.fits) return direct.option
  }
  const drawn = draw(drawing, plan, false)
  if (!drawn.fits)
    return fail('CHART_NOT_FITTING', {
      reason: drawing.language === 'vi' ? 'không đủ chỗ ghi các đường tham chiếu' : 'no room for the reference labels',
    })
  return drawn.option
}
