// The layouts of files on the command line: what a file seems to be, layouts kept, shown, exported, taken in; importing
// by one of them. In: a file or a layout. Out: text or JSON. A suggestion needs no workspace; with one, its layouts are
// compared too.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Reading, Suggestion } from '#shared/contract/layouts.ts'
import type { MethodResponse } from '#shared/contract/methods.ts'
import { fail } from '#shared/model/failure.ts'
import { fileFormats, layoutPackageSchema } from '#shared/model/layout.ts'
import type { LayoutPackage } from '#shared/model/layout.ts'
import type { Language } from '#shared/model/text.ts'
import { writeDefinitionFile } from './definitionFile.ts'
import type { Arguments, Command, CommandOption } from './commandTypes.ts'
import { textTable } from './textTable.ts'

const readingOptions: CommandOption[] = [
  {
    name: 'table',
    value: 'NAME',
    help: { vi: 'trang, bảng hoặc phần tử lặp', en: 'sheet, table or repeating element' },
  },
  { name: 'member', value: 'NAME', help: { vi: 'tệp trong tệp nén', en: 'member of an archive' } },
  { name: 'format', value: fileFormats.join('|'), help: { vi: 'dạng tệp', en: 'format of the file' } },
  {
    name: 'encoding',
    value: 'NAME',
    help: { vi: 'bảng mã: utf-8, windows-1258, tcvn3, vni…', en: 'encoding: utf-8, windows-1258, tcvn3, vni …' },
  },
  { name: 'delimiter', value: 'SIGN', help: { vi: 'dấu ngăn cột', en: 'sign between columns' } },
  { name: 'header', value: 'LINE[+ROWS]', help: { vi: 'dòng tiêu đề, 0: không có', en: 'heading line, 0: none' } },
  { name: 'dictionary', value: 'FILE', help: { vi: 'từ điển CSPro (.dcf)', en: 'CSPro dictionary (.dcf)' } },
]

export const layoutImportOptions: CommandOption[] = [
  { name: 'layout', value: 'FILE|ID', help: { vi: 'nhận theo mẫu tệp này', en: 'import by this layout' } },
  { name: 'suggest', help: { vi: 'nhận theo đề xuất của chương trình', en: 'import by what the program suggests' } },
  ...readingOptions,
]

const given = (args: Arguments, name: string): string | undefined => {
  const value = args.options[name]
  return typeof value === 'string' ? value : undefined
}

const escapes: Record<string, string> = { '\\t': '\t', tab: '\t', comma: ',', semicolon: ';', pipe: '|' }

const readingOf = (args: Arguments): Reading => {
  const header = given(args, 'header')
  const parts = header === undefined ? null : /^(\d+)(?:\+(\d+))?$/.exec(header)
  if (header !== undefined && !parts) fail('USAGE', { reason: `--header ${header}` })
  const line = parts ? Number(parts[1]) : undefined
  const format = given(args, 'format')
  const known = fileFormats.find((f) => f === format)
  if (format !== undefined && known === undefined)
    fail('USAGE', { reason: `--format ${format} (${fileFormats.join(', ')})` })
  const delimiter = given(args, 'delimiter')
  const dictionary = given(args, 'dictionary')
  const plain = {
    format: known,
    member: given(args, 'member'),
    table: given(args, 'table'),
    encoding: given(args, 'encoding'),
    delimiter: delimiter === undefined ? undefined : (escapes[delimiter] ?? delimiter),
    dictionary: dictionary === undefined ? undefined : resolve(dictionary),
    headerLine: line === undefined ? undefined : Math.max(1, line),
    headerRows: line === undefined ? undefined : line === 0 ? 0 : Number(parts?.[2] ?? 1),
  }
  return Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
}

const readPackage = (file: string): LayoutPackage => {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail(
      'LAYOUT_INVALID',
      { field: file, reason: error instanceof Error ? error.message : '' },
      undefined,
      error,
    )
  }
  // What `layout suggest --json` prints holds the package in it.
  const inner = typeof value === 'object' && value !== null && 'package' in value ? value.package : value
  const parsed = layoutPackageSchema.safeParse(inner)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  return fail('LAYOUT_INVALID', { field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' })
}

const delimitedName = /\.(csv|tsv|tab|psv|txt)$/i

/** Whether a file goes in by a layout: one is named, a suggestion is asked for, or the file is no delimited text. */
export const importsByLayout = (args: Arguments, path: string): boolean =>
  given(args, 'layout') !== undefined ||
  args.options['suggest'] === true ||
  readingOptions.some((option) => given(args, option.name) !== undefined) ||
  !delimitedName.test(path)

export const formOptions: CommandOption[] = [
  {
    name: 'dates',
    value: 'ORDER',
    help: {
      vi: 'ngày viết kiểu day (31/12) hay month (12/31)',
      en: 'dates written day (31/12) or month (12/31) first',
    },
  },
  {
    name: 'numbers',
    value: 'SIGN',
    help: {
      vi: 'dấu thập phân: point (1,234.5) hay comma (1.234,5)',
      en: 'decimal sign: point (1,234.5) or comma (1.234,5)',
    },
  },
]

const oneOf = <T extends string>(args: Arguments, name: string, allowed: readonly T[]): T | undefined => {
  const value = given(args, name)
  if (value === undefined) return undefined
  return allowed.find((one) => one === value) ?? fail('USAGE', { reason: `--${name} ${allowed.join(' | ')}` })
}

/** How the numbers and dates of the file are written, as the user says. */
export const formsOf = (args: Arguments): Pick<Reading, 'numbers' | 'dates'> => {
  const numbers = oneOf(args, 'numbers', ['point', 'comma'])
  const dates = oneOf(args, 'dates', ['day', 'month'])
  return { ...(numbers === undefined ? {} : { numbers }), ...(dates === undefined ? {} : { dates }) }
}

type Way = { layout?: string; package?: LayoutPackage }

const wayOf = (args: Arguments): Way => {
  const layout = given(args, 'layout')
  if (layout === undefined) return {}
  const file = existsSync(layout) || /\.json$/i.test(layout)
  if (file && !existsSync(layout)) fail('FILE_NOT_FOUND', { path: layout })
  return file ? { package: readPackage(layout) } : { layout }
}

/** How the files of a run come in that are no agreed text. */
export const waysOf = (args: Arguments): Way & { suggest: boolean; reading?: Reading } => {
  const reading = readingOf(args)
  return {
    ...wayOf(args),
    suggest: args.options['suggest'] === true,
    ...(Object.keys(reading).length > 0 ? { reading } : {}),
  }
}

export const layoutImport = (
  args: Arguments,
  path: string,
  as: 'replacement' | 'part' | undefined,
): Promise<MethodResponse<'intake.importLayout'>> => {
  const dataset = given(args, 'dataset')
  const period = given(args, 'period')
  const way = wayOf(args)
  return args.ask('intake.importLayout', {
    path,
    reading: { ...readingOf(args), ...formsOf(args) },
    onlyKnown: Object.keys(way).length === 0 && args.options['suggest'] !== true,
    ...way,
    ...(dataset === undefined ? {} : { dataset }),
    ...(period === undefined ? {} : { period }),
    ...(as === undefined ? {} : { as }),
    sender: given(args, 'sender') ?? '',
    letterNumber: given(args, 'letter') ?? '',
  })
}

export const layoutTrial = (
  args: Arguments,
  path: string,
  as: 'replacement' | 'part' | undefined,
): Promise<MethodResponse<'intake.trial'>> => {
  const dataset = given(args, 'dataset')
  const period = given(args, 'period')
  return args.ask('intake.trial', {
    path,
    reading: { ...readingOf(args), ...formsOf(args) },
    suggest: args.options['suggest'] === true,
    ...wayOf(args),
    ...(dataset === undefined ? {} : { dataset }),
    ...(period === undefined ? {} : { period }),
    ...(as === undefined ? {} : { as }),
  })
}

const percent = (share: number): string => `${Math.round(share * 100)} %`

export const describeSuggestion = (suggestion: Suggestion | null, language: Language): string => {
  if (suggestion === null) return ''
  const { decisions } = suggestion.package
  const lines = decisions.map((d) => [
    d.ask ? '?' : '',
    d.column ?? d.about,
    d.value.replaceAll('\t', '\\t').slice(0, 60),
    percent(d.confidence),
    d.reason[language],
  ])
  const differences = (suggestion.match?.differences ?? []).map((d) => {
    if (d.kind === 'renamed') return `  ${d.expected} ← ${d.found}`
    return d.kind === 'added' ? `  + ${d.found}` : `  - ${d.expected}`
  })
  return [textTable(['', 'subject', 'decision', 'sure', 'reason'], lines, [3]), ...differences].join('\n')
}

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })

const suggest = async (args: Arguments): Promise<{ json: unknown; text: string }> => {
  const workspace = given(args, 'workspace')
  if (workspace !== undefined) await args.openWorkspace(workspace, 'read')
  const path = resolve(at(args, 1))
  if (!existsSync(path)) fail('FILE_NOT_FOUND', { path })
  const suggestion = await args.ask('layouts.suggest', { path, reading: { ...readingOf(args), ...formsOf(args) } })
  const dataset = given(args, 'dataset')
  if (dataset !== undefined && suggestion.match?.used !== true) {
    suggestion.package.dataset.id = dataset
    suggestion.package.layout.dataset = dataset
    suggestion.package.layout.id = dataset
  }
  const out = given(args, 'out')
  if (out !== undefined) await writeDefinitionFile(out, `${JSON.stringify(suggestion.package, null, 2)}\n`)
  return { json: suggestion, text: describeSuggestion(suggestion, args.language) }
}

const list = async (args: Arguments): Promise<{ json: unknown; text: string }> => {
  await args.openWorkspace(at(args, 1), 'read')
  const layouts = await args.ask('layouts.list', {})
  const rows = layouts.map((l) => [
    l.id,
    l.dataset,
    l.format,
    String(l.columns),
    String(l.versions),
    l.builtIn ? '•' : '',
    l.label[args.language],
  ])
  return {
    json: layouts,
    text: textTable(['id', 'dataset', 'format', 'columns', 'versions', 'built in', 'label'], rows, [3, 4]),
  }
}

const show = async (args: Arguments): Promise<{ json: unknown; text: string }> => {
  await args.openWorkspace(at(args, 1), 'read')
  const found = await args.ask('layouts.get', { layout: at(args, 2) })
  const byId = new Map(found.package.dataset.variables.map((v) => [v.id, v]))
  const rows = found.package.layout.columns.map((c) => {
    const variable = byId.get(c.variable)
    return [
      c.column,
      c.variable,
      variable?.role ?? '',
      variable?.type ?? '',
      c.number ?? c.date ?? '',
      c.missing.join(' '),
    ]
  })
  return { json: found, text: textTable(['column', 'variable', 'role', 'type', 'form', 'missing'], rows) }
}

const exported = async (args: Arguments): Promise<{ json: unknown; text: string }> => {
  await args.openWorkspace(at(args, 1), 'read')
  const found = await args.ask('layouts.get', { layout: at(args, 2) })
  const out = args.positionals[3] ?? given(args, 'out')
  if (out !== undefined) await writeDefinitionFile(out, `${JSON.stringify(found.package, null, 2)}\n`)
  return { json: found.package, text: out === undefined ? JSON.stringify(found.package, null, 2) : resolve(out) }
}

const taken = async (args: Arguments): Promise<{ json: unknown; text: string }> => {
  await args.openWorkspace(at(args, 1))
  const saved = await args.ask('layouts.save', { package: readPackage(at(args, 2)) })
  return { json: saved, text: `${saved.id} → ${saved.dataset} (${saved.versions})` }
}

const actions: Record<
  string,
  { run: (args: Arguments) => Promise<{ json: unknown; text: string }>; positionals: number }
> = {
  suggest: { run: suggest, positionals: 2 },
  list: { run: list, positionals: 2 },
  show: { run: show, positionals: 3 },
  export: { run: exported, positionals: 3 },
  import: { run: taken, positionals: 3 },
}

export const layoutCommand: Command = {
  name: 'layout',
  usage: 'suggest FILE | list WORKSPACE | show WORKSPACE ID | export WORKSPACE ID [FILE] | import WORKSPACE FILE',
  help: {
    vi: 'Mẫu tệp: đề xuất cho một tệp lạ, xem, xuất, nhập',
    en: 'Layouts of files: what an unknown file seems to be; list, show, export, import them',
  },
  options: [
    {
      name: 'out',
      value: 'FILE',
      help: { vi: 'ghi mẫu đề xuất ra tệp JSON', en: 'write the suggested layout as JSON' },
    },
    {
      name: 'workspace',
      value: 'WORKSPACE',
      help: { vi: 'so cả với các mẫu ở đây', en: 'compare with the layouts kept here too' },
    },
    { name: 'dataset', value: 'ID', help: { vi: 'mã của bộ dữ liệu mới', en: 'id of the new dataset' } },
    ...formOptions,
    ...readingOptions,
  ],
  positionals: [2, 4],
  run: (args) => {
    const action =
      actions[at(args, 0)] ?? fail('USAGE', { reason: `layout ${at(args, 0)} (${Object.keys(actions).join(', ')})` })
    if (args.positionals.length < action.positionals)
      fail('USAGE', { reason: `statdesk layout ${layoutCommand.usage}` })
    return action.run(args)
  },
}
