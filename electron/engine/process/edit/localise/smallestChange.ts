// Error localisation after Fellegi and Holt: the smallest weighted set of fields to change so that all rules can hold.
// In: rules as terms, the values of a record, weights. Out: the sets of least weight. Exact: what rules imply together
// is worked out in whole numbers.
import { eliminate, holds } from './linear.ts'
import type { Constraint } from './linear.ts'
import type { Atom, Term } from './terms.ts'

export type RecordValues = {
  numbers: ReadonlyMap<string, bigint>
  codes: ReadonlyMap<string, string>
  /** Without a value: free to take any, at no cost. */
  missing: ReadonlySet<string>
  weights: (variable: string) => number
}

export type SmallestChange =
  | { state: 'found'; weight: number; sets: string[][] }
  /** No values of these fields meet all rules. */
  | { state: 'impossible' }
  | { state: 'too_complex' }

class TooComplex extends Error {}

const mostSets = 10
const mostNodes = 4000
const mostTries = 200_000
const nearly = 1e-9

/**
 * Sets of least weight that meet every one of the conflicts; of equal weight those found first, in the order of names.
 */
const hittingSets = (
  conflicts: readonly string[][],
  weights: (v: string) => number,
  bound: number,
  most: number,
): string[][] => {
  let best = bound
  let found: string[][] = []
  let tries = 0
  const visit = (chosen: readonly string[], banned: ReadonlySet<string>, weight: number): void => {
    tries += 1
    if (tries > mostTries) throw new TooComplex()
    if (weight > best + nearly || (found.length >= most && weight > best - nearly)) return
    const open = conflicts
      .filter((conflict) => !conflict.some((v) => chosen.includes(v)))
      .toSorted((a, b) => a.length - b.length)[0]
    if (open === undefined) {
      if (weight < best - nearly) found = []
      best = Math.min(best, weight)
      found.push([...chosen])
      return
    }
    const closed = new Set(banned)
    for (const variable of open.toSorted()) {
      if (closed.has(variable)) continue
      visit([...chosen, variable], closed, weight + weights(variable))
      // Sets with it were all looked at: each set is met once.
      closed.add(variable)
    }
  }
  visit([], new Set(), 0)
  return found.slice(0, most)
}

type Conjunction = {
  constraints: Constraint[]
  allowed: Map<string, (code: string) => boolean>
  empty: boolean
  broken: string[][]
}

const gathered = (atoms: readonly Atom[]): Conjunction => {
  const constraints: Constraint[] = []
  const broken: string[][] = []
  const among = new Map<string, Set<string>>()
  const without = new Map<string, Set<string>>()
  for (const atom of atoms) {
    if (atom.kind === 'linear') constraints.push(atom.constraint)
    else if (atom.kind === 'opaque') {
      if (!atom.holds) broken.push([...atom.variables])
    } else if (atom.among) {
      const before = among.get(atom.variable)
      among.set(atom.variable, new Set([...atom.codes].filter((code) => before === undefined || before.has(code))))
    } else without.set(atom.variable, new Set([...(without.get(atom.variable) ?? []), ...atom.codes]))
  }
  const allowed = new Map<string, (code: string) => boolean>()
  let empty = false
  for (const variable of new Set([...among.keys(), ...without.keys()])) {
    const codes = among.get(variable)
    const barred = without.get(variable) ?? new Set<string>()
    if (codes !== undefined && [...codes].every((code) => barred.has(code))) empty = true
    allowed.set(variable, (code) => (codes === undefined || codes.has(code)) && !barred.has(code))
  }
  return { constraints, allowed, empty, broken }
}

/**
 * What cannot hold with only these fields changed: sets of fields, one of each must change too; null: nothing can help.
 */
const conflictsOf = (
  { constraints, allowed, empty, broken }: Conjunction,
  changed: ReadonlySet<string>,
  values: RecordValues,
): string[][] | null => {
  if (empty) return null
  const conflicts: string[][] = []
  for (const variables of broken) {
    const movable = variables.filter((v) => values.weights(v) < Infinity)
    if (variables.some((v) => changed.has(v) || values.missing.has(v))) continue
    if (movable.length === 0) return null
    conflicts.push(movable)
  }
  for (const [variable, isAllowed] of allowed) {
    const code = values.codes.get(variable)
    if (code === undefined || changed.has(variable) || isAllowed(code)) continue
    if (values.weights(variable) === Infinity) return null
    conflicts.push([variable])
  }
  const free = [...changed, ...values.missing].filter((name) => constraints.some((one) => one.coefficients.has(name)))
  const implied = eliminate(constraints, free)
  if (implied === null) throw new TooComplex()
  for (const one of implied) {
    if (holds(one, values.numbers)) continue
    const movable = [...one.coefficients.keys()].filter((name) => values.weights(name) < Infinity)
    if (movable.length === 0) return null
    conflicts.push(movable)
  }
  return conflicts
}

/** The least sets for rules that must all hold as they stand. */
const solve = (
  atoms: readonly Atom[],
  values: RecordValues,
  bound: number,
  known: string[][],
): { sets: string[][]; weight: number } | null => {
  const conjunction = gathered(atoms)
  for (;;) {
    const candidates = hittingSets(known, values.weights, bound, mostSets)
    const [first] = candidates
    if (first === undefined) return null
    const good: string[][] = []
    let more = false
    for (const candidate of candidates) {
      const conflicts = conflictsOf(conjunction, new Set(candidate), values)
      // Of what cannot change, or of nothing at all: no further field helps.
      if (conflicts === null) return null
      if (conflicts.length === 0) good.push(candidate)
      else {
        known.push(...conflicts)
        more = true
      }
    }
    if (!more && good.length > 0) return { sets: good, weight: first.reduce((sum, v) => sum + values.weights(v), 0) }
    if (!more) return null
  }
}

const variablesIn = (atom: Atom): string[] => {
  if (atom.kind === 'linear') return [...atom.constraint.coefficients.keys()]
  return atom.kind === 'codes' ? [atom.variable] : [...atom.variables]
}
const meets = (term: Term, values: RecordValues): boolean =>
  term.every((atom) => {
    if (atom.kind === 'opaque') return atom.holds
    if (atom.kind === 'codes') {
      const code = values.codes.get(atom.variable)
      return code === undefined ? values.missing.has(atom.variable) : atom.codes.has(code) === atom.among
    }
    return (
      [...atom.constraint.coefficients.keys()].some((name) => values.missing.has(name)) ||
      holds(atom.constraint, values.numbers)
    )
  })

export const smallestChange = (rules: readonly Term[][], values: RecordValues): SmallestChange => {
  if (rules.some((terms) => terms.length === 0)) return { state: 'impossible' }
  const certain = rules.flatMap((terms) => (terms.length === 1 ? (terms[0] ?? []) : []))
  const choices = rules.filter((terms) => terms.length > 1)
  let best: { sets: string[][]; weight: number } | null = null
  let nodes = 0
  const visit = (atoms: readonly Atom[], open: readonly Term[][]): void => {
    nodes += 1
    if (nodes > mostNodes) throw new TooComplex()
    const found = solve(atoms, values, best?.weight ?? Infinity, [])
    if (found === null) return
    // A rule that holds as it is, and none of whose fields change, need not be decided.
    const touched = new Set(found.sets.flat())
    const undecided = open.find(
      (terms) =>
        !terms.some((term) => meets(term, values)) ||
        terms.some((term) =>
          term.some((atom) => variablesIn(atom).some((v) => touched.has(v) || values.missing.has(v))),
        ),
    )
    if (undecided === undefined) {
      const better = best === null || found.weight < best.weight - nearly
      const sets = better ? found.sets : [...(best?.sets ?? []), ...found.sets]
      best = {
        weight: found.weight,
        sets: [...new Map(sets.map((set) => [set.toSorted().join(' '), set.toSorted()])).values()],
      }
      return
    }
    const rest = open.filter((terms) => terms !== undecided)
    const ordered = undecided.toSorted((a, b) => Number(meets(b, values)) - Number(meets(a, values)))
    for (const term of ordered) visit([...atoms, ...term], rest)
  }
  try {
    visit(certain, choices)
  } catch (thrown) {
    if (thrown instanceof TooComplex) return { state: 'too_complex' }
    throw thrown
  }
  const done = best as { sets: string[][]; weight: number } | null
  if (done === null) return { state: 'impossible' }
  return {
    state: 'found',
    weight: done.weight,
    sets: done.sets.toSorted((a, b) => (a.join() < b.join() ? -1 : 1)).slice(0, mostSets),
  }
}
