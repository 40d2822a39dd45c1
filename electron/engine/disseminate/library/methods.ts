// The library of yearbook tables and report templates. In: nothing, or the id of a template. Out: definitions; a
// template saved with what it needs. Never a change to a definition that is there.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { tableLibrary } from './index.ts'
import { reportTemplates, tablesOfReport } from './reportTemplates.ts'
import { libraryIndicators, takeIndicators } from './takeIndicators.ts'
import { takeReport } from './takeReport.ts'

export const libraryHandlers: HandlersFor<
  'library.list' | 'library.reports' | 'library.takeReport' | 'indicator.library' | 'indicator.take'
> = {
  'library.list': () => [...tableLibrary],
  'library.reports': () =>
    reportTemplates.map(({ report, charts }) => ({
      report,
      tables: tablesOfReport(report, charts).length,
      charts: charts.length,
    })),
  'indicator.library': libraryIndicators,
  'indicator.take': (context, { ids }) => takeIndicators(context, ids),
  'library.takeReport': (context, { id }) => takeReport(context, id),
}
