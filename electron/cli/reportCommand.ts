// The command `report`: one issue or many, as PDF, Word document, workbook or HTML. In: arguments. Out: files, and an
// exception list of issues that could not be made; the others stand. Never a file for an issue with a hole.
import { mkdir, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { reportFileFormats } from '#shared/contract/reports.ts'
import type { ReportFileFormat } from '#shared/contract/reports.ts'
import { hashFile, writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { openPrinter } from '../host-chromium/printPdf.ts'
import type { Printer } from '../host-chromium/printPdf.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { definitionArgument } from './definitionArgument.ts'
import { runMark, standingFiles, writeRun } from './reportRun.ts'
import type { MadeIssue } from './reportRun.ts'
import { textTable } from './textTable.ts'
import { minimumOption, pPercentOption, optionText, stricterOption } from './fileOptions.ts'

type Issue = { period: string | null; territory: string | null }
type Format = 'pdf' | ReportFileFormat

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })

const formatOf = (name: string): Format => {
  const found = (['pdf', ...reportFileFormats] as const).find((format) => format === name)
  return found ?? fail('USAGE', { reason: `--out *.${name}: pdf, ${reportFileFormats.join(', ')}` })
}

const write = async (
  args: Arguments,
  definition: ReportDefinition,
  format: Format,
  path: string,
  issue: Issue,
  printer: () => Promise<Printer>,
): Promise<void> => {
  const request = { definition, ...issue, ...stricterOption(args) }
  if (format === 'docx' || format === 'xlsx') {
    await args.ask('report.write', { ...request, format, path })
    return
  }
  const { job } = await args.askJob('report.html', request)
  const { html } = await args.ask('report.export', { job, path })
  if (format === 'pdf') return (await printer()).print(html, path)
  await writeFileTarget(path, (temporary) => writeFile(temporary, html))
}

/** The territories asked for: none, codes, or each that the report's tables know. */
const territoriesOf = async (
  args: Arguments,
  definition: ReportDefinition,
  period: string | null,
): Promise<(string | null)[]> => {
  const given = optionText(args, 'territory')
  if (given === undefined || given === 'country') return [null]
  if (given !== 'each') return given.split(',').map((code) => code.trim())
  const { territories } = await args.ask('report.territories', { definition, period })
  return territories.map((territory) => territory.code)
}

const fileOf = (definition: ReportDefinition, issue: Issue, format: Format): string =>
  `${[definition.id, issue.period, issue.territory].filter((part) => part !== null).join('_')}.${format}`

export const reportCommand: Command = {
  name: 'report',
  usage: 'WORKSPACE DEFINITION',
  help: {
    vi: 'Lập báo cáo cho một kỳ, một hay nhiều địa bàn: PDF, DOCX, XLSX, HTML',
    en: 'Make a report for a period and one or many territories: PDF, DOCX, XLSX, HTML',
  },
  options: [
    {
      name: 'out',
      value: 'FILE.pdf|.docx|.xlsx|.html|FOLDER',
      help: { vi: 'tệp kết quả; nhiều địa bàn: thư mục', en: 'output file; for many territories a folder' },
    },
    { name: 'format', value: 'pdf|docx|xlsx|html', help: { vi: 'dạng tệp trong thư mục', en: 'format in a folder' } },
    {
      name: 'period',
      value: 'PERIOD',
      help: { vi: 'kỳ báo cáo: 2025, 2025-Q1, 2025-07', en: 'period of the issue: 2025, 2025-Q1, 2025-07' },
    },
    {
      name: 'territory',
      value: 'CODE,CODE|each|country',
      help: { vi: 'mã địa bàn, “each” là mọi địa bàn', en: 'codes of territories; each: all of them' },
    },
    {
      name: 'resume',
      help: {
        vi: 'tiếp tục lần chạy dở: giữ tệp đã lập từ cùng dữ liệu',
        en: 'take up a run again: keep files already made of the same data',
      },
    },
    minimumOption,
    pPercentOption,
  ],
  positionals: [2, 2],
  async run(args) {
    await args.openWorkspace(at(args, 0))
    const definition = await definitionArgument('report', at(args, 1), args.ask)
    const period = optionText(args, 'period') ?? null
    const territories = await territoriesOf(args, definition, period)
    const printer = lazyPrinter()
    try {
      return territories.length === 1
        ? await oneIssue(args, definition, { period, territory: territories[0] ?? null }, printer.open)
        : await manyIssues(args, definition, period, territories, printer.open)
    } finally {
      await printer.close()
    }
  },
}

/** The browser starts when the first PDF is wanted, and is the same for all. */
const lazyPrinter = (): { open: () => Promise<Printer>; close: () => Promise<void> } => {
  let opened: Promise<Printer> | null = null
  return {
    open: () => (opened ??= openPrinter()),
    close: async () => (await opened)?.close(),
  }
}

const oneIssue = async (
  args: Arguments,
  definition: ReportDefinition,
  issue: Issue,
  printer: () => Promise<Printer>,
) => {
  const given = optionText(args, 'out')
  const format = formatOf(
    given === undefined ? (optionText(args, 'format') ?? 'pdf') : extname(given).slice(1).toLowerCase(),
  )
  const path = resolve(given ?? fileOf(definition, issue, format))
  await write(args, definition, format, path, issue, printer)
  return { json: { path }, text: path }
}

/**
 * Each territory by itself: what fails is told, the others stand. A full disk ends the run, which can be taken up
 * again.
 */
const manyIssues = async (
  args: Arguments,
  definition: ReportDefinition,
  period: string | null,
  territories: readonly (string | null)[],
  printer: () => Promise<Printer>,
) => {
  const format = formatOf(optionText(args, 'format') ?? 'pdf')
  const folder = resolve(optionText(args, 'out') ?? definition.id)
  await mkdir(folder, { recursive: true }).catch((cause: Error) =>
    fail('FILE_UNWRITABLE', { path: folder, reason: cause.message }, undefined, cause),
  )
  const deliveries = (await args.ask('deliveries.list', {})).map(({ id, sha256, state }) => [id, sha256, state])
  const saved = (await args.ask('definitions.list', {})).map(({ kind, id, savedAt }) => [kind, id, savedAt])
  const of = runMark({ definition, period, format, deliveries, saved, stricter: stricterOption(args) })
  const standing = args.options['resume'] === true ? await standingFiles(folder, of) : new Map<string, never>()
  const done = new Map<string, { file: string; territory: string | null; sha256: string }>(standing)
  const made: MadeIssue[] = []
  for (const territory of territories) {
    const issue = { period, territory }
    const file = fileOf(definition, issue, format)
    const path = join(folder, file)
    if (!standing.has(file)) {
      try {
        await write(args, definition, format, path, issue, printer)
        done.set(file, { file, territory, sha256: (await hashFile(path)).sha256 })
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        if (failure.code === 'CANCELLED' || failure.code === 'DISK_FULL') {
          // A full disk may have no room for the list either; what stands is found by its own hashes then.
          await writeRun(folder, of, done.values(), made).catch(() => undefined)
          return fail('REPORT_RUN_STOPPED', {
            made: done.size,
            issues: territories.length,
            folder,
            vi: failureMessage(failure, 'vi'),
            en: failureMessage(failure, 'en'),
          })
        }
        made.push({ path, territory, failure })
        continue
      }
      // A kill leaves the list of what stands; of thousands it is not written anew each time, the last few are then
      // made again.
      if (done.size <= 50 || done.size % 25 === 0) await writeRun(folder, of, done.values(), made)
    }
    made.push({ path, territory, failure: null })
  }
  await writeRun(folder, of, done.values(), made)
  const failed = made.filter((issue) => issue.failure !== null)
  const lines = made.map(({ path, failure }) =>
    failure === null ? path : `${path}: ${failureMessage(failure, args.language)}`,
  )
  const missing: { failure?: FailureValue } =
    failed.length === 0
      ? {}
      : {
          failure: {
            code: 'REPORT_ISSUES_INCOMPLETE',
            facts: { failed: failed.length, issues: made.length, folder },
          },
        }
  return {
    json: { folder, issues: made, taken: standing.size },
    text: lines.join('\n'),
    ...missing,
  }
}

export const templateCommand: Command = {
  name: 'template',
  usage: 'WORKSPACE [TEMPLATE]',
  help: {
    vi: 'Mẫu báo cáo: liệt kê, hoặc lấy một mẫu cùng bảng và biểu đồ của nó vào không gian làm việc',
    en: 'Report templates: list them, or take one with its tables and charts into the workspace',
  },
  options: [],
  positionals: [1, 2],
  async run(args) {
    const id = args.positionals[1]
    await args.openWorkspace(at(args, 0), id === undefined ? 'read' : 'write')
    if (id === undefined) {
      const templates = await args.ask('library.reports', {})
      const rows = templates.map(({ report, tables }) => [report.id, report.title[args.language], `${tables}`])
      return { json: templates, text: textTable(['id', 'title', 'tables'], rows) }
    }
    const taken = await args.ask('library.takeReport', { id })
    return { json: taken, text: [taken.report, ...taken.saved].join('\n') }
  },
}
