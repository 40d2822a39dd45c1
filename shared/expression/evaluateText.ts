// Text functions of the evaluator. In: texts without null. Out: a value, or undefined when the function is not one of
// these. Characters are code points, as in both engines; never UTF-16 units.
import { mapLetters } from './letters.ts'
import type { CoreFunction } from './typed.ts'

const taxWeights = [31, 29, 23, 19, 17, 13, 7, 5, 3]

/** Ten digits whose last is 10 − (Σ weight·digit mod 11); a remainder of 0 leaves no digit, so no code has it. */
export const isTaxCode = (text: string): boolean => {
  const code = text.slice(0, 10)
  if (!/^[0-9]{10}$/.test(code)) return false
  const sum = taxWeights.reduce((total, weight, i) => total + weight * Number(code[i]), 0)
  return 10 - (sum % 11) === Number(code[9])
}

export const callText = (
  fn: CoreFunction,
  texts: string[],
  parameters: number[],
): string | bigint | boolean | null | undefined => {
  const [a = '', b = '', c = ''] = texts
  const [p = 0, q = 0] = parameters
  switch (fn) {
    case 'left':
      return [...a].slice(0, p).join('')
    case 'right':
      return p === 0 ? '' : [...a].slice(-p).join('')
    case 'substr':
      return [...a].slice(p - 1, p - 1 + q).join('')
    case 'length':
      return BigInt([...a].length)
    case 'upper':
    case 'lower':
    case 'fold':
      return mapLetters(fn, a)
    case 'trim':
      return a.replace(/^ +/, '').replace(/ +$/, '')
    case 'concat':
      return texts.join('')
    case 'replace':
      return a.split(b).join(c)
    case 'starts_with':
      return a.startsWith(b)
    case 'ends_with':
      return a.endsWith(b)
    case 'contains':
      return a.includes(b)
    case 'is_digits':
      return /^[0-9]+$/.test(a)
    case 'integer':
      return /^[0-9]{1,18}$/.test(a) ? BigInt(a) : null
    case 'tax_code_valid':
      return isTaxCode(a)
    default:
      return undefined
  }
}
