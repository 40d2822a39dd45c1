// Indicators compiled, their vintages, signatures. In: validated requests. Out: reports and figures. Nothing leaves the
// program here.
import { fail } from '#shared/model/failure.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { computeAndProtectIndicator } from '#engine/analyse/protect/protectCube.ts'
import { compileIndicators } from './compileIndicators.ts'
import { readPublished } from './readPublished.ts'
import { signVintages } from './signVintages.ts'
import { vintageRepository } from './vintages.ts'
import { vintageTriangle } from './vintageTriangle.ts'

export const compileHandlers: HandlersFor<
  | 'indicator.protect'
  | 'indicator.readPublished'
  | 'indicator.compile'
  | 'indicator.vintages'
  | 'indicator.vintage'
  | 'indicator.triangle'
  | 'indicator.sign'
> = {
  'indicator.protect': async (context, { definition, breakdowns, engine, stricter }, job) =>
    (await computeAndProtectIndicator(context, definition, { breakdowns, engine, stricter }, job)).shown,
  'indicator.readPublished': (_context, request, job) => readPublished(request, job),
  'indicator.compile': compileIndicators,
  'indicator.vintages': (context, asked) => vintageRepository(context.workspace().catalog).list(asked),
  'indicator.vintage': (context, { vintage }) => vintageRepository(context.workspace().catalog).detail(vintage),
  'indicator.triangle': (context, { indicator, place }) => {
    const repository = vintageRepository(context.workspace().catalog)
    const kept = repository.list({ indicator })
    if (kept.length === 0) return fail('VINTAGES_NONE', { indicator })
    return vintageTriangle(
      kept.map(({ id }) => repository.detail(id)),
      place,
    )
  },
  'indicator.sign': signVintages,
}
