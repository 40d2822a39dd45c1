// Whether a formula adds what can be added: units of its inputs carried through. In: a formula, the unit of each input
// (null: a count, or not known). Out: the first two units that do not fit, or null. Never a conversion: dong and
// dollars are told apart, not recounted.
import type { Formula } from './formula.ts'

/** "USD" to the power 1; empty: a pure number. */
type Unit = ReadonlyMap<string, number>
/** null: not known, fits all. A number written out fits all too. */
type Found = Unit | null

export type UnitMismatch = { left: string; right: string }

const pure: Unit = new Map()
const inWords = (unit: Unit): string =>
  unit.size === 0 ? '1' : [...unit].map(([name, power]) => (power === 1 ? name : `${name}^${power}`)).join(' · ')

const same = (a: Unit, b: Unit): boolean => a.size === b.size && [...a].every(([name, power]) => b.get(name) === power)

const multiplied = (a: Found, b: Found, sign: 1 | -1): Found => {
  if (a === null || b === null) return null
  const product = new Map(a)
  for (const [name, power] of b) {
    const sum = (product.get(name) ?? 0) + sign * power
    if (sum === 0) product.delete(name)
    else product.set(name, sum)
  }
  return product
}

export const unitMismatch = (formula: Formula, unitOf: (name: string) => string | null): UnitMismatch | null => {
  let wrong: UnitMismatch | null = null
  const fitting = (left: Found, right: Found): Found => {
    if (left !== null && right !== null && !same(left, right)) wrong ??= { left: inWords(left), right: inWords(right) }
    return left ?? right
  }
  const visit = (node: Formula): Found => {
    switch (node.kind) {
      case 'number':
        return pure
      case 'name': {
        const unit = unitOf(node.name)
        return unit === null ? null : new Map([[unit, 1]])
      }
      case 'negate':
        return visit(node.operand)
      case 'arithmetic': {
        const [left, right] = [visit(node.left), visit(node.right)]
        if (node.operator === '*') return multiplied(left, right, 1)
        if (node.operator === '/') return multiplied(left, right, -1)
        const literal = node.left.kind === 'number' || node.right.kind === 'number'
        return literal ? (node.left.kind === 'number' ? right : left) : fitting(left, right)
      }
      case 'growth':
        visit(node.argument)
        return pure
      case 'prev':
      case 'at':
      case 'total':
        return visit(node.argument)
      case 'call': {
        const units = node.args.map((arg) => (arg.kind === 'number' ? null : visit(arg)))
        if (node.name === 'coalesce') return units.reduce((a, b) => fitting(a, b), null)
        if (node.name === 'ln') return pure
        return node.name === 'sqrt' ? null : (units[0] ?? null)
      }
      default:
        return node satisfies never
    }
  }
  visit(formula)
  return wrong
}
