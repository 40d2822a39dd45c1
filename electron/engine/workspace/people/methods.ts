// Persons and leave on screen. In: requests. Out: lists and decisions. Opening by a recovery key is the room's above,
// which opens workspaces.
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import type { MethodPolicy } from '#shared/contract/policy.ts'
import { fail } from '#shared/model/failure.ts'
import type { Role } from '#shared/model/role.ts'
import type { EngineContext, HandlersFor } from '#engine/workspace/context.ts'
import { personsOf } from '#engine/workspace/files/signIn.ts'
import { provePassphrase } from '#engine/workspace/files/tellTries.ts'
import { workspaceStatus } from '#engine/workspace/files/workspaceStatus.ts'
import { askLeave, decideLeave, listLeaves } from './leaves.ts'
import { addPerson, changePassphrase, peopleState, removePerson } from './people.ts'
import { makeRecovery } from './recovery.ts'

/** Who may give leave for a method, as its row says. */
const leaverOf = (method: string): Role => {
  if (!Object.hasOwn(methods, method)) return fail('LEAVE_METHOD', { method })
  const { leave, leaver }: MethodPolicy = methods[method as MethodName].policy
  return leave === null ? fail('LEAVE_METHOD', { method }) : leaver
}

const told = <T>(context: EngineContext, answer: T): T => {
  context.emit('data.changed', { what: 'people' })
  return answer
}

export const peopleHandlers: HandlersFor<
  | 'people.list'
  | 'people.add'
  | 'people.remove'
  | 'people.changePassphrase'
  | 'people.recovery'
  | 'workspace.lock'
  | 'workspace.unlock'
  | 'leaves.ask'
  | 'leaves.list'
  | 'leaves.decide'
> = {
  'people.list': (context) => peopleState(context.workspace()),
  'people.add': async (context, request) => told(context, await addPerson(context.workspace(), context.user, request)),
  'people.remove': (context, { name, reason }) =>
    told(context, removePerson(context.workspace(), context.user, name, reason)),
  'people.changePassphrase': (context, request) => changePassphrase(context.workspace(), context.user, request),
  'people.recovery': async (context, request) =>
    told(context, await makeRecovery(context.workspace(), context.user, request)),
  'workspace.lock': (context) => {
    const workspace = context.workspace()
    // Without a key there is nothing to ask for.
    workspace.locked = workspace.person !== null
    const status = workspaceStatus(workspace)
    context.emit('workspace.changed', status)
    return status
  },
  'workspace.unlock': async (context, { passphrase }) => {
    const workspace = context.workspace()
    const slot = personsOf(workspace.header).find(({ id }) => id === workspace.person?.id)
    if (slot !== undefined) await provePassphrase(workspace, context.user, slot, passphrase)
    workspace.locked = false
    const status = workspaceStatus(workspace)
    context.emit('workspace.changed', status)
    return status
  },
  'leaves.ask': (context, request) => told(context, askLeave(context.workspace(), leaverOf, request)),
  'leaves.list': (context, { state }) => listLeaves(context.workspace(), leaverOf, state),
  'leaves.decide': async (context, decision) =>
    told(context, await decideLeave(context.workspace(), leaverOf, decision)),
}
