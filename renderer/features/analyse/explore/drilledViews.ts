// Hands an answered drill from the table to the document that shows it, so the records are looked for once. In: the
// request and its answer. Out: the same answer, once. After a restart nothing waits here and the document asks itself.
import type { MethodInput } from '#shared/contract/methods.ts'
import type { DrillResult } from '#shared/contract/responses.ts'

type DrillRequest = MethodInput<'table.drill'>
const waiting = new Map<string, DrillResult>()

export const handOverDrill = (request: DrillRequest, result: DrillResult): void =>
  void waiting.set(JSON.stringify(request), result)

export const takeDrill = (request: DrillRequest): DrillResult | null => {
  const key = JSON.stringify(request)
  const result = waiting.get(key) ?? null
  waiting.delete(key)
  return result
}
