// Whether an export of records leaves in a package, and what stands on it. In: workspace, request. Out: what is needed
// to seal it, or null. Never clear records out of a workspace that somebody needs a key for.
import type { MethodRequest } from '#shared/contract/methods.ts'
import { fail } from '#shared/model/failure.ts'
import { passphraseWeakness, shortestPassphrase } from '#shared/model/passphrase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

const longestDays = 3660
const day = (date: Date): string => date.toISOString().slice(0, 10)

export type RecordPackage = { receiver: string; until: string; passphrase: string }

export const recordPackage = (
  workspace: Workspace,
  { receiver = '', until = '', passphrase }: Pick<MethodRequest<'records.export'>, 'receiver' | 'until' | 'passphrase'>,
): RecordPackage | null => {
  if (workspace.person === null && passphrase === undefined) return null
  const missing = [
    ...(receiver === '' ? ['receiver'] : []),
    ...(until === '' ? ['until'] : []),
    ...(passphrase === undefined || passphrase === '' ? ['passphrase'] : []),
  ]
  if (passphrase === undefined || missing.length > 0)
    return fail('RECORDS_PACKAGE_NEEDED', { field: missing.join(', ') })
  const latest = day(new Date(Date.now() + longestDays * 86_400_000))
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until)) && day(new Date(until)) === until
  if (!valid || until < day(new Date()) || until > latest) return fail('RECORDS_PACKAGE_DATE', { until, latest })
  const weakness = passphraseWeakness(passphrase, [receiver])
  if (weakness !== null) return fail('PASSPHRASE_WEAK', { weakness, shortest: shortestPassphrase })
  return { receiver, until, passphrase }
}
