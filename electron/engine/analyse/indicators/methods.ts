// Indicators computed. In: validated requests. Out: cubes. Nothing leaves the program here.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { computeIndicator } from './computeIndicator.ts'

export const indicatorHandlers: HandlersFor<'indicator.run'> = {
  'indicator.run': (context, { definition, breakdowns, engine }, job) =>
    computeIndicator(context, definition, { breakdowns, engine }, job),
}
