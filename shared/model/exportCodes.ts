// Codes that follow one person or one enterprise through every file: hashed person codes, public codes of enterprises.
// In: a variable. Out: whether it is one. In an export of records they count as identifiers, unless the office's policy
// says otherwise.
import type { Variable } from './dataset.ts'

export const isFollowingCode = ({ type, normalise }: Pick<Variable, 'type' | 'normalise'>): boolean =>
  type === 'hash' || normalise === 'person_hash' || normalise === 'tax_code'
