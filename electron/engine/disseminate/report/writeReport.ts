// A report to a file: a Word document, a workbook of all its tables, one HTML page. In: a definition for a period and
// territory, a path. Out: the file's size and hash. Refused where something could not be filled: a hole in a printed
// issue would pass for a figure.
import { writeFile } from 'node:fs/promises'
import type { ReportFileFormat } from '#shared/contract/reports.ts'
import type { ExportResult } from '#shared/contract/responses.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { writeBatchWorkbook } from '#engine/disseminate/batch/writeBatchWorkbook.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import type { WrittenFile } from '#engine/workspace/files/outputTarget.ts'
import type { ComposedReport } from './composeReport.ts'
import { printStamp, withPrintStamp } from './printStamp.ts'
import { refuseProblems } from './refuseProblems.ts'
import { reportDocument } from './reportDocument.ts'
import { composedReport } from './reportHtml.ts'
import type { IssueRequest } from './reportSources.ts'

type FileRequest = { format: ReportFileFormat; path: string }

/** A name is a sheet's: the number where the table has one, else its place. */
const sheetsOf = ({ blocks, standing }: ComposedReport, stamp: string | null) => {
  // A sheet has no page to lay a mark across: the words stand first beneath its table.
  const words = [...(standing?.mark ? [standing.mark] : []), ...(stamp === null ? [] : [{ vi: stamp, en: stamp }])]
  const marked = (cube: ProtectedCube): ProtectedCube => ({ ...cube, notes: [...words, ...cube.notes] })
  return blocks.flatMap((block, i) =>
    block.type === 'table'
      ? [{ name: block.number === '' ? `${i + 1}` : `Biểu ${block.number}`, cube: marked(block.cube) }]
      : [],
  )
}

const written = async (
  context: EngineContext,
  report: ComposedReport,
  { format, path }: FileRequest,
  job: JobContext,
): Promise<WrittenFile> => {
  const { program, user } = context
  const now = new Date().toISOString()
  const stamp = printStamp(report, user, now)
  switch (format) {
    case 'docx': {
      // Loaded when first needed: the start of the engine and of every command does not wait for it.
      const { reportDocx } = await import('./reportDocx.ts')
      const bytes = await reportDocx(report, { program, stamp })
      return writeFileTarget(path, (temporary) => writeFile(temporary, bytes))
    }
    case 'xlsx': {
      const sheets = sheetsOf(report, stamp)
      if (sheets.length === 0) return fail('REPORT_NO_TABLES', { report: report.definition.id })
      const { language } = report.definition
      return writeBatchWorkbook(path, sheets, { language, program, throwIfCancelled: () => job.throwIfCancelled() })
    }
    case 'html': {
      const html = withPrintStamp(reportDocument(report, { program, printedAt: now }), user, now)
      return writeFileTarget(path, (temporary) => writeFile(temporary, html))
    }
  }
}

export const writeReport = async (
  context: EngineContext,
  definition: ReportDefinition,
  request: IssueRequest & FileRequest,
  job: JobContext,
): Promise<ExportResult> => {
  const started = performance.now()
  const report = await composedReport(context, definition, request, job)
  refuseProblems(report)
  return writeComposed(context, report, request, job, started)
}

export const writeComposed = async (
  context: EngineContext,
  report: ComposedReport,
  request: FileRequest,
  job: JobContext,
  started = performance.now(),
): Promise<ExportResult> => {
  job.throwIfCancelled()
  job.progress({ phase: 'publishing' })
  const file = await written(context, report, request, job)
  return { path: request.path, ...file, seconds: (performance.now() - started) / 1000 }
}
