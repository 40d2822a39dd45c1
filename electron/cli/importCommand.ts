// The command that takes files in, and the one about spellings of "no value". In: paths, what the user says of them.
// Out: what became of each file; a file that was not taken in makes the exit status tell, and never hides the others.
import { existsSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { fail } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { comparisonText } from './deliveryCommand.ts'
import {
  describeSuggestion,
  formOptions,
  formsOf,
  importsByLayout,
  layoutImport,
  layoutTrial,
  layoutImportOptions,
  waysOf,
} from './layoutCommand.ts'

type Result = BatchImportResult['results'][number]

const text = (value: string | boolean | undefined): string => (typeof value === 'string' ? value : '')
const word = (language: Language, vi: string, en: string): string => (language === 'vi' ? vi : en)

const outcomes: Record<Result['outcome'], { vi: string; en: string }> = {
  imported: { vi: 'đã nhận', en: 'imported' },
  replaced: { vi: 'đã thay thế', en: 'replaced' },
  unchanged: { vi: 'không đổi (tệp đã nhận trước đây)', en: 'unchanged (file taken in before)' },
  failed: { vi: 'KHÔNG NHẬN', en: 'NOT TAKEN IN' },
  skipped: { vi: 'bỏ qua', en: 'skipped' },
}
const signs = { hard: '✗', soft: '!', note: '·' } as const

const describeDelivery = (d: Delivery, outcome: Result['outcome'], language: Language): string => {
  const part =
    d.parts > 1 ? ` · ${word(language, 'phần', 'part')} ${d.part} ${word(language, 'trên', 'of')} ${d.parts}` : ''
  const count = (vi: string, en: string, rows: number): string =>
    `${word(language, vi, en)} ${formatInteger(rows, language)}`
  const rows = [
    count('đọc', 'read', d.rowsRead),
    count('nhận', 'accepted', d.rowsAccepted),
    count('loại', 'rejected', d.rowsRejected),
    count('cảnh báo', 'flagged', d.rowsFlagged),
  ]
  return [
    `${d.fileName}: ${outcomes[outcome][language]} · ${d.dataset} ${d.period} · ${word(language, 'đợt', 'delivery')} ${d.id}${part}`,
    `  ${rows.join(', ')}`,
    ...d.counts
      .filter((c) => c.rows > 0)
      .map((c) => `  ${signs[c.severity]} ${c.reason}: ${formatInteger(c.rows, language)} (${c.message[language]})`),
  ].join('\n')
}

const describe = (result: Result, language: Language): string => {
  if (result.delivery) return describeDelivery(result.delivery, result.outcome, language)
  const reason = result.failure ? failureMessage(result.failure, language) : ''
  return `${result.file}: ${outcomes[result.outcome][language]}${reason === '' ? '' : ` · ${reason}`}`
}

const choice = <T extends string>(args: Arguments, name: string, allowed: readonly T[]): T | undefined => {
  const given = text(args.options[name])
  if (given === '') return undefined
  return allowed.find((value) => value === given) ?? fail('USAGE', { reason: `--${name} ${allowed.join(' | ')}` })
}

const saidOf = (args: Arguments) => {
  const dataset = text(args.options['dataset'])
  const period = text(args.options['period'])
  return {
    sender: text(args.options['sender']),
    letterNumber: text(args.options['letter']),
    ...(dataset === '' ? {} : { dataset }),
    ...(period === '' ? {} : { period }),
    ...formsOf(args),
  }
}

/** With one file its own failure is the answer; with several, that some were not taken in. */
const failureOf = (results: readonly Result[]): FailureValue | undefined => {
  const failed = results.filter((r) => r.outcome === 'failed')
  const [first] = failed
  if (!first?.failure) return undefined
  if (results.length === 1) return { code: first.failure.code as FailureValue['code'], facts: first.failure.facts }
  const names = failed.map((r) => r.file)
  const shown = names.length > 8 ? [...names.slice(0, 8), '…'] : names
  return {
    code: 'FILES_NOT_TAKEN',
    facts: { failed: failed.length, files: results.length, names: shown.join(', ') },
  }
}

/** One file as it would stand, against the period before. */
const compared = async (
  args: Arguments,
  path: string,
  as: 'replacement' | 'part' | undefined,
): Promise<{ json: unknown; text: string }> => {
  if (path === '') fail('USAGE', { reason: '--compare: FILE' })
  if (!existsSync(path)) fail('FILE_NOT_FOUND', { path })
  const found = await layoutTrial(args, path, as)
  const { delivery, comparison, outcome } = found
  const would = word(args.language, 'CHƯA NHẬN · nếu nhận', 'NOT TAKEN IN · if it were')
  const counts = [delivery.rowsRead, delivery.rowsAccepted, delivery.rowsRejected].map((n) =>
    formatInteger(n, args.language),
  )
  const unchanged = `${delivery.fileName}: ${outcomes.unchanged[args.language]}`
  const head = `${delivery.fileName}: ${would} · ${delivery.dataset} ${delivery.period} · ${counts.join(' / ')}`
  const shown = comparison === null ? [] : [comparisonText(comparison, args.language)]
  return { json: found, text: outcome === 'unchanged' ? unchanged : [head, ...shown].join('\n') }
}

export const importCommand: Command = {
  name: 'import',
  usage: 'WORKSPACE FILE|FOLDER…',
  help: { vi: 'Nhận tệp hoặc cả thư mục', en: 'Import files or a whole folder' },
  options: [
    { name: 'dataset', value: 'ID', help: { vi: 'khi không nhận ra mẫu', en: 'when the layout is not recognised' } },
    {
      name: 'period',
      value: 'P',
      help: { vi: '2024, 2024-07, 2024-Q3 hoặc 2024-2025', en: '2024, 2024-07, 2024-Q3 or 2024-2025' },
    },
    { name: 'sender', value: 'TEXT', help: { vi: 'cơ quan gửi', en: 'sending agency' } },
    { name: 'letter', value: 'TEXT', help: { vi: 'số công văn', en: 'letter number' } },
    ...layoutImportOptions,
    ...formOptions,
    {
      name: 'compare',
      help: {
        vi: 'chỉ so với kỳ trước, chưa nhận: không gian làm việc giữ nguyên',
        en: 'only set it against the period before; nothing is taken in',
      },
    },
    {
      name: 'as',
      value: 'WHAT',
      help: {
        vi: 'replacement: thay tệp đã nhận của kỳ; part: thêm một phần',
        en: 'replacement of what the period has, or a further part',
      },
    },
  ],
  positionals: [2, 10_000],
  async run(args) {
    await args.openWorkspace(args.positionals[0] ?? '')
    const said = saidOf(args)
    const as = choice(args, 'as', ['replacement', 'part'])
    const results: Result[] = []
    const answers: unknown[] = []
    const texts: string[] = []
    const add = (result: Result, whole: unknown = result): void => {
      results.push(result)
      answers.push(whole)
      texts.push(describe(result, args.language))
    }
    const files: string[] = []
    const ways = waysOf(args)
    const [, single = ''] = args.positionals
    const one = args.positionals.length === 2 && !statSync(resolve(single), { throwIfNoEntry: false })?.isDirectory()
    if (args.options['compare'] === true) return compared(args, one ? resolve(single) : '', as)
    for (const given of one ? [] : args.positionals.slice(1)) {
      const path = resolve(given)
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
        for (const result of (await args.ask('intake.importFolder', { path, ...said, ...ways })).results) add(result)
      else files.push(path)
    }
    if (one && importsByLayout(args, single) && existsSync(single)) {
      const whole = await layoutImport(args, resolve(single), as)
      add({ file: basename(single), outcome: whole.outcome, delivery: whole.delivery }, whole)
      if (whole.suggestion) texts.push(describeSuggestion(whole.suggestion, args.language))
    } else if (one) {
      const whole = await args.ask('intake.import', { path: resolve(single), ...said, ...(as ? { as } : {}) })
      add({ file: basename(single), outcome: whole.outcome, delivery: whole.delivery }, whole)
    } else if (files.length > 0)
      for (const result of (await args.ask('intake.importFiles', { paths: files, ...said, ...ways })).results)
        add(result)
    const failure = failureOf(results)
    return { json: answers, text: texts.join('\n'), ...(failure ? { failure } : {}) }
  },
}

export const missingCommand: Command = {
  name: 'missing',
  usage: 'WORKSPACE [SPELLING…]',
  help: {
    vi: 'Các ký hiệu “không có giá trị” khi nhận tệp; có tham số: đặt danh sách mới',
    en: 'The spellings of “no value” that imports know; with spellings: the new list',
  },
  options: [
    { name: 'standard', help: { vi: 'trở lại danh sách của chương trình', en: 'back to the list of the program' } },
  ],
  positionals: [1, 101],
  async run(args) {
    const given = args.positionals.slice(1)
    const standard = args.options['standard'] === true
    await args.openWorkspace(args.positionals[0] ?? '', given.length > 0 || standard ? 'write' : 'read')
    const answer =
      given.length > 0 || standard
        ? await args.ask('intake.saveMissingTexts', { texts: standard ? null : given })
        : await args.ask('intake.missingTexts', {})
    return { json: answer, text: answer.texts.join('\n') }
  },
}
