// The word of the second person on a frozen issue: approved, or sent back with a reason. In: an issue, the decision.
// Out: the issue. Never by whoever froze it, never twice, never of an issue whose figures are not those that were
// frozen.
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { fail } from '#shared/model/failure.ts'
import { sameName } from '#shared/model/person.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { issueStore } from './issueStore.ts'

export const decideIssue = async (
  context: EngineContext,
  { issue: id, decision, remark }: { issue: number; decision: 'approve' | 'return'; remark: string },
): Promise<FrozenIssue> => {
  const workspace = context.workspace()
  const store = issueStore(workspace.catalog)
  const issue = store.get(id)
  const name = context.signer ?? fail('SIGNATURE_NEEDED', { person: context.user })
  if (sameName(issue.frozenBy, name)) fail('ISSUE_SAME_PERSON', { issue: issue.number, user: issue.frozenBy })
  if (decision === 'return') checkedReason(remark)
  await store.body(id)
  const decided = workspace.catalog
    .transaction(() => {
      // Asked again inside: two persons may decide at once.
      const { state } = store.get(id)
      if (state !== 'waiting') fail('ISSUE_DECIDED', { issue: issue.number, state })
      appendAudit(workspace, {
        user: name,
        action: decision === 'approve' ? 'sign_off' : 'send_back',
        subject: `report ${issue.report} ${issue.sha256}`,
        reason: remark,
      })
      return store.decide(id, {
        state: decision === 'approve' ? 'approved' : 'returned',
        decidedBy: name,
        remark,
      })
    })
    .immediate()
  context.emit('data.changed', { what: 'issues' })
  return decided
}
