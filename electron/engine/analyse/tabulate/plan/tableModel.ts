// The model of one dataset of the open workspace, from its catalog. In: the engine's context, a dataset id. Out: a
// TableModel. Never a record read here.
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
import { linkedDataset } from '#engine/workspace/columns/linkedDataset.ts'
import { linkPaths, pathLabel, sharedBy } from '#engine/workspace/columns/linkPaths.ts'
import { partnerWalk } from '#engine/workspace/columns/partnerWalk.ts'
import { linksOfPath } from '#shared/model/variableRef.ts'
import type { TableLink, TableModel } from './model.ts'
import { imputedKnowledge } from './withoutImputed.ts'

/** The subject's connection, with the pairs and the linked subjects attached where links are used. */
const attached = (workspace: Workspace, subject: Subject, linked: readonly Subject[]): Database => {
  const database = workspace.subject(subject)
  if (linked.length === 0) return database
  const present = new Set(
    database
      .prepare<[], { name: string }>('SELECT name FROM pragma_database_list')
      .all()
      .map((d) => d.name),
  )
  // Opened first, so that the files exist and are of the current schema before they are attached.
  workspace.links()
  if (!present.has('links')) database.exec(workspace.attachSql('links'))
  for (const other of new Set(linked)) {
    if (other === subject) continue
    workspace.subject(other)
    if (!present.has(other)) database.exec(workspace.attachSql(other))
  }
  return database
}

export const tableModel = (context: EngineContext, datasetId: string): TableModel => {
  const workspace = context.workspace()
  const dataset = knownDataset(workspace, datasetId)
  const stored = deliveryRepository(workspace.catalog)
  const current = stored.current(datasetId)
  const sets = linkSetRepository(workspace.catalog).list()
  const links = linkPaths(sets, datasetId).map((path): TableLink => ({
    id: path.map(({ definition }) => definition.id).join('.'),
    label: pathLabel(path),
    left: datasetId,
    right: knownDataset(workspace, path.at(-1)?.definition.right ?? datasetId),
    stale: path.some(({ stale }) => stale),
    runAt: path.map(({ runAt }) => runAt).join(' '),
    shared: sharedBy(path),
    several: Math.max(...path.map(({ ambiguousRows }) => ambiguousRows)),
  }))
  const elsewhere = (id: string): TableLink | null => {
    const set = sets.find(({ definition }) => definition.id === id)
    if (!set) return null
    const { definition, stale, runAt } = set
    const right = knownDataset(workspace, definition.right)
    return {
      id,
      label: definition.label,
      left: definition.left,
      right,
      stale,
      runAt,
      shared: 1,
      several: set.ambiguousRows,
    }
  }
  const link = (path: string): TableLink | null => links.find((l) => l.id === path) ?? chosen(path) ?? elsewhere(path)
  /** A path on which partners are chosen: what its links lead to, seen as the choice says. */
  const chosen = (path: string): TableLink | null => {
    const plain = links.find((l) => l.id === linksOfPath(path).join('.'))
    const found = linkedDataset(sets, { dataset: datasetId, path }, (id) => knownDataset(workspace, id))
    if (plain === undefined || found === null) return null
    return { ...plain, id: path, label: found.label, choice: found.choice, right: found.right }
  }
  const reached = (paths: readonly string[]): string[] => [
    ...new Set(paths.flatMap((path) => link(path)?.right.id ?? [])),
  ]
  const imputed = imputedKnowledge(workspace, dataset)
  return {
    dataset,
    ...(imputed === null ? {} : { imputed }),
    imputedIn: (of) => imputedKnowledge(workspace, of),
    rows: current.reduce((n, d) => n + d.rowsAccepted, 0),
    ranges: current.map((d) => ({ first: d.firstRow, count: d.rowsAccepted })),
    periods: [...new Set(current.map((d) => d.period))].sort(),
    links,
    link,
    variables: definitionRepository(workspace.catalog)
      .list('variable')
      .flatMap(({ definition }) =>
        definition.kind === 'variable' && definition.dataset === datasetId ? [definition] : [],
      ),
    dataVersion: (paths) => {
      const ids = (of: string): string =>
        stored
          .current(of)
          .map((d) => d.id)
          .join(' ')
      const begun = (of: string): number => changesBegun(workspace, of)
      return JSON.stringify([
        ids(datasetId),
        begun(datasetId),
        paths.map((path) => link(path)?.runAt ?? null),
        reached(paths).map((of) => [of, ids(of), begun(of)]),
      ])
    },
    lists: workspaceCodeLists(workspace),
    deliveries: (paths) =>
      [...current, ...reached(paths).flatMap((of) => (of === datasetId ? [] : stored.current(of)))].map(
        ({ id: delivery, dataset: of, period, fileName, sha256 }) => ({
          id: delivery,
          dataset: of,
          period,
          fileName,
          sha256,
        }),
      ),
    source: (engine, paths, reads, between) => {
      const unknown = paths.find((path) => !link(path))
      if (unknown !== undefined) return fail('LINK_UNKNOWN', { link: unknown })
      return recordSource(workspace, {
        engine,
        dataset: datasetId,
        links: paths,
        ...(reads === undefined ? {} : { reads }),
        ...(between === undefined ? {} : { between }),
      })
    },
    partners: (refs) => partnerWalk(workspace, dataset, refs),
    columns: () => workspace.columns(),
    sqlite: (paths) =>
      attached(
        workspace,
        dataset.subject,
        paths.flatMap((path) => link(path)?.right.subject ?? []),
      ),
    sqliteVersion: String(
      workspace.catalog.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? '',
    ),
    program: context.program,
    surveyRule: officePolicy(workspace).survey ?? usualSurveyRule,
    cacheOwner: workspace,
  }
}
