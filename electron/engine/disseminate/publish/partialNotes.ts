// What a file for machines says beside a figure of a period delivered in part: "6 of 12 months". In: a protected cube.
// Out: words for each cell, or null where no period is in part. Never a figure.
import { partialInWords } from '#shared/format/time.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'

export const partialNotes = (cube: ProtectedCube): ((cell: number) => Bilingual | null) | null => {
  const dated = cube.dimensions.flatMap(({ categories }, d) =>
    categories.some((c) => c.partial !== undefined)
      ? [{ d, words: categories.map((c) => (c.partial === undefined ? null : partialInWords(c.partial))) }]
      : [],
  )
  if (dated.length === 0) return null
  return (cell) => {
    for (const { d, words } of dated) {
      const found = words[cube.cells.coordinates[d]?.[cell] ?? -1] ?? null
      if (found !== null) return found
    }
    return null
  }
}
