// A figure as people write it, read. In: text with separators of either language. Out: a number; null where it is none,
// or reads two ways.
import { typedNumber } from './typedNumber.ts'

export const readFigure = (text: string): number | null => {
  const { plain } = typedNumber(text)
  return plain === null ? null : Number(plain)
}
