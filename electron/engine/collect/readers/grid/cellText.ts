// A cell as plain text, and what it looks like. In: a cell of any reader. Out: text, kind.
import { kindOfText } from '../text/cellKinds.ts'
import type { CellKind } from '../text/cellKinds.ts'
import type { Cell } from '../types.ts'

export const cellText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? cell : cell.text
}

export const kindOfCell = (cell: Cell | undefined): CellKind => {
  if (cell === null || cell === undefined) return 'empty'
  if (typeof cell === 'string') return kindOfText(cell)
  if (cell.type === 'number') return 'number'
  if (cell.type === 'error') return 'missing'
  return cell.type === 'boolean' ? 'text' : 'date'
}

export const isFilled = (cell: Cell | undefined): boolean =>
  typeof cell === 'string' ? cell !== '' && cell.trim() !== '' : cell !== null && cell !== undefined
