// What the workspace holds: datasets, their variables and links, code lists. In: names. Out: summaries. Never rows.
import { codeListVersions } from '#engine/classify/codeLists.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { columnSetAgrees } from '#engine/workspace/columns/ensureColumnSet.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { setSurveyDesign } from './surveyDesign.ts'
import { knownDataset, knownDatasets } from './knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkPaths, pathLabel, sharedBy } from '#engine/workspace/columns/linkPaths.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { DatasetDetail, DatasetSummary } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'

const summary = async (workspace: Workspace, dataset: Dataset): Promise<DatasetSummary> => {
  const current = deliveryRepository(workspace.catalog).current(dataset.id)
  return {
    id: dataset.id,
    subject: dataset.subject,
    label: dataset.label,
    recordLabel: dataset.recordLabel,
    description: dataset.description,
    rows: current.reduce((rows, delivery) => rows + delivery.rowsAccepted, 0),
    periods: [...new Set(current.map((delivery) => delivery.period))].sort(),
    deliveries: current.length,
    columnSetReady: current.length === 0 || (await columnSetAgrees(workspace, dataset).catch(() => false)),
  }
}

const detail = async (workspace: Workspace, dataset: Dataset): Promise<DatasetDetail> => ({
  ...(await summary(workspace, dataset)),
  definition: dataset,
  links: linkPaths(linkSetRepository(workspace.catalog).list(), dataset.id).map((path) => {
    const right = path.at(-1)?.definition.right ?? dataset.id
    return {
      id: path.map(({ definition }) => definition.id).join('.'),
      label: pathLabel(path),
      right,
      variables: knownDataset(workspace, right).variables,
      matchRate: path.reduce(
        (rate, { leftRows, matchedRows }) => rate * (leftRows === 0 ? 0 : matchedRows / leftRows),
        1,
      ),
      shared: sharedBy(path),
      stale: path.some(({ stale }) => stale),
    }
  }),
})

export const datasetHandlers: HandlersFor<'datasets.list' | 'datasets.get' | 'datasets.design' | 'codeLists.get'> = {
  'datasets.list': (context) => {
    const workspace = context.workspace()
    return Promise.all(knownDatasets(workspace).map((dataset) => summary(workspace, dataset)))
  },
  'datasets.get': (context, { dataset }) => {
    const workspace = context.workspace()
    return detail(workspace, knownDataset(workspace, dataset))
  },
  'datasets.design': (context, { dataset, design }) =>
    detail(context.workspace(), setSurveyDesign(context, dataset, design)),
  'codeLists.get': (context, { list }) => {
    const workspace = context.currentWorkspace()
    const versions = codeListVersions(list, workspace ? importedClassifications(workspace) : undefined)
    return versions.length > 0 ? versions : fail('CODE_LIST_UNKNOWN', { list })
  },
}
