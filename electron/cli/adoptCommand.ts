// The command that adopts last year's workbook: reads it, or fills a copy with a period's figures and tells what
// differs.
import { resolve } from 'node:path'
import type { AdoptDifference, AdoptFillResult, AdoptReading } from '#shared/contract/adopt.ts'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { minimumOption, pPercentOption, stricterOption } from './fileOptions.ts'
import { definitionArgument } from './definitionArgument.ts'
import { textTable } from './textTable.ts'

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })
const text = (args: Arguments, name: string): string | undefined => {
  const value = args.options[name]
  return typeof value === 'string' ? value : undefined
}

const readingText = (reading: AdoptReading, language: Language): string => {
  const { table } = reading
  const lines = [
    `${table.sheet}  ${table.title[language] || table.title.vi}`,
    `${table.rows.length} × ${table.columns.length}  ${Math.round(table.confidence * 100)} %  ${reading.periods.join(', ')}  ${table.unit}`,
    ...table.problems.map((p) => `${p.severity === 'error' ? '✗' : '!'} ${p.cell} ${p.message[language]}`),
    ...reading.guesses
      .slice(0, 8)
      .map(
        (g) =>
          `${g.axis}: ${g.dataset}.${g.variable}${g.level === null ? '' : `@${g.level}`}  ${g.matched}/${g.labels}`,
      ),
    ...(reading.bindings ?? [])
      .filter((b) => b.target === null)
      .map(
        (b) =>
          `? ${b.label.cell} ${b.label.text.replaceAll('\n', ' ')} → ${b.suggestions.map((s) => s.label[language]).join(' | ') || '–'}`,
      ),
  ]
  return lines.join('\n')
}

const words: Record<AdoptDifference['kind'], { vi: string; en: string }> = {
  figure: { vi: 'số khác', en: 'figure differs' },
  label: { vi: 'nhãn chưa khớp', en: 'label unbound' },
  ended: { vi: 'đơn vị đã kết thúc', en: 'unit has ended' },
  extent: { vi: 'phạm vi đã đổi', en: 'extent changed' },
  missing: { vi: 'không có trong biểu', en: 'not in the sheet' },
  withheld: { vi: 'ô mật', en: 'withheld' },
  unit: { vi: 'đơn vị tính khác', en: 'unit differs' },
  kept: { vi: 'giữ nguyên', en: 'left as it was' },
}

/** What differs, and what it became. */
const aboutOf = (d: AdoptDifference, language: Language): [string, string] => {
  switch (d.kind) {
    case 'figure':
      return [`${d.row} · ${d.column}`, `${d.was} → ${d.now}`]
    case 'label':
      return [d.label, d.suggestions.map((s) => s.label[language]).join(' | ')]
    case 'ended':
      return [d.label, d.successor?.[language] ?? '']
    case 'extent':
      return [d.label, d.before.map((l) => l[language]).join(' + ')]
    case 'missing':
      return [d.label[language], d.now]
    case 'withheld':
      return [`${d.row} · ${d.column}`, '']
    case 'unit':
      return [d.was, `${d.now}: ${unitDone[d.done][language]}`]
    case 'kept':
      return [d.message[language], '']
  }
}

const differenceRow = (d: AdoptDifference, language: Language): string[] => {
  const about = aboutOf(d, language).map((text) => text.replaceAll('\n', ' '))
  return [words[d.kind][language], 'cell' in d ? d.cell : '', ...about]
}

const unitDone = {
  converted: { vi: 'đã đổi sang đơn vị của biểu', en: 'converted to the unit of the sheet' },
  blank: { vi: 'không đổi được, để trống', en: 'not convertible, left blank' },
  filled: { vi: 'đã điền, hãy kiểm tra', en: 'filled in, please check' },
} as const

const filledText = (result: AdoptFillResult, language: Language): string =>
  [
    `${result.path}  ${result.sheet}  ${result.period}`,
    language === 'vi'
      ? `${result.filled} ô đã điền, ${result.blank} ô để trống; ${result.agreeing} trong ${result.compared} số cũ trùng khi tính lại`
      : `${result.filled} cells filled, ${result.blank} left blank; ${result.agreeing} of ${result.compared} earlier figures agree when computed again`,
    ...(result.differences.length === 0
      ? []
      : [
          textTable(
            language === 'vi' ? ['khác biệt', 'ô', 'nhãn', 'giá trị'] : ['difference', 'cell', 'label', 'value'],
            result.differences.map((d) => differenceRow(d, language)),
          ),
        ]),
  ].join('\n')

const modeOf = ({ options }: Arguments): 'replace' | 'roll' | 'add' => {
  if (options['replace']) return 'replace'
  return options['roll'] ? 'roll' : 'add'
}

export const adoptCommand: Command = {
  name: 'adopt',
  usage: 'WORKSPACE WORKBOOK.xlsx [DEFINITION]',
  help: {
    vi: 'Đọc sổ tính năm trước; với --out và --period thì điền số kỳ mới vào bản sao',
    en: 'Read last year’s workbook; with --out and --period fill a copy with the new period',
  },
  options: [
    {
      name: 'sheet',
      value: 'NAME',
      help: { vi: 'trang tính (mặc định: trang giống biểu nhất)', en: 'sheet (default: the one most like a table)' },
    },
    { name: 'period', value: 'PERIOD', help: { vi: 'kỳ cần điền', en: 'period to fill in' } },
    {
      name: 'previous',
      value: 'PERIOD',
      help: {
        vi: 'kỳ của số đang có, nếu biểu không ghi',
        en: 'period of the figures there, where the sheet does not say',
      },
    },
    {
      name: 'replace',
      help: { vi: 'thay số của kỳ trước thay vì thêm cột', en: 'replace the last period instead of adding a column' },
    },
    {
      name: 'roll',
      help: {
        vi: 'giữ số cột: mọi kỳ lùi một cột, kỳ cũ nhất bỏ đi',
        en: 'keep the number of columns: every period moves on by one, the oldest goes',
      },
    },
    {
      name: 'bind',
      value: 'CELL:VARIABLE=KEY,…',
      help: { vi: 'gắn nhãn của ô với mã', en: 'bind the label of a cell to a code' },
    },
    { name: 'out', value: 'FILE.xlsx', help: { vi: 'bản sao đã điền', en: 'the filled copy' } },
    minimumOption,
    pPercentOption,
  ],
  positionals: [2, 3],
  async run(args) {
    const out = text(args, 'out')
    await args.openWorkspace(at(args, 0), out ? 'write' : 'read')
    const path = resolve(at(args, 1))
    const named = args.positionals[2]
    const definition = named === undefined ? null : await definitionArgument('table', named, args.ask)
    const chosen = Object.fromEntries(
      (text(args, 'bind') ?? '')
        .split(',')
        .filter((pair) => pair !== '')
        .map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]),
    )
    const common = { path, sheet: text(args, 'sheet') ?? null, chosen, ...stricterOption(args) }
    const period = text(args, 'period')
    if (out === undefined) {
      const reading = await args.ask('adopt.read', {
        ...common,
        definition,
        ...(period === undefined ? {} : { period }),
      })
      return { json: reading, text: readingText(reading, args.language) }
    }
    if (definition === null || period === undefined)
      return fail('USAGE', { reason: `statdesk adopt ${adoptCommand.usage} --period PERIOD --out FILE.xlsx` })
    const result = await args.ask('adopt.fill', {
      ...common,
      definition,
      period,
      previous: text(args, 'previous') ?? null,
      mode: modeOf(args),
      out: resolve(out),
    })
    return { json: result, text: filledText(result, args.language) }
  },
}
