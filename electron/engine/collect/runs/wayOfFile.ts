// Which way a file comes in: an agreed text file by the fast reader of intake, any other by a layout. In: a path, what
// was said of it. Out: the way, with dataset and period where they are known. Never rows.
import { basename } from 'node:path'
import { recogniseLayout, periodOfFileName } from '#engine/collect/intake/recogniseLayout.ts'
import { sniffHeader } from '#engine/collect/intake/sniffHeader.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { agreedDatasets } from '#engine/collect/layouts/layoutStore.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { Reading } from '#shared/contract/layouts.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import type { Period } from '#shared/model/period.ts'

/** What the user says of all files of a run. */
export type Said = {
  dataset?: string | undefined
  period?: Period | undefined
  sender: string
  letterNumber: string
  numbers?: 'point' | 'comma' | undefined
  dates?: 'day' | 'month' | undefined
  layout?: string | undefined
  package?: LayoutPackage | undefined
  reading?: Reading | undefined
  /** Files that no layout knows come in as they suggest. */
  suggest?: boolean | undefined
}

export type AgreedWay = { dataset: Dataset; period: Period | null }

const delimited = /\.(csv|tsv|tab|psv|txt)$/i

/** The agreed dataset of a text file, exactly or nearly; null: it comes in by a layout. */
export const agreedWay = async (workspace: Workspace, path: string, said: Said): Promise<AgreedWay | null> => {
  const byLayout = said.layout !== undefined || said.package !== undefined || Object.keys(said.reading ?? {}).length > 0
  if (byLayout || !delimited.test(path)) return null
  const name = basename(path)
  const datasets = agreedDatasets(workspace)
  const chosen = datasets.find((d) => d.id === said.dataset)
  if (said.dataset !== undefined && !chosen) {
    if (said.suggest !== true) knownDataset(workspace, said.dataset)
    return null
  }
  const match = recogniseLayout(await sniffHeader(path), chosen ? [chosen] : datasets, name)
  // A layout that nearly fits is told column by column by its own way; a suggestion may do better.
  const exact = match !== null && match.missing.length + match.extra.length === 0
  const dataset = exact || said.suggest !== true ? (chosen ?? match?.dataset ?? null) : null
  return dataset && { dataset, period: said.period ?? periodOfFileName(name, dataset) }
}
