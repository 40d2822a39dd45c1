// The table of a map: a row a place with code, name and figure, then the codes that do not match. In: what is drawn.
// Out: rows. Never a figure but the one drawn.
import { formatCell, statusSymbols } from '#shared/format/cell.ts'
import type { MapData } from '#shared/map/mapData.ts'
import type { Language } from '#shared/model/text.ts'
import type { PictureTable } from '../chart/picture.ts'

export const mapTable = (data: MapData, language: Language): PictureTable => {
  const vi = language === 'vi'
  const { measure, dimension } = data
  const unit = measure.unit[language]
  return {
    heads: [
      vi ? 'Mã' : 'Code',
      dimension.label[language],
      `${measure.label[language]}${unit === '' ? '' : ` (${unit})`}`,
    ],
    rows: [...data.figures.values()].map((f) => [
      f.category.code,
      f.category.label[language],
      f.shown ?? (f.status === 'value' ? '' : statusSymbols[f.status]),
    ]),
    texts: [...data.figures.values()].map((f) => [
      f.category.code,
      f.category.label[language],
      formatCell(f, measure, language),
    ]),
    decimals: measure.decimals,
  }
}
