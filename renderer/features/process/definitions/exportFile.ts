// Saves something as a file: asks where, lets the engine write, says where it is and what reading it back has shown,
// with a way to open the folder. In: a name, a file kind, the work. Out: true when written. A closed dialog is not an
// error.
import { useCallback } from 'react'
import type { ExportResult } from '#shared/contract/responses.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import type { Language } from '#shared/model/text.ts'
import { callHost } from '../../../bridge/client.ts'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { Translate } from '../../../i18n/index.ts'

export type FileKind = { extension: string; name: string }
export type WrittenFile = Pick<ExportResult, 'path' | 'bytes' | 'certificate'> & { records?: number; script?: string }
export type ExportTask = {
  suggested: string
  kind: FileKind
  write: (path: string) => Promise<WrittenFile>
  /** Where a failure is shown; absent: in a notice. */
  onFailure?: (failure: FailureValue) => void
}

/** A name Windows accepts. */
export const fileName = (title: string, extension: string): string =>
  `${
    title
      .replace(/[<>:"/\\|?*\p{Cc}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[. ]+$/, '')
      .slice(0, 100) || 'statdesk'
  }.${extension}`

/** What was written and what reading it back has shown, one sentence each. */
export const writtenSentences = (
  { path, bytes, certificate, records, script }: WrittenFile,
  t: Translate,
  language: Language,
): string[] => [
  t('exported', { path, size: formatBytes(bytes, language) }),
  ...(records === undefined ? [] : [t('exportedRecords', { records: formatInteger(records, language) })]),
  ...(certificate === undefined
    ? []
    : [
        t(records === undefined ? 'readBack' : 'readBackValues', {
          cells: formatInteger(certificate.compared, language),
        }),
      ]),
  ...(script === undefined ? [] : [t('exportedScript', { path: script })]),
]

export const useExport = (): ((task: ExportTask) => Promise<boolean>) => {
  const { t, language } = useTexts('definitions')
  return useCallback(
    async ({ suggested, kind, write, onFailure }) => {
      try {
        const chosen = await callHost('host.saveFile', {
          title: t('saveAs'),
          suggested: fileName(suggested, kind.extension),
          filters: [{ name: kind.name, extensions: [kind.extension] }],
        })
        if (!chosen) return false
        const written = await write(chosen.path)
        notify({
          intent: 'success',
          text: writtenSentences(written, t, language).join(' '),
          action: {
            label: t('showInFolder'),
            run: () => void callHost('host.showInFolder', { path: written.path }).catch(() => undefined),
          },
        })
        return true
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        if (onFailure && failure.code !== 'CANCELLED') onFailure(failure)
        else
          notify({
            intent: failure.code === 'CANCELLED' ? 'info' : 'error',
            text: failureMessage(failure, language),
            ...(failure.code === 'CANCELLED' ? {} : { failure }),
          })
        return false
      }
    },
    [language, t],
  )
}
