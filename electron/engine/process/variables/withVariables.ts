// A source, or a record, that knows computed columns beside the stored ones. In: a source and a set of variables with
// their cuts. Out: the same source answering column() for them. Never a query run here but for dictionaries.
import type { RecordSource, SourceColumn } from '#engine/workspace/columns/source.ts'
import type { RecordWithVariables, WithVariables } from './types.ts'

export const withVariables: WithVariables = async (source, set, cuts) => {
  if (set.computed.length === 0) return source
  const columns = new Map<string, SourceColumn>()
  for (const computed of set.computed) {
    columns.set(computed.ref, {
      ref: computed.ref,
      variable: computed.variable,
      dataset: source.dataset,
      physical: computed.physical,
      sql: await computed.sql(source, cuts),
    })
  }
  const wider: RecordSource = {
    ...source,
    column: (ref) => columns.get(ref) ?? source.column(ref),
    dictionary: (ref) => (columns.has(ref) ? Promise.resolve([]) : source.dictionary(ref)),
    versionSql: (ref) => (columns.has(ref) ? null : source.versionSql(ref)),
  }
  return wider
}

export const recordWithVariables: RecordWithVariables = (record, set, cuts) => {
  const columns = new Map(set.computed.map((c) => [c.ref, c]))
  return (ref) => {
    const computed = columns.get(ref)
    if (!computed) return record(ref)
    // Across a link, as with plain numbers and dates: no value is no match.
    const matched = computed.reads.every((read) => record(read).matched)
    return { value: computed.value(record, cuts), version: null, matched }
  }
}
