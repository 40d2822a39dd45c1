// Looking through a dataset: views, pages, values, profiles, records, unmasking. In: requests of the contract. Out: its responses.
import type { exploreMethods } from '#shared/contract/explore.ts'
import type { HandlersFor } from '../context.ts'
import { comparePeriods } from '../explore/comparePeriods.ts'
import { copyRows } from '../explore/copyRows.ts'
import { countValues } from '../explore/countValues.ts'
import { crossCounts } from '../explore/crossCounts.ts'
import { findDuplicates } from '../explore/duplicates.ts'
import { openExploreView } from '../explore/openExploreView.ts'
import { findOutliers } from '../explore/outliers.ts'
import { profileAll } from '../explore/profileAll.ts'
import { profileVariable } from '../explore/profileVariable.ts'
import { readPage } from '../explore/readPage.ts'
import { recordSheet } from '../explore/recordSheet.ts'
import { revealIdentifiers } from '../explore/revealIdentifiers.ts'
import { removeView, savedViews, saveView } from '../explore/savedViews.ts'
import { closeView } from '../explore/viewRegistry.ts'

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
  'explore.cross': crossCounts,
  'explore.outliers': findOutliers,
  'explore.duplicates': findDuplicates,
  'explore.comparePeriods': comparePeriods,
  'explore.savedViews': (context, { dataset }) => savedViews(context, dataset),
  'explore.saveView': (context, { dataset, view }) => saveView(context, dataset, view),
  'explore.removeView': (context, { dataset, kind, name }) => removeView(context, dataset, kind, name),
}
