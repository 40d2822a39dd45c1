// What leaves of a report: PDF and print by the handle of the job that made the page, other files made anew by the
// engine. In: the report, its issue, the handle. Out: the three acts; each says where the file is, or what went wrong.
import type { FrozenIssue } from '#shared/contract/issues.ts'
import type { ReportFileFormat } from '#shared/contract/reports.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { callHost, runJob } from '../../../bridge/client.ts'
import { notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useExport } from '../../process/definitions/exportFile.ts'
import type { Issue } from './IssueBar.tsx'

const extensionNames: Record<ReportFileFormat, string> = { docx: 'Word', xlsx: 'Excel', html: 'HTML' }

export const useReportOutput = (
  definition: ReportDefinition | null,
  issue: Issue,
  job: string | null,
  /** Looked at as it was frozen: that is what leaves, nothing made anew. */
  frozen: FrozenIssue | null,
) => {
  const { label } = useTexts('reports')
  const exportFile = useExport()
  const suggested = definition
    ? [
        label(frozen?.title ?? definition.title) || definition.id,
        frozen?.period ?? issue.period,
        frozen?.territory ?? issue.territory,
      ]
        .filter(Boolean)
        .join(' ')
    : ''

  const savePdf = (): void => {
    if (!definition || job === null) return
    void exportFile({
      suggested,
      kind: { extension: 'pdf', name: 'PDF' },
      write: (path) => callHost('host.writePdf', { job, path }),
    })
  }
  const saveAs = (format: ReportFileFormat): void => {
    if (!definition) return
    void exportFile({
      suggested,
      kind: { extension: format, name: extensionNames[format] },
      write: (path) =>
        frozen === null
          ? runJob('report.write', { definition, format, path, ...issue })
          : runJob('issues.write', { issue: frozen.id, format, path }),
    })
  }
  const print = (): void => {
    if (job === null) return
    const run = async (): Promise<void> => {
      try {
        await callHost('host.print', { job })
      } catch (thrown) {
        notifyFailure(thrown)
      }
    }
    void run()
  }
  return { savePdf, saveAs, print }
}
