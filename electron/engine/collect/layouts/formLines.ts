// An official form as variables and rules: numbered money lines, and the sums printed on the form as soft rules over
// them. In: how a form names its lines. Out: builders of lines and rules. The text of a rule and of its message come
// from one formula.
import type { EditRule, Variable } from '#shared/model/dataset.ts'
import { money, soft } from './build.ts'

/**
 * `name`: the form, where a dataset holds several; `shown`: how a line number is printed, when not as in the column.
 */
type Form = { variable: string; column: string; name?: string; shown?: (number: string) => string }

const numbers = /\d+[a-z]?/g

export const formLines = ({ variable, column, name = '', shown = (number) => number }: Form) => ({
  line: (number: string, vi: string, en: string): Variable => {
    const prefix = `${name} [${shown(number)}]`.trimStart()
    return money(`${variable}_${number}`, `${column}${number}`, `${prefix} ${vi}`, `${prefix} ${en}`)
  },
  /** adds('34', '26 + 27'): line 34 is the sum of the two; the rule is named after the last line on the left. */
  adds: (left: string, right: string): EditRule => {
    const expression = (terms: string): string => terms.replace(numbers, (number) => `${variable}_${number}`)
    const printed = (terms: string): string =>
      terms.replace(numbers, (number) => `[${shown(number)}]`).replaceAll('-', '−')
    const prefix = name === '' ? '' : `${name}: `
    return soft(
      `${variable}_${left.match(numbers)?.at(-1) ?? left}_adds_up`,
      `${expression(left)} = ${expression(right)}`,
      `${prefix}${printed(left)} khác ${printed(right)}`,
      `${prefix}${printed(left)} differs from ${printed(right)}`,
    )
  },
})
