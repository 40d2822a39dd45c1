// Layouts and suggestions: handlers of their rows of the contract. In: validated requests. Out: suggestions, layouts,
// deliveries.
import { layoutRepository, knownLayout, knownLayouts } from '#engine/collect/layouts/layoutStore.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { codeListRepository } from '#engine/workspace/files/catalogCodeLists.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import type { LayoutSummary } from '#shared/contract/layouts.ts'
import type { Layout, LayoutPackage } from '#shared/model/layout.ts'
import { importByLayout } from './importByLayout.ts'
import { packageHere } from './packageHere.ts'
import { previewLayout } from './previewLayout.ts'
import { suggestFor } from './suggestFor.ts'

const summary = (workspace: Workspace, layout: Layout): LayoutSummary => {
  const versions = layoutRepository(workspace.catalog).versions(layout.id).length
  return {
    id: layout.id,
    dataset: layout.dataset,
    label: layout.label,
    format: layout.format,
    columns: layout.columns.length,
    builtIn: versions === 0,
    versions: Math.max(1, versions),
  }
}

const packageOf = (workspace: Workspace, layout: Layout): LayoutPackage => {
  const dataset = knownDataset(workspace, layout.dataset)
  const used = new Set(dataset.variables.flatMap((v) => (v.codeList === null ? [] : [v.codeList])))
  const codeLists = codeListRepository(workspace.catalog)
    .versions()
    .filter((version) => used.has(version.list))
  return { statdesk: 'layout-1', layout, dataset, codeLists, decisions: [] }
}

export const layoutHandlers: HandlersFor<
  'layouts.suggest' | 'layouts.preview' | 'layouts.list' | 'layouts.get' | 'layouts.save' | 'intake.importLayout'
> = {
  'layouts.suggest': (context, { path, reading }, job) => suggestFor(context.currentWorkspace(), path, reading, job),
  'layouts.preview': (_context, request) => previewLayout(request.path, request.package, request.reading),
  'layouts.list': (context, { dataset }) => {
    const workspace = context.workspace()
    return knownLayouts(workspace)
      .filter((layout) => dataset === undefined || layout.dataset === dataset)
      .map((layout) => summary(workspace, layout))
  },
  'layouts.get': (context, { layout }) => {
    const workspace = context.workspace()
    const found = knownLayout(workspace, layout)
    return { package: packageOf(workspace, found), versions: layoutRepository(workspace.catalog).versions(layout) }
  },
  'layouts.save': (context, request) => {
    const workspace = context.workspace()
    const made = packageHere(workspace, request.package, undefined, undefined)
    const datasets = datasetRepository(workspace.catalog)
    if (datasets.find(made.dataset.id) === null) datasets.save(made.dataset)
    for (const list of made.codeLists) codeListRepository(workspace.catalog).saveVersion(list)
    layoutRepository(workspace.catalog).save(made.layout, context.user)
    context.emit('data.changed', { what: 'definitions' })
    return summary(workspace, made.layout)
  },
  'intake.importLayout': importByLayout,
}
