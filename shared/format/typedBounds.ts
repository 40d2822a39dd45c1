// The bounds of bands or classes as a person types them: "5; 10; 12,5", one a line, any order. In: text. Out: ascending
// decimal texts, each once, and what could not be read. What reads two ways (1.000) is not read.
import { decimalTextSchema } from '../model/variable.ts'
import { typedNumber, writtenNumber } from './typedNumber.ts'

export type TypedBounds = { bounds: string[]; wrong: string[] }

const boundIn = (part: string): string | null => {
  const { plain } = typedNumber(part)
  return plain !== null && decimalTextSchema.safeParse(plain).success ? plain : null
}

export const typedBounds = (text: string): TypedBounds => {
  const parts = text.split(/[;\s]+/).filter(Boolean)
  const right = parts.flatMap((part) => boundIn(part) ?? [])
  const unique = [...new Map(right.map((part) => [Number(part), part])).values()]
  return {
    bounds: unique.toSorted((a, b) => Number(a) - Number(b)),
    wrong: parts.filter((part) => boundIn(part) === null),
  }
}

export const writtenBounds = (bounds: readonly string[], language: 'vi' | 'en'): string =>
  bounds.map((bound) => writtenNumber(bound, language)).join('; ')
