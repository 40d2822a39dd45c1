// The axis of categories as part of the option, from labels that were given their room. In: a placement, a look. Out:
// an axis. Never a label dropped here: what is thinned was thinned by categoryAxis.ts.
import type { CategoryPlacement } from './categoryAxis.ts'
import type { CartesianPlan } from './cartesianPlan.ts'
import { chartFont } from './chartTheme.ts'
import type { ChartLook } from './chartTheme.ts'

export const categoryAxisOf = (
  at: CategoryPlacement,
  look: ChartLook,
  { bands, upward, axis }: Pick<CartesianPlan, 'bands' | 'upward' | 'axis'>,
) => ({
  type: 'category' as const,
  data: at.labels,
  // Read from the top down, as the table is.
  inverse: at.orientation === 'horizontal' && !upward,
  boundaryGap: bands !== false,
  axisLine: { show: axis !== 'mirrored', onZero: false, lineStyle: { color: look.axis, width: 1 } },
  axisTick: {
    alignWithLabel: true,
    show: at.orientation === 'vertical',
    interval: (index: number) => index % at.step === 0,
    lineStyle: { color: look.axis },
  },
  axisLabel: {
    interval: (index: number) => index % at.step === 0,
    // Every label was given its room; only a thinned time axis may leave out the last.
    ...(at.step === 1 ? { showMinLabel: true, showMaxLabel: true } : {}),
    rotate: at.rotate,
    color: look.text,
    fontSize: at.fontSize,
    fontFamily: chartFont,
    lineHeight: at.fontSize * (at.labels.some((l) => l.includes('\n')) ? 1.2 : 1),
    hideOverlap: false,
  },
})
