// Flows between places as bows whose width is in proportion to the figure. In: a projected map, flows. Out: shapes and
// a key. Only the largest are drawn, and the share they make is said; what stays in its own place is said too.
import type { ChartLook } from '../chart/chartTheme.ts'
import { readable } from '../chart/palette.ts'
import type { TextShape } from '../chart/textShapes.ts'
import { formatDouble, formatPercent } from '../format/number.ts'
import type { CubeMeasure } from '../model/cube.ts'
import type { Language } from '../model/text.ts'
import { circlePath } from './insetShapes.ts'
import type { Flow } from './mapData.ts'
import type { ProjectedMap } from './project.ts'
import type { SceneShape } from './scene.ts'

const most = 80
const widest = 9

/** A bow to the right of the straight way, broad at its start and pointed at its end. */
const bow = ([x1, y1]: [number, number], [x2, y2]: [number, number], width: number): string => {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const length = Math.hypot(dx, dy) || 1
  const [nx, ny] = [-dy / length, dx / length]
  const bend = length * 0.22
  const [mx, my] = [(x1 + x2) / 2 + nx * bend, (y1 + y2) / 2 + ny * bend]
  const half = width / 2
  const at = (x: number, y: number, by: number): string => `${(x + nx * by).toFixed(1)},${(y + ny * by).toFixed(1)}`
  return `M${at(x1, y1, half)}Q${at(mx, my, half)} ${x2.toFixed(1)},${y2.toFixed(1)}Q${at(mx, my, -half)} ${at(x1, y1, -half)}Z`
}

export const flowShapes = (
  { features }: ProjectedMap,
  { flows, within, measure }: { flows: Flow[]; within: number; measure: CubeMeasure },
  { left, top }: { left: number; top: number },
  look: ChartLook,
  language: Language,
): { shapes: SceneShape[]; texts: TextShape[] } => {
  const vi = language === 'vi'
  const centres = new Map(features.map((f) => [f.code, f]))
  const total = flows.reduce((s, f) => s + f.value, 0)
  const drawn = flows.slice(0, most)
  const largest = drawn[0]?.value ?? 0
  const ink = readable(look.series[0] ?? look.text, look.background, 3)
  const figure = (v: number): string => formatDouble(v, { decimals: measure.decimals }, language)
  const unit = measure.unit[language]
  const shapes = drawn.toReversed().flatMap((flow): SceneShape[] => {
    const [a, b] = [centres.get(flow.from), centres.get(flow.to)]
    if (!a || !b) return []
    return [
      {
        path: bow(a.centre, b.centre, Math.max(0.5, (flow.value / largest) * widest)),
        fill: ink,
        stroke: 'none',
        strokeWidth: 0,
        opacity: 0.55,
        code: flow.from,
        words: `${a.name} → ${b.name}: ${figure(flow.value)} ${unit}`,
      },
      { path: circlePath(b.centre[0], b.centre[1], 1.4), fill: ink, stroke: 'none', strokeWidth: 0 },
    ]
  })
  const share = formatPercent(total === 0 ? 0 : drawn.reduce((s, f) => s + f.value, 0) / total, 1, language)
  const lines = [
    `${vi ? 'Bề rộng lớn nhất' : 'Widest'}: ${figure(largest)} ${unit}`,
    vi
      ? `Vẽ ${drawn.length} trong ${flows.length} luồng, chiếm ${share}`
      : `${drawn.length} of ${flows.length} flows drawn, ${share} of all`,
    ...(within > 0 ? [`${vi ? 'Trong cùng một nơi' : 'Within one place'}: ${figure(within)} ${unit}`] : []),
  ]
  return {
    shapes,
    texts: lines.map((text, i) => ({ text, x: left, y: top + 6 + i * 13, size: 9.5, colour: look.text })),
  }
}
