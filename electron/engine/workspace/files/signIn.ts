// Who opens a workspace, by the slot their passphrase opens. In: the header, a name, a passphrase. Out: the data key
// and a session with the role of that slot. Never a role from anywhere else; never a list of people that was changed
// from outside.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { fail } from '#shared/model/failure.ts'
import { ofName } from '#shared/model/person.ts'
import type { Role } from '#shared/model/role.ts'
import { dataKeyFor, newSlot, openSlot } from './personKeys.ts'
import { isEncrypted } from './workspace.ts'
import type { PersonSlot, WorkspaceHeader } from './workspace.ts'
import { fileKey, openKeyOf, unwrapDataKey } from './workspaceKeys.ts'
import { beginTry, endTries } from './wrongTries.ts'

export type Credentials = {
  passphrase: string | null
  person?: string | undefined
  /** By the recovery key, which is of nobody. */
  recovery?: boolean
}

export type Session = {
  dataKey: Buffer | null
  role: Role
  slot: PersonSlot | null
  seed: Buffer | null
  /** The slot was made just now out of the one passphrase for all: the header has yet to be written. */
  madeNow: boolean
}

export const personsOf = ({ people }: WorkspaceHeader): PersonSlot[] =>
  (people ?? []).filter((slot) => slot.kind === 'person')

export const macOfPeople = (dataKey: Buffer, { id, people }: WorkspaceHeader): string =>
  createHmac('sha256', Buffer.from(fileKey(dataKey, id, 'people'), 'hex'))
    .update(JSON.stringify(people))
    .digest('hex')

const requireOwnPeople = (header: WorkspaceHeader, dataKey: Buffer): void => {
  const wanted = Buffer.from(macOfPeople(dataKey, header))
  const found = Buffer.from(header.peopleMac ?? '')
  if (wanted.length !== found.length || !timingSafeEqual(wanted, found))
    fail('WORKSPACE_DAMAGED', {
      file: 'workspace.json',
      reason: 'danh sách người dùng bị sửa / the list of people was changed',
    })
}

/** The person meant: by name, or the only one there is. */
const slotOf = (header: WorkspaceHeader, person: string | undefined): PersonSlot => {
  const persons = personsOf(header)
  const names = persons.map((slot) => slot.name).join('\n')
  if (person !== undefined && person.trim() !== '')
    return ofName(persons, person) ?? fail('PERSON_UNKNOWN', { person, names })
  const [only, second] = persons
  return only !== undefined && second === undefined ? only : fail('PERSON_NEEDED', { names })
}

const recoverySlotOf = ({ people }: WorkspaceHeader): PersonSlot =>
  people?.find((slot) => slot.kind === 'recovery') ?? fail('RECOVERY_INVALID', { path: '' })

/** Opens one slot, with its wrong tries counted. A key changed or a person removed meanwhile counts as it is then. */
export const trySlot = async (
  folder: string,
  header: WorkspaceHeader,
  slot: PersonSlot,
  passphrase: string,
): Promise<{ dataKey: Buffer; seed: Buffer }> => {
  beginTry(folder, slot.id)
  const { seed } = await openSlot(header.id, slot, passphrase)
  const now = header.people?.find(({ id }) => id === slot.id) ?? fail('PERSON_UNKNOWN', { person: slot.name })
  const dataKey = dataKeyFor(header.id, now, seed)
  requireOwnPeople(header, dataKey)
  endTries(folder, slot.id)
  return { dataKey, seed }
}

const everybody = 'everybody'

/** `user` names the first person of a workspace that had one passphrase for all. */
export const signIn = async (
  folder: string,
  header: WorkspaceHeader,
  { passphrase, person, recovery }: Credentials,
  user: string,
): Promise<Session> => {
  // Made-up data: there is no secret, nobody has a key, and everything can be tried.
  if (!isEncrypted(header))
    return { dataKey: openKeyOf(header), role: 'administrator', slot: null, seed: null, madeNow: false }
  if (passphrase === null)
    return fail('WORKSPACE_PASSPHRASE_NEEDED', {
      names: personsOf(header)
        .map((slot) => slot.name)
        .join('\n'),
    })
  if (header.encryption !== null && header.people === undefined) {
    beginTry(folder, everybody)
    const dataKey = await unwrapDataKey(passphrase, header, header.encryption)
    endTries(folder, everybody)
    const founder = { name: person ?? user, role: 'administrator' as const, kind: 'person' as const, addedBy: user }
    const { slot, seed } = await newSlot(header.id, { ...founder, passphrase }, dataKey)
    return { dataKey, role: slot.role, slot, seed, madeNow: true }
  }
  const slot = recovery === true ? recoverySlotOf(header) : slotOf(header, person)
  const opened = await trySlot(folder, header, slot, passphrase)
  return { ...opened, role: slot.role, slot, madeNow: false }
}
