// What an act is, as far as leave for it goes: the fields of a request that count, in one order. In: a method, a
// request. Out: JSON text. Never a path or a passphrase: leave is for what is done, not for where it is put.
import type { z } from 'zod'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import { fail } from '#shared/model/failure.ts'

/** By method, in the order they stand in the text; lists of names without regard to their order. */
const fieldsOf: Record<string, readonly string[]> = {
  'policy.set': ['policy'],
  'records.allow': ['allowed'],
  'records.export': ['dataset', 'variables', 'filter', 'format', 'receiver', 'until'],
  'deliveries.exportRejects': ['delivery'],
  'rules.export': ['dataset', 'delivery', 'rule'],
  'deliveries.destroy': ['delivery'],
  'explore.reveal': ['dataset', 'variables'],
  'explore.copy': ['dataset', 'variables'],
  'people.add': ['name', 'role'],
  'people.remove': ['name'],
  // Whatever the file is called and whoever seals it: a key that opens everything.
  'people.recovery': [],
  'links.reveal': ['link', 'variables'],
  'release.withdraw': ['id'],
  'audit.setAnchor': ['path'],
  'workspace.rotateKey': [],
}

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(ordered).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)]),
  )
}

/** As the method itself would take it: with what is left out filled in. */
const taken = (method: string, field: string, value: unknown): unknown => {
  if (!Object.hasOwn(methods, method)) return value
  const shape: Record<string, z.ZodType | undefined> = methods[method as MethodName].request.shape
  const parsed = shape[field]?.safeParse(value)
  if (parsed === undefined) return value
  return parsed.success
    ? parsed.data
    : fail('REQUEST_INVALID', { method, field, reason: parsed.error.issues[0]?.message ?? '' })
}

export const actOf = (method: string, request: Record<string, unknown>): string => {
  const fields = fieldsOf[method] ?? fail('LEAVE_METHOD', { method })
  return JSON.stringify(
    Object.fromEntries(fields.map((field) => [field, ordered(taken(method, field, request[field]) ?? null)])),
  )
}

/** Good until it runs out, however often; the others for one time. */
const lasting = new Set(['explore.reveal', 'explore.copy', 'links.reveal'])
export const isLasting = (method: string): boolean => lasting.has(method)

/** Leave for some variables is leave for fewer of them; else for nothing but the same. */
export const covers = (method: string, given: string, asked: string): boolean => {
  if (given === asked) return true
  if (!isLasting(method)) return false
  const parts = (act: string): { variables: unknown; rest: string } => {
    const { variables, ...rest } = JSON.parse(act) as Record<string, unknown>
    return { variables, rest: JSON.stringify(rest) }
  }
  const [wide, narrow] = [parts(given), parts(asked)]
  if (wide.rest !== narrow.rest || !Array.isArray(wide.variables) || !Array.isArray(narrow.variables)) return false
  const allowed = new Set<unknown>(wide.variables)
  return narrow.variables.every((one) => allowed.has(one))
}
