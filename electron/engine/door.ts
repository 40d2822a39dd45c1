// The policy of the contract's rows, enforced once for every call. In: a context, a method, its request and the work.
// Out: the work's answer. Never work of a row whose policy the open workspace cannot keep; never a byte that leaves
// before the log knows of it.
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import type { MethodPolicy } from '#shared/contract/policy.ts'
import type { Signature } from '#shared/contract/signature.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import { comparedVariables } from '#shared/model/link.ts'
import { isAtLeast } from '#shared/model/role.ts'
import type { Role } from '#shared/model/role.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { ActFacts, EngineContext } from '#engine/workspace/context.ts'
import { findView } from '#engine/analyse/explore/viewRegistry.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { leavingBook, withBook } from '#engine/workspace/releaseBook.ts'
import { personsOf } from '#engine/workspace/files/signIn.ts'
import { actOf } from '#engine/workspace/people/acts.ts'
import { hasLeave, takeLeave } from '#engine/workspace/people/leaves.ts'
import { provenSigner } from '#engine/workspace/people/signer.ts'
import { guardsRecords, recordsPermission } from '#engine/workspace/policy/recordsPermission.ts'
import { roleNames, roleOf } from '#engine/workspace/policy/role.ts'
import { actSubject, outcomeOf } from './actWords.ts'

const names = (needed: Role) => ({ needed, needed_vi: roleNames[needed].vi, needed_en: roleNames[needed].en })

/** The text that leave for this call would be for. */
const actOfCall = (context: EngineContext, method: MethodName, request: unknown): string => {
  const fields = request as Record<string, unknown>
  const view = fields['view']
  // A view is of this session alone: what is revealed or copied is of its dataset.
  const ofView = method === 'explore.reveal' || method === 'explore.copy'
  const dataset = ofView && typeof view === 'string' ? findView(context, view).dataset : null
  if (method === 'links.reveal' && typeof fields['link'] === 'string') {
    // Of the fields it compares now: a link defined anew under the same name is another one.
    const { link } = fields
    const set = linkSetRepository(context.workspace().catalog).find(link) ?? fail('LINK_UNKNOWN', { link })
    return actOf(method, { ...fields, variables: comparedVariables(set.definition) })
  }
  return actOf(method, dataset === null ? fields : { ...fields, dataset })
}

/**
 * Whether this call needs leave, and nobody but another can give it. Made-up data have no persons: nobody to ask,
 * nothing to guard.
 */
const leaveNeeded = (context: EngineContext, method: MethodName): boolean => {
  const { leave, leaver }: MethodPolicy = methods[method].policy
  const workspace = context.currentWorkspace()
  if (leave === null || workspace === null || workspace.person === null) return false
  const others = personsOf(workspace.header).some(
    ({ id, role }) => id !== workspace.person?.id && isAtLeast(role, leaver),
  )
  if (others) return true
  return leave === 'always' ? fail('LEAVE_NOBODY', { method, ...names(leaver) }) : false
}

/** Refuses what the open workspace, or whoever opened it, may not do. Asked when a call arrives. */
export const admit = (context: EngineContext, method: MethodName, request?: unknown): void => {
  const { writes, leaves, role, leaver, records, whileLocked }: MethodPolicy = methods[method].policy
  if (context.currentWorkspace()?.locked === true && !whileLocked) fail('WORKSPACE_IS_LOCKED')
  if (!writes && !leaves && role === 'analyst') return
  const workspace = context.workspace()
  if (leaves && workspace.readOnly) fail('LEAVES_READ_ONLY', { method })
  if (writes && workspace.readOnly) fail('WORKSPACE_READ_ONLY')
  const own = roleOf(workspace)
  if (!isAtLeast(own, role))
    fail('ROLE_NEEDED', { own, own_vi: roleNames[own].vi, own_en: roleNames[own].en, ...names(role) })
  if (records !== null && (records === 'always' || guardsRecords(workspace)) && !recordsPermission(workspace).allowed)
    fail('RECORDS_EXPORT_REFUSED')
  if (request === undefined || !leaveNeeded(context, method)) return
  if (!hasLeave(workspace, leaver, method, actOfCall(context, method, request)))
    fail('LEAVE_NEEDED', { method, ...names(leaver) })
}

type Taken = { given: string; giveBack(): void }
const noLeave: Taken = { given: '', giveBack: () => undefined }

/** Uses up the leave of another; where nobody could give one, the log says so. */
const taken = (context: EngineContext, method: MethodName, request: unknown): Taken => {
  const { leave, leaver }: MethodPolicy = methods[method].policy
  const workspace = context.currentWorkspace()
  if (leave === null || workspace === null || workspace.person === null) return noLeave
  if (!leaveNeeded(context, method)) return { ...noLeave, given: 'alone' }
  const found =
    takeLeave(workspace, leaver, method, actOfCall(context, method, request)) ??
    fail('LEAVE_NEEDED', { method, ...names(leaver) })
  return { given: `#${found.id} ${found.giver}`, giveBack: () => found.giveBack() }
}

/** With the name of who signed, where the row wants a signature. */
const signedContext = async (context: EngineContext, method: MethodName, request: unknown): Promise<EngineContext> => {
  const { signer }: MethodPolicy = methods[method].policy
  if (signer === null) return context
  const workspace = context.workspace()
  const { signature } = request as { signature: Signature }
  const name = await provenSigner(workspace, context.user, signer, signature)
  // A guess takes a moment: what was open then need not be open now.
  if (context.currentWorkspace() !== workspace) return fail('WORKSPACE_NONE')
  return {
    ...context,
    get user() {
      return context.user
    },
    signer: name,
  }
}

/** Does the work of a call, with the signature and the leave it needs. */
export const throughDoor = async <T>(
  context: EngineContext,
  method: MethodName,
  request: unknown,
  work: (inside: EngineContext) => T | Promise<T>,
): Promise<T> => {
  admit(context, method, request)
  const signed = await signedContext(context, method, request)
  const { given, giveBack } = taken(context, method, request)
  if (given !== '')
    appendAudit(context.workspace(), { user: context.user, action: 'leave_used', subject: `${method} ${given}` })
  try {
    const answer = await logged(signed, method, request, work)
    if (given.startsWith('#')) context.emit('data.changed', { what: 'people' })
    return answer
  } catch (thrown) {
    giveBack()
    throw thrown
  }
}

/** Tables computed for what leaves are entered in the release registry, and taken back where nothing left. */
const registered = async <T>(
  context: EngineContext,
  leaves: boolean,
  work: (inside: EngineContext) => T | Promise<T>,
): Promise<T> => {
  if (!leaves) return work(context)
  const book = leavingBook(context)
  try {
    return await work(withBook(context, book))
  } catch (thrown) {
    book.takeBack(`did not leave (${toFailureValue(thrown).code})`)
    throw thrown
  }
}

/** Does the work and logs it as its row says. */
const logged = async <T>(
  context: EngineContext,
  method: MethodName,
  request: unknown,
  work: (inside: EngineContext) => T | Promise<T>,
): Promise<T> => {
  const { logs, leaves, within }: MethodPolicy = methods[method].policy
  if (logs === null || within) return registered(context, leaves, work)
  let facts: ActFacts | null = {}
  const inside: EngineContext = {
    ...context,
    // Spread would keep who was signed in when the call came; a restore signs somebody else in.
    get user() {
      return context.user
    },
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
  /**
   * That it was asked stands in the log: a disk too full for the outcome neither calls back what left nor hides why it
   * did not.
   */
  const appendOutcome = (action: string, act: ActFacts): void => {
    try {
      append(action, act)
    } catch {
      context.workspace().notices.push({ code: 'LOG_OUTCOME_UNWRITTEN', facts: { subject: act.subject ?? subject } })
    }
  }
  let answer: T
  try {
    answer = await registered(inside, leaves, work)
  } catch (thrown) {
    appendOutcome(`${logs}_failed`, { ...facts, reason: toFailureValue(thrown).code })
    throw thrown
  }
  appendOutcome(logs, outcomeOf(answer, { subject, ...facts }))
  return answer
}
