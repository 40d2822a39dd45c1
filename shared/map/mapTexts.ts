// Every text of a map but its legend: title, unit, source, what a reader must be told. In: cube, definition, what is
// drawn. Out: texts. Never a place left out without a word.
import { figureStatusLabels } from '../format/cell.ts'
import type { Cube } from '../model/cube.ts'
import type { MapDefinition } from '../model/map.ts'
import type { Bilingual, Language } from '../model/text.ts'
import type { MapData } from './mapData.ts'

export type MapTexts = { title: string; unit: string; source: string[]; notes: string[] }

export const mapTexts = (cube: Cube, definition: MapDefinition, data: MapData, language: Language): MapTexts => {
  const vi = language === 'vi'
  const of = (text: Bilingual) => text[language] || text.vi
  // Of flows the other territory is not held: it is where they end.
  const held = definition.map === 'flows' ? data.held.filter((h) => h.dimension.time !== null) : data.held
  const title = of(definition.title) || of(cube.title)
  const label = of(data.measure.label)
  const unit = of(data.measure.unit)
  const notes = [
    ...(data.withheld > 0
      ? [vi ? `${data.withheld} ô bảo mật không thể hiện.` : `Withheld, not drawn: ${data.withheld}.`]
      : []),
    ...(data.tableOnly.length > 0
      ? [
          vi
            ? `${data.tableOnly.length} mã trong bảng không có trên bản đồ.`
            : `${data.tableOnly.length} codes of the table are not on the map.`,
        ]
      : []),
    ...definition.notes.map(of),
  ]
  const status = cube.status === 'official' ? '' : ` (${of(figureStatusLabels[cube.status])})`
  const source = of(cube.source)
  return {
    title,
    unit: [
      label === title ? '' : label,
      unit === '' ? '' : `${vi ? 'Đơn vị tính' : 'Unit'}: ${unit}`,
      ...held.map((h) => of(h.category.label)),
    ]
      .filter((t) => t !== '')
      .join(' · '),
    notes,
    source: [...notes, ...(source === '' ? [] : [`${vi ? 'Nguồn' : 'Source'}: ${source}${status}`])],
  }
}
