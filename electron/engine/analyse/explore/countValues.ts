// The values of a variable with the number of records of each: what a filter offers, and a frequency table. In: a view,
// a variable, perhaps another filter (the other conditions of one being put together), a search. Out: ValueCounts.
// Never an identifier masked in the view.
import { inOrder } from '#shared/model/inOrder.ts'
import { isOneRecord, linkPathOf, nameOf, refOf } from '#shared/model/variableRef.ts'
import type { CountedValue, ValueCounts } from '#shared/contract/explore.ts'
import type { MethodRequest } from '#shared/contract/methods.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { acrossLinks } from './exploreFilter.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { columnCategories, wholeDictionary } from './columnCategories.ts'
import { foldText } from '#shared/format/foldText.ts'
import { recordsOfView, withSelection } from './selection.ts'
import type { Selection } from './selection.ts'
import { codeLabeller, mergeCounted } from './valueLabels.ts'

/** Values of numbers and dates beyond this many are no list for a reader; bins and extremes tell more. */
const listedNumbers = 200_000

/** The variable, if this view may count it; identifiers only where they are revealed. */
export const countable = (dataset: Dataset, name: string, revealed: ReadonlySet<string>): Variable => {
  const variable =
    name === periodVariableId
      ? periodVariable
      : (dataset.variables.find((v) => v.id === name) ??
        fail('VARIABLE_UNKNOWN', { variable: name, dataset: dataset.id }))
  if (variable.role === 'identifier' && !revealed.has(name)) fail('IDENTIFIER_NOT_REVEALED', { variable: name })
  return variable
}

/** A variable of the linked dataset; its identifiers and texts are not within reach from here. */
const acrossLink = (context: EngineContext, dataset: string, path: string, name: string): Variable => {
  const workspace = context.workspace()
  const right = acrossLinks(workspace, knownDataset(workspace, dataset), path) ?? fail('LINK_UNKNOWN', { link: path })
  if (name === periodVariableId && isOneRecord(path)) return periodVariable
  const variable =
    right.variables.find((v) => v.id === name) ?? fail('VARIABLE_UNKNOWN', { variable: name, dataset: right.id })
  return isInColumnSet(variable) ? variable : fail('VARIABLE_NOT_TABULABLE', { variable: refOf(path, name) })
}

/** Of these, the ones SQLite alone holds. */
export const outsideOf = (variables: readonly Variable[]): string[] =>
  variables.filter((v) => !isInColumnSet(v)).map((v) => v.id)

type Asked = Pick<MethodRequest<'explore.values'>, 'variable' | 'search' | 'limit' | 'order' | 'always'>
type Totals = { records: number; missing: number }

const totalsOf = async ({ database, from, where }: Selection, sql: string): Promise<Totals> => {
  const [row] = await database.all<{ records: bigint; known: bigint }>(
    `SELECT count(*) AS records, count(${sql}) AS known FROM ${from}${where}`,
  )
  return { records: Number(row?.records ?? 0), missing: Number(row?.records ?? 0) - Number(row?.known ?? 0) }
}

const collator = new Intl.Collator('en', { numeric: true })
/** Grades 1, 2, 10 in this order; codes that differ in zeros alone by their text. */
export const byCode = (a: Pick<CountedValue, 'code' | 'label'>, b: Pick<CountedValue, 'code' | 'label'>): number =>
  collator.compare(a.code, b.code) || inOrder(a.code, b.code) || ((a.label?.vi ?? '') < (b.label?.vi ?? '') ? -1 : 1)
const numeric = (a: CountedValue, b: CountedValue): number => Number(a.code) - Number(b.code)

const listValues = (
  all: CountedValue[],
  isNumber: boolean,
  { search, limit, order, always }: Asked,
): Pick<ValueCounts, 'distinct' | 'found' | 'values'> => {
  const wanted = foldText(search.trim())
  const matching =
    wanted === ''
      ? all
      : all.filter(
          (v) =>
            foldText(v.code).startsWith(wanted) ||
            [v.label?.vi, v.label?.en, v.label ? null : v.code].some((text) => text && foldText(text).includes(wanted)),
        )
  const inOrder = isNumber ? numeric : byCode
  const sorted = matching.toSorted((a, b) => (order === 'records' ? b.records - a.records : 0) || inOrder(a, b))
  const values = sorted.slice(0, limit)
  const listed = new Set(values.map((v) => v.code))
  const counted = Map.groupBy(all, (v) => v.code)
  for (const code of always)
    if (!listed.has(code)) values.push(...(counted.get(code) ?? [{ code, label: null, records: 0 }]))
  return { distinct: all.length, found: matching.length, values }
}

/** A dictionary as large as the tax codes of the country: only what is listed is fetched. */
const largeDictionary = async (
  workspace: Workspace,
  { database, from, where }: Selection,
  sql: string,
  variable: Variable,
  dataset: string,
  { search, limit, order, always }: Asked,
): Promise<Omit<ValueCounts, 'variable'>> => {
  const counted = `counted AS MATERIALIZED (SELECT ${sql} AS id, count(*)::BIGINT AS n FROM ${from}${where} GROUP BY 1)`
  const own = [dataset, variable.id]
  const found = `found AS MATERIALIZED (SELECT d.code, d.version, c.n FROM counted c JOIN dictionary d ON d.id = c.id AND d.dataset = ? AND d.variable = ? WHERE starts_with(d.code, ?))`
  const rows = await database.all<{
    code: string
    version: string | null
    n: bigint
    found: bigint
    records: bigint
    missing: bigint
    ids: bigint
  }>(
    `WITH ${counted}, ${found}, sums AS (SELECT coalesce(sum(n), 0)::BIGINT AS records, coalesce(sum(n) FILTER (id IS NULL), 0)::BIGINT AS missing, count(id) AS ids FROM counted)
     SELECT f.code, f.version, f.n, (SELECT count(*) FROM found) AS found, s.* FROM sums s LEFT JOIN (SELECT * FROM found ORDER BY ${order === 'records' ? 'n DESC, ' : ''}code, version LIMIT ${limit}) f ON true`,
    [...own, search.trim()],
  )
  const label = codeLabeller(workspace, variable)
  const toValue = (r: { code: string; version: string | null; n: bigint }): CountedValue => ({
    code: r.code,
    label: label(r.code, r.version),
    records: Number(r.n),
  })
  const listed = mergeCounted(rows.filter((r) => r.code !== null).map(toValue))
  const absent = always.filter((code) => !listed.some((v) => v.code === code))
  const more =
    absent.length === 0
      ? []
      : await database.all<{ code: string; version: string | null; n: bigint }>(
          `WITH ${counted} SELECT d.code, d.version, c.n FROM counted c JOIN dictionary d ON d.id = c.id AND d.dataset = ? AND d.variable = ? WHERE d.code IN (${absent.map(() => '?').join(', ')}) ORDER BY d.code, d.version`,
          [...own, ...absent],
        )
  const found2 = mergeCounted(more.map(toValue))
  const [first] = rows
  return {
    records: Number(first?.records ?? 0),
    missing: Number(first?.missing ?? 0),
    distinct: Number(first?.ids ?? 0),
    found: Number(first?.found ?? 0),
    values: [
      ...listed,
      ...absent.flatMap((code) =>
        found2
          .filter((v) => v.code === code)
          .concat(found2.some((v) => v.code === code) ? [] : [{ code, label: null, records: 0 }]),
      ),
    ],
  }
}

const countIn = async (
  workspace: Workspace,
  selection: Selection,
  asked: Asked,
): Promise<Omit<ValueCounts, 'variable'>> => {
  const { database, from, where } = selection
  const { sql, physical, variable, dataset } = selection.column(asked.variable)
  if (physical === 'dictionary') {
    const [size] = await database.all<{ n: bigint }>(
      'SELECT count(*) AS n FROM dictionary WHERE dataset = ? AND variable = ?',
      [dataset, variable.id],
    )
    if (Number(size?.n ?? 0) > wholeDictionary)
      return largeDictionary(workspace, selection, sql, variable, dataset, asked)
  } else if (physical !== 'outside') {
    const known = `${where}${where ? ' AND' : ' WHERE'} ${sql} IS NOT NULL`
    const [about] = await database.all<{ about: bigint }>(
      `SELECT approx_count_distinct(${sql}) AS about FROM ${from}${known}`,
    )
    if (Number(about?.about ?? 0) > listedNumbers) {
      const values = await Promise.all(
        asked.always.map(async (code): Promise<CountedValue> => {
          const [row] = await database.all<{ n: bigint }>(
            `SELECT count(*) AS n FROM ${from}${known} AND ${sql} = ?::DECIMAL(38, 18) * ${10 ** (variable.type === 'decimal' ? variable.scale : 0)}`,
            [/^-?\d+(\.\d+)?$/.test(code) ? code : '0'],
          )
          return { code, label: null, records: Number(row?.n ?? 0) }
        }),
      )
      return { ...(await totalsOf(selection, sql)), distinct: null, found: 0, values }
    }
  }
  const categories = await columnCategories(workspace, selection, asked.variable)
  const groups = await database.all<{ value: bigint | number | string | null; n: bigint }>(
    `SELECT ${categories.sql} AS value, count(*)::BIGINT AS n FROM ${from}${where} GROUP BY 1`,
  )
  const records = groups.reduce((sum, g) => sum + Number(g.n), 0)
  const missing = groups.reduce((sum, g) => sum + (g.value === null ? Number(g.n) : 0), 0)
  const all = mergeCounted(
    groups.flatMap((g) => (g.value === null ? [] : [{ ...categories.of(g.value), records: Number(g.n) }])),
  )
  return { records, missing, ...listValues(all, variable.type === 'integer' || variable.type === 'decimal', asked) }
}

export const countValues = async (
  context: EngineContext,
  { view, filter, ...asked }: MethodRequest<'explore.values'>,
  job: JobContext,
): Promise<ValueCounts> => {
  const records = recordsOfView(context, view, filter)
  const path = linkPathOf(asked.variable)
  const variable =
    path === null
      ? countable(records.dataset, asked.variable, records.revealed)
      : acrossLink(context, records.dataset.id, path, nameOf(asked.variable))
  // Person codes: how many, never which.
  if (variable.type === 'hash') return fail('VARIABLE_NOT_LISTABLE', { variable: asked.variable })
  const workspace = context.workspace()
  job.progress({ phase: 'counting', done: 0, total: 0 })
  const reach = path === null ? { outside: outsideOf([variable]) } : { links: [path] }
  return withSelection(workspace, { ...records, ...reach }, job, async (selection) => ({
    variable: asked.variable,
    ...(await countIn(workspace, selection, asked)),
  }))
}
