// A filter of the explore screen: checked, and told apart by where it can be answered. In: expression text and a
// dataset. Out: a typed condition with SQL for the engine that holds its variables. Never an identifier used before it
// was revealed.
import { sqlText } from '#shared/format/sqlText.ts'
import { linkPathOf, linkPathsOf, nameOf } from '#shared/model/variableRef.ts'
import {
  checkCondition,
  comparedCodes,
  compileExpression,
  parseExpression,
  scopeOf,
  variablesOf,
} from '#shared/expression/index.ts'
import type { CompiledColumn, Scope, Typed } from '#shared/expression/index.ts'
import type { Dataset, Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { codeListVersions, correspondence } from '#engine/classify/codeLists.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import { checkComparedCodes } from '#engine/process/variables/comparedCodes.ts'
import { recordSource } from '#engine/workspace/columns/recordSource.ts'
import type { RecordSource } from '#engine/workspace/columns/source.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { linkedDataset } from '#engine/workspace/columns/linkedDataset.ts'
import { linkPaths } from '#engine/workspace/columns/linkPaths.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

export type ExploreFilter = {
  typed: Typed
  /** Paths of the links whose variables are used. */
  links: readonly string[]
  /** Variables of the dataset itself that no column set holds: answered by SQLite. */
  outside: Variable[]
}

/** What a path leads to from the dataset; null: there is no such path. */
export const acrossLinks = (workspace: Workspace, dataset: Dataset, path: string): Dataset | null =>
  linkedDataset(linkSetRepository(workspace.catalog).list(), { dataset: dataset.id, path }, (id) =>
    knownDataset(workspace, id),
  )?.right ?? null

/** Variables of the dataset, all of them, and of the datasets it is linked to, without identifiers. */
export const exploreScope = (workspace: Workspace, dataset: Dataset): Scope => {
  const imported = importedClassifications(workspace)
  const links = linkPaths(linkSetRepository(workspace.catalog).list(), dataset.id).map((path) => ({
    id: path.map(({ definition }) => definition.id).join('.'),
    variables: knownDataset(workspace, path.at(-1)?.definition.right ?? dataset.id).variables.filter(isInColumnSet),
  }))
  const chosen = (path: string): readonly Variable[] | null =>
    acrossLinks(workspace, dataset, path)?.variables.filter(isInColumnSet) ?? null
  return scopeOf(
    dataset.variables,
    links,
    {
      // Records of several periods stand side by side: a code is known when some version has it.
      known: (list) => {
        const versions = codeListVersions(list, imported)
        return versions.length === 0
          ? null
          : new Set(versions.flatMap((v) => v.items.filter((i) => i.level === v.levels[0]?.id).map((i) => i.code)))
      },
      lookup: (list, to) => {
        const versions = codeListVersions(list, imported)
        if (!versions.some((v) => v.version === to)) return null
        const pairs = versions
          .filter((v) => v.version !== to)
          .flatMap((v) => correspondence(list, v.version, to, imported)?.pairs ?? [])
        return new Map(pairs.map((p) => [p.from, p.to]))
      },
    },
    chosen,
  )
}

export const prepareFilter = (
  workspace: Workspace,
  dataset: Dataset,
  text: string | null,
  revealed: ReadonlySet<string>,
): ExploreFilter | null => {
  if (text === null || text.trim() === '') return null
  const typed = checkCondition(parseExpression(text), exploreScope(workspace, dataset))
  const names = variablesOf(typed)
  const links = linkPathsOf(names)
  const outside = dataset.variables.filter((v) => names.includes(v.id) && !isInColumnSet(v))
  for (const v of outside)
    if (v.role === 'identifier' && !revealed.has(v.id)) fail('IDENTIFIER_NOT_REVEALED', { variable: v.id })
  if (links.length > 0 && outside.length > 0) return fail('FILTER_NOT_COMBINABLE', { links: links.join(', ') })
  return { typed, links, outside }
}

/** Codes compared with that are none of their variable's: fails EXPRESSION_INVALID with the right one. */
export const checkFilterCodes = async (workspace: Workspace, dataset: Dataset, text: string | null): Promise<void> => {
  if (text === null || text.trim() === '') return
  const datasetOf = (path: string | null): Dataset | null =>
    path === null ? dataset : acrossLinks(workspace, dataset, path)
  await checkComparedCodes([text], {
    variable: (name) => datasetOf(linkPathOf(name))?.variables.find((v) => v.id === nameOf(name)) ?? null,
    lists: workspaceCodeLists(workspace),
    periods: [
      ...new Set(
        deliveryRepository(workspace.catalog)
          .current(dataset.id)
          .map((d) => d.period),
      ),
    ].sort(),
    held: async (name) => {
      const path = linkPathOf(name)
      const source = await filterSource(workspace, dataset, path === null ? [] : [path])
      return (await source.dictionary(name)).map((entry) => entry.code)
    },
  })
}

/** Dictionaries up to this size are gone through once, so that any condition becomes a list of ids. */
const smallDictionary = 20_000

/** SQL over `source.from` in DuckDB. */
export const duckdbCondition = async (
  workspace: Workspace,
  { typed }: ExploreFilter,
  source: RecordSource,
): Promise<string> => {
  const database = await workspace.columns()
  const compared = comparedCodes(typed)
  const columns = new Map<string, CompiledColumn>()
  for (const name of variablesOf(typed)) {
    const { sql, physical, dataset, variable } = source.column(name)
    if (physical !== 'dictionary') {
      columns.set(name, { sql, physical })
      continue
    }
    const own = [dataset, variable.id]
    const size = Number(
      (
        await database.all<{ n: number }>(
          'SELECT count(*)::INTEGER AS n FROM dictionary WHERE dataset = ? AND variable = ?',
          own,
        )
      )[0]?.n ?? 0,
    )
    const small = size <= smallDictionary
    const wanted = small ? '' : ` AND code IN (${[...(compared.get(name) ?? [])].map(sqlText).join(', ') || "''"})`
    const entries = await database.all<{ id: number; code: string }>(
      `SELECT id, code FROM dictionary WHERE dataset = ? AND variable = ?${wanted} ORDER BY id`,
      own,
    )
    const textSql = `(SELECT d.code FROM dictionary d WHERE d.dataset = ${sqlText(dataset)} AND d.variable = ${sqlText(variable.id)} AND d.id = ${sql})`
    const decode = (codes: readonly string[]): number[] =>
      entries.filter((e) => codes.includes(e.code)).map((e) => e.id)
    columns.set(
      name,
      small ? { sql, physical, decode, entries: () => entries, textSql } : { sql, physical, decode, textSql },
    )
  }
  return compileExpression(
    typed,
    'duckdb',
    (name) => columns.get(name) ?? fail('VARIABLE_UNKNOWN', { variable: name, dataset: source.dataset }),
  )
}

/** SQL over r_<dataset> s in SQLite, for conditions on variables no column set holds. */
export const sqliteCondition = (dataset: Dataset, { typed }: ExploreFilter, periodSql: string): string =>
  compileExpression(typed, 'sqlite', (name) => {
    if (name === periodVariableId) return { sql: periodSql, physical: 'text' }
    const variable =
      dataset.variables.find((v) => v.id === name) ?? fail('VARIABLE_UNKNOWN', { variable: name, dataset: dataset.id })
    const physical =
      variable.type === 'code' || variable.type === 'text'
        ? 'text'
        : variable.type === 'decimal'
          ? 'integer'
          : variable.type
    return { sql: `s."${variable.id}"`, physical }
  })

export const filterSource = (workspace: Workspace, dataset: Dataset, links: readonly string[]): Promise<RecordSource> =>
  recordSource(workspace, { engine: 'duckdb', dataset: dataset.id, links })
