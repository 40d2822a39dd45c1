// Commands over time: keep, runs, compare, triangle.
import type { Stricter } from '#shared/model/officePolicy.ts'
import { resolve } from 'node:path'
import type { PublishFormat } from '#shared/contract/files.ts'
import { changeParts } from '#shared/contract/production.ts'
import type { DifferenceReport, KeptRun } from '#shared/contract/production.ts'
import { formatBytes, formatDouble, formatInteger } from '#shared/format/number.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command, CommandOption } from './commandTypes.ts'
import { cubeText } from './cubeText.ts'
import { definitionArgument } from './definitionArgument.ts'
import {
  chosenFormat,
  formatOption,
  labelsOption,
  languageOption,
  optionText,
  minimumOption,
  pPercentOption,
  stricterOption,
} from './fileOptions.ts'
import { textTable } from './textTable.ts'

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })
const whole = (text: string): number => (/^\d+$/.test(text) ? Number(text) : fail('USAGE', { reason: text }))
const word = (language: Language, vi: string, en: string): string => (language === 'vi' ? vi : en)

const outOption: CommandOption = {
  name: 'out',
  value: 'FILE',
  help: { vi: 'ghi ra tệp, chỉ số liệu đã bảo mật', en: 'write a file, of protected figures only' },
}

const file = (
  args: Arguments,
): { path: string; format: PublishFormat; language: 'vi' | 'en' | 'both'; stricter?: Stricter } | null => {
  const out = optionText(args, 'out')
  if (out === undefined) return null
  const path = resolve(out)
  return {
    path,
    format: chosenFormat(args, path),
    language: languageOption(args),
    ...stricterOption(args),
  }
}

const runRow = (run: KeptRun, language: Language): string[] => [
  String(run.id),
  run.table,
  run.name,
  run.status,
  run.period,
  run.territory,
  run.keptAt.slice(0, 16).replace('T', ' '),
  formatInteger(run.cells, language),
  formatBytes(run.bytes, language),
]
const runHeader = ['run', 'table', 'name', 'status', 'period', 'territory', 'kept', 'cells', 'size']

const partWords: Record<Language, Record<(typeof changeParts)[number], string>> = {
  vi: {
    new_records: 'bản ghi mới',
    amended_records: 'sửa đổi',
    withdrawn_records: 'rút',
    recoded: 'mã hóa lại',
    definition: 'định nghĩa',
    unexplained: 'không rõ',
  },
  en: {
    new_records: 'new',
    amended_records: 'amended',
    withdrawn_records: 'withdrawn',
    recoded: 'recoded',
    definition: 'definition',
    unexplained: 'unexplained',
  },
}
const shownCells = 40

const differenceText = (report: DifferenceReport, language: Language): string => {
  const number = (value: Exact | null, m: number): string => {
    const measure = report.measures[m]
    return value === null || !measure
      ? '–'
      : measure.exact
        ? exactToDecimal(value, measure.scale)
        : formatDouble(Number(value), { decimals: measure.decimals }, 'en')
  }
  const place = (coordinates: readonly number[]): string => {
    const labels = coordinates.flatMap((c, d) => {
      const category = report.dimensions[d]?.categories[c]
      return category && category.key !== '#total' ? [category.label[language]] : []
    })
    return labels.length === 0 ? word(language, 'Toàn bảng', 'Whole table') : labels.join(' · ')
  }
  const explained = changeParts.filter((_, p) =>
    [...report.totals, ...report.cells].some((cell) => cell.parts !== null && Number(cell.parts[p] ?? 0) !== 0),
  )
  const header = [
    word(language, 'ô', 'cell'),
    word(language, 'cũ', 'old'),
    word(language, 'mới', 'new'),
    word(language, 'thay đổi', 'change'),
    '%',
    ...explained.map((part) => partWords[language][part]),
  ]
  const row = (cell: DifferenceReport['cells'][number]): string[] => [
    `${place(cell.coordinates)}${report.measures.length > 1 ? ` [${report.measures[cell.measure]?.id ?? ''}]` : ''}`,
    number(cell.before, cell.measure),
    number(cell.after, cell.measure),
    number(cell.change, cell.measure),
    cell.percent === null ? '–' : formatDouble(cell.percent, { decimals: 1 }, 'en'),
    ...explained.map((part) => number(cell.parts?.[changeParts.indexOf(part)] ?? null, cell.measure)),
  ]
  const right = header.map((_, i) => i).slice(1)
  const { counts } = report
  return [
    report.title[language],
    `${report.before.name} (${report.before.ranAt.slice(0, 16)}) → ${report.after.name || word(language, 'nay', 'now')} (${report.after.ranAt.slice(0, 16)})`,
    word(
      language,
      `${counts.cells} ô: ${counts.changed} đổi, ${counts.unchanged} như cũ, ${counts.onlyAfter} mới có, ${counts.onlyBefore} không còn`,
      `${counts.cells} cells: ${counts.changed} changed, ${counts.unchanged} as before, ${counts.onlyAfter} only now, ${counts.onlyBefore} only before`,
    ),
    ...report.deliveries
      .filter((d) => d.change !== 'kept')
      .map(
        (d) =>
          `  ${d.dataset} ${d.period}: ${d.change}${d.before ? ` −${d.before.rows ?? '?'}` : ''}${d.after ? ` +${d.after.rows ?? '?'}` : ''}`,
      ),
    ...report.definitionChanges.map(({ text }) => `  ${text[language]}`),
    ...(report.totals.length > 0 ? [textTable(header, report.totals.map(row), right)] : []),
    ...(report.cells.length > 0 ? [textTable(header, report.cells.slice(0, shownCells).map(row), right)] : []),
    ...(report.cells.length > shownCells ? [`… +${report.cells.length - shownCells}`] : []),
    ...report.limits.map((text) => `! ${text[language]}`),
  ].join('\n')
}

export const compareCommands: Command[] = [
  {
    name: 'keep',
    usage: 'WORKSPACE DEFINITION',
    help: {
      vi: 'Lập bảng và lưu kết quả để so sánh về sau',
      en: 'Compute a table and keep the result for later comparison',
    },
    options: [
      {
        name: 'name',
        value: 'NAME',
        help: { vi: 'tên lần lưu, như "sơ bộ 2025"', en: 'name of the run, as "preliminary 2025"' },
      },
      minimumOption,
      pPercentOption,
    ],
    positionals: [2, 2],
    async run(args) {
      await args.openWorkspace(at(args, 0))
      const definition = await definitionArgument('table', at(args, 1), args.ask)
      const run = await args.ask('runs.keep', {
        definition,
        name: optionText(args, 'name') ?? new Date().toISOString().slice(0, 10),
        ...stricterOption(args),
      })
      return { json: run, text: textTable(runHeader, [runRow(run, args.language)], [7, 8]) }
    },
  },
  {
    name: 'runs',
    usage: 'WORKSPACE [TABLE]',
    help: {
      vi: 'Các kết quả đã lưu; --remove N xóa, --rename N --name TÊN đổi tên',
      en: 'The kept runs; --remove N deletes, --rename N --name NAME renames',
    },
    options: [
      { name: 'remove', value: 'N', help: { vi: 'xóa lần lưu số N', en: 'delete run N' } },
      { name: 'rename', value: 'N', help: { vi: 'đổi tên lần lưu số N', en: 'rename run N' } },
      { name: 'name', value: 'NAME', help: { vi: 'tên mới', en: 'new name' } },
    ],
    positionals: [1, 2],
    async run(args) {
      const [remove, rename] = [optionText(args, 'remove'), optionText(args, 'rename')]
      await args.openWorkspace(at(args, 0), remove !== undefined || rename !== undefined ? 'write' : 'read')
      if (remove !== undefined) await args.ask('runs.remove', { run: whole(remove) })
      if (rename !== undefined)
        await args.ask('runs.rename', {
          run: whole(rename),
          name: optionText(args, 'name') ?? fail('OPTION_MISSING', { option: '--name' }),
        })
      const table = args.positionals[1]
      const runs = await args.ask('runs.list', table === undefined ? {} : { table })
      return {
        json: runs,
        text: textTable(
          runHeader,
          runs.map((run) => runRow(run, args.language)),
          [7, 8],
        ),
      }
    },
  },
  {
    name: 'compare',
    usage: 'WORKSPACE RUN [RUN|now]',
    help: {
      vi: 'So một kết quả đã lưu với kết quả khác, hoặc với bảng tính lúc này',
      en: 'Compare a kept run with another, or with the table computed now',
    },
    options: [
      {
        name: 'recode',
        help: {
          vi: 'chuyển mã cũ sang phiên bản mới trước khi so',
          en: 'recode old codes to the newest version first',
        },
      },
      {
        name: 'definition',
        value: 'FILE',
        help: { vi: 'tính lúc này theo định nghĩa này', en: 'compute now by this definition' },
      },
      outOption,
      formatOption,
      labelsOption,
      minimumOption,
      pPercentOption,
    ],
    positionals: [2, 3],
    async run(args) {
      const target = file(args)
      await args.openWorkspace(at(args, 0), 'write')
      const other = args.positionals[2] ?? 'now'
      const given = optionText(args, 'definition')
      const request = {
        before: whole(at(args, 1)),
        after: other === 'now' ? ('now' as const) : whole(other),
        recode: args.options['recode'] === true,
        ...(given === undefined ? {} : { definition: await definitionArgument('table', given, args.ask) }),
      }
      if (target) {
        const result = await args.ask('runs.publishDifference', { ...request, ...target })
        return {
          json: result,
          text: `${result.path}  ${formatBytes(result.bytes, args.language)}  sha256 ${result.sha256}`,
        }
      }
      const report = await args.ask('runs.printDifference', { ...request, ...stricterOption(args) })
      return { json: report, text: differenceText(report, args.language) }
    },
  },
  {
    name: 'triangle',
    usage: 'WORKSPACE TABLE',
    help: {
      vi: 'Số liệu mỗi kỳ qua các lần công bố, và mức điều chỉnh',
      en: 'The figure of each period in successive runs, and the revisions',
    },
    options: [
      { name: 'measure', value: 'ID', help: { vi: 'mặc định chỉ tiêu đo thứ nhất', en: 'default: the first measure' } },
      {
        name: 'at',
        value: 'VARIABLE=CODE,…',
        help: { vi: 'ô nào; mặc định tổng', en: 'which cell; default the total' },
      },
      { name: 'runs', value: 'N,N', help: { vi: 'chỉ các lần này', en: 'only these runs' } },
      outOption,
      formatOption,
      labelsOption,
      minimumOption,
      pPercentOption,
    ],
    positionals: [2, 2],
    async run(args) {
      const target = file(args)
      await args.openWorkspace(at(args, 0), 'write')
      const [measure, runs] = [optionText(args, 'measure'), optionText(args, 'runs')]
      const address = Object.fromEntries(
        (optionText(args, 'at') ?? '')
          .split(',')
          .filter((part) => part !== '')
          .map((part) => {
            const [variable, code] = part.split('=')
            return variable && code ? ([variable, code] as const) : fail('USAGE', { reason: `--at ${part}` })
          }),
      )
      const request = {
        table: at(args, 1),
        address,
        ...(measure === undefined ? {} : { measure }),
        ...(runs === undefined ? {} : { runs: runs.split(',').map(whole) }),
      }
      if (target) {
        const result = await args.ask('runs.publishTriangle', { ...request, ...target })
        return {
          json: result,
          text: `${result.path}  ${formatBytes(result.bytes, args.language)}  sha256 ${result.sha256}`,
        }
      }
      const triangle = await args.ask('runs.printTriangle', { ...request, ...stricterOption(args) })
      const decimal = (value: number | null): string =>
        value === null ? '–' : formatDouble(value, { decimals: 2 }, 'en')
      const revisions = triangle.revisions.map((r) => [
        `${r.from} → ${r.to}`,
        String(r.periods),
        decimal(r.mean),
        decimal(r.meanAbsolute),
        decimal(r.meanPercent),
        decimal(r.meanAbsolutePercent),
      ])
      const header = [
        word(args.language, 'điều chỉnh', 'revision'),
        word(args.language, 'kỳ', 'periods'),
        word(args.language, 'bình quân', 'mean'),
        word(args.language, 'tuyệt đối', 'absolute'),
        '%',
        word(args.language, '% tuyệt đối', '% absolute'),
      ]
      return {
        json: triangle,
        text: `${cubeText(triangle.cube, args.language)}\n\n${textTable(header, revisions, [1, 2, 3, 4, 5])}`,
      }
    },
  },
]
