// Whose signature stands under an act. In: a workspace, a name or none, a passphrase. Out: the name of the slot that
// the passphrase opened. Never a name taken at its word where persons have keys.
import { provePassphrase } from '#engine/workspace/files/tellTries.ts'
import { personsOf } from '#engine/workspace/files/signIn.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { roleNames } from '#engine/workspace/policy/role.ts'
import type { Signature } from '#shared/contract/signature.ts'
import { fail } from '#shared/model/failure.ts'
import { ofName } from '#shared/model/person.ts'
import { isAtLeast } from '#shared/model/role.ts'
import type { Role } from '#shared/model/role.ts'

export const provenSigner = async (
  workspace: Workspace,
  user: string,
  needed: Role,
  { person, passphrase }: Signature,
): Promise<string> => {
  const own = workspace.person
  if (own === null) return person ?? user
  const persons = personsOf(workspace.header)
  const slot =
    (person === undefined ? persons.find(({ id }) => id === own.id) : ofName(persons, person)) ??
    fail('PERSON_UNKNOWN', { person: person ?? own.name, names: persons.map(({ name }) => name).join('\n') })
  const { role } = slot
  if (!isAtLeast(role, needed))
    return fail('SIGNER_ROLE', {
      person: slot.name,
      own_vi: roleNames[role].vi,
      own_en: roleNames[role].en,
      needed_vi: roleNames[needed].vi,
      needed_en: roleNames[needed].en,
    })
  if (passphrase === undefined) return fail('SIGNATURE_NEEDED', { person: slot.name })
  await provePassphrase(workspace, user, slot, passphrase)
  return slot.name
}
