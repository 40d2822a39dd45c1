// Wrong passphrases, told in the log: of every opening, unlocking, leave given and passphrase changed alike. In: an
// open workspace. Out: entries. Never forgotten before the log has them: a workspace that is open read-only leaves them
// for the next that can write.
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { trySlot } from './signIn.ts'
import type { PersonSlot, Workspace } from './workspace.ts'
import { forgetTold, untoldTries } from './wrongTries.ts'

export const tellTries = (workspace: Workspace, user: string): void => {
  if (workspace.readOnly) return
  for (const { slot, tries } of untoldTries(workspace.folder)) {
    // Of one no longer there, or of the one passphrase for all, the one signed in is told.
    const person = workspace.header.people?.find(({ id }) => id === slot)?.name ?? workspace.person?.name ?? ''
    appendAudit(workspace, { user, action: 'wrong_passphrase', subject: person, records: tries })
    forgetTold(workspace.folder, slot)
  }
}

/**
 * The passphrase of one person of an open workspace: their keys, or why not. What was wrong before it is in the log by
 * then.
 */
export const provePassphrase = async (
  workspace: Workspace,
  user: string,
  slot: PersonSlot,
  passphrase: string,
): Promise<{ seed: Buffer }> => {
  const { seed } = await trySlot(workspace.folder, workspace.header, slot, passphrase)
  tellTries(workspace, user)
  return { seed }
}
