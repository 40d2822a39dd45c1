// Looking through a dataset: views, pages, values, profiles, records, unmasking. In: requests of the contract. Out: its
// responses.
import type { exploreMethods } from '#shared/contract/explore.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { comparePeriods } from './comparePeriods.ts'
import { copyRows } from './copyRows.ts'
import { countValues } from './countValues.ts'
import { crossCounts } from './crossCounts.ts'
import { findDuplicates } from './duplicates.ts'
import { openExploreView } from './openExploreView.ts'
import { findOutliers } from './outliers.ts'
import { profileAll } from './profileAll.ts'
import { profileVariable } from './profileVariable.ts'
import { readPage } from './readPage.ts'
import { recordSheet } from './recordSheet.ts'
import { revealIdentifiers } from './revealIdentifiers.ts'
import { removeView, savedViews, saveView } from './savedViews.ts'
import { sumSelection } from './sumSelection.ts'
import { closeView } from './viewRegistry.ts'

export const exploreHandlers: HandlersFor<keyof typeof exploreMethods> = {
  'explore.open': openExploreView,
  'explore.rows': (context, { view, offset, limit }) => readPage(context, view, offset, limit),
  'explore.close': (context, { view }) => {
    closeView(context, view)
    return null
  },
  'explore.copy': copyRows,
  'explore.record': (context, { dataset, rowId }) => recordSheet(context, dataset, rowId),
  'explore.reveal': (context, { view, variables, reason }) => {
    revealIdentifiers(context, view, variables, reason)
    return null
  },
  'explore.profile': profileVariable,
  'explore.profileAll': profileAll,
  'explore.values': countValues,
  'explore.sums': sumSelection,
  'explore.cross': crossCounts,
  'explore.outliers': findOutliers,
  'explore.duplicates': findDuplicates,
  'explore.comparePeriods': comparePeriods,
  'explore.savedViews': (context, { dataset }) => savedViews(context, dataset),
  'explore.saveView': (context, { dataset, view }) => saveView(context, dataset, view),
  'explore.removeView': (context, { dataset, kind, name }) => removeView(context, dataset, kind, name),
}
