// The command `yearbook`: reports as a folder of pages opened from disk, sizes first where asked. In: arguments. Out:
// the folder, what is not in it. Exit status 1 where a page is missing; the folder stands all the same and says so.
import { resolve } from 'node:path'
import type { YearbookException } from '#shared/contract/yearbook.ts'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import { fail } from '#shared/model/failure.ts'
import type { Language } from '#shared/model/text.ts'
import type { Command } from './commandTypes.ts'
import { minimumOption, pPercentOption, optionText, stricterOption } from './fileOptions.ts'

const exceptionLines = (exceptions: readonly YearbookException[], language: Language): string[] =>
  exceptions.map(
    ({ report, place, text, missing }) => `${missing ? '!' : '·'} ${report}, ${place[language]}: ${text[language]}`,
  )

export const yearbookCommand: Command = {
  name: 'yearbook',
  usage: 'WORKSPACE REPORT…',
  help: {
    vi: 'Niên giám điện tử: mỗi báo cáo một chương, thư mục trang mở từ đĩa, tệp của từng biểu, chứng thực mã băm',
    en: 'Electronic yearbook: a chapter for each report, pages opened from disk, files of every table, hashes certified',
  },
  options: [
    { name: 'out', value: 'FOLDER', help: { vi: 'thư mục kết quả', en: 'output folder' } },
    { name: 'period', value: 'PERIOD', help: { vi: 'kỳ của các báo cáo', en: 'period of the reports' } },
    { name: 'territory', value: 'CODE', help: { vi: 'mã địa bàn', en: 'code of the territory' } },
    {
      name: 'issued',
      help: {
        vi: 'chỉ dùng bản phát hành đã duyệt, đúng như đã chốt',
        en: 'approved issues only, as they were frozen',
      },
    },
    { name: 'title-vi', value: 'TEXT', help: { vi: 'tên niên giám', en: 'title in Vietnamese' } },
    { name: 'title-en', value: 'TEXT', help: { vi: 'tên tiếng Anh', en: 'title in English' } },
    { name: 'estimate', help: { vi: 'chỉ ước cỡ, không lập', en: 'only tell the sizes, make nothing' } },
    minimumOption,
    pPercentOption,
  ],
  positionals: [2, 101],
  async run(args) {
    const [workspace = '', ...reports] = args.positionals
    const { language } = args
    const estimate = args.options['estimate'] === true
    const path = resolve(optionText(args, 'out') ?? (estimate ? '.' : fail('OPTION_MISSING', { option: '--out' })))
    const period = optionText(args, 'period') ?? null
    const territory = optionText(args, 'territory') ?? null
    const issued = args.options['issued'] === true
    const what = { reports, period, territory, issued, path }
    await args.openWorkspace(workspace, estimate ? 'read' : 'write')
    if (estimate) {
      const sizes = await args.ask('yearbook.estimate', what)
      const counts =
        language === 'vi'
          ? `${sizes.chapters} chương, ${sizes.tables} biểu, ${sizes.pictures} hình, ${formatInteger(sizes.files, language)} tệp`
          : `${sizes.chapters} chapters, ${sizes.tables} tables, ${sizes.pictures} pictures, ${formatInteger(sizes.files, language)} files`
      const room = `${formatBytes(sizes.bytes, language)} / ${formatBytes(sizes.freeBytes, language)}`
      return { json: sizes, text: [counts, room, ...exceptionLines(sizes.exceptions, language)].join('\n') }
    }
    const [vi, en] = [optionText(args, 'title-vi'), optionText(args, 'title-en')]
    const title = vi === undefined && en === undefined ? {} : { title: { vi: vi ?? en ?? '', en: en ?? vi ?? '' } }
    const made = await args.ask('yearbook.write', { ...what, ...title, ...stricterOption(args) })
    const missing = made.exceptions.filter((exception) => exception.missing).length
    const text = [
      made.index,
      `${formatInteger(made.files, language)} · ${formatBytes(made.bytes, language)} · ${made.seconds.toFixed(1)} s · sha256 ${made.sha256}`,
      ...exceptionLines(made.exceptions, language),
    ].join('\n')
    return {
      json: made,
      text,
      ...(missing === 0
        ? {}
        : { failure: { code: 'YEARBOOK_INCOMPLETE' as const, facts: { folder: made.path, missing } } }),
    }
  },
}
