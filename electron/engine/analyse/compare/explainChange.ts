// The change of a figure that adds up, split by cause. In: what each delivery gave before and gives after (and, where
// it could be computed, what it gives after by the old definition). Out: parts that add up to the change exactly. Pure.
import { changeParts } from '#shared/contract/production.ts'
import type { ChangePart } from '#shared/contract/production.ts'
import { addExact, toExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'

/** What one cell gets from each delivery, by its period. */
export type ByDelivery = ReadonlyMap<string, Exact>
/** Which file stood for a period: equal marks, the same records. */
export type Deliveries = ReadonlyMap<string, string>

export type ChangeInput = {
  before: Exact
  after: Exact
  from: ByDelivery
  to: ByDelivery
  /** By the old definition over the new records; null where it is not known. */
  middle: ByDelivery | null
  deliveriesBefore: Deliveries
  deliveriesAfter: Deliveries
  /**
   * The definitions count differently: without `middle`, what stayed the same records cannot be anything else's doing.
   */
  definitionChanged: boolean
}

const minus = (a: Exact, b: Exact): Exact => toExact(BigInt(a) - BigInt(b))

export const explainChange = ({
  before,
  after,
  from,
  to,
  middle,
  deliveriesBefore,
  deliveriesAfter,
  definitionChanged,
}: ChangeInput): Exact[] => {
  const parts = new Map<ChangePart, Exact>(changeParts.map((part) => [part, 0]))
  const give = (part: ChangePart, amount: Exact): void => {
    parts.set(part, addExact(parts.get(part) ?? 0, amount))
  }
  const counted = middle ?? to
  for (const period of new Set([...from.keys(), ...counted.keys()])) {
    const [old, now] = [deliveriesBefore.get(period), deliveriesAfter.get(period)]
    const difference = minus(counted.get(period) ?? 0, from.get(period) ?? 0)
    if (old === undefined) give('new_records', difference)
    else if (now === undefined) give('withdrawn_records', difference)
    else if (old !== now) give('amended_records', difference)
    else give(definitionChanged && middle === null ? 'definition' : 'recoded', difference)
  }
  if (middle !== null) {
    for (const period of new Set([...middle.keys(), ...to.keys()]))
      give('definition', minus(to.get(period) ?? 0, middle.get(period) ?? 0))
  }
  const told = [...parts.values()].reduce<Exact>(addExact, 0)
  give('unexplained', minus(minus(after, before), told))
  return changeParts.map((part) => parts.get(part) ?? 0)
}
