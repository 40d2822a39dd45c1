// The deliveries on the command line: their list, one against the period before, what is due. In: a workspace, what is
// asked. Out: tables.
import type { DeliveryComparison, DueState } from '#shared/contract/deliveries.ts'
import { formatInteger } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import { bilingual } from '#shared/model/text.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { textTable } from './textTable.ts'

type Answer = { json: unknown; text: string }

const at = (args: Arguments, index: number): string =>
  args.positionals[index] ?? fail('USAGE', { reason: `#${index + 1}` })
const text = (value: string | boolean | undefined): string => (typeof value === 'string' ? value : '')
const percent = (share: number | null, signed = false): string => {
  if (share === null) return '–'
  const shown = (Math.round(share * 1000) / 10).toFixed(1)
  return `${signed && share > 0 ? '+' : ''}${shown} %`
}

const list = async (args: Arguments): Promise<Answer> => {
  await args.openWorkspace(at(args, 0), 'read')
  const found = await args.ask('deliveries.list', args.positionals[1] ? { dataset: args.positionals[1] } : {})
  const rows = found.map((d) => [
    String(d.id),
    d.dataset,
    d.period,
    d.state,
    ...[d.rowsRead, d.rowsAccepted, d.rowsRejected, d.rowsFlagged].map((n) => formatInteger(n, args.language)),
    d.fileName,
  ])
  const headings = ['id', 'dataset', 'period', 'state', 'read', 'accepted', 'rejected', 'flagged', 'file']
  return { json: found, text: textTable(headings, rows, [0, 4, 5, 6, 7]) }
}

const words = {
  rows: bilingual('số dòng', 'rows'),
  rejected: bilingual('dòng bị loại', 'rejected rows'),
  fresh: bilingual('đơn vị mới', 'new units'),
  vanished: bilingual('đơn vị không còn', 'units that are gone'),
  notCompared: bilingual('không so phân bố (quá nhiều mã)', 'shares not compared (too many codes)'),
  imputed: bilingual(
    'giá trị gán được tính trong các số này (kỳ trước, kỳ này)',
    'imputed values counted in these figures (before, now)',
  ),
  none: bilingual('không có kỳ trước để so sánh', 'no earlier period to compare with'),
} as const satisfies Record<string, Bilingual>

export const comparisonText = (found: DeliveryComparison, language: Language): string => {
  const say = (word: keyof typeof words): string => words[word][language]
  const whole = (n: number): string => formatInteger(n, language)
  if (found.against === null) return say('none')
  const mark = (notable: boolean): string => (notable ? '!' : '')
  const { rows, rejected, units } = found
  const figures = [
    [mark(rows.notable), say('rows'), whole(rows.before), whole(rows.now), percent(rows.change, true)],
    ['', say('rejected'), whole(rejected.before), whole(rejected.now), ''],
    ...(units
      ? [
          ['', `${say('fresh')} (${units.variable})`, '', whole(units.fresh), ''],
          ['', `${say('vanished')} (${units.variable})`, whole(units.vanished), '', ''],
        ]
      : []),
    ...found.totals.map((t) => [mark(t.notable), t.variable, t.before ?? '–', t.now ?? '–', percent(t.change, true)]),
  ]
  const shares = found.shares.flatMap((s) =>
    s.movers.map((m, index) => [
      index === 0 ? mark(s.notable) : '',
      index === 0 ? `${s.variable} (${percent(s.shift)})` : '',
      m.code ?? '–',
      m.label[language],
      percent(m.before),
      percent(m.now),
    ]),
  )
  const header = `${found.dataset} · ${found.against} → ${found.period}`
  const first = textTable(['', '', found.against, found.period, ''], figures, [2, 3, 4])
  const { imputed } = found
  const left = found.notCompared.map((v) => v.variable).join(', ')
  return [
    `${header}\n${first}`,
    ...(shares.length === 0 ? [] : [textTable(['', '', '', '', found.against, found.period], shares, [4, 5])]),
    ...(left === '' ? [] : [`${say('notCompared')}: ${left}`]),
    ...(imputed.before + imputed.now === 0
      ? []
      : [`${say('imputed')}: ${formatInteger(imputed.before, language)}, ${formatInteger(imputed.now, language)}`]),
  ].join('\n\n')
}

const compare = async (args: Arguments): Promise<Answer> => {
  await args.openWorkspace(at(args, 1), 'read')
  const delivery = Number(at(args, 2))
  if (!Number.isInteger(delivery)) fail('USAGE', { reason: `deliveries compare … ${at(args, 2)}` })
  const against = text(args.options['against'])
  const found = await args.ask('deliveries.compare', { delivery, ...(against === '' ? {} : { against }) })
  return { json: found, text: comparisonText(found, args.language) }
}

const states: Record<DueState, Bilingual> = {
  come: bilingual('đã đến', 'come'),
  late: bilingual('đến muộn', 'came late'),
  due: bilingual('sắp đến hạn', 'due'),
  overdue: bilingual('QUÁ HẠN', 'OVERDUE'),
}

const due = async (args: Arguments): Promise<Answer> => {
  await args.openWorkspace(at(args, 1), 'read')
  const on = text(args.options['on'])
  const dataset = args.positionals[2]
  const found = await args.ask('deliveries.calendar', { ...(on === '' ? {} : { on }), ...(dataset ? { dataset } : {}) })
  const rows = found.entries.map((e) => [
    e.dataset,
    e.period,
    e.due,
    states[e.state][args.language],
    e.state === 'come' ? '' : String(e.days),
    e.came ?? '',
  ])
  return { json: found, text: textTable(['dataset', 'period', 'due', 'state', 'days', 'came'], rows, [4]) }
}

export const deliveriesCommand: Command = {
  name: 'deliveries',
  usage: 'WORKSPACE [DATASET] | compare WORKSPACE DELIVERY | due WORKSPACE [DATASET]',
  help: {
    vi: 'Các đợt nhận; compare: so với kỳ trước; due: đến hạn, đã đến, muộn',
    en: 'The deliveries; compare: against the period before; due: what is due, come, late',
  },
  options: [
    { name: 'against', value: 'P', help: { vi: 'so với kỳ này', en: 'compare with this period' } },
    { name: 'on', value: 'DATE', help: { vi: 'tính đến ngày (yyyy-mm-dd)', en: 'as of this day (yyyy-mm-dd)' } },
  ],
  positionals: [1, 3],
  run: (args) => {
    if (args.positionals.length > 1 && at(args, 0) === 'compare') return compare(args)
    if (args.positionals.length > 1 && at(args, 0) === 'due') return due(args)
    return list(args)
  },
}
