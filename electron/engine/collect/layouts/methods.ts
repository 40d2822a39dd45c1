// What the workspace holds: datasets, their variables and links, code lists. In: names. Out: summaries. Never rows.
import { codeListVersions } from '#engine/classify/codeLists.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import { columnSetAgrees } from '#engine/workspace/columns/ensureColumnSet.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { setSurveyDesign } from './surveyDesign.ts'
import { knownDataset, knownDatasets } from './knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { chosenDataset, offeredChoices } from '#engine/workspace/columns/chosenPartner.ts'
import { chosenLabel, linkPaths, pathLabel, sharedBy } from '#engine/workspace/columns/linkPaths.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { DatasetDetail, DatasetSummary } from '#shared/contract/responses.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { LinkSet } from '#shared/model/link.ts'
import { choiceWords, segmentOf } from '#shared/model/partnerChoice.ts'
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
  links: linkPaths(linkSetRepository(workspace.catalog).list(), dataset.id).flatMap((path) => linksOf(workspace, path)),
})

type DetailLink = DatasetDetail['links'][number]

/** A path of links and, where its last link meets several records, the ways to choose among them. */
const linksOf = (workspace: Workspace, path: readonly LinkSet[]): DetailLink[] => {
  const last = path.at(-1)
  if (last === undefined) return []
  const [left, right] = [knownDataset(workspace, last.definition.left), knownDataset(workspace, last.definition.right)]
  const label = pathLabel(path)
  const before = path.slice(0, -1).map(({ definition }) => definition.id)
  const plain: DetailLink = {
    id: [...before, last.definition.id].join('.'),
    label,
    right: right.id,
    variables: right.variables,
    matchRate: path.reduce(
      (rate, { leftRows, matchedRows }) => rate * (leftRows === 0 ? 0 : matchedRows / leftRows),
      1,
    ),
    shared: sharedBy(path),
    several: last.ambiguousRows,
    periodKind: right.periodKind,
    stale: path.some(({ stale }) => stale),
  }
  if (last.ambiguousRows === 0) return [plain]
  const periods = deliveryRepository(workspace.catalog)
    .current(right.id)
    .map((delivery) => delivery.period)
  return [
    plain,
    ...offeredChoices(left, right, periods).map((choice): DetailLink => ({
      ...plain,
      id: [...before, segmentOf(last.definition.id, choice)].join('.'),
      label: chosenLabel(label, [{ choice }]),
      variables: chosenDataset(right, choice).variables,
      several: 0,
      periodKind: choice.statistic === null ? right.periodKind : null,
      chosenOf: plain.id,
      way: choiceWords(choice),
    })),
  ]
}

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
