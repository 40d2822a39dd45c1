// The unit as headers show it. In: measures, whose unit already says the power ("triệu USD"). Out: text. Never in a cell.
import type { CubeMeasure } from '#shared/model/cube.ts'
import type { Language } from '#shared/model/text.ts'

export const unitText = (measure: Pick<CubeMeasure, 'unit'>, language: Language): string => measure.unit[language]

/** One text when every measure has the same unit, else null: then each header carries its own. */
export const commonUnit = (measures: readonly Pick<CubeMeasure, 'unit'>[], language: Language): string | null => {
  const units = new Set(measures.map((measure) => unitText(measure, language)))
  return units.size === 1 ? ([...units][0] ?? null) : null
}
