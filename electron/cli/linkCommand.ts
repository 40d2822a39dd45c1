// Commands about links: run, list, propose, and the pairs as a file. In: arguments. Out: link sets, a definition file,
// a CSV file.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pairsOf } from '#shared/contract/links.ts'
import type { MethodResponse } from '#shared/contract/methods.ts'
import { formatInteger } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import type { LinkSet } from '#shared/model/link.ts'
import type { Language } from '#shared/model/text.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { writeDefinitionFile } from './definitionFile.ts'
import { definitionArgument } from './definitionArgument.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

const withoutKeys = {
  vi: 'Không gian làm việc này không cho bản ghi ra ngoài: tệp chỉ có số dòng, không có khóa.',
  en: 'This workspace lets no records leave: the file has row numbers, without keys.',
}

const word = (language: Language, vi: string, en: string): string => (language === 'vi' ? vi : en)

const setsText = (sets: LinkSet[], language: Language): string =>
  textTable(
    ['link', 'datasets', 'rows', 'matched', 'rate', 'pairs', ''],
    sets.map((set) => [
      set.definition.id,
      `${set.definition.left} → ${set.definition.right}`,
      formatInteger(set.leftRows, language),
      formatInteger(set.matchedRows, language),
      `${((100 * set.matchedRows) / Math.max(1, set.leftRows)).toFixed(2)} %`,
      formatInteger(set.report?.linked ?? set.matchedRows, language),
      [set.stale ? word(language, 'cũ', 'stale') : '', ...(set.report?.problems ?? [])].join(' ').trim(),
    ]),
    [2, 3, 4, 5],
  )

const suggest = async (args: Arguments): Promise<{ json: unknown; text: string }> => {
  const [, folder = '', left, right] = args.positionals
  if (left === undefined) return fail('USAGE', { reason: 'link suggest WORKSPACE LEFT [RIGHT]' })
  const out = optionText(args, 'out')
  await args.openWorkspace(folder, 'read')
  const proposed = await args.ask('links.suggest', { left, right: right ?? null })
  const text = `${JSON.stringify(proposed.definition, null, 2)}\n`
  if (out === undefined) return { json: proposed, text }
  await writeDefinitionFile(resolve(out), text)
  const { stages } = proposed.definition
  const told = [
    ...(stages?.fields.map((field) => [field.id, field.kind, word(args.language, 'so sánh', 'compared')]) ?? []),
    ...proposed.leftOut.map((o) => [o.variable, o.side, o.why]),
  ]
  return { json: { ...proposed, out: resolve(out) }, text: `${resolve(out)}\n${textTable(['field', '', ''], told)}` }
}

export const linkCommands: Command[] = [
  {
    name: 'link',
    usage: 'WORKSPACE [DEFINITION…] | suggest WORKSPACE LEFT [RIGHT]',
    help: {
      vi: 'Chạy liên kết (tệp JSON hoặc mã đã lưu); không có: xem các liên kết; suggest: đề xuất định nghĩa từ hai bộ dữ liệu, hoặc tìm bản ghi trùng trong một bộ',
      en: 'Run links (JSON file or saved id); without: list them; suggest: propose a definition from two datasets, or for duplicates within one',
    },
    options: [
      { name: 'out', value: 'FILE', help: { vi: 'suggest: tệp định nghĩa', en: 'suggest: the definition file' } },
      {
        name: 'new',
        help: {
          vi: 'giữ các cặp của lần chạy trước, chỉ ghép bản ghi nhận từ đó, bằng cùng tham số (liên kết theo bước)',
          en: 'keep the pairs of the last run and link only records that came since, by the same parameters (links by stages)',
        },
      },
    ],
    positionals: [1, 100],
    async run(args) {
      // A folder may be called like the word; then it is the folder.
      if (args.positionals[0] === 'suggest' && args.positionals.length > 1 && !existsSync('suggest/workspace.json'))
        return suggest(args)
      await args.openWorkspace(args.positionals[0] ?? '', args.positionals.length > 1 ? 'write' : 'read')
      const sets: MethodResponse<'links.list'> = []
      for (const given of args.positionals.slice(1))
        sets.push(
          await args.ask('links.run', {
            definition: await definitionArgument('link', given, args.ask),
            only: args.options['new'] === true ? 'new' : 'all',
          }),
        )
      if (args.positionals.length === 1) sets.push(...(await args.ask('links.list', {})))
      return { json: sets, text: setsText(sets, args.language) }
    },
  },
  {
    name: 'pairs',
    usage: 'WORKSPACE LINK --out FILE',
    help: {
      vi: 'Ghi các cặp của một liên kết ra CSV để đánh giá: số dòng, khóa, bước ghép, trọng số, xác suất; được ghi nhật ký',
      en: 'Write the pairs of a link as CSV for judging it: row numbers, keys, stage, weight, probability; logged',
    },
    options: [
      { name: 'out', value: 'FILE', help: { vi: 'tệp CSV', en: 'CSV file' } },
      {
        name: 'of',
        value: pairsOf.join('|'),
        help: {
          vi: 'các cặp đã ghép (mặc định), chờ người xem, mới hoặc không còn so với lần chạy trước, hoặc bản ghi của một bên không có cặp',
          en: 'linked pairs (default), waiting for a reader, added or removed since the run before, or records of one side without a partner',
        },
      },
    ],
    positionals: [2, 2],
    async run(args) {
      const [folder = '', given = ''] = args.positionals
      const path = resolve(optionText(args, 'out') ?? fail('OPTION_MISSING', { option: '--out' }))
      const asked = optionText(args, 'of') ?? 'linked'
      const of = pairsOf.find((known) => known === asked) ?? fail('USAGE', { reason: `--of ${pairsOf.join(' | ')}` })
      await args.openWorkspace(folder)
      const link = existsSync(given) ? (await definitionArgument('link', given, args.ask)).id : given
      const result = await args.ask('links.pairs', { link, path, of })
      return {
        json: result,
        text: [
          `${result.path}  ${formatInteger(result.pairs, args.language)}  sha256 ${result.sha256}`,
          ...(result.withoutKeys ? [withoutKeys[args.language]] : []),
        ].join('\n'),
      }
    },
  },
]
