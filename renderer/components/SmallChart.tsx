// A small ECharts picture beside figures that say the same; drawn as SVG in the colours of the theme.
// In: an option. Out: a picture with a name. Always has its table beside it, so the picture itself carries no focus.
import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

export const SmallChart = ({ option, label, height }: { option: EChartsCoreOption; label: string; height: number }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!box.current) return undefined
    const chart = init(box.current, undefined, { renderer: 'svg' })
    chart.setOption(option)
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [option])
  return <div ref={box} role="img" aria-label={label} style={{ height }} />
}
