// Where tabulation reads from: relation and column expressions of a dataset, alone or across a link, in either engine.
// In: a workspace, engine, dataset, link. Out: a RecordSource of quoted names. The column set is made whole before it
// is offered.
import { sqlText } from '#shared/format/sqlText.ts'
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
import type { LinkSet } from '#shared/model/link.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { stepOf } from '#shared/model/partnerChoice.ts'
import type { PartnerChoice } from '#shared/model/partnerChoice.ts'
import { isLinked, linkPathOf, linkPathsOf, nameOf, refOf, stepsOfPath } from '#shared/model/variableRef.ts'
import { checkChoice, chosenDataset } from './chosenPartner.ts'
import { codeVersionOf, importedClassifications } from './codeVersions.ts'
import { quoteName } from './columnDatabase.ts'
import { columnSetTable, isInColumnSet, physicalKind } from './columnSet.ts'
import { ensureColumnSet } from './ensureColumnSet.ts'
import { checkPartnersKnown, furtherPartners, isWithin, partnersBy } from './furtherPartners.ts'
import { duckdbPartnerJoin, sqlitePartners } from './partnerSql.ts'
import type { PartnerStep, SqlitePartners } from './partnerSql.ts'
import { keepLinkedValues, keptValues, matchName } from './linkedValues.ts'
import type { DictionaryEntry, PhysicalKind, RecordSource, SourceColumn } from './source.ts'

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
      `WHEN ${column} IN (${of.map((d) => d.id).join(', ')}) THEN ${value === null ? 'NULL' : sqlText(value)}`,
  )
  return `(CASE ${branches.join(' ')} END)`
}

type Side = { dataset: Dataset; alias: string }
/** One step of a path: the link, which partners are meant, where it starts and where it leads. */
type Step = { path: string; link: LinkSet; choice: PartnerChoice | null; from: Side; to: Side; stored: Dataset }

/** The steps of all paths in order; fails where a link is unknown or starts elsewhere. */
const stepsOf = (workspace: Workspace, root: Side, paths: readonly string[]): Step[] => {
  const datasets = datasetRepository(workspace.catalog)
  const sides = new Map<string, Side>()
  return paths.map((path, i): Step => {
    const written = stepsOfPath(path)
    const from = written.length === 1 ? root : sides.get(written.slice(0, -1).join('.'))
    const { link: id, choice } = stepOf(written.at(-1) ?? path)
    const link = linkSetRepository(workspace.catalog).find(id)
    if (link === null || from === undefined) return fail('LINK_UNKNOWN', { link: id })
    if (link.definition.left !== from.dataset.id)
      return fail('LINK_NOT_USABLE', { link: id, left: link.definition.left, dataset: from.dataset.id })
    const before = written.slice(0, -1).find((step) => (stepOf(step).choice?.statistic ?? null) !== null)
    if (before !== undefined) return fail('LINK_CHOICE_CHAIN', { link: before })
    const stored = datasets.get(link.definition.right)
    if (choice !== null) checkChoice(id, from.dataset, stored, choice)
    const to = { dataset: choice === null ? stored : chosenDataset(stored, choice), alias: `link${i + 1}` }
    sides.set(path, to)
    return { path, link, choice, from, to, stored }
  })
}

const rowColumn = (link: string): string => quoteName(`${link}.row_id`)

export type SourceRequest = {
  engine: 'duckdb' | 'sqlite'
  dataset: string
  links: readonly string[]
  /** Every name that will be read, where that is known: values across links are then kept beside the records. */
  reads?: readonly VariableRef[]
  /** Called now and then while they are made; throws when the work was cancelled. */
  between?: () => void
}

export const recordSource = async (
  workspace: Workspace,
  { engine, dataset: id, links, reads, between }: SourceRequest,
): Promise<RecordSource> => {
  const left = datasetRepository(workspace.catalog).get(id)
  const root: Side = { dataset: left, alias: 's' }
  const paths = linkPathsOf(links.map((path) => refOf(path, 'row_id')))
  const steps = stepsOf(workspace, root, paths)
  const deliveries = deliveryRepository(workspace.catalog)
  const imported = importedClassifications(workspace)
  if (engine === 'duckdb') {
    await ensureColumnSet(workspace, left)
    for (const { stored } of steps) await ensureColumnSet(workspace, stored)
  }
  /** The rows each link was found to lead to stand beside the records. */
  const ready = async (): Promise<void> => {
    for (const { link } of steps) {
      const step = link.definition.id
      if (!(await linkedTableStands(workspace, step)) && !(await restoreLinkedTable(workspace, step)))
        fail('LINK_UNKNOWN', { link: step })
    }
  }
  /** All partners of links on which some are chosen, by link. */
  const further = new Map<string, string>()
  for (const { link, choice } of steps) {
    if (choice === null) continue
    if (engine === 'duckdb') further.set(link.definition.id, await furtherPartners(workspace, link, between))
    else checkPartnersKnown(workspace, link)
  }

  const sideOf = (ref: VariableRef): { side: Side; name: string } => {
    const path = linkPathOf(ref)
    if (path === null) return { side: root, name: ref }
    const step = steps.find((s) => s.path === path)
    return step ? { side: step.to, name: nameOf(ref) } : fail('VARIABLE_UNKNOWN', { variable: ref, dataset: id })
  }
  const isSum = (side: Side): boolean =>
    steps.some(({ to, choice }) => to === side && (choice?.statistic ?? null) !== null)
  const variableOf = (ref: VariableRef): { side: Side; variable: Variable } => {
    const { side, name } = sideOf(ref)
    // Of a sum over records of several periods there is no period.
    if (name === periodVariableId && !isSum(side)) return { side, variable: periodVariable }
    const variable =
      side.dataset.variables.find((v) => v.id === name) ??
      fail('VARIABLE_UNKNOWN', { variable: ref, dataset: side.dataset.id })
    if (!isInColumnSet(variable)) return fail('VARIABLE_NOT_TABULABLE', { variable: ref })
    return { side, variable }
  }

  const column = (ref: VariableRef): SourceColumn => {
    const { side, variable } = variableOf(ref)
    const partners = chosen.get(side)
    const sql =
      partners !== undefined && isSum(side)
        ? partners.value(variable)
        : engine === 'sqlite' && variable.id === periodVariableId
          ? byDelivery(`${side.alias}."delivery_id"`, deliveries.current(side.dataset.id), (d) => d.period)
          : `${side.alias}.${quoteName(variable.id)}`
    return { ref, variable, dataset: side.dataset.id, physical: physicalKind(variable), sql }
  }

  const dictionary = async (ref: VariableRef): Promise<DictionaryEntry[]> => {
    const { side, variable } = variableOf(ref)
    if (physicalKind(variable) !== 'dictionary') return []
    // The SQLite side has no ids of its own; its codes are those of the column set's dictionary.
    await ensureColumnSet(workspace, steps.find(({ to }) => to === side)?.stored ?? side.dataset)
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
    return byDelivery(`${side.alias}."delivery_id"`, deliveries.current(side.dataset.id), (d) =>
      codeVersionOf(variable, d.period, imported),
    )
  }

  // Records that came after the run are not linked, even where they were given the row id of one that was.
  const atRun = ({ dataset }: Side, { runAt }: LinkSet): number[] =>
    deliveries
      .current(dataset.id)
      .filter((d) => d.importedAt <= runAt)
      .map((d) => d.id)
  const partnerStep = ({ link, choice, from, to, stored }: Step & { choice: PartnerChoice }): PartnerStep => {
    const known = (side: Side) => {
      const ids = new Set(atRun(side, link))
      return deliveries.current(side.dataset.id).filter(({ id: delivery }) => ids.has(delivery))
    }
    return {
      link: link.definition.id,
      choice,
      by: partnersBy(link),
      within: isWithin(link),
      from,
      to,
      stored,
      deliveries: { from: known(from), to: known(to) },
    }
  }
  const sqliteTable = ({ dataset }: Side): string =>
    `${dataset.subject === left.subject ? '' : `${quoteName(dataset.subject)}.`}${quoteName(`r_${dataset.id}`)}`
  /** In SQLite: what partners are chosen, by the side they are of. */
  const chosen = new Map<Side, SqlitePartners>()
  const sqliteJoin = (step: Step): string => {
    const { link, choice, from, to } = step
    const pairs = `${to.alias}_pair`
    const paired = ` LEFT JOIN links.${quoteName(`pair_${link.definition.id}`)} ${pairs} ON ${pairs}.left_row = ${from.alias}.row_id AND ${from.alias}.delivery_id IN (${atRun(from, link).join(', ')})`
    if (choice !== null) {
      const partners = sqlitePartners(partnerStep({ ...step, choice }), pairs, sqliteTable(to))
      chosen.set(to, partners)
      return paired + partners.join
    }
    return `${paired}
      LEFT JOIN ${sqliteTable(to)} ${to.alias} ON ${to.alias}.row_id = ${pairs}.right_row AND ${to.alias}.delivery_id IN (${atRun(to, link).join(', ')})`
  }
  const duckdbJoin = (step: Step, key?: string): string => {
    const { link, choice, from, to } = step
    if (choice !== null)
      return duckdbPartnerJoin(partnerStep({ ...step, choice }), further.get(link.definition.id) ?? '')
    return ` LEFT JOIN ${quoteName(columnSetTable(to.dataset.id))} ${to.alias} ON ${to.alias}.row_id = ${key ?? `${from.alias}.${rowColumn(link.definition.id)}`} AND ${to.alias}.delivery_id <= ${Math.max(0, ...atRun(to, link))}`
  }

  const own = `${quoteName(engine === 'duckdb' ? columnSetTable(left.id) : `r_${left.id}`)} s`
  const direct = steps.filter(({ from }) => from === root)
  const joined: RecordSource = {
    engine,
    dataset: id,
    links: paths,
    from: own + steps.map((step) => (engine === 'duckdb' ? duckdbJoin(step) : sqliteJoin(step))).join(''),
    rowId: 's."row_id"',
    column,
    dictionary,
    versionSql,
    halves:
      // Which partners are meant may depend on the record itself: nothing is gained by grouping before.
      engine === 'duckdb' && steps.length > 0 && steps.every(({ choice }) => choice === null)
        ? {
            left: own,
            keys: direct.map(({ link }) => `s.${rowColumn(link.definition.id)}`),
            right: (keys) => steps.map((step) => duckdbJoin(step, keys[direct.indexOf(step)])).join(''),
          }
        : null,
    matched: new Map(
      steps.map(({ path, to }) => [path, `(${chosen.get(to)?.rowId ?? `${to.alias}."row_id"`} IS NOT NULL)`]),
    ),
  }
  if (engine === 'sqlite' || steps.length === 0) return joined
  const kept = reads && (await keptSource(workspace, { left, steps, joined, reads, own, between, ready }))
  if (kept) return kept
  await ready()
  return joined
}

type KeptParts = {
  left: Dataset
  steps: readonly Step[]
  joined: RecordSource
  reads: readonly VariableRef[]
  own: string
  between?: (() => void) | undefined
  ready: () => Promise<void>
}

/** The same records with what they meet across links beside them; null where it cannot be kept now. */
const keptSource = async (
  workspace: Workspace,
  { left, steps, joined, reads, own, between = () => undefined, ready }: KeptParts,
): Promise<RecordSource | null> => {
  if (deliveryRepository(workspace.catalog).rows(left.id) < keptValues.from) return null
  const wanted = new Map(
    [...new Set(reads.filter(isLinked))].map((ref) => {
      const { sql, physical } = joined.column(ref)
      return [ref, { sql, type: keptTypes[physical] }] as const
    }),
  )
  for (const { path, to } of steps) wanted.set(matchName(path), { sql: `${to.alias}."row_id"`, type: 'UINTEGER' })
  const kept = await keepLinkedValues(workspace, {
    left,
    steps: steps.map(({ path, link, to }) => ({
      path,
      link: link.definition.id,
      runAt: link.runAt,
      right: to.dataset,
    })),
    wanted,
    from: joined.from,
    between,
    ready,
  })
  if (kept === null) return null
  return {
    ...joined,
    from: own,
    column: (ref) =>
      isLinked(ref)
        ? wanted.has(ref)
          ? { ...joined.column(ref), sql: `s.${quoteName(ref)}` }
          : fail('VARIABLE_UNKNOWN', { variable: ref, dataset: left.id })
        : joined.column(ref),
    halves: null,
    complete: kept,
    matched: new Map(steps.map(({ path }) => [path, `(s.${quoteName(matchName(path))} IS NOT NULL)`])),
  }
}

const keptTypes: Record<PhysicalKind, string> = {
  dictionary: 'UINTEGER',
  integer: 'BIGINT',
  hash: 'BIGINT',
  date: 'DATE',
  text: 'VARCHAR',
}
