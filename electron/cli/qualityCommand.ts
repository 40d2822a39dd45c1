// The quality of a dataset's deliveries on the command line. In: a workspace, dataset, perhaps a period. Out: measures,
// variables, rules.
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import {
  dimensionWords,
  measureWords,
  qualityBasis,
  qualityValue,
  ruleStateWords,
} from '#shared/format/qualityWords.ts'
import { formatPeriodShort } from '#shared/format/time.ts'
import type { Command } from './commandTypes.ts'
import { optionText } from './fileOptions.ts'
import { textTable } from './textTable.ts'

export const qualityCommand: Command = {
  name: 'quality',
  usage: 'WORKSPACE DATASET',
  help: {
    vi: 'Báo cáo chất lượng: đầy đủ, hợp lệ, không trùng, nhất quán, độ phủ, kịp thời, với các kỳ trước',
    en: 'Quality report: completeness, validity, uniqueness, coherence, coverage, timeliness, with the periods before',
  },
  options: [{ name: 'period', value: 'P', help: { vi: 'kỳ (mặc định: kỳ cuối)', en: 'period (default: the last)' } }],
  positionals: [2, 2],
  async run(args) {
    const [folder = '', dataset = ''] = args.positionals
    await args.openWorkspace(folder, 'read')
    const period = optionText(args, 'period')
    const report = await args.ask('quality.report', { dataset, ...(period === undefined ? {} : { period }) })
    const { language } = args
    const vi = language === 'vi'
    const whole = (n: number): string => formatInteger(n, language)
    const measures = report.measures.map((m) => [
      dimensionWords[m.dimension][language],
      measureWords[m.id][language],
      qualityValue(m.value, m.unit, language),
      qualityBasis(m, language),
      m.trend
        .slice(0, -1)
        .slice(-3)
        .map((point) => `${formatPeriodShort(point.period, language)} ${qualityValue(point.value, m.unit, language)}`)
        .join('  '),
    ])
    const variables = report.variables.map((v) => [
      v.variable,
      v.records === 0 ? '…' : formatPercent(v.filled / v.records, 1, language),
      v.filledBefore === null ? '…' : formatPercent(v.filledBefore, 1, language),
      ...[v.mistyped, v.missingRequired, v.unknownCodes, v.changed].map(whole),
    ])
    const rules = report.rules.map((r) => [
      r.rule,
      whole(r.records),
      r.state === 'done' ? whole(r.failed) : '…',
      whole(r.unknown),
      ruleStateWords[r.state][language],
    ])
    const text = [
      `${report.label[language]} · ${formatPeriodShort(report.period, language)}`,
      textTable(
        vi ? ['', 'tiêu chí', 'kỳ này', 'cách tính', 'các kỳ trước'] : ['', 'measure', 'now', 'basis', 'before'],
        measures,
        [2],
      ),
      textTable(
        vi
          ? ['biến', 'có điền', 'kỳ trước', 'sai kiểu', 'thiếu bắt buộc', 'mã lạ', 'đã sửa']
          : ['variable', 'filled', 'before', 'mistyped', 'required missing', 'unknown codes', 'edited'],
        variables,
        [1, 2, 3, 4, 5, 6],
      ),
      ...(rules.length === 0
        ? []
        : [
            textTable(
              vi ? ['quy tắc', 'bản ghi', 'không đạt', 'chưa rõ', ''] : ['rule', 'records', 'failed', 'unknown', ''],
              rules,
              [1, 2, 3],
            ),
          ]),
    ].join('\n\n')
    return { json: report, text }
  },
}
