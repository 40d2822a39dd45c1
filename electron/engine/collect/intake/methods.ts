// Looking at an agreed file before it is taken in, and the spellings of "no value". In: paths a dialog granted. Out:
// previews, spellings.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { defaultMissingTexts, missingTexts, saveMissingTexts } from './missingTexts.ts'
import { previewDelivery } from './previewDelivery.ts'

export const intakeHandlers: HandlersFor<'intake.preview' | 'intake.missingTexts' | 'intake.saveMissingTexts'> = {
  'intake.preview': (context, request) => previewDelivery(context.workspace(), request),
  'intake.missingTexts': (context) => ({
    texts: missingTexts(context.workspace()),
    standard: [...defaultMissingTexts],
  }),
  'intake.saveMissingTexts': (context, { texts }) => ({
    texts: saveMissingTexts(context.workspace(), texts),
    standard: [...defaultMissingTexts],
  }),
}
