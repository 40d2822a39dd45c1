// Taking files in: look first, then one file or a whole folder. In: paths a dialog granted. Out: previews and results.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { importDelivery } from './importDelivery.ts'
import { importFolder } from './importFolder.ts'
import { previewDelivery } from './previewDelivery.ts'

export const intakeHandlers: HandlersFor<'intake.preview' | 'intake.import' | 'intake.importFolder'> = {
  'intake.preview': (context, request) => previewDelivery(context.workspace(), request),
  'intake.import': importDelivery,
  'intake.importFolder': importFolder,
}
