// What the log tells of an act, from its request and its answer alone. In: a method's request, its response. Out:
// subject, records, reason. Never a value of a record, never a figure.
import type { MethodName } from '#shared/contract/methods.ts'
import type { ActFacts } from '#engine/workspace/context.ts'

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const text = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : [])

/** "table t csv", "customs_line", "run 3": the definition, dataset or run, and the format. */
export const actSubject = (method: MethodName, request: unknown): string => {
  if (!isFields(request)) return method
  const { definition, dataset, table, run, format, variables, filter, receiver, until } = request
  const named = isFields(definition)
    ? [`${text(definition['kind']).join('')} ${text(definition['id']).join('')}`]
    : [...text(dataset), ...text(table).map((id) => `table ${id}`), ...(typeof run === 'number' ? [`run ${run}`] : [])]
  // Of records: which, for whom and until when, before the first of them leaves.
  const records =
    method === 'records.export'
      ? [
          `(${Array.isArray(variables) ? variables.join(', ') : ''})`,
          ...text(filter).map((condition) => `where ${condition}`),
          ...text(receiver).map((name) => `⇒ ${name}`),
          ...text(until),
        ]
      : []
  const words = [...named, ...text(format), ...records]
  return words.length === 0 ? method : words.join(' ')
}

/** With the hash and the certificate of what was written, and the number of records behind it. */
export const outcomeOf = (answer: unknown, facts: ActFacts): ActFacts => {
  if (!isFields(answer)) return facts
  const { sha256, certificate, provenance, records } = answer
  const counted = isFields(provenance) ? provenance['recordsUsed'] : records
  const told = isFields(certificate) ? [`${String(certificate['compared'])}/${String(certificate['cells'])}`] : []
  const written = [...text(sha256), ...told].filter((word) => facts.subject?.includes(word) !== true)
  const subject = [...text(facts.subject), ...written].join(' ')
  return {
    ...(typeof counted === 'number' ? { records: counted } : {}),
    ...facts,
    ...(facts.subject === undefined ? {} : { subject }),
  }
}
