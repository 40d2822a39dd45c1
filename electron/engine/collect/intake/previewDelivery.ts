// What a file looks like before it is taken in: header, first rows, layout, period, what it would replace. In: a path.
// Out: a preview. Reads the first part of the file for the rows, all of it for the hash. Never writes, never fails for
// a layout that does not fit.
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import type { ImportPreview } from '#shared/contract/responses.ts'
import { knownDataset, knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { readRecords } from './readRecords.ts'
import { matchHeader, periodOfFileName, recogniseLayout } from './recogniseLayout.ts'
import { scanFile } from './scanFile.ts'

const shownRows = 20

export const previewDelivery = async (
  workspace: Workspace,
  request: { path: string; dataset?: string | undefined },
): Promise<ImportPreview> => {
  const scan = await scanFile(request.path)
  const match =
    request.dataset === undefined
      ? recogniseLayout(scan.header, knownDatasets(workspace), scan.fileName)
      : matchHeader(scan.header, knownDataset(workspace, request.dataset))
  const rows: string[][] = []
  for await (const batch of readRecords(scan).batches) {
    rows.push(...batch.slice(0, shownRows - rows.length).map((record) => record.fields))
    if (rows.length >= shownRows) break
  }
  const deliveries = deliveryRepository(workspace.catalog)
  const dataset = match?.dataset ?? null
  const period = dataset ? periodOfFileName(scan.fileName, dataset) : null
  const same = dataset ? deliveries.currentWithHash(dataset.id, scan.sha256) : null
  const replaced = dataset && period !== null ? deliveries.currentFor(dataset.id, period) : null
  return {
    fileName: scan.fileName,
    bytes: scan.bytes,
    dataset: dataset?.id ?? null,
    period,
    header: scan.header,
    rows,
    missingColumns: match?.missing ?? [],
    extraColumns: match?.extra ?? [],
    alreadyImported: same,
    wouldReplace: replaced && replaced.id !== same?.id ? replaced : null,
  }
}
