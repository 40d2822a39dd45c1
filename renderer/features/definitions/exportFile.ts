// Saves something as a file: asks where, lets the engine write, says where it is with a way to open the folder.
// In: a name, a file kind, the work. Out: true when written. A closed dialog is not an error.
import { useCallback } from 'react'
import type { ExportResult } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { formatBytes } from '#shared/format/number.ts'
import { callHost } from '../../bridge/client.ts'
import { notify } from '../../components/notices.ts'
import { useTexts } from '../../i18n/index.ts'

export type FileKind = { extension: string; name: string }
export type ExportTask = { suggested: string; kind: FileKind; write: (path: string) => Promise<Pick<ExportResult, 'path' | 'bytes'>> }

/** A name Windows accepts. */
export const fileName = (title: string, extension: string): string =>
  `${title.replace(/[<>:"/\\|?*\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ').trim().replace(/[. ]+$/, '').slice(0, 100) || 'statdesk'}.${extension}`

export const useExport = (): ((task: ExportTask) => Promise<boolean>) => {
  const { t, language } = useTexts('definitions')
  return useCallback(async ({ suggested, kind, write }) => {
    try {
      const chosen = await callHost('host.saveFile', { title: t('saveAs'), suggested: fileName(suggested, kind.extension), filters: [{ name: kind.name, extensions: [kind.extension] }] })
      if (!chosen) return false
      const written = await write(chosen.path)
      notify({
        intent: 'success',
        text: t('exported', { path: written.path, size: formatBytes(written.bytes, language) }),
        action: { label: t('showInFolder'), run: () => void callHost('host.showInFolder', { path: written.path }).catch(() => undefined) },
      })
      return true
    } catch (thrown) {
      const failure = toFailureValue(thrown)
      notify({ intent: failure.code === 'CANCELLED' ? 'info' : 'error', text: failureMessage(failure, language), ...(failure.code === 'CANCELLED' ? {} : { failure }) })
      return false
    }
  }, [language, t])
}
