// The files a table can be published as. In: definition. Out: a protected file, written by the engine. Never the cube itself.
import { useCallback } from 'react'
import { publishFormats } from '#shared/contract/methods.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { useSettings } from '../../app/settings.ts'
import { runJob } from '../../bridge/client.ts'
import { useTexts } from '../../i18n/index.ts'
import { useExport } from '../definitions/exportFile.ts'

export type PublishFormat = (typeof publishFormats)[number]
export const extensionOf: Record<PublishFormat, string> = { xlsx: 'xlsx', csv: 'csv', csv_tidy: 'csv', html: 'html' }
export { publishFormats }

export const useExportTable = (): ((definition: TableDefinition, format: PublishFormat) => Promise<boolean>) => {
  const { t, language } = useTexts('tables')
  const minimum = useSettings((s) => s.settings.minimumFrequency)
  const exportFile = useExport()
  return useCallback(
    (definition, format) => exportFile({
      suggested: definition.title[language] || definition.id,
      kind: { extension: extensionOf[format], name: t(`formats.${format}`) },
      write: (path) => runJob('table.publish', { definition, format, path, minimum }),
    }),
    [exportFile, language, minimum, t],
  )
}
