// A figure of a map in words: as the table prints it. In: a figure, its measure, a language. Out: text. Never another
// rounding.
import { formatCell } from '../format/cell.ts'
import type { CubeMeasure } from '../model/cube.ts'
import type { Language } from '../model/text.ts'
import type { MapFigure } from './mapData.ts'

export const figureWords = (figure: MapFigure | undefined, measure: CubeMeasure, language: Language): string => {
  if (!figure) return language === 'vi' ? 'không có trong bảng' : 'not in the table'
  const unit = measure.unit[language]
  return `${formatCell(figure, measure, language)}${unit === '' || figure.shown === null ? '' : ` ${unit}`}`
}
