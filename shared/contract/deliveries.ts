// Deliveries beside each other and in time: one against the period before, what is due, the decision on it. Schemas,
// types, the methods. A comparison counts and sums in the office; nothing of it leaves.
import { z } from 'zod'
import { periodSchema } from '../model/period.ts'
import type { Period } from '../model/period.ts'
import { nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import type { ImportResult } from './responses.ts'
import { command, query } from './define.ts'

/** Beside so large a change of a total or a count somebody looks. */
export const notableChange = 0.2
/** So many of the rows would have to change their code for the distributions to be the same. */
export const notableShift = 0.1

export type ComparedTotal = {
  variable: string
  label: Bilingual
  unit: Bilingual | null
  /** Plain decimal text; null where no row has a value. */
  before: string | null
  now: string | null
  /** now / before - 1; null where there is no base above zero. */
  change: number | null
  /** Rows without a value, of all rows. */
  missingBefore: number
  missingNow: number
  notable: boolean
}
export type ComparedShare = {
  variable: string
  label: Bilingual
  shift: number
  /** The codes whose share changed most. */
  movers: { code: string | null; label: Bilingual; before: number; now: number }[]
  notable: boolean
}
export type DeliveryComparison = {
  delivery: number
  dataset: string
  period: Period
  /** Null: no earlier period stands. */
  against: Period | null
  rows: { before: number; now: number; change: number | null; notable: boolean }
  rejected: { before: number; now: number }
  units: {
    variable: string
    label: Bilingual
    before: number
    now: number
    kept: number
    fresh: number
    vanished: number
  } | null
  totals: ComparedTotal[]
  shares: ComparedShare[]
  /** Classifications of too many codes for their shares to be told. */
  notCompared: { variable: string; label: Bilingual }[]
  /** Values among these records that did not come but were imputed: the figures count them. */
  imputed: { before: number; now: number }
  notable: number
}

export type DueState = 'come' | 'late' | 'due' | 'overdue'
export type DueEntry = {
  dataset: string
  period: Period
  /** The day on which it is due. */
  due: string
  state: DueState
  /** The day on which it came first. */
  came: string | null
  /** Days late (come or not), or days left. */
  days: number
  delivery: number | null
}
export type DeliverySchedule = { dataset: string; label: Bilingual; lagDays: number; since: Period; own: boolean }
export type DeliveryDecision = {
  delivery: number
  decision: 'accepted' | 'sent_back'
  user: string
  at: string
  note: string
}

/** A file as it would stand, and against the period before; the number of its delivery is not given yet. */
export type DeliveryTrial = ImportResult & { comparison: DeliveryComparison | null }

export const deliveryMethods = {
  'deliveries.compare': query<DeliveryComparison>()(
    z.strictObject({ delivery: z.int(), against: periodSchema.optional() }),
  ),
  /** What is due of each dataset that has deliveries, by its frequency and lag. */
  'deliveries.calendar': query<{ on: string; schedules: DeliverySchedule[]; entries: DueEntry[] }>()(
    z.strictObject({ on: z.iso.date().optional(), dataset: nameSchema.optional() }),
  ),
  /** Null: back to the lag of the dataset's frequency. */
  'deliveries.saveSchedule': command<DeliverySchedule>()(
    z.strictObject({
      dataset: nameSchema,
      lagDays: z.int().min(0).max(1000).nullable(),
      since: periodSchema.nullable().default(null),
    }),
    [],
    { writes: true, logs: 'setting' },
  ),
  'deliveries.decisions': query<DeliveryDecision[]>()(z.strictObject({})),
  /** What the office decided of a delivery; one that is sent back is withdrawn beside it. */
  'deliveries.decide': command<DeliveryDecision>()(
    z.strictObject({
      delivery: z.int(),
      decision: z.enum(['accepted', 'sent_back']),
      note: z.string().max(1000).default(''),
    }),
    [],
    { writes: true, logs: 'setting' },
  ),
} as const
