// Indicators on the command line: computed (protected), compiled for periods, their vintages and triangle, signed by a
// second person. In: arguments. Out: text or JSON of protected figures only. `compile`, `vintages`, `triangle`, `sign`
// before the workspace say which.
import { resolve } from 'node:path'
import type { Compilation, CompileException, Vintage } from '#shared/contract/indicators.ts'
import { figureStatusLabels } from '#shared/format/cell.ts'
import { formatDouble } from '#shared/format/number.ts'
import { formatPeriodShort } from '#shared/format/time.ts'
import { fail } from '#shared/model/failure.ts'
import { indicatorDomains } from '#shared/model/indicator.ts'
import { figureStatuses } from '#shared/model/table.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command, CommandOption } from './commandTypes.ts'
import { cubeText } from './cubeText.ts'
import { definitionArgument } from './definitionArgument.ts'
import { fileOptions, labelsOption, minimumOption, pPercentOption, optionText, stricterOption } from './fileOptions.ts'
import { openToPrint, printedCube } from './printed.ts'
import { keepPublished } from './publishedSeries.ts'
import { publishRequest, writtenText } from './publishRequest.ts'
import { textTable } from './textTable.ts'
import { signatureOf, signatureOptions } from './signatureOption.ts'

type Answer = Awaited<ReturnType<Command['run']>>

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })
const word = (language: Language, vi: string, en: string): string => (language === 'vi' ? vi : en)

const option = (name: string, value: string | null, vi: string, en: string): CommandOption =>
  value === null ? { name, help: { vi, en } } : { name, value, help: { vi, en } }

const options: CommandOption[] = [
  option('out', 'FILE', 'tệp kết quả đã bảo mật', 'protected output file'),
  ...fileOptions,
  labelsOption,
  minimumOption,
  pPercentOption,
  option('engine', 'duckdb|sqlite|evaluator', 'bộ máy tính', 'which engine answers'),
  option(
    'id',
    'ID,ID',
    'compile: các chỉ tiêu này; vintages, triangle: một chỉ tiêu',
    'compile: these; vintages, triangle: one',
  ),
  option('group', indicatorDomains.join('|'), 'compile: cả lĩnh vực', 'compile: all of a field'),
  option('all', null, 'compile: mọi chỉ tiêu', 'compile: every indicator'),
  option(
    'period',
    'P,P',
    'compile: các kỳ; một năm gồm mọi tháng, quý của nó',
    'compile: periods; a year means its months and quarters',
  ),
  option('status', figureStatuses.join('|'), 'compile: loại số liệu', 'compile: status of the figures'),
  option('vintage', 'N,N', 'sign: các lần biên soạn', 'sign: the vintages'),
  ...signatureOptions,
  option('note', 'TEXT', 'sign: ý kiến', 'sign: a remark'),
  option('in', 'FILE', 'published: tệp số liệu đã công bố', 'published: file of published figures'),
  option('table', 'NAME', 'published: trang hoặc bảng', 'published: sheet or table'),
  option('value', 'COLUMN', 'published: cột số liệu', 'published: column of figures'),
  option('pick', 'COLUMN=CATEGORY;…', 'published: nhóm được chọn', 'published: the category chosen'),
]

const listed = (text: string | undefined): string[] | undefined =>
  text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Figures that may leave alone: this is read by whoever reads the output. */
const figure = ({ shown, shownStatus, decimals }: Vintage, language: Language): string => {
  if (shown !== null) return formatDouble(shown, { decimals }, language)
  return shownStatus === 'suppressed' || shownStatus === 'suppressed_secondary'
    ? word(language, 'bảo mật', 'withheld')
    : '…'
}

const vintageRows = (vintages: readonly Vintage[], language: Language): string =>
  textTable(
    ['vintage', 'indicator', 'period', 'figure', 'unit', 'status', 'compiled', 'signed'],
    vintages.map((v) => [
      String(v.id),
      v.indicator,
      formatPeriodShort(v.period, language),
      figure(v, language),
      v.unit[language],
      figureStatusLabels[v.figure][language],
      `${v.compiledAt.slice(0, 16).replace('T', ' ')} ${v.compiledBy}`,
      v.signed?.by ?? '',
    ]),
    [0, 3],
  )

/** What leaves of a vintage: the figure as it may be published, never as it was computed. */
const published = ({ value: _value, status: _status, ...rest }: Vintage) => rest

const exceptionLine = ({ indicator, period, words }: CompileException, language: Language): string =>
  `  ${indicator} ${formatPeriodShort(period, language)}: ${words[language]}`
/** A check's words tell the figure: told here without it. */
const outward = (exception: CompileException): CompileException => {
  if (!['outside_range', 'growth', 'does_not_add_up', 'differs_from_published'].includes(exception.kind))
    return exception
  const plain = {
    vi: 'không qua kiểm tra; xem trong chương trình',
    en: 'fails a check; see it in the program',
  }
  return { ...exception, words: { vi: `${exception.kind}: ${plain.vi}`, en: `${exception.kind}: ${plain.en}` } }
}

/** As many exceptions as a terminal holds; JSON has them all. */
const shownExceptions = 40

const compilationText = ({ indicators, exceptions, counts, seconds }: Compilation, language: Language): string => {
  const vintages = indicators.flatMap((i) => i.vintages)
  const rest = exceptions.length - shownExceptions
  return [
    ...(vintages.length > 0 ? [vintageRows(vintages, language), ''] : []),
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join('  ') + `  (${seconds.toFixed(1)} s)`,
    ...(exceptions.length > 0 ? [`${word(language, 'Ngoại lệ', 'Exceptions')}: ${exceptions.length}`] : []),
    ...exceptions.slice(0, shownExceptions).map((e) => exceptionLine(e, language)),
    ...(rest > 0 ? [`  … +${rest}`] : []),
  ].join('\n')
}

const compile = async (args: Arguments): Promise<Answer> => {
  const ids = listed(optionText(args, 'id'))
  const group = indicatorDomains.find((d) => d === optionText(args, 'group'))
  const status = figureStatuses.find((s) => s === optionText(args, 'status'))
  if (optionText(args, 'group') !== undefined && group === undefined)
    fail('OPTION_VALUE_UNKNOWN', { option: '--group' })
  if (optionText(args, 'status') !== undefined && status === undefined)
    fail('OPTION_VALUE_UNKNOWN', { option: '--status' })
  const ways = [ids !== undefined, group !== undefined, args.options['all'] === true].filter(Boolean).length
  if (ways !== 1) fail('USAGE', { reason: '--id | --group | --all' })
  const periods = listed(optionText(args, 'period')) ?? fail('OPTION_MISSING', { option: '--period' })
  const answer = await args.ask('indicator.compile', {
    periods,
    ...(ids === undefined ? {} : { indicators: ids }),
    ...(group === undefined ? {} : { group }),
    ...(status === undefined ? {} : { figure: status }),
    ...stricterOption(args),
  })
  const json = {
    ...answer,
    indicators: answer.indicators.map((one) => ({ ...one, vintages: one.vintages.map(published) })),
    exceptions: answer.exceptions.map(outward),
  }
  const failed = answer.counts.failed + answer.counts.nothing
  const shown = { ...answer, exceptions: answer.exceptions.map(outward) }
  return {
    json,
    text: compilationText(shown, args.language),
    ...(failed > 0
      ? { failure: { code: 'COMPILE_INCOMPLETE' as const, facts: { failed, total: answer.indicators.length } } }
      : {}),
  }
}

const oneId = (args: Arguments): string => optionText(args, 'id') ?? fail('OPTION_MISSING', { option: '--id' })

const vintages = async (args: Arguments): Promise<Answer> => {
  const id = optionText(args, 'id')
  const period = optionText(args, 'period')
  const found = await args.ask('indicator.vintages', {
    ...(id === undefined ? {} : { indicator: id }),
    ...(period === undefined ? {} : { period }),
  })
  return { json: found.map(published), text: vintageRows(found, args.language) }
}

/** Of the figures that may leave: each vintage's protected one. */
const triangle = async (args: Arguments): Promise<Answer> => {
  const found = await args.ask('indicator.vintages', { indicator: oneId(args) })
  if (found.length === 0) fail('VINTAGES_NONE', { indicator: oneId(args) })
  const runs = [...new Set(found.map((v) => v.run))].toReversed()
  const periods = [...new Set(found.map((v) => v.period))].toSorted()
  const rows = periods.map((period) => [
    formatPeriodShort(period, args.language),
    ...runs.map((run) => {
      const vintage = found.find((v) => v.run === run && v.period === period)
      return vintage ? figure(vintage, args.language) : ''
    }),
  ])
  const header = ['', ...runs.map((run) => run.slice(0, 16).replace('T', ' '))]
  return {
    json: { indicator: oneId(args), runs, periods, figures: found.map(published) },
    text: textTable(
      header,
      rows,
      runs.map((_, i) => i + 1),
    ),
  }
}

const sign = async (args: Arguments): Promise<Answer> => {
  const numbers = listed(optionText(args, 'vintage')) ?? fail('OPTION_MISSING', { option: '--vintage' })
  const signed = await args.ask('indicator.sign', {
    vintages: numbers.map((n) => (/^\d+$/.test(n) ? Number(n) : fail('USAGE', { reason: `--vintage ${n}` }))),
    note: optionText(args, 'note') ?? '',
    signature: signatureOf(args),
  })
  return { json: signed.map(published), text: vintageRows(signed, args.language) }
}

const engine = (args: Arguments): 'duckdb' | 'sqlite' | 'evaluator' => {
  const given = optionText(args, 'engine') ?? 'duckdb'
  return given === 'duckdb' || given === 'sqlite' || given === 'evaluator'
    ? given
    : fail('USAGE', { reason: `--engine ${given}` })
}

const compute = async (args: Arguments): Promise<Answer> => {
  const out = optionText(args, 'out')
  const registered = out === undefined && (await openToPrint(args, at(args, 0)))
  if (out !== undefined) await args.openWorkspace(at(args, 0), 'write')
  const definition = await definitionArgument('indicator', at(args, 1), args.ask)
  if (out === undefined) {
    const cube = await printedCube(args, definition, engine(args), registered)
    return { json: cube, text: cubeText(cube, args.language) }
  }
  const path = resolve(out)
  const result = await args.ask('indicator.publish', { definition, ...publishRequest(args, path) })
  return { json: result, text: writtenText(result, args) }
}

const acts: Record<string, { access: 'read' | 'write'; run: (args: Arguments) => Promise<Answer> }> = {
  compile: { access: 'write', run: compile },
  vintages: { access: 'read', run: vintages },
  triangle: { access: 'read', run: triangle },
  sign: { access: 'write', run: sign },
  published: { access: 'write', run: keepPublished },
}

export const indicatorCommand: Command = {
  name: 'indicator',
  usage: 'WORKSPACE DEFINITION | compile|vintages|triangle|sign|published WORKSPACE',
  help: {
    vi: 'Tính chỉ tiêu đã bảo mật (--out: ghi ra tệp); biên soạn cho các kỳ, xem các lần biên soạn, ký duyệt',
    en: 'Compute an indicator, protected (--out: a file); compile for periods, see vintages, sign',
  },
  options,
  positionals: [2, 2],
  async run(args) {
    const act = acts[at(args, 0)]
    if (!act) return compute(args)
    await args.openWorkspace(at(args, 1), act.access)
    return act.run(args)
  },
}
