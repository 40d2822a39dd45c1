// Looking through a dataset: views, pages, profiles, records, unmasking. In: requests of the contract. Out: its responses.
import type { HandlersFor } from '../context.ts'
import { openExploreView } from '../explore/openExploreView.ts'
import { profileVariable } from '../explore/profileVariable.ts'
import { readPage } from '../explore/readPage.ts'
import { recordSheet } from '../explore/recordSheet.ts'
import { revealIdentifiers } from '../explore/revealIdentifiers.ts'
import { closeView } from '../explore/viewRegistry.ts'

export const exploreHandlers: HandlersFor<'explore.open' | 'explore.rows' | 'explore.close' | 'explore.profile' | 'explore.record' | 'explore.reveal'> = {
  'explore.open': openExploreView,
  'explore.rows': (context, { view, offset, limit }) => readPage(context, view, offset, limit),
  'explore.close': (context, { view }) => {
    closeView(context, view)
    return null
  },
  'explore.profile': profileVariable,
  'explore.record': (context, { dataset, rowId }) => recordSheet(context, dataset, rowId),
  'explore.reveal': (context, { view, variables, reason }) => {
    revealIdentifiers(context, view, variables, reason)
    return null
  },
}
