// Taking files in: look first, then one file, several or a whole folder. In: paths a dialog granted. Out: previews and results.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { importBatch } from './importBatch.ts'
import { importDelivery } from './importDelivery.ts'
import { importFolder } from './importFolder.ts'
import { defaultMissingTexts, missingTexts, saveMissingTexts } from './missingTexts.ts'
import { previewDelivery } from './previewDelivery.ts'

export const intakeHandlers: HandlersFor<
  | 'intake.preview'
  | 'intake.import'
  | 'intake.importFiles'
  | 'intake.importFolder'
  | 'intake.missingTexts'
  | 'intake.saveMissingTexts'
> = {
  'intake.preview': (context, request) => previewDelivery(context.workspace(), request),
  'intake.import': importDelivery,
  'intake.importFiles': (context, { paths, ...said }, job) => importBatch(context, paths, said, job),
  'intake.importFolder': importFolder,
  'intake.missingTexts': (context) => ({
    texts: missingTexts(context.workspace()),
    standard: [...defaultMissingTexts],
  }),
  'intake.saveMissingTexts': (context, { texts }) => ({
    texts: saveMissingTexts(context.workspace(), texts),
    standard: [...defaultMissingTexts],
  }),
}
