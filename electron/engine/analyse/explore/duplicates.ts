// Records that share chosen variables with another record. In: records and variables. Out: the groups with their sizes,
// or the row ids. Two records without a value in a variable share it. Never an identifier masked in the view.
import type { DuplicateReport } from '#shared/contract/explore.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { countable, outsideOf } from './countValues.ts'
import { recordsOfView, withSelection } from './selection.ts'
import type { Selection, SelectionRequest } from './selection.ts'
import { codeLabeller, plainValue } from './valueLabels.ts'
import { revealedIn } from './viewRegistry.ts'
import { fail } from '#shared/model/failure.ts'

const listedGroups = 200
type Raw = bigint | number | string | null
type Told = { value: string | null; label: Bilingual | null }

const named = (selection: Selection, variables: readonly string[]): string =>
  variables.map((name, i) => `${selection.column(name).sql} AS v${i}`).join(', ')
const places = (variables: readonly string[]): string => variables.map((_, i) => `v${i}`).join(', ')

/** What a raw value of a variable says; the entries of large dictionaries are fetched for these values alone. */
const teller = async (
  context: EngineContext,
  selection: Selection,
  name: string,
  raws: readonly Raw[],
): Promise<(raw: Raw) => Told> => {
  const { physical, variable, dataset, texts } = selection.column(name)
  if (physical === 'outside')
    return (raw) => ({ value: raw === null ? null : (texts[Number(raw)] ?? null), label: null })
  if (physical !== 'dictionary')
    return (raw) => ({ value: raw === null ? null : plainValue(variable, raw), label: null })
  const ids = [...new Set(raws.filter((raw) => raw !== null).map(Number))]
  const entries =
    ids.length === 0
      ? []
      : await selection.database.all<{ id: number; code: string; version: string | null }>(
          `SELECT id, code, version FROM dictionary WHERE dataset = ? AND variable = ? AND id IN (${ids.join(', ')})`,
          [dataset, variable.id],
        )
  const label = codeLabeller(context.workspace(), variable)
  const byId = new Map(entries.map((e) => [e.id, { value: e.code, label: label(e.code, e.version) }]))
  return (raw) => (raw === null ? null : byId.get(Number(raw))) ?? { value: null, label: null }
}

export const findDuplicates = async (
  context: EngineContext,
  { view, variables }: { view: string; variables: string[] },
  job: JobContext,
): Promise<DuplicateReport> => {
  const records = recordsOfView(context, view)
  const known = variables.map((name) => countable(records.dataset, name, records.revealed))
  job.progress({ phase: 'counting', done: 0, total: 0 })
  return withSelection(context.workspace(), { ...records, outside: outsideOf(known) }, job, async (selection) => {
    const rows = await selection.database.all<Record<string, Raw>>(
      `WITH shared AS (SELECT ${named(selection, variables)}, count(*)::BIGINT AS n FROM ${selection.from}${selection.where} GROUP BY ${places(variables)} HAVING count(*) > 1)
       SELECT *, (SELECT count(*) FROM shared)::BIGINT AS groups, (SELECT coalesce(sum(n), 0) FROM shared)::BIGINT AS records FROM shared ORDER BY n DESC, ${places(variables)} LIMIT ${listedGroups}`,
    )
    const tellers = await Promise.all(
      variables.map((name, i) =>
        teller(
          context,
          selection,
          name,
          rows.map((r) => r[`v${i}`] ?? null),
        ),
      ),
    )
    return {
      variables,
      groups: Number(rows[0]?.['groups'] ?? 0),
      records: Number(rows[0]?.['records'] ?? 0),
      list: rows.map((row) => {
        const told = tellers.map((tell, i) => tell(row[`v${i}`] ?? null))
        return { values: told.map((t) => t.value), labels: told.map((t) => t.label), records: Number(row['n']) }
      }),
    }
  })
}

/** SQL that is true for the value as plain text; several ids may stand for one code. */
const sameAs = async (selection: Selection, name: string, value: string | null): Promise<string> => {
  const { sql, physical, variable, dataset, texts } = selection.column(name)
  if (value === null) return `${sql} IS NULL`
  if (physical === 'outside') return `${sql} = ${texts.indexOf(value)}`
  if (physical === 'dictionary') {
    const entries = await selection.database.all<{ id: number }>(
      'SELECT id FROM dictionary WHERE dataset = ? AND variable = ? AND code = ?',
      [dataset, variable.id, value],
    )
    return `${sql} IN (${entries.map((e) => e.id).join(', ') || 'NULL'})`
  }
  if (physical === 'date') return /^\d{4}-\d\d-\d\d$/.test(value) ? `${sql} = DATE '${value}'` : 'false'
  const scale = variable.type === 'decimal' ? variable.scale : 0
  return /^-?\d{1,19}(\.\d+)?$/.test(value)
    ? `${sql} = ${value.includes('.') || scale > 0 ? `(${value}::DECIMAL(38, 18) * ${10 ** scale})` : value}`
    : 'false'
}

export const duplicateRows = async (
  context: EngineContext,
  records: SelectionRequest,
  { variables, values }: { variables: string[]; values?: (string | null)[] | undefined },
  job: JobContext,
): Promise<Int32Array> => {
  const revealed = revealedIn(context, records.dataset.id)
  const known = variables.map((name) => countable(records.dataset, name, revealed))
  if (values && values.length !== variables.length)
    fail('REQUEST_INVALID', {
      method: 'explore.open',
      field: 'base.values',
      reason: `${values.length} ≠ ${variables.length}`,
    })
  return withSelection(context.workspace(), { ...records, outside: outsideOf(known) }, job, async (selection) => {
    const same = values ? await Promise.all(variables.map((name, i) => sameAs(selection, name, values[i] ?? null))) : []
    const where = [selection.where.replace(/^ WHERE /, ''), ...same].filter(Boolean).join(' AND ')
    const from = `${selection.from}${where ? ` WHERE ${where}` : ''}`
    const { data, rows } = await selection.database.columns(
      `WITH shared AS (SELECT ${named(selection, variables)} FROM ${from} GROUP BY ${places(variables)} HAVING count(*) > 1)
       SELECT r.row_id FROM (SELECT ${selection.rowId} AS row_id, ${named(selection, variables)} FROM ${from}) r
       SEMI JOIN shared ON ${variables.map((_, i) => `r.v${i} IS NOT DISTINCT FROM shared.v${i}`).join(' AND ')}`,
    )
    return Int32Array.from({ length: rows }, (_, i) => Number(data[0]?.[i])).sort()
  })
}
