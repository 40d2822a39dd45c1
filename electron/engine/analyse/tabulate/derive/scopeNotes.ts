// What a table leaves out at its maker's wish, said wherever the table goes: categories that are not shown though their
// records count, records without a code that are left out. In: the cube with all its categories, the definition. Out:
// bilingual notes. Pure; never a figure.
import { bilingual as b } from '#shared/model/text.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import type { TableShape } from '../plan/tableShape.ts'

const mostNamed = 8

const listed = (labels: readonly Bilingual[], language: Language): string => {
  const names = labels.slice(0, mostNamed).map((label) => label[language] || label.vi)
  const more = labels.length - names.length
  const rest = language === 'vi' ? `và ${more} nhóm khác` : `and ${more} more`
  return more > 0 ? `${names.join(', ')} ${rest}` : names.join(', ')
}

const hiddenNotes = (cube: Cube, shape: TableShape): Bilingual[] =>
  cube.dimensions.flatMap((dimension, d) => {
    const keys = new Set(shape.dimensions[d]?.dimension.hidden ?? [])
    if (keys.size === 0) return []
    // Those that have records behind them: a code without any hides nothing.
    const used = new Set(cube.cells.coordinates[d] ?? [])
    const hidden = dimension.categories.flatMap((category, c) =>
      category.kind !== 'total' && keys.has(categoryKey(category)) && used.has(c) ? [category.label] : [],
    )
    if (hidden.length === 0) return []
    return [
      b(
        `${dimension.label.vi}: không thể hiện ${listed(hidden, 'vi')}; vẫn tính trong số tổng.`,
        `${dimension.label.en}: not shown: ${listed(hidden, 'en')}; still part of the totals.`,
      ),
    ]
  })

const codedNotes = (cube: Cube, definition: TableDefinition): Bilingual[] => {
  const asked: readonly Dimension[] = [...definition.rows, ...definition.columns, ...definition.layers]
  const left = asked.filter((dimension) => (dimension.missing ?? definition.missing) === 'hide')
  const labels = [...new Set(left.map((dimension) => dimension.variable))].flatMap(
    (variable) => cube.dimensions.find((own) => own.variable === variable && own.time === null)?.label ?? [],
  )
  if (labels.length === 0) return []
  return [
    b(`Chỉ tính bản ghi có mã ở: ${listed(labels, 'vi')}.`, `Only records with a code of: ${listed(labels, 'en')}.`),
  ]
}

export const scopeNotes = (cube: Cube, definition: TableDefinition, shape: TableShape): Bilingual[] => [
  ...hiddenNotes(cube, shape),
  ...codedNotes(cube, definition),
]
