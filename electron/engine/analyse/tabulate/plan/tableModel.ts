// The model of one dataset of the open workspace, from its catalog. In: the engine's context, a dataset id. Out: a TableModel.
// Never a record read here.
import type { Database } from 'better-sqlite3'
import type { Subject } from '#shared/model/dataset.ts'
import { usualSurveyRule } from '#shared/model/survey.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { fail } from '#shared/model/failure.ts'
import { recordSource } from '#engine/workspace/columns/recordSource.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { changesBegun } from '#engine/workspace/records/oneState.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import type { TableLink, TableModel } from './model.ts'

/** The subject's connection, with the pairs and the linked subject attached where a link is used. */
const attached = (workspace: Workspace, subject: Subject, linked: Subject | null): Database => {
  const database = workspace.subject(subject)
  if (linked === null) return database
  const present = new Set(
    database
      .prepare<[], { name: string }>('SELECT name FROM pragma_database_list')
      .all()
      .map((d) => d.name),
  )
  // Opened first, so that the files exist and are of the current schema before they are attached.
  workspace.links()
  if (!present.has('links')) database.exec(workspace.attachSql('links'))
  if (linked !== subject) {
    workspace.subject(linked)
    if (!present.has(linked)) database.exec(workspace.attachSql(linked))
  }
  return database
}

export const tableModel = (context: EngineContext, datasetId: string): TableModel => {
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, datasetId)
  const stored = deliveryRepository(workspace.catalog)
  const current = stored.current(datasetId)
  const links: TableLink[] = linkSetRepository(workspace.catalog)
    .list()
    .map(({ definition, stale, runAt }) => ({
      id: definition.id,
      label: definition.label,
      left: definition.left,
      right: knownDataset(workspace, definition.right),
      stale,
      runAt,
    }))
  const link = (id: string): TableLink | null => links.find((l) => l.id === id) ?? null
  return {
    dataset,
    rows: current.reduce((n, d) => n + d.rowsAccepted, 0),
    ranges: current.map((d) => ({ first: d.firstRow, count: d.rowsAccepted })),
    periods: [...new Set(current.map((d) => d.period))].sort(),
    links: links.filter((l) => l.left === datasetId),
    link,
    variables: definitionRepository(workspace.catalog)
      .list('variable')
      .flatMap(({ definition }) =>
        definition.kind === 'variable' && definition.dataset === datasetId ? [definition] : [],
      ),
    dataVersion: (id) => {
      const used = id === null ? null : link(id)
      const ids = (of: string): string =>
        stored
          .current(of)
          .map((d) => d.id)
          .join(' ')
      const begun = (of: string): number => changesBegun(workspace, of)
      return JSON.stringify([
        ids(datasetId),
        begun(datasetId),
        used ? [used.runAt, ids(used.right.id), begun(used.right.id)] : null,
      ])
    },
    lists: workspaceCodeLists(workspace),
    deliveries: (id) => {
      const used = id === null ? null : link(id)
      const all = used ? [...current, ...stored.current(used.right.id)] : current
      return all.map(({ id: delivery, dataset: of, period, fileName, sha256 }) => ({
        id: delivery,
        dataset: of,
        period,
        fileName,
        sha256,
      }))
    },
    source: (engine, id) => {
      if (id !== null && !link(id)) return fail('LINK_UNKNOWN', { link: id })
      return recordSource(workspace, { engine, dataset: datasetId, link: id })
    },
    columns: () => workspace.columns(),
    sqlite: (id) => attached(workspace, dataset.subject, id === null ? null : (link(id)?.right.subject ?? null)),
    sqliteVersion: String(
      workspace.catalog.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? '',
    ),
    program: context.program,
    surveyRule: officePolicy(workspace).survey ?? usualSurveyRule,
    cacheOwner: workspace,
  }
}
