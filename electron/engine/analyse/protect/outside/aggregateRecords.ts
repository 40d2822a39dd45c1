// Records (or inner cells) added up to every margin of the hierarchies, with what the rules ask of each cell:
// respondents, largest contributions netted by holding. In: lines with codes. Out: cells of every margin. A record
// without a holding counts as one of its own.
import { fail } from '#shared/model/failure.ts'
import type { ProtectionDefinition } from '#shared/model/protection.ts'
import type { Hierarchy } from '../cells/hierarchy.ts'
import { addKeys } from '../perturb/cellKeys.ts'
import type { GivenStatus, ProblemCell } from '../cells/problemOf.ts'

export type RecordLine = {
  codes: string[]
  value: number
  frequency: number | null
  contributions: number[]
  respondents: (string | null)[]
  holding: string | null
  weight: number | null
  waived: boolean[]
  requested: boolean
  status: GivenStatus
  cost: number | null
  /** For methods by key. */
  key: number | null
}

type Sum = {
  value: number
  absolute: number
  count: number
  cost: number | null
  key: number | null
  status: GivenStatus
  requestedBy: Set<string>
  /** By holding, or by line where there is none. */
  contributions: Map<string, { value: number; known: boolean; waived: boolean }>
  /** Contributions that cannot be told apart by name: those of inner cells, largest kept. */
  expanded: number[]
}

/** A code and everything it adds up to, by any of its parents. */
export const ancestorsOf = ({ families, codes }: Hierarchy): Map<string, string[]> => {
  const parents = new Map<string, string[]>()
  for (const { parent, children } of families)
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), parent])
  const all = new Map<string, string[]>()
  const collect = (code: string): string[] => {
    const known = all.get(code)
    if (known !== undefined) return known
    const own = new Set([code])
    for (const parent of parents.get(code) ?? []) for (const up of collect(parent)) own.add(up)
    const list = [...own]
    all.set(code, list)
    return list
  }
  for (const code of codes) collect(code)
  return all
}

const keptLargest = 10

export const aggregateRecords = (
  lines: readonly RecordLine[],
  dimensions: readonly { name: string; hierarchy: Hierarchy }[],
  rules: ProtectionDefinition['rules'],
  counts: boolean,
): { codes: string[][]; values: number[]; cells: ProblemCell[]; notes: string[] } => {
  const ancestors = dimensions.map(({ hierarchy }) => ancestorsOf(hierarchy))
  const sums = new Map<string, Sum>()
  const codesOf = new Map<string, string[]>()
  const add = (codes: string[], line: RecordLine, l: number): void => {
    const key = codes.join('\u0000')
    let sum = sums.get(key)
    if (sum === undefined) {
      sum = {
        value: 0,
        absolute: 0,
        count: 0,
        cost: null,
        key: null,
        status: null,
        requestedBy: new Set(),
        contributions: new Map(),
        expanded: [],
      }
      sums.set(key, sum)
      codesOf.set(key, codes.slice())
    }
    const weight = line.weight ?? 1
    const total = line.value * weight
    sum.value += total
    sum.absolute += Math.abs(total)
    if (line.key !== null) sum.key = addKeys(sum.key ?? 0, line.key)
    if (line.cost !== null) sum.cost = (sum.cost ?? 0) + line.cost
    if (codes.every((code, d) => code === line.codes[d])) sum.status ??= line.status
    const inner = line.contributions.length > 0 || (line.frequency !== null && !counts)
    if (counts || inner) {
      sum.count += line.frequency ?? line.value
      line.contributions.forEach((value, i) => {
        const who = line.respondents[i] ?? null
        const name = who ?? `${l} ${i}`
        const before = sum.contributions.get(name)
        const waived = line.waived[i] === true
        sum.contributions.set(name, { value: (before?.value ?? 0) + value, known: who !== null, waived })
      })
      return
    }
    if (line.value === 0 && line.holding === null) return
    const name = line.holding ?? `line ${l}`
    if (line.requested) sum.requestedBy.add(name)
    if (rules.weights === 'expanded' && weight > 1) {
      if (line.holding !== null)
        fail('PROTECT_WEIGHTS_HOLDINGS', { reason: 'weights: "expanded" counts a record several times' })
      for (let k = 0; k < Math.min(keptLargest, Math.floor(weight)); k += 1) sum.expanded.push(line.value)
      sum.expanded.sort((a, b) => Math.abs(b) - Math.abs(a)).splice(keptLargest)
      sum.count += weight
      return
    }
    const before = sum.contributions.get(name)
    if (before === undefined) sum.count += 1
    const value = (before?.value ?? 0) + line.value
    sum.contributions.set(name, { value, known: line.holding !== null, waived: line.waived[0] === true })
  }
  lines.forEach((line, l) => {
    const chains = line.codes.map((code, d) => {
      const chain = ancestors[d]?.get(code)
      if (chain !== undefined) return chain
      return fail('PROTECT_CODE_UNKNOWN', { table: '', field: dimensions[d]?.name ?? '', code, line: l + 2 })
    })
    const go = (d: number, codes: string[]): void => {
      if (d === chains.length) return add(codes, line, l)
      for (const code of chains[d] ?? []) go(d + 1, [...codes, code])
    }
    go(0, [])
  })
  // Where zeros are unsafe an empty cell is a figure like others.
  if (rules.zeros === 'unsafe') {
    const fill = (d: number, codes: string[]): void => {
      if (d < dimensions.length) {
        for (const code of dimensions[d]?.hierarchy.codes ?? []) fill(d + 1, [...codes, code])
        return
      }
      const key = codes.join('\u0000')
      if (sums.has(key)) return
      sums.set(key, {
        value: 0,
        absolute: 0,
        count: 0,
        cost: null,
        key: null,
        status: null,
        requestedBy: new Set(),
        contributions: new Map(),
        expanded: [],
      })
      codesOf.set(key, codes)
    }
    if (dimensions.reduce((n, d) => n * d.hierarchy.codes.length, 1) <= 2_000_000) fill(0, [])
  }
  const codes: string[][] = []
  const values: number[] = []
  const cells: ProblemCell[] = []
  for (const [key, sum] of sums) {
    const netted = [...sum.contributions].filter(([, c]) => c.value !== 0)
    const sorted = netted.sort(([a, x], [b, y]) => Math.abs(y.value) - Math.abs(x.value) || (a < b ? -1 : 1))
    const named = sorted.slice(0, keptLargest)
    const largest = [...named.map(([, c]) => c.value), ...sum.expanded].sort((a, b) => Math.abs(b) - Math.abs(a))
    const top = named[0]?.[0]
    const negative = sum.absolute > Math.abs(sum.value) * (1 + 1e-12)
    codes.push(codesOf.get(key) ?? [])
    values.push(sum.value)
    cells.push({
      facts: {
        value: sum.value,
        ...(negative ? { absolute: netted.reduce((total, [, c]) => total + Math.abs(c.value), 0) } : {}),
        frequency: counts ? sum.count : sum.count - (sum.contributions.size - netted.length),
        largest,
        ...(named.some(([, c]) => c.known) && sum.expanded.length === 0
          ? { respondents: named.map(([name, c]) => (c.known ? name : null)) }
          : {}),
        ...(named.some(([, c]) => c.waived) ? { waived: named.map(([, c]) => c.waived) } : {}),
        ...(top !== undefined && sum.requestedBy.has(top) ? { requested: true } : {}),
      },
      status: sum.status,
      cost: sum.cost,
      key: sum.key,
    })
  }
  return { codes, values, cells, notes: [] }
}
