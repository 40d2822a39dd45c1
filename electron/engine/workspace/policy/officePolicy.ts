// The office's policy of a workspace, kept in the catalog with every state it ever had. In: the workspace; a change
// with its reason. Out: the policy in force and its history. Never a change without an entry in the log, never a policy
// that loosens the floor.
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { defaultPolicy, officePolicySchema } from '#shared/model/officePolicy.ts'
import type { OfficePolicy, PolicyEntry, PolicyState, Stricter } from '#shared/model/officePolicy.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

const setting = 'officePolicy'

const entriesSchema = z.array(
  z.object({ at: z.string(), by: z.string(), reason: z.string(), policy: officePolicySchema }),
)

const entriesOf = ({ catalog }: Workspace): PolicyEntry[] =>
  entriesSchema.parse(JSON.parse(settingRepository(catalog).get(setting) ?? '[]'))

export const policyState = (workspace: Workspace): PolicyState => {
  const history = entriesOf(workspace).toReversed()
  return { policy: history[0]?.policy ?? defaultPolicy, history }
}

export const officePolicy = (workspace: Workspace): OfficePolicy => policyState(workspace).policy

export const setOfficePolicy = (context: EngineContext, policy: OfficePolicy, reason: string): PolicyState => {
  const workspace = context.workspace()
  const written = checkedReason(reason)
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

/** The policy a request is protected by: the office's, or stricter where the request asks for it; looser is refused. */
export const protectionPolicy = (workspace: Workspace, stricter: Stricter): OfficePolicy => {
  const policy = officePolicy(workspace)
  const { minimum = policy.minimum, pPercent = policy.pPercent } =
    typeof stricter === 'number' ? { minimum: stricter } : (stricter ?? {})
  if (minimum < policy.minimum) fail('PROTECTION_LOOSER', { asked: minimum, minimum: policy.minimum })
  if (pPercent < policy.pPercent) fail('PROTECTION_LOOSER_P', { asked: pPercent, p: policy.pPercent })
  return { ...policy, minimum, pPercent }
}
