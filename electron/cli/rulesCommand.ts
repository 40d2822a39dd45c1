// The office's edit rules on the command line: kept from a file, run, what fails, repaired, taken back. In: arguments.
// Out: tables.
import { resolve } from 'node:path'
import type { EditRun, Localisation, RuleList } from '#shared/contract/rules.ts'
import { formatInteger } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import { imputeStepsSchema } from '#shared/model/impute.ts'
import { officeRulesSchema } from '#shared/model/officeRule.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { jsonFile } from './jsonFile.ts'
import { optionText } from './fileOptions.ts'
import { heldBack, recordsShown } from './recordsOnScreen.ts'
import { textTable } from './textTable.ts'

type Answer = { json: unknown; text: string }

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `statdesk rules … #${index + 1}` })
const whole = (args: Arguments, index: number): number => {
  const value = Number(at(args, index))
  return Number.isInteger(value) ? value : fail('USAGE', { reason: `statdesk rules … ${at(args, index)}` })
}
const list = (text: string | undefined): string[] | undefined => {
  const parts = (text ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
  return parts.length === 0 ? undefined : parts
}
const chosen = (args: Arguments) => {
  const periods = list(optionText(args, 'period'))
  const rules = list(optionText(args, 'rule'))
  return { ...(periods ? { periods } : {}), ...(rules ? { rules } : {}) }
}

const severities = {
  hard: bilingual('loại', 'hard'),
  soft: bilingual('cảnh báo', 'soft'),
  repair: bilingual('sửa', 'repair'),
} as const
const whys = {
  REGISTER_NOT_DELIVERED: bilingual('chưa có đợt nhận của bộ đối chiếu', 'register not delivered'),
  PREVIOUS_NOT_DELIVERED: bilingual('chưa có kỳ trước', 'period before not delivered'),
  RULE_UNREADABLE: bilingual('không đọc được ở kỳ này', 'cannot be read at this period'),
} as const
const localisationStates = {
  right: bilingual('Bản ghi đạt mọi quy tắc', 'The record meets all rules'),
  found: bilingual('Không đạt', 'Failing'),
  impossible: bilingual('Không có giá trị nào làm mọi quy tắc đúng', 'No values meet all rules'),
  too_complex: bilingual('Quá phức tạp để tìm', 'Too complex to work through'),
  assumed: bilingual('Không phân tích được, coi là đúng sau khi sửa', 'Not taken apart, taken to hold after a change'),
} as const
const words = {
  notAsked: bilingual('không hỏi được', 'not asked'),
  notRun: bilingual('chưa chạy', 'not run'),
  stale: bilingual('đã cũ', 'out of date'),
  off: bilingual('tắt', 'off'),
} as const

const listText = (found: RuleList, language: Language): string => {
  const integer = (n: number): string => formatInteger(n, language)
  const rules = found.rules.map((rule) => [
    rule.id,
    rule.active
      ? severities[rule.severity][language]
      : `${severities[rule.severity][language]}, ${words.off[language]}`,
    rule.over,
    rule.message[language],
  ])
  const results = found.results.map((r) => [
    r.period,
    String(r.delivery),
    r.rule,
    integer(r.records),
    r.state === 'done' ? integer(r.failed) : '–',
    integer(r.unknown),
    r.weightFailed ?? '',
    [
      ...(r.why === null ? [] : [`${words.notAsked[language]}: ${whys[r.why][language]}`]),
      ...(r.stale ? [words.stale[language]] : []),
    ].join('; '),
  ])
  const missing = found.notRun.map(({ rule, delivery }) => [
    '',
    String(delivery),
    rule,
    '',
    '',
    '',
    '',
    words.notRun[language],
  ])
  const heads =
    language === 'vi'
      ? [
          ['quy tắc', 'mức', 'phạm vi', 'nội dung'],
          ['kỳ', 'đợt', 'quy tắc', 'bản ghi', 'sai', 'chưa rõ', 'trọng số sai', ''],
        ]
      : [
          ['rule', 'severity', 'over', 'message'],
          ['period', 'delivery', 'rule', 'records', 'failed', 'unknown', 'weight failed', ''],
        ]
  const tables = [textTable(heads[0] ?? [], rules)]
  if (results.length + missing.length > 0)
    tables.push(textTable(heads[1] ?? [], [...results, ...missing], [1, 3, 4, 5, 6]))
  return tables.join('\n\n')
}

const show = async (args: Arguments, first: number): Promise<Answer> => {
  await args.openWorkspace(at(args, first), 'read')
  const found = await args.ask('rules.list', { dataset: at(args, first + 1) })
  return { json: found, text: listText(found, args.language) }
}

const runText = (run: EditRun, language: Language): string => {
  const rows = run.counts.map((count) => [
    String(run.run),
    count.rule,
    count.variable,
    formatInteger(count.values, language),
  ])
  const none = language === 'vi' ? 'Không có giá trị nào cần sửa.' : 'No value was to be changed.'
  const heads = language === 'vi' ? ['lần', 'quy tắc', 'biến', 'giá trị'] : ['run', 'rule', 'variable', 'values']
  return rows.length === 0 ? none : textTable(heads, rows, [0, 3])
}

/** "line_34=5,cost=0.5" */
const weightsOf = (text: string | undefined): Record<string, number> =>
  Object.fromEntries(
    (list(text) ?? []).map((part) => {
      const [name = '', value = ''] = part.split('=')
      const weight = Number(value)
      return weight > 0 ? [name.trim(), weight] : fail('USAGE', { reason: `--weights ${part}` })
    }),
  )

const localisationText = (found: Localisation, language: Language): string => {
  const fields = (set: Localisation['sets'][number]): string =>
    set.map((f) => `${f.variable} (${f.masked ? '•••' : (f.value ?? '–')})`).join(' + ')
  const { room } = found
  const lines = [
    `${localisationStates[found.state][language]}${found.failing.length > 0 ? `: ${found.failing.join(', ')}` : ''}`,
    ...found.sets.filter((set) => set.length > 0).map((set) => `→ ${fields(set)}`),
    ...(room && (room.low ?? room.high) !== null ? [`   ${room.low ?? '…'} – ${room.high ?? '…'}`] : []),
    ...(found.assumed.length > 0 ? [`${localisationStates.assumed[language]}: ${found.assumed.join(', ')}`] : []),
  ]
  return lines.join('\n')
}

const verbs: Record<string, (args: Arguments) => Promise<Answer>> = {
  list: (args) => show(args, 1),
  save: async (args) => {
    const path = optionText(args, 'in') ?? fail('OPTION_MISSING', { option: '--in' })
    const rules = jsonFile(path, officeRulesSchema)
    await args.openWorkspace(at(args, 1))
    const found = await args.ask('rules.save', { dataset: at(args, 2), rules })
    return { json: found, text: listText(found, args.language) }
  },
  run: async (args) => {
    await args.openWorkspace(at(args, 1))
    const dataset = at(args, 2)
    const run = await args.ask('rules.run', { dataset, ...chosen(args) })
    const found = await args.ask('rules.list', { dataset })
    return { json: { ...run, results: found.results }, text: listText(found, args.language) }
  },
  failures: async (args) => {
    await args.openWorkspace(at(args, 1), 'read')
    const limit = Number(optionText(args, 'limit') ?? 50)
    if (!Number.isInteger(limit) || limit < 1 || limit > 500) return fail('USAGE', { reason: `--limit ${limit}` })
    const asked = { dataset: at(args, 2), delivery: whole(args, 3), rule: at(args, 4), limit }
    const answer = await args.ask('rules.failures', asked)
    const open = await recordsShown(args)
    const none = (values: readonly unknown[]): null[] => values.map(() => null)
    const records = open ? answer.records : answer.records.map((r) => ({ ...r, values: none(r.values) }))
    const found = { ...answer, records }
    const rows = found.records.map((r) => [
      String(r.rowId),
      String(r.rowNumber),
      ...r.values.map((value, index) => (found.columns[index]?.masked ? '•••' : (value ?? ''))),
    ])
    const heads = [
      ...(args.language === 'vi' ? ['bản ghi', 'dòng'] : ['record', 'row']),
      ...found.columns.map((c) => c.variable),
    ]
    return {
      json: found,
      text: `${textTable(heads, rows, [0, 1])}\n${found.records.length} / ${formatInteger(found.total, args.language)}${open ? '' : `\n${heldBack[args.language]}`}`,
    }
  },
  export: async (args) => {
    const path = resolve(optionText(args, 'out') ?? fail('OPTION_MISSING', { option: '--out' }))
    const reason = optionText(args, 'reason') ?? ''
    await args.openWorkspace(at(args, 1))
    const asked = { dataset: at(args, 2), delivery: whole(args, 3), rule: at(args, 4) }
    const written = await args.ask('rules.export', { ...asked, language: args.language, reason, path })
    return { json: written, text: `${written.path}  ${written.records}  sha256 ${written.sha256}` }
  },
  localise: async (args) => {
    await args.openWorkspace(at(args, 1), 'read')
    const weights = weightsOf(optionText(args, 'weights'))
    const answer = await args.ask('rules.localise', { dataset: at(args, 2), row: whole(args, 3), weights })
    const open = await recordsShown(args)
    const closed = answer.sets.map((set) => set.map((field) => ({ ...field, value: null, masked: true })))
    const found = open ? answer : { ...answer, sets: closed, room: null }
    return { json: found, text: localisationText(found, args.language) }
  },
  repair: async (args) => {
    await args.openWorkspace(at(args, 1))
    const run = await args.ask('rules.repair', { dataset: at(args, 2), ...chosen(args) })
    const left =
      args.language === 'vi'
        ? `Không sửa vì một quy tắc bắt buộc sẽ loại: ${formatInteger(run.left, 'vi')} bản ghi.`
        : `Left as they are, since a hard rule would refuse them: ${formatInteger(run.left, 'en')} records.`
    return { json: run, text: [runText(run, args.language), ...(run.left > 0 ? [left] : [])].join('\n') }
  },
  impute: async (args) => {
    const path = optionText(args, 'in') ?? fail('OPTION_MISSING', { option: '--in' })
    const periods = list(optionText(args, 'period')) ?? fail('OPTION_MISSING', { option: '--period' })
    const steps = jsonFile(path, imputeStepsSchema)
    await args.openWorkspace(at(args, 1))
    const run = await args.ask('edits.impute', { dataset: at(args, 2), periods, steps })
    const left = args.language === 'vi' ? 'Không gán được' : 'Left without a value'
    return { json: run, text: `${runText(run, args.language)}\n${left}: ${formatInteger(run.left, args.language)}` }
  },
  edits: async (args) => {
    await args.openWorkspace(at(args, 1), 'read')
    const dataset = at(args, 2)
    if (args.positionals.length < 4) {
      const runs = await args.ask('edits.list', { dataset })
      const rows = runs.map((run) => [
        String(run.run),
        run.kind,
        run.at,
        run.by,
        formatInteger(
          run.counts.reduce((sum, c) => sum + c.values, 0),
          args.language,
        ),
        run.undone === null ? '' : run.undone.at,
      ])
      const heads =
        args.language === 'vi'
          ? ['lần', 'loại', 'lúc', 'người', 'giá trị', 'hoàn tác']
          : ['run', 'kind', 'at', 'by', 'values', 'undone']
      return { json: runs, text: textTable(heads, rows, [0, 4]) }
    }
    const answer = await args.ask('edits.values', { dataset, run: whole(args, 3), limit: 500 })
    const values = (await recordsShown(args))
      ? answer.values
      : answer.values.map((v) => ({ ...v, before: null, after: null }))
    const found = { ...answer, values }
    const rows = found.values.map((v) => [
      String(v.delivery),
      String(v.rowNumber),
      v.variable,
      v.rule,
      v.before ?? '',
      v.after ?? '',
    ])
    const heads =
      args.language === 'vi'
        ? ['đợt', 'dòng', 'biến', 'quy tắc', 'trước', 'sau']
        : ['delivery', 'row', 'variable', 'rule', 'before', 'after']
    return { json: found, text: `${textTable(heads, rows, [0, 1])}\n${found.values.length} / ${found.total}` }
  },
  undo: async (args) => {
    await args.openWorkspace(at(args, 1))
    const run = await args.ask('edits.undo', { dataset: at(args, 2), run: whole(args, 3) })
    return { json: run, text: runText(run, args.language) }
  },
}

export const rulesCommand: Command = {
  name: 'rules',
  usage:
    'WORKSPACE DATASET | save|run|failures|export|localise|repair|impute|edits|undo WORKSPACE DATASET [DELIVERY RULE | ROW | RUN]',
  help: {
    vi: 'Quy tắc kiểm tra của cơ quan: danh sách và kết quả; save --in TỆP; run; failures, export ĐỢT QUY_TẮC; localise BẢN_GHI; repair; impute --in TỆP --period KỲ; edits [LẦN]; undo LẦN',
    en: 'Edit rules of the office: list and results; save --in FILE; run; failures, export DELIVERY RULE; localise ROW; repair; impute --in FILE --period P; edits [RUN]; undo RUN',
  },
  options: [
    {
      name: 'in',
      value: 'FILE',
      help: {
        vi: 'tệp JSON: danh sách quy tắc (save) hoặc các bước gán (impute)',
        en: 'JSON file: the rules (save) or the steps (impute)',
      },
    },
    { name: 'period', value: 'P,…', help: { vi: 'chỉ các kỳ này', en: 'only these periods' } },
    { name: 'rule', value: 'ID,…', help: { vi: 'chỉ các quy tắc này', en: 'only these rules' } },
    { name: 'limit', value: 'N', help: { vi: 'số bản ghi hiện ra (50)', en: 'records shown (50)' } },
    {
      name: 'weights',
      value: 'VAR=W,…',
      help: { vi: 'biến càng chắc chắn, trọng số càng lớn (1)', en: 'the surer a field, the heavier (1)' },
    },
    { name: 'out', value: 'FILE', help: { vi: 'tệp kết quả', en: 'output file' } },
    {
      name: 'reason',
      value: 'TEXT',
      help: { vi: 'lý do, ít nhất 10 ký tự, được ghi nhật ký', en: 'reason, at least 10 characters, logged' },
    },
  ],
  positionals: [2, 5],
  run: (args) => {
    const verb = args.positionals.length > 2 ? verbs[at(args, 0)] : undefined
    return verb ? verb(args) : show(args, 0)
  },
}
