// The nearest donor of each record: differences of numbers by their range, codes by being equal, a missing side as far
// as can be. In: records, variables of the distance, how often a donor may give, a seed. Out: the donor of each, or
// none. The same whatever the machine.
import { fail } from '#shared/model/failure.ts'
import type { StepRecord } from './readRecords.ts'

/** A draw that is the same everywhere, from a whole number. */
const drawing = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Compared pairs; beyond it a workstation would be at it for hours. */
const mostPairs = 3_000_000_000

type Column = { of(record: StepRecord): number | string | null; range: number }

const columnsOf = (names: readonly string[], numbers: ReadonlySet<string>, records: readonly StepRecord[]): Column[] =>
  names.map((name) => {
    const of = (record: StepRecord): number | string | null => {
      const value = record.values[name] ?? null
      return value !== null && numbers.has(name) ? Number(value) : value === null ? null : String(value)
    }
    let [low, high] = [Infinity, -Infinity]
    if (numbers.has(name))
      for (const record of records) {
        const value = of(record)
        if (typeof value !== 'number') continue
        low = Math.min(low, value)
        high = Math.max(high, value)
      }
    return { of, range: high > low ? high - low : 1 }
  })

const apart = (
  columns: readonly Column[],
  a: readonly (number | string | null)[],
  b: readonly (number | string | null)[],
): number => {
  let sum = 0
  for (let index = 0; index < columns.length; index += 1) {
    const [x, y] = [a[index] ?? null, b[index] ?? null]
    if (x === null || y === null) sum += 1
    else if (typeof x === 'number' && typeof y === 'number') sum += Math.abs(x - y) / (columns[index]?.range ?? 1)
    else if (x !== y) sum += 1
  }
  return sum
}

export type DonorOrder = {
  recipients: readonly StepRecord[]
  donors: readonly StepRecord[]
  /** Donors give within their group alone. */
  groupOf(record: StepRecord): string
  distance: readonly string[]
  numbers: ReadonlySet<string>
  mostUses: number
  seed: number
}

export const nearestDonors = (order: DonorOrder, throwIfCancelled: () => void): Map<number, StepRecord> => {
  const { recipients, donors, groupOf, distance, numbers, mostUses, seed } = order
  const columns = columnsOf(distance, numbers, [...recipients, ...donors])
  const groups = Map.groupBy(donors, groupOf)
  const pairs = recipients.reduce((sum, one) => sum + (groups.get(groupOf(one))?.length ?? 0), 0)
  if (pairs > mostPairs) return fail('IMPUTE_TOO_MANY', { pairs, most: mostPairs })
  const told = new Map([...groups].map(([group, of]) => [group, of.map((donor) => columns.map((c) => c.of(donor)))]))
  const uses = new Map<number, number>()
  const draw = drawing(seed)
  const found = new Map<number, StepRecord>()
  for (const recipient of recipients) {
    throwIfCancelled()
    const group = groupOf(recipient)
    const own = columns.map((c) => c.of(recipient))
    const values = told.get(group) ?? []
    let nearest = Infinity
    let equal: StepRecord[] = []
    for (const [index, donor] of (groups.get(group) ?? []).entries()) {
      if ((uses.get(donor.rowId) ?? 0) >= mostUses) continue
      const far = apart(columns, own, values[index] ?? [])
      if (far > nearest) continue
      if (far < nearest) equal = []
      nearest = far
      equal.push(donor)
    }
    const donor = equal[Math.floor(draw() * equal.length)]
    if (donor === undefined) continue
    uses.set(donor.rowId, (uses.get(donor.rowId) ?? 0) + 1)
    found.set(recipient.rowId, donor)
  }
  return found
}
