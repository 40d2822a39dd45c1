// The files a table can be published as. In: definition, format, what the format was told. Out: a protected file,
// written by the engine. Never the cube itself.
import { useCallback } from 'react'
import type { FileOptions, PublishFormat } from '#shared/contract/files.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { useSettings } from '../../../app/settings.ts'
import { runJob } from '../../../bridge/client.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import { readMemory } from './export/exportMemory.ts'
import { extensionOf } from './export/formatGroups.ts'

export type { PublishFormat } from '#shared/contract/files.ts'
export { extensionOf } from './export/formatGroups.ts'

/** What a file is told beside its format and path. */
export type ExportChoice = FileOptions & { language: 'vi' | 'en' | 'both' }

export const useExportTable = (): ((
  definition: TableDefinition,
  format: PublishFormat,
  choice?: ExportChoice,
) => Promise<boolean>) => {
  const { t, language } = useTexts('tables')
  const kept = useSettings((s) => s.settings.screens['export'])
  const exportFile = useExport()
  return useCallback(
    (definition, format, choice) =>
      exportFile({
        suggested: definition.title[language] || definition.id,
        kind: { extension: extensionOf[format], name: t(`formats.${format}`) },
        write: (path) =>
          runJob('table.publish', {
            definition,
            format,
            path,
            language: readMemory(kept).language,
            ...choice,
          }),
      }),
    [exportFile, kept, language, t],
  )
}
