// The quality report. In: dataset, period. Out: figures.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { qualityReport } from './qualityReport.ts'

export const qualityHandlers: HandlersFor<'quality.report'> = { 'quality.report': qualityReport }
