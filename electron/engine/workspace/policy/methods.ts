// The office's policy on screen. In: requests. Out: the policy in force and its history.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { policyState, setOfficePolicy } from './officePolicy.ts'

export const policyHandlers: HandlersFor<'policy.get' | 'policy.set'> = {
  'policy.get': (context) => policyState(context.workspace()),
  'policy.set': (context, { policy, reason }) => setOfficePolicy(context, policy, reason),
}
