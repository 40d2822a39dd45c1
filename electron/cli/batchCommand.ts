// The command that runs many tables in one go: a folder of definition files, or saved tables by name.
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BatchReport } from '#shared/contract/production.ts'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'
import {
  chosenFormat,
  labelsOption,
  languageOption,
  optionText,
  minimumOption,
  pPercentOption,
  stricterOption,
} from './fileOptions.ts'
import { textTable } from './textTable.ts'

const list = (args: Arguments, name: string): string[] =>
  (optionText(args, name) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
const number = (args: Arguments, name: string): number | undefined => {
  const given = optionText(args, name)
  if (given === undefined) return undefined
  return Number.isFinite(Number(given)) ? Number(given) : fail('USAGE', { reason: `--${name} ${given}` })
}

const outcomes: Record<Language, Record<BatchReport['items'][number]['outcome'], string>> = {
  vi: { written: 'đã ghi', unchanged: 'không đổi', failed: 'LỖI', not_run: 'chưa chạy' },
  en: { written: 'written', unchanged: 'unchanged', failed: 'FAILED', not_run: 'not run' },
}

const reportText = (report: BatchReport, language: Language): string => {
  const vi = language === 'vi'
  const rows = report.items.map((item) => [
    item.file,
    outcomes[language][item.outcome],
    formatInteger(item.cells, language),
    formatInteger(item.withheld, language),
    formatInteger(item.breachCount, language),
    item.bytes > 0 ? formatBytes(item.bytes, language) : '',
    item.seconds.toFixed(1),
    item.message?.[language] ?? '',
  ])
  const breaches = report.items.flatMap((item) =>
    item.breaches
      .slice(0, 3)
      .map(
        (b) =>
          `  ! ${item.id}: ${b.rule} ${b.measure} · ${b.place[language]}: ${b.found} / ${b.expected} (${b.against})`,
      ),
  )
  return [
    textTable(
      [
        vi ? 'tệp' : 'file',
        vi ? 'kết quả' : 'outcome',
        vi ? 'ô' : 'figures',
        vi ? 'bảo mật' : 'withheld',
        vi ? 'vi phạm' : 'breaches',
        vi ? 'cỡ' : 'size',
        vi ? 'giây' : 's',
        '',
      ],
      rows,
      [2, 3, 4, 5, 6],
    ),
    ...breaches,
    report.reports.html,
  ].join('\n')
}

export const batchCommands: Command[] = [
  {
    name: 'batch',
    usage: 'WORKSPACE FOLDER|TABLE…',
    help: {
      vi: 'Chạy cả thư mục định nghĩa (hoặc các bảng đã lưu) một lượt, bảo mật rồi ghi tệp và báo cáo',
      en: 'Run a folder of definitions (or saved tables) in one go: protect, write files and a report',
    },
    options: [
      { name: 'out', value: 'FOLDER', help: { vi: 'thư mục kết quả', en: 'output folder' } },
      {
        name: 'period',
        value: 'P,P',
        help: {
          vi: 'một hoặc nhiều kỳ: 2025, 2025-Q1, 2025-07, 2025-2026',
          en: 'one or more periods: 2025, 2025-Q1, 2025-07, 2025-2026',
        },
      },
      {
        name: 'territory',
        value: 'country|each|CODE,…',
        help: { vi: 'cả nước, từng tỉnh, hoặc các mã', en: 'the whole country, each province, or codes' },
      },
      {
        name: 'territory-variable',
        value: 'VARIABLE',
        help: {
          vi: 'biến lãnh thổ, khi không phải biến đầu tiên theo danh mục tỉnh',
          en: 'variable of territory, if not the first with the list of provinces',
        },
      },
      {
        name: 'format',
        value: 'FORMAT',
        help: { vi: 'định dạng của "table --out" (mặc định xlsx)', en: 'a format of "table --out" (default xlsx)' },
      },
      {
        name: 'workbook',
        help: { vi: 'một tệp Excel, mỗi bảng một trang', en: 'one workbook with a sheet for each table' },
      },
      {
        name: 'pattern',
        value: 'PATTERN',
        help: {
          vi: 'tên tệp, mặc định {id}_{period}_{territory}',
          en: 'file names, default {id}_{period}_{territory}',
        },
      },
      labelsOption,
      minimumOption,
      pPercentOption,
      {
        name: 'jump',
        value: 'PERCENT',
        help: { vi: 'báo biến động quá mức này (mặc định 50)', en: 'report changes beyond this (default 50)' },
      },
      {
        name: 'keep',
        value: 'NAME',
        help: { vi: 'lưu kết quả mỗi bảng dưới tên này', en: 'keep each run under this name' },
      },
      { name: 'estimate', help: { vi: 'chỉ ước cỡ tệp, không chạy', en: 'only tell the sizes, run nothing' } },
    ],
    positionals: [2, 1000],
    async run(args) {
      const [workspace = '', ...given] = args.positionals
      const folders = given.filter((name) => statSync(name, { throwIfNoEntry: false })?.isDirectory() === true)
      if (folders.length > 1) return fail('USAGE', { reason: folders.join(' ') })
      const [source] = folders
      const jumpPercent = number(args, 'jump')
      const [pattern, keep, territoryVariable] = [
        optionText(args, 'pattern'),
        optionText(args, 'keep'),
        optionText(args, 'territory-variable'),
      ]
      const estimate = args.options['estimate'] === true
      const request = {
        path: resolve(optionText(args, 'out') ?? (estimate ? '.' : fail('OPTION_MISSING', { option: '--out' }))),
        tables: given.filter((name) => name !== source),
        periods: list(args, 'period'),
        territories: list(args, 'territory'),
        format: chosenFormat(args, 'table.xlsx'),
        output: args.options['workbook'] === true ? ('workbook' as const) : ('files' as const),
        language: languageOption(args),
        ...(source === undefined ? {} : { source: resolve(source) }),
        ...stricterOption(args),
        ...(jumpPercent === undefined ? {} : { jumpPercent }),
        ...(pattern === undefined ? {} : { pattern }),
        ...(keep === undefined ? {} : { keep }),
        ...(territoryVariable === undefined ? {} : { territoryVariable }),
      } as const
      await args.openWorkspace(workspace, estimate ? 'read' : 'write')
      if (estimate) {
        const sizes = await args.ask('batch.estimate', request)
        const rows = sizes.items.map((item) => [
          item.file,
          formatInteger(item.cells, args.language),
          formatBytes(item.bytes, args.language),
          item.message?.[args.language] ?? '',
        ])
        return {
          json: sizes,
          text: `${textTable(['file', 'cells', 'bytes', ''], rows, [1, 2])}\n${formatBytes(sizes.bytes, args.language)} / ${formatBytes(sizes.freeBytes, args.language)}`,
        }
      }
      const report = await args.ask('batch.run', request)
      const whole = report.counts.failed === 0 && !report.cancelled
      const failure: FailureValue = report.cancelled
        ? { code: 'CANCELLED', facts: {} }
        : {
            code: 'BATCH_INCOMPLETE',
            facts: { failed: report.counts.failed, items: report.items.length, report: report.reports.html },
          }
      return { json: report, text: reportText(report, args.language), ...(whole ? {} : { failure }) }
    },
  },
]
