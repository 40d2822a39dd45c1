// A suggestion for a file, with what a workspace knows: its datasets, layouts and code lists. In: workspace or none,
// path. Out: a suggestion.
import { defaultMissingTexts, missingTextsOf } from '#engine/collect/intake/missingTexts.ts'
import { builtInDatasets } from '#engine/collect/layouts/index.ts'
import { agreedLayout } from '#engine/collect/layouts/builtInLayouts.ts'
import { agreedDatasets, knownLayouts } from '#engine/collect/layouts/layoutStore.ts'
import { importedClassifications } from '#engine/workspace/columns/codeVersions.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import type { Reading, Suggestion } from '#shared/contract/layouts.ts'
import type { Period } from '#shared/model/period.ts'
import { suggestLayout } from './suggestLayout.ts'
import type { Known } from './suggestLayout.ts'

const knownTo = (workspace: Workspace | null): Known =>
  workspace === null
    ? {
        datasets: builtInDatasets,
        layouts: builtInDatasets.map(agreedLayout),
        imported: { versions: [], correspondences: [] },
        agreed: new Set(builtInDatasets.map(({ id }) => id)),
        missing: () => () => defaultMissingTexts,
      }
    : {
        datasets: knownDatasets(workspace),
        layouts: knownLayouts(workspace),
        imported: importedClassifications(workspace),
        agreed: new Set(agreedDatasets(workspace).map(({ id }) => id)),
        missing: (period) => missingTextsOf(workspace, period, importedClassifications(workspace)),
      }

export const suggestFor = (
  workspace: Workspace | null,
  path: string,
  reading: Reading,
  job: JobContext,
  period?: Period,
): Promise<Suggestion> => {
  job.progress({ phase: 'comparing', done: 0 })
  return suggestLayout(path, { ...reading, period }, knownTo(workspace), {
    onProgress: (done) => job.progress({ done }),
    throwIfCancelled: () => job.throwIfCancelled(),
  })
}
