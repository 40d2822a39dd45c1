// The recovery key: a slot of nobody, whose passphrase is random and lies in a file sealed by a passphrase of its own.
// In: a workspace, a path. Out: the file; or, from file and passphrase, a new administrator. Never both halves in one
// place: the file alone opens nothing.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { seal, unseal } from '#engine/workspace/files/personKeys.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { deriveWrappingKey, guessCost } from '#engine/workspace/files/workspaceKeys.ts'
import type { ExportResult } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import { addPerson, changeSlots, checkStrength, requireNewName } from './people.ts'

export const recoveryName = 'khoá khôi phục / recovery key'

const fileSchema = z.object({
  format: z.literal('statdesk-recovery-1'),
  workspace: z.string(),
  name: z.string(),
  madeAt: z.string(),
  about: z.string(),
  guess: z.object({
    kdf: z.literal('scrypt'),
    salt: z.string(),
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
  }),
  sealed: z.string(),
})

const about =
  'Khoá khôi phục đã niêm phong của một không gian làm việc StatDesk. Giữ tệp này và mật khẩu niêm phong ở hai nơi, do hai người giữ. / ' +
  'Sealed recovery key of a StatDesk workspace. Keep this file and its sealing passphrase in two places, with two persons.'

export const makeRecovery = async (
  workspace: Workspace,
  user: string,
  { path, passphrase }: { path: string; passphrase: string },
): Promise<ExportResult> => {
  const started = performance.now()
  if (workspace.header.people === undefined) return fail('PERSON_NO_KEYS')
  checkStrength(passphrase, workspace.header.name)
  const secret = randomBytes(32).toString('base64')
  const slot = await workspace.makeSlot({
    name: recoveryName,
    role: 'administrator',
    kind: 'recovery',
    passphrase: secret,
    addedBy: user,
  })
  const guess = { kdf: 'scrypt' as const, salt: randomBytes(16).toString('base64'), ...guessCost }
  const sealed = seal(
    await deriveWrappingKey(passphrase, guess),
    Buffer.from(secret),
    `recovery ${workspace.header.id}`,
  )
  const file: z.infer<typeof fileSchema> = {
    format: 'statdesk-recovery-1',
    workspace: workspace.header.id,
    name: workspace.header.name,
    madeAt: slot.addedAt,
    about,
    guess,
    sealed,
  }
  const written = await writeFileTarget(path, (temporary) => writeFile(temporary, `${JSON.stringify(file, null, 2)}\n`))
  // The file stands: only now does an earlier one lose its worth.
  changeSlots(workspace, (slots) => [...slots.filter(({ kind }) => kind !== 'recovery'), workspace.sealedNow(slot)])
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}

const secretOf = async (path: string, sealing: string): Promise<string> => {
  try {
    const file = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return unseal(await deriveWrappingKey(sealing, file.guess), file.sealed, `recovery ${file.workspace}`).toString(
      'utf8',
    )
  } catch (error) {
    return fail('RECOVERY_INVALID', { path }, undefined, error)
  }
}

export type Recovery = { path: string; recovery: string; sealing: string; name: string; passphrase: string }

export const recoverWorkspace = async (
  { path, recovery, sealing, name, passphrase }: Recovery,
  user: string,
): Promise<Workspace> => {
  checkStrength(passphrase, name)
  const secret = await secretOf(recovery, sealing)
  const opened = await openWorkspace(path, { passphrase: secret, recovery: true, readOnly: false, user })
  try {
    requireNewName(opened, name)
    appendAudit(opened, { user, action: 'people_recover', subject: `${name} administrator` })
    await addPerson(opened, user, { name, role: 'administrator', passphrase })
  } finally {
    await opened.close()
  }
  return openWorkspace(path, { passphrase, person: name, readOnly: false, user })
}
