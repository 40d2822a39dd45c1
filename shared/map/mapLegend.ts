// The key of a map: classes with their bounds and how many places each holds, or circles with what their area means.
// In: classes, room. Out: keys in words. Never a class without its count.
import { formatDouble } from '../format/number.ts'
import type { CubeMeasure } from '../model/cube.ts'
import type { Language } from '../model/text.ts'
import type { ClassKey } from '../chart/classLegend.ts'
import { missingFill, shades } from '../chart/shades.ts'
import type { RampName, Shade } from '../chart/shades.ts'
import type { ChartTheme } from '../chart/chartTheme.ts'
import type { Classes } from './classes.ts'
import type { MapData } from './mapData.ts'

/** Just as many decimals as tell neighbouring bounds apart. */
export const boundText = (bounds: number[], measure: CubeMeasure, language: Language): string[] => {
  for (let decimals = Math.min(measure.decimals, 1); decimals <= 6; decimals += 1) {
    const texts = bounds.map((b) => formatDouble(b, { decimals }, language))
    if (new Set(texts).size === bounds.length || decimals >= measure.decimals + 2) return texts
  }
  return bounds.map(String)
}

export const classKeys = (
  data: MapData,
  classes: Classes,
  theme: ChartTheme,
  ramp: RampName,
  language: Language,
): { keys: ClassKey[]; fills: Shade[] } => {
  const fills = shades(theme, classes.counts.length, ramp)
  const texts = boundText(classes.bounds, data.measure, language)
  const without = data.mapOnly.length + [...data.figures.values()].filter((f) => f.shown === null).length
  const none = language === 'vi' ? 'không có số liệu' : 'no figure'
  return {
    fills,
    keys: [
      ...classes.counts.map((count, i) => ({
        fill: fills[i]?.fill ?? '',
        text: `${texts[i] ?? ''} – ${texts[i + 1] ?? ''} (${count})`,
      })),
      ...(without > 0 ? [{ fill: missingFill[theme], text: `${none} (${without})` }] : []),
    ],
  }
}
