// Adding and removing persons: their slots in the header, sealed without encrypting any data anew. In: workspace, acts.
// Out: the list. Never the last administrator removed, never two of one name; the log has each change in the same step
// as the catalog.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { changePeople } from '#engine/workspace/files/peopleRemembered.ts'
import { personsOf } from '#engine/workspace/files/signIn.ts'
import { provePassphrase } from '#engine/workspace/files/tellTries.ts'
import type { PersonSlot, Workspace } from '#engine/workspace/files/workspace.ts'
import type { PeopleState } from '#shared/contract/people.ts'
import { fail } from '#shared/model/failure.ts'
import { passphraseWeakness, shortestPassphrase } from '#shared/model/passphrase.ts'
import { ofName, sameName } from '#shared/model/person.ts'
import { checkedReason } from '#shared/model/reason.ts'
import type { Role } from '#shared/model/role.ts'
import { deskSetting } from './desk.ts'

export const peopleState = (workspace: Workspace): PeopleState => {
  const slots = workspace.header.people ?? []
  return {
    persons: slots.map(({ id, name, role, kind, addedAt, addedBy }) => ({
      name,
      role,
      kind,
      addedAt,
      addedBy,
      own: id === workspace.person?.id,
    })),
    keyless: workspace.person === null,
    second: personsOf(workspace.header).some(({ id, role }) => id !== workspace.person?.id && role !== 'analyst'),
  }
}

const slotsOf = (workspace: Workspace): PersonSlot[] => workspace.header.people ?? fail('PERSON_NO_KEYS')

/**
 * From the list of now, never from one read before something was waited for: a person removed meanwhile would come
 * back.
 */
export const changeSlots = (workspace: Workspace, change: (slots: readonly PersonSlot[]) => PersonSlot[]): void => {
  const people = change(slotsOf(workspace))
  changePeople(workspace, { people, peopleMac: workspace.macOfPeople(people) })
}

export const requireNewName = (workspace: Workspace, name: string): void => {
  if (slotsOf(workspace).some((slot) => sameName(slot.name, name))) fail('PERSON_EXISTS', { person: name })
}

export const checkStrength = (passphrase: string, name: string): void => {
  const weakness = passphraseWeakness(passphrase, [name])
  if (weakness !== null) fail('PASSPHRASE_WEAK', { weakness, shortest: shortestPassphrase })
}

export const addPerson = async (
  workspace: Workspace,
  user: string,
  { name, role, passphrase }: { name: string; role: Role; passphrase: string },
): Promise<PeopleState> => {
  requireNewName(workspace, name)
  checkStrength(passphrase, name)
  const slot = await workspace.makeSlot({ name, role, kind: 'person', passphrase, addedBy: user })
  requireNewName(workspace, name)
  appendAudit(workspace, { user, action: 'people_add', subject: `${slot.name} ${role}` })
  changeSlots(workspace, (slots) => [...slots, workspace.sealedNow(slot)])
  return peopleState(workspace)
}

export const removePerson = (workspace: Workspace, user: string, name: string, reason: string): PeopleState => {
  const written = checkedReason(reason)
  const slots = slotsOf(workspace)
  const slot = ofName(slots, name) ?? fail('PERSON_UNKNOWN', { person: name })
  const left = slots.filter((one) => one.id !== slot.id)
  if (!left.some((one) => one.kind === 'person' && one.role === 'administrator'))
    return fail('PERSON_LAST_ADMINISTRATOR', { person: slot.name })
  appendAudit(workspace, { user, action: 'people_remove', subject: `${slot.name} ${slot.role}`, reason: written })
  changeSlots(workspace, () => left)
  settingRepository(workspace.catalog).remove(deskSetting(slot.id))
  return peopleState(workspace)
}

export const changePassphrase = async (
  workspace: Workspace,
  user: string,
  { old, passphrase }: { old: string; passphrase: string },
): Promise<null> => {
  const own = slotsOf(workspace).find((slot) => slot.id === workspace.person?.id) ?? fail('PERSON_NO_KEYS')
  await provePassphrase(workspace, user, own, old)
  checkStrength(passphrase, own.name)
  const { guess, sealedSeed } = await workspace.renewSlot(own, passphrase)
  if (!slotsOf(workspace).some(({ id }) => id === own.id)) return fail('PERSON_UNKNOWN', { person: own.name })
  appendAudit(workspace, { user, action: 'people_passphrase', subject: own.name })
  changeSlots(workspace, (slots) => slots.map((slot) => (slot.id === own.id ? { ...slot, guess, sealedSeed } : slot)))
  return null
}
