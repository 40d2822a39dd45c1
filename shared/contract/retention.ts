// How long deliveries are kept, their destruction with its certificate, and a new key of the workspace. Schemas, types,
// methods.
import { z } from 'zod'
import { command, job, query } from './define.ts'

export type Retention = {
  delivery: number
  dataset: string
  period: string
  fileName: string
  importedAt: string
  state: 'current' | 'replaced' | 'withdrawn'
  /** ISO day; null: none is set, for this delivery or by the policy. */
  destroyBy: string | null
  /** Whether the date is its own or follows from the policy. */
  by: 'own' | 'policy' | null
  due: boolean
  destroyedAt: string | null
}

export type DestructionCertificate = {
  delivery: number
  dataset: string
  period: string
  fileName: string
  sha256: string
  records: number
  destroyedAt: string
  by: string
  reason: string
  /** Rows, rejected rows and header of the delivery left in the workspace, counted afterwards: none. */
  left: number
  /** Number and hash of the entry of the log that says so. */
  entry: number
  entryHash: string
}

const reason = z.string().trim().max(1000)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const retentionMethods = {
  'retention.list': query<Retention[]>()(z.strictObject({})),
  'retention.set': command<Retention[]>()(z.strictObject({ delivery: z.int(), destroyBy: day, reason }), [], {
    writes: true,
    role: 'administrator',
    logs: 'retention',
    within: true,
  }),
  /** Rows, rejected rows and derived copies go, overwritten; the entry of the delivery and its certificate stay. */
  'deliveries.destroy': job<DestructionCertificate>()(z.strictObject({ delivery: z.int(), reason }), [], {
    writes: true,
    exclusive: true,
    role: 'administrator',
    logs: 'destroy',
    within: true,
    leave: 'several',
  }),
  /** Every file encrypted anew; every person keeps their passphrase. */
  'workspace.rotateKey': job<{ rotated: true }>()(z.strictObject({}), [], {
    writes: true,
    exclusive: true,
    role: 'administrator',
    logs: 'rotate_key',
    leave: 'several',
  }),
} as const
