// The datasets a workspace can take: those it holds, as they were defined, and the built-in layouts. In: a workspace.
// Out: definitions.
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import { builtInDatasets } from './index.ts'

/** Built-in order first (registers before what links to them), then the workspace's own. */
export const knownDatasets = (workspace: Workspace): Dataset[] => {
  const own = datasetRepository(workspace.catalog)
  const builtIn = builtInDatasets.map((dataset) => own.find(dataset.id) ?? dataset)
  const ids = new Set(builtIn.map((dataset) => dataset.id))
  return [...builtIn, ...own.list().filter((dataset) => !ids.has(dataset.id))]
}

/** Fails DATASET_UNKNOWN. */
export const knownDataset = (workspace: Workspace, id: string): Dataset =>
  datasetRepository(workspace.catalog).find(id) ??
  builtInDatasets.find((dataset) => dataset.id === id) ??
  fail('DATASET_UNKNOWN', { dataset: id })

/**
 * Keeps the definition with the workspace, so that it reads its rows by the layout they came with (renewDatasets.ts
 * brings it up to date).
 */
export const rememberDataset = (workspace: Workspace, dataset: Dataset): void => {
  const own = datasetRepository(workspace.catalog)
  if (own.find(dataset.id) === null) own.save(dataset)
}

/** The office's rules for a dataset: those kept here, or what the document of a dataset not kept yet brings. */
export const knownOfficeRules = (workspace: Workspace, dataset: Dataset): Dataset['officeRules'] => {
  const own = datasetRepository(workspace.catalog).find(dataset.id)
  return own === null ? dataset.officeRules : own.officeRules
}
