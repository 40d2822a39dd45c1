// The office's policy of a workspace, kept in the catalog with every state it ever had. In: the workspace; a change with its reason.
// Out: the policy in force and its history. Never a change without an entry in the log, never a policy that loosens the floor.
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import { officePolicySchema } from '#shared/model/officePolicy.ts'
import type { OfficePolicy, PolicyEntry, PolicyState } from '#shared/model/officePolicy.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

const setting = 'officePolicy'
const shortestReason = 10

const entriesSchema = z.array(
  z.object({ at: z.string(), by: z.string(), reason: z.string(), policy: officePolicySchema }),
)

const entriesOf = ({ catalog }: Workspace): PolicyEntry[] =>
  entriesSchema.parse(JSON.parse(settingRepository(catalog).get(setting) ?? '[]'))

export const policyState = (workspace: Workspace): PolicyState => {
  const history = entriesOf(workspace).toReversed()
  return { policy: history[0]?.policy ?? officePolicySchema.parse({}), history }
}

export const officePolicy = (workspace: Workspace): OfficePolicy => policyState(workspace).policy

export const setOfficePolicy = (context: EngineContext, policy: OfficePolicy, reason: string): PolicyState => {
  const workspace = context.workspace()
  const written = reason.trim()
  if ([...written].length < shortestReason) fail('POLICY_REASON_NEEDED', { minimum: shortestReason })
  const entry: PolicyEntry = { at: new Date().toISOString(), by: context.user, reason: written, policy }
  workspace.catalog
    .transaction(() => {
      const entries = entriesOf(workspace)
      appendAudit(workspace, {
        user: context.user,
        action: 'policy',
        subject: `${JSON.stringify(officePolicy(workspace))} → ${JSON.stringify(policy)}`,
        reason: written,
      })
      settingRepository(workspace.catalog).set(setting, JSON.stringify([...entries, entry]))
    })
    .immediate()
  context.emit('data.changed', { what: 'policy' })
  return policyState(workspace)
}

/** Fewest respondents behind a figure that leaves: the policy's, or more where a request asks for more. */
export const protectionMinimum = (workspace: Workspace, stricter: number | undefined): number => {
  const { minimum } = officePolicy(workspace)
  if (stricter === undefined) return minimum
  return stricter < minimum ? fail('PROTECTION_LOOSER', { asked: stricter, minimum }) : stricter
}
