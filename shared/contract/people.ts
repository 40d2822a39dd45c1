// Persons of a workspace and the leave of one for an act of another: requests and answers. Schemas, types and the
// methods themselves. A passphrase stands in requests alone: no answer, no entry of the log has one.
import { z } from 'zod'
import { leaveStates, newPersonNameSchema, personNameSchema, roleSchema } from '../model/person.ts'
import type { Leave, Person } from '../model/person.ts'
import type { ExportResult, WorkspaceStatus } from './responses.ts'
import { command, job, query } from './define.ts'

const path = z.string().min(1)
const passphrase = z.string().min(1).max(1000)
const reason = z.string().trim().max(1000)

export type PeopleState = {
  persons: Person[]
  /** Made-up data: nobody has a key. */
  keyless: boolean
  /** A second pair of eyes is there for what needs leave. */
  second: boolean
}

export const peopleMethods = {
  'people.list': query<PeopleState>()(z.strictObject({})),
  'people.add': command<PeopleState>()(
    z.strictObject({ name: newPersonNameSchema, role: roleSchema, passphrase }),
    [],
    {
      writes: true,
      role: 'administrator',
      logs: 'people_add',
      within: true,
      leave: 'several',
      leaver: 'administrator',
    },
  ),
  /** Their key opens nothing any more; data are not encrypted anew (that is key rotation). */
  'people.remove': command<PeopleState>()(z.strictObject({ name: personNameSchema, reason }), [], {
    writes: true,
    role: 'administrator',
    logs: 'people_remove',
    within: true,
    leave: 'several',
    leaver: 'administrator',
  }),
  /** One's own. */
  'people.changePassphrase': command<null>()(z.strictObject({ old: passphrase, passphrase }), [], {
    writes: true,
    logs: 'people_passphrase',
    within: true,
  }),
  /** A key of nobody, in a file sealed by a passphrase of its own: file and passphrase go to two places. */
  'people.recovery': job<ExportResult>()(z.strictObject({ path, passphrase }), ['path'], {
    leaves: true,
    // Beside a new key for the workspace neither would know of the other.
    exclusive: true,
    role: 'administrator',
    logs: 'people_recovery',
    leave: 'several',
    leaver: 'administrator',
  }),
  /** Opens a workspace by its recovery key and gives it an administrator. */
  'people.recover': job<WorkspaceStatus>()(
    z.strictObject({ path, recovery: path, sealing: passphrase, name: newPersonNameSchema, passphrase }),
    ['path', 'recovery'],
    { exclusive: true, logs: 'people_recover', within: true },
  ),

  /** Nobody is at the window: nothing is answered until the same person's passphrase is given. */
  'workspace.lock': command<WorkspaceStatus>()(z.strictObject({}), [], { whileLocked: true }),
  'workspace.unlock': command<WorkspaceStatus>()(z.strictObject({ passphrase }), [], { whileLocked: true }),

  /** `request`: what the method would be asked, as far as it counts. */
  'leaves.ask': command<Leave>()(
    z.strictObject({ method: z.string().max(60), request: z.record(z.string(), z.json()), reason }),
    [],
    { writes: true, logs: 'leave_ask', within: true },
  ),
  'leaves.list': query<Leave[]>()(z.strictObject({ state: z.enum(leaveStates).optional() })),
  /** By whoever is signed in, or, at the same desk, by another who gives their name and passphrase. */
  'leaves.decide': command<Leave>()(
    z.strictObject({
      leave: z.int(),
      grant: z.boolean(),
      note: reason,
      hours: z.int().min(1).max(168).default(24),
      by: z.strictObject({ person: personNameSchema, passphrase }).optional(),
    }),
    [],
    { writes: true, logs: 'leave_decide', within: true },
  ),
} as const
