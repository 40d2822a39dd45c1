// The bins of a profile as a bare bar picture: no axis labels but the ends, since the figures stand beside it.
import type { EChartsCoreOption } from 'echarts/core'
import type { VariableProfile } from '#shared/contract/responses.ts'

export const histogramOption = (
  bins: NonNullable<VariableProfile['histogram']>,
  text: (bound: string) => string,
): EChartsCoreOption => ({
  animation: false,
  grid: { left: 4, right: 4, top: 8, bottom: 20 },
  tooltip: { trigger: 'axis', confine: true, renderMode: 'richText', axisPointer: { type: 'shadow' } },
  xAxis: {
    type: 'category',
    data: bins.map((bin) => `${text(bin.from)} – ${text(bin.to)}`),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: '#8a8886' } },
    axisLabel: {
      interval: (index: number) => index === 0 || index === bins.length - 1,
      color: '#7a7a7a',
      fontSize: 11,
      formatter: (_value: string, index: number) => text(index === 0 ? (bins[0]?.from ?? '') : (bins.at(-1)?.to ?? '')),
      hideOverlap: true,
      alignMinLabel: 'left',
      alignMaxLabel: 'right',
    },
  },
  yAxis: { type: 'value', show: false },
  series: [
    { type: 'bar', data: bins.map((bin) => bin.records), barCategoryGap: '8%', itemStyle: { color: '#2b8ab3' } },
  ],
})
