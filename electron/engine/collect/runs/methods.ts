// Taking files in: one, several, a whole folder. In: paths a dialog granted. Out: results.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { importBatch } from './importBatch.ts'
import { importFolder } from './importFolder.ts'
import { takeFile } from './takeFile.ts'
import { trialFile } from './trialFile.ts'

export const runHandlers: HandlersFor<'intake.import' | 'intake.importFiles' | 'intake.importFolder' | 'intake.trial'> =
  {
    'intake.import': takeFile,
    'intake.importFiles': (context, { paths, ...said }, job) => importBatch(context, paths, said, job),
    'intake.importFolder': importFolder,
    'intake.trial': trialFile,
  }
