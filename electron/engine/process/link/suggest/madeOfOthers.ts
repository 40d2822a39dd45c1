// Columns that only repeat what others say: a full name beside its parts. In: the columns of a side. Out: the ids of
// those made of two others or more. Compared beside their parts they would count the same evidence twice, and one error
// would look like several.
import { foldWords } from '#shared/format/foldText.ts'
import type { SourceColumn } from './columnProfile.ts'

const looked = 2000
const mostly = 0.75

export const madeOfOthers = (columns: SourceColumn[], rows: number): Set<string> => {
  const step = Math.max(1, Math.floor(rows / looked))
  const words = columns.map((column) => {
    const found: (Set<string> | null)[] = []
    for (let row = 0; row < rows; row += step) {
      const text = column.texts(row)
      const tokens =
        text === null
          ? []
          : foldWords(text)
              .split(' ')
              .filter((token) => token !== '')
      found.push(tokens.length === 0 ? null : new Set(tokens))
    }
    return found
  })
  /**
   * Share of the records that have both in which every word of the part stands in the whole, and the whole says more.
   */
  const holds = (whole: number, part: number): boolean => {
    let both = 0
    let held = 0
    let more = 0
    words[whole]?.forEach((tokens, at) => {
      const others = words[part]?.[at]
      if (tokens === null || others === null || others === undefined) return
      both += 1
      if ([...others].every((token) => tokens.has(token))) held += 1
      if (tokens.size > others.size) more += 1
    })
    return both >= 20 && held >= both * mostly && more >= both * mostly
  }
  return new Set(
    columns.flatMap((column, whole) => {
      const parts = columns.filter((_, part) => part !== whole && holds(whole, part))
      return parts.length >= 2 ? [column.id] : []
    }),
  )
}
