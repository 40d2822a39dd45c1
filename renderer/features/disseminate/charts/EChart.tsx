// An ECharts option on screen as SVG, at a fixed size; made anew when the screen's pixel ratio changes.
// In: option, size, name. Out: a drawing with a text for assistive technology. Never a figure of its own.
import { BarChart, BoxplotChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  GraphicComponent,
  MarkLineComponent,
  DatasetComponent,
  DataZoomInsideComponent,
} from 'echarts/components'
import { init, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'
import { useEffect, useRef, useState } from 'react'

use([
  BarChart,
  BoxplotChart,
  CustomChart,
  LineChart,
  ScatterChart,
  CanvasRenderer,
  DataZoomInsideComponent,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  GraphicComponent,
  MarkLineComponent,
  DatasetComponent,
  LabelLayout,
  SVGRenderer,
])

/** Counts changes of the device pixel ratio: a window moved to another screen, a zoom. */
const usePixelRatio = (): number => {
  const [ratio, setRatio] = useState(globalThis.devicePixelRatio)
  useEffect(() => {
    const query = matchMedia(`(resolution: ${ratio}dppx)`)
    const changed = (): void => setRatio(globalThis.devicePixelRatio)
    query.addEventListener('change', changed)
    return () => query.removeEventListener('change', changed)
  }, [ratio])
  return ratio
}

/** More points than this are painted, not built as elements of the page, and can be zoomed with the wheel. */
const paintedFrom = 3000

const pointsOf = ({ series }: EChartsOption): number =>
  (Array.isArray(series) ? series : [series]).reduce(
    (sum, s) => sum + (s && 'data' in s && Array.isArray(s.data) ? s.data.length : 0),
    0,
  )

export type EChartProps = { option: EChartsOption; width: number; height: number; label: string; quiet?: boolean }

export const EChart = ({ option, width, height, label, quiet }: EChartProps) => {
  const box = useRef<HTMLDivElement>(null)
  const ratio = usePixelRatio()
  useEffect(() => {
    if (!box.current) return undefined
    const many = pointsOf(option) > paintedFrom
    const renderer = many ? 'canvas' : 'svg'
    const chart = init(box.current, null, { renderer, width, height, devicePixelRatio: ratio })
    chart.setOption({
      ...option,
      ...(quiet ? { tooltip: { show: false } } : {}),
      ...(many && !quiet ? { dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none' }] } : {}),
    })
    return () => chart.dispose()
  }, [option, quiet, width, height, ratio])
  return <div ref={box} role="img" aria-label={label} className="ch-drawing" style={{ width, height }} />
}
