// The policy of the contract's rows, enforced once for every call. In: a context, a method, its request and the work. Out: the work's answer.
// Never work of a row whose policy the open workspace cannot keep; never a byte that leaves before the log knows of it.
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import type { MethodPolicy } from '#shared/contract/policy.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import { isAtLeast } from '#shared/model/role.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { ActFacts, EngineContext } from '#engine/workspace/context.ts'
import { roleNames, roleOf } from '#engine/workspace/policy/role.ts'
import { actSubject, outcomeOf } from './actWords.ts'

/** Refuses what the open workspace, or whoever opened it, may not do. Asked when a call arrives. */
export const admit = (context: EngineContext, method: MethodName): void => {
  const { writes, leaves, role }: MethodPolicy = methods[method].policy
  if (!writes && !leaves && role === 'analyst') return
  const workspace = context.workspace()
  if (leaves && workspace.readOnly) fail('LEAVES_READ_ONLY', { method })
  if (writes && workspace.readOnly) fail('WORKSPACE_READ_ONLY')
  const own = roleOf(workspace)
  if (!isAtLeast(own, role))
    fail('ROLE_NEEDED', {
      needed: role,
      own,
      needed_vi: roleNames[role].vi,
      needed_en: roleNames[role].en,
      own_vi: roleNames[own].vi,
      own_en: roleNames[own].en,
    })
}

/** Does the work and logs it as its row says. */
export const throughDoor = async <T>(
  context: EngineContext,
  method: MethodName,
  request: unknown,
  work: (inside: EngineContext) => T | Promise<T>,
): Promise<T> => {
  admit(context, method)
  const { logs, leaves, within }: MethodPolicy = methods[method].policy
  if (logs === null || within) return work(context)
  let facts: ActFacts | null = {}
  const inside: EngineContext = {
    ...context,
    account: (told) => (facts = told === null ? null : { ...facts, ...told }),
  }
  const subject = actSubject(method, request)
  const append = (action: string, act: ActFacts): void => {
    appendAudit(context.workspace(), { user: context.user, action, subject, ...act })
  }
  if (!leaves) {
    const answer = await work(inside)
    if (facts !== null) append(logs, outcomeOf(answer, facts))
    return answer
  }
  const asked = request as { path?: unknown; out?: unknown; reason?: unknown }
  const target = typeof asked.out === 'string' ? asked.out : asked.path
  append(`${logs}_asked`, {
    subject: typeof target === 'string' ? `${subject} → ${target}` : subject,
    ...(typeof asked.reason === 'string' ? { reason: asked.reason } : {}),
  })
  try {
    const answer = await work(inside)
    append(logs, outcomeOf(answer, { subject, ...facts }))
    return answer
  } catch (thrown) {
    append(`${logs}_failed`, { ...facts, reason: toFailureValue(thrown).code })
    throw thrown
  }
}
