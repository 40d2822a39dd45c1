// Columns of a file wider than a table can be: which of them stay out. In: profiles. Out: places of columns; the
// question about them. Columns without a value go first, then the last ones; somebody is asked, and the delivery names
// them. Never the key.
import type { Decision } from '#shared/model/layout.ts'
import { bilingual } from '#shared/model/text.ts'
import { answered } from './columnProfile.ts'
import type { ColumnProfile } from './columnProfile.ts'

/** A table of records holds two thousand columns; some are the program's own. */
export const columnLimit = 1990

export const columnsLeft = (profiles: readonly ColumnProfile[], key: number): ReadonlySet<number> => {
  const over = profiles.length - columnLimit
  if (over <= 0) return new Set()
  const places = profiles.map((_, index) => index).filter((index) => index !== key)
  const isEmpty = (index: number): boolean => {
    const profile = profiles[index]
    return profile === undefined || answered(profile) === 0
  }
  const order = [...places.filter(isEmpty), ...places.filter((index) => !isEmpty(index)).toReversed()]
  return new Set(order.slice(0, over))
}

export const leftDecision = (names: readonly string[]): Decision => {
  const some = names.slice(0, 10).join(', ')
  return {
    about: 'columns',
    column: null,
    value: `LEFT ${names.length}`,
    confidence: 0.3,
    ask: true,
    reason: bilingual(
      `tệp rộng hơn ${columnLimit} cột: ${names.length} cột không được nhận (${some}); hãy chọn cột cần nhận trong mẫu`,
      `wider than ${columnLimit} columns: ${names.length} are left out (${some}); choose the columns in the layout`,
    ),
  }
}
