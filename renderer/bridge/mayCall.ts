// Whether whoever is signed in may ask for an act that an administrator alone may do, before a button offers it. In:
// the status of the workspace. Out: yes, or why not. Never the gate itself: the door of the engine refuses whatever a
// screen offers.
import type { MethodName } from '#shared/contract/methods.ts'
import type { WorkspaceStatus } from '#shared/contract/responses.ts'
import { isAtLeast } from '#shared/model/role.ts'

/**
 * As the rows of the contract say (a test compares); the rows themselves would bring every schema onto the first page.
 */
export const ofAdministrators = [
  'audit.export',
  'audit.setAnchor',
  'backups.setSchedule',
  'deliveries.destroy',
  'people.add',
  'people.recovery',
  'people.remove',
  'policy.set',
  'records.allow',
  'release.withdraw',
  'retention.set',
  'workspace.rotateKey',
] as const satisfies readonly MethodName[]
export type OfAdministrators = (typeof ofAdministrators)[number]

export const mayAdminister = (status: WorkspaceStatus | undefined): 'yes' | 'readOnly' | 'role' => {
  if (status?.state !== 'open' || !isAtLeast(status.role, 'administrator')) return 'role'
  return status.readOnly ? 'readOnly' : 'yes'
}
