// Taking files in: look first, then one file or a whole folder. In: paths a dialog granted. Out: previews and results.
import type { HandlersFor } from '../context.ts'
import { importDelivery } from '../intake/importDelivery.ts'
import { importFolder } from '../intake/importFolder.ts'
import { previewDelivery } from '../intake/previewDelivery.ts'

export const intakeHandlers: HandlersFor<'intake.preview' | 'intake.import' | 'intake.importFolder'> = {
  'intake.preview': (context, request) => previewDelivery(context.workspace(), request),
  'intake.import': importDelivery,
  'intake.importFolder': importFolder,
}
