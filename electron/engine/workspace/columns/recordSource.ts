// Where tabulation reads from: relation and column expressions of a dataset, alone or across a link, in either engine.
// In: a workspace, engine, dataset, link. Out: a RecordSource of quoted names. The column set is made whole before it is offered.
import { linkedTableStands } from './linkedTables.ts'
import { restoreLinkedTable } from './restoreLinkedTable.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { StoredDelivery } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { bilingual } from '#shared/model/text.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { codeVersionOf, importedClassifications } from './codeVersions.ts'
import { quoteName } from './columnDatabase.ts'
import { columnSetTable, isInColumnSet, physicalKind } from './columnSet.ts'
import { ensureColumnSet } from './ensureColumnSet.ts'
import type { DictionaryEntry, RecordSource, SourceColumn } from './source.ts'

/** The implicit variable every dataset has. */
export const periodVariable: Variable = {
  id: periodVariableId,
  source: null,
  label: bilingual('Kỳ', 'Period'),
  role: 'time',
  type: 'code',
  scale: 0,
  unit: null,
  codeList: null,
  sensitivity: 'none',
  normalise: 'trim',
  width: null,
  derived: null,
  nullable: false,
  group: null,
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** CASE over the deliveries of a dataset: what differs by delivery and is not stored with the row. */
const byDelivery = (
  column: string,
  deliveries: StoredDelivery[],
  valueOf: (delivery: StoredDelivery) => string | null,
): string => {
  const groups = Map.groupBy(deliveries, valueOf)
  if (groups.size === 0) return 'NULL'
  const branches = [...groups].map(
    ([value, of]) =>
      `WHEN ${column} IN (${of.map((d) => d.id).join(', ')}) THEN ${value === null ? 'NULL' : literal(value)}`,
  )
  return `(CASE ${branches.join(' ')} END)`
}

type Side = { dataset: Dataset; prefix: string }

export const recordSource = async (
  workspace: Workspace,
  { engine, dataset: id, link }: { engine: 'duckdb' | 'sqlite'; dataset: string; link: string | null },
): Promise<RecordSource> => {
  const datasets = datasetRepository(workspace.catalog)
  const left = datasets.find(id) ?? fail('DATASET_EMPTY', { dataset: id })
  const linkSet =
    link === null ? null : (linkSetRepository(workspace.catalog).find(link) ?? fail('LINK_UNKNOWN', { link }))
  if (linkSet && linkSet.definition.left !== id)
    return fail('LINK_NOT_USABLE', { link: linkSet.definition.id, left: linkSet.definition.left, dataset: id })
  const right = linkSet ? datasets.get(linkSet.definition.right) : null
  const deliveries = deliveryRepository(workspace.catalog)
  const imported = importedClassifications(workspace)
  if (engine === 'duckdb') {
    await ensureColumnSet(workspace, left)
    if (right) await ensureColumnSet(workspace, right)
    if (link !== null && !(await linkedTableStands(workspace, link)) && !(await restoreLinkedTable(workspace, link)))
      return fail('LINK_UNKNOWN', { link })
  }

  const sideOf = (ref: VariableRef): { side: Side; name: string } => {
    const [first, second] = ref.split('.')
    if (second === undefined) return { side: { dataset: left, prefix: '' }, name: first ?? '' }
    if (!right || first !== link) return fail('VARIABLE_UNKNOWN', { variable: ref, dataset: id })
    return { side: { dataset: right, prefix: `${first}.` }, name: second }
  }
  const variableOf = (ref: VariableRef): { side: Side; variable: Variable } => {
    const { side, name } = sideOf(ref)
    if (name === periodVariableId) return { side, variable: periodVariable }
    const variable =
      side.dataset.variables.find((v) => v.id === name) ??
      fail('VARIABLE_UNKNOWN', { variable: ref, dataset: side.dataset.id })
    if (!isInColumnSet(variable)) return fail('VARIABLE_NOT_TABULABLE', { variable: ref })
    return { side, variable }
  }

  const column = (ref: VariableRef): SourceColumn => {
    const { side, variable } = variableOf(ref)
    const alias = side.prefix === '' ? 's' : 'k'
    const sql =
      engine === 'duckdb'
        ? `s.${quoteName(side.prefix + variable.id)}`
        : variable.id === periodVariableId
          ? byDelivery(`${alias}."delivery_id"`, deliveries.current(side.dataset.id), (d) => d.period)
          : `${alias}.${quoteName(variable.id)}`
    return { ref, variable, dataset: side.dataset.id, physical: physicalKind(variable), sql }
  }

  const dictionary = async (ref: VariableRef): Promise<DictionaryEntry[]> => {
    const { side, variable } = variableOf(ref)
    if (physicalKind(variable) !== 'dictionary') return []
    // The SQLite side has no ids of its own; its codes are those of the column set's dictionary.
    await ensureColumnSet(workspace, side.dataset)
    const database = await workspace.columns()
    const { rows, data } = await database.columns(
      'SELECT id, code, version FROM dictionary WHERE dataset = ? AND variable = ? ORDER BY id',
      [side.dataset.id, variable.id],
    )
    return Array.from({ length: rows }, (_, row) => {
      const version = data[2]?.[row]
      return {
        id: Number(data[0]?.[row]),
        code: String(data[1]?.[row]),
        version: typeof version === 'string' ? version : null,
      }
    })
  }

  const versionSql = (ref: VariableRef): string | null => {
    const { side, variable } = variableOf(ref)
    if (engine === 'duckdb' || variable.codeList === null) return null
    const alias = side.prefix === '' ? 's' : 'k'
    return byDelivery(`${alias}."delivery_id"`, deliveries.current(side.dataset.id), (d) =>
      codeVersionOf(variable, d.period, imported),
    )
  }

  const rightTable = right
    ? `${right.subject === left.subject ? '' : `${quoteName(right.subject)}.`}${quoteName(`r_${right.id}`)}`
    : ''
  // Records that came after the run are not linked, even where they were given the row id of one that was.
  const atRun = (of: Dataset): string =>
    deliveries
      .current(of.id)
      .filter((d) => linkSet !== null && d.importedAt <= linkSet.runAt)
      .map((d) => d.id)
      .join(', ')
  const sqliteFrom =
    right && link !== null
      ? `${quoteName(`r_${left.id}`)} s LEFT JOIN links.${quoteName(`pair_${link}`)} p ON p.left_row = s.row_id AND s.delivery_id IN (${atRun(left)})
      LEFT JOIN ${rightTable} k ON k.row_id = p.right_row AND k.delivery_id IN (${atRun(right)})`
      : `${quoteName(`r_${left.id}`)} s`
  const duckdbTable = right && link !== null ? `linked_${link}` : columnSetTable(left.id)
  return {
    engine,
    dataset: id,
    link,
    from: engine === 'duckdb' ? `${quoteName(duckdbTable)} s` : sqliteFrom,
    rowId: 's."row_id"',
    column,
    dictionary,
    versionSql,
    halves:
      engine === 'duckdb' && right && link !== null
        ? {
            left: `${quoteName(columnSetTable(left.id))} s`,
            right: `${quoteName(`linked_right_${link}`)} s`,
            key: `s.${quoteName(`${link}.row_id`)}`,
          }
        : null,
    matchedSql:
      right && link !== null
        ? engine === 'duckdb'
          ? `(s.${quoteName(`${link}.row_id`)} IS NOT NULL)`
          : '(k."row_id" IS NOT NULL)'
        : null,
  }
}
