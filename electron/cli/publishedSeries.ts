// A published series of a file, kept with an indicator to hold compiled figures against. In: arguments. Out: what was
// read and kept. Nothing is kept as long as a column or a category has to be chosen: what there is to choose is told.
import { basename, resolve } from 'node:path'
import type { PublishedReading } from '#shared/contract/indicators.ts'
import { fail } from '#shared/model/failure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'

type Answer = Awaited<ReturnType<Command['run']>>

const picked = (text: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (text ?? '').split(';').flatMap((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]]
    }),
  )

const toChoose = ({ values, value, dimensions }: PublishedReading): string =>
  [
    ...(values.length > 1 && value === null ? [`--value ${values.join(' | ')}`] : []),
    ...dimensions
      .filter(({ chosen }) => chosen === null)
      .map(({ column, categories }) => `--pick "${column}=${categories.slice(0, 8).join(' | ')}"`),
  ].join('; ')

export const keepPublished = async (args: Arguments): Promise<Answer> => {
  const id = optionText(args, 'id') ?? fail('OPTION_MISSING', { option: '--id' })
  const file = optionText(args, 'in') ?? fail('OPTION_MISSING', { option: '--in' })
  const [table, value] = [optionText(args, 'table'), optionText(args, 'value')]
  const reading = await args.ask('indicator.readPublished', {
    path: resolve(file),
    pick: picked(optionText(args, 'pick')),
    ...(table === undefined ? {} : { table }),
    ...(value === undefined ? {} : { value }),
  })
  const choices = toChoose(reading)
  if (!reading.ready) return fail(choices === '' ? 'PUBLISHED_NO_FIGURES' : 'PUBLISHED_CHOOSE', { path: file, choices })
  const definition = await args.ask('definitions.get', { kind: 'indicator', id })
  if (definition.kind !== 'indicator') return fail('DEFINITION_UNKNOWN', { kind: 'indicator', id })
  const others = Object.keys(reading.figures).filter((p) => parsePeriod(p)?.kind !== definition.periodKind)
  const published = {
    source: [...new Set([basename(file), reading.table])].join(', '),
    within: definition.checks?.published?.within ?? 0.5,
    figures: reading.figures,
  }
  await args.ask('definitions.save', {
    definition: { ...definition, checks: { addsUp: false, ...definition.checks, published } },
  })
  const vi = args.language === 'vi'
  const count = Object.keys(reading.figures).length
  const lines = [
    vi ? `${id}: đã giữ ${count} kỳ để đối chiếu.` : `${id}: kept ${count} periods to compare with.`,
    ...(reading.unit === ''
      ? []
      : [vi ? `Đơn vị tính trong tệp: ${reading.unit}` : `Unit in the file: ${reading.unit}`]),
    ...(reading.unread.length === 0 ? [] : [`${vi ? 'Không đọc được' : 'Not read'}: ${reading.unread.join(' · ')}`]),
    ...(others.length === 0
      ? []
      : [`${vi ? 'Khác loại kỳ, không so được' : 'Other periods, not compared'}: ${others.join(', ')}`]),
  ]
  return { json: reading, text: lines.join('\n') }
}
