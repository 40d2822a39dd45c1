// The bounds of bands as a person types them: "5; 10; 12,5", one a line, any order. In: text. Out: ascending decimal texts,
// each once, and what could not be read. Decimal comma or point; a thousands dot is not guessed.
import { decimalTextSchema } from '#shared/model/variable.ts'

export const parseBounds = (text: string): { bounds: string[]; wrong: string[] } => {
  const parts = text
    .split(/[;\s]+/)
    .map((part) => part.trim().replace(',', '.').replace('−', '-'))
    .filter(Boolean)
  const right = parts.filter((part) => decimalTextSchema.safeParse(part).success)
  const unique = [...new Map(right.map((part) => [Number(part), part])).values()]
  return {
    bounds: unique.toSorted((a, b) => Number(a) - Number(b)),
    wrong: parts.filter((part) => !right.includes(part)),
  }
}

export const showBounds = (bounds: readonly string[], language: 'vi' | 'en'): string =>
  bounds.map((bound) => (language === 'vi' ? bound.replace('.', ',') : bound)).join('; ')

/** Bounds at equal steps from the first to the last, exact in decimals. */
export const equalBounds = (first: string, step: string, count: number): string[] => {
  const scale = Math.max(...[first, step].map((text) => text.split('.')[1]?.length ?? 0))
  const whole = (text: string): bigint => {
    const [int = '0', fraction = ''] = text.replace('-', '').split('.')
    const value = BigInt(int + fraction.padEnd(scale, '0'))
    return text.startsWith('-') ? -value : value
  }
  const show = (value: bigint): string => {
    const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    return `${value < 0n ? '-' : ''}${text.includes('.') ? text.replace(/\.?0+$/, '') : text}`
  }
  return Array.from({ length: count }, (_, i) => show(whole(first) + BigInt(i) * whole(step)))
}
