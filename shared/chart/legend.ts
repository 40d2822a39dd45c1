// The legend as part of the option, in the rows its frame reserved. In: names, a look. Out: a legend. Never a name
// shortened.
import { legendGap } from './chartFrame.ts'
import type { ChartFrame } from './chartFrame.ts'
import { chartFont } from './chartTheme.ts'
import type { ChartLook } from './chartTheme.ts'

export const legendOf = (at: NonNullable<ChartFrame['legend']>, names: string[], look: ChartLook) => ({
  left: 8,
  top: at.top,
  padding: 0,
  itemWidth: at.itemWidth,
  itemHeight: 11,
  itemGap: legendGap,
  data: names,
  textStyle: { color: look.text, fontFamily: chartFont, fontSize: 10.5 },
  selectedMode: false,
})
