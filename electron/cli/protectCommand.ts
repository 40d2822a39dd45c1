// statdesk protect: tables made elsewhere. In: files of cells, a definition. Out: files with a status for each cell;
// exit status not 0 where anything is unproven.
import { resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { protectionDefinitionSchema } from '#shared/model/protection.ts'
import type { ProtectionDefinition } from '#shared/model/protection.ts'
import type { ProtectFilesResult } from '#shared/contract/protect.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { Arguments, Command } from './commandTypes.ts'
import { jsonFile } from './jsonFile.ts'
import { textTable } from './textTable.ts'

const word = (language: Language, vi: string, en: string): string => (language === 'vi' ? vi : en)

const definitionIn = (path: string): ProtectionDefinition => jsonFile(path, protectionDefinitionSchema)

const methodNames: Record<string, Bilingual> = {
  controlled_rounding: { vi: 'Làm tròn có kiểm soát', en: 'Controlled rounding' },
  random_rounding: { vi: 'Làm tròn ngẫu nhiên', en: 'Random rounding' },
  small_count_rounding: { vi: 'Làm tròn số đếm nhỏ', en: 'Small-count rounding' },
  cell_key: { vi: 'Nhiễu theo khóa ô', en: 'Cell-key perturbation' },
}

const summary = (result: ProtectFilesResult, language: Language): string => {
  const audits = {
    safe: word(language, 'an toàn, mọi yêu cầu đã được chứng minh', 'safe, every demand is proven'),
    unproven: word(language, 'CHƯA CHỨNG MINH: không công bố', 'UNPROVEN: do not publish'),
    nothing: word(language, 'không có ô nhạy cảm', 'no sensitive cell'),
  }
  const rows = result.tables.map((t) =>
    [t.cells, t.primary, t.secondary, t.published].map((n) => formatInteger(n, language)),
  )
  if (result.loss !== null) {
    const { changedCells, largestChange, meanChange, sumsOff } = result.loss
    const told = [formatInteger(changedCells, language), String(largestChange), meanChange.toFixed(2)]
    const method = methodNames[result.method] ?? { vi: result.method, en: result.method }
    return [
      `${method[language]}: ${word(
        language,
        `${told[0]} ô thay đổi, nhiều nhất ${told[1]}, trung bình ${told[2]}.`,
        `${told[0]} cells changed, by ${told[1]} at most, ${told[2]} on average.`,
      )}`,
      sumsOff === 0
        ? word(language, 'Mọi tổng vẫn khớp.', 'All sums still add up.')
        : word(
            language,
            `${formatInteger(sumsOff, language)} tổng không còn khớp với các phần.`,
            `${formatInteger(sumsOff, language)} totals no longer equal the sum of their parts.`,
          ),
      ...result.notes.map((note) => note[language]),
      ...result.files.map((file) => file.path),
    ].join('\n')
  }
  const lines = [
    `${word(language, 'Kiểm tra', 'Audit')}: ${audits[result.audit]}`,
    `${word(language, 'Ô nhạy cảm', 'Sensitive')}: ${
      Object.entries(result.primary)
        .map(([rule, n]) => `${rule} ${formatInteger(n, language)}`)
        .join(', ') || '0'
    }`,
    textTable(
      [
        word(language, 'bảng', 'table'),
        word(language, 'ô', 'cells'),
        word(language, 'nhạy cảm', 'primary'),
        word(language, 'che thêm', 'secondary'),
        word(language, 'công bố', 'published'),
      ],
      rows.map((row, i) => [result.tables[i]?.name ?? '', ...row]),
      [1, 2, 3, 4],
    ),
    ...(result.optimum === null
      ? []
      : [
          result.optimum.proven
            ? word(language, 'Đã chứng minh là phương án rẻ nhất.', 'Proven to be the cheapest pattern.')
            : word(
                language,
                `Chưa chứng minh là rẻ nhất; còn cách cận dưới ${result.optimum.gapPercent.toFixed(2)} %.`,
                `Not proven to be the cheapest; within ${result.optimum.gapPercent.toFixed(2)} % of the lower bound.`,
              ),
        ]),
    ...result.notes.map((note) => note[language]),
    ...result.unproven.slice(0, 20).map((name) => `  ✗ ${name}`),
    ...result.files.map((file) => file.path),
  ]
  return lines.join('\n')
}

export const protectCommand: Command = {
  name: 'protect',
  usage: 'CELLS.csv… --definition protect.json --out OUT.csv',
  help: {
    vi: 'Bảo mật các bảng lập ở nơi khác (quy tắc sơ cấp, che thứ cấp, kiểm tra)',
    en: 'Protect tables made elsewhere (primary rules, secondary suppression, audit)',
  },
  options: [
    {
      name: 'definition',
      value: 'FILE',
      help: { vi: 'định nghĩa: cột, phân cấp, quy tắc, phương pháp', en: 'columns, hierarchies, rules, method' },
    },
    {
      name: 'out',
      value: 'FILE',
      help: { vi: 'tệp kết quả; nhiều bảng thì thêm tên bảng', en: 'result; with several tables each name is added' },
    },
  ],
  positionals: [0, 40],
  async run(args: Arguments) {
    const path = args.options['definition']
    if (typeof path !== 'string') return fail('USAGE', { reason: '--definition FILE' })
    const out = args.options['out']
    const result = await args.ask('protect.files', {
      cells: args.positionals.map((p) => resolve(p)),
      definition: definitionIn(path),
      beside: resolve(path),
      out: typeof out === 'string' ? resolve(out) : null,
    })
    const answer = { json: result, text: summary(result, args.language) }
    if (result.audit !== 'unproven') return answer
    const facts = {
      open: result.unproven.length,
      demands: result.demands,
      cells: result.unproven.slice(0, 3).join('; '),
    }
    return { ...answer, failure: { code: 'PROTECT_UNPROVEN' as const, facts } }
  },
}
