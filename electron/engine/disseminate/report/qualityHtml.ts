// The quality report of a delivery as pages: dimensions with their trend, variables, rules. In: a report, a language.
// Out: one document. Counts of records only; no value of a record, no figure of a table.
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { pageStyle } from '#engine/disseminate/page/pageStyle.ts'
import { qualityDimensions } from '#shared/model/quality.ts'
import type { QualityMeasure, QualityReport } from '#shared/model/quality.ts'
import { formatInteger, formatPercent } from '#shared/format/number.ts'
import {
  dimensionWords,
  measureWords,
  qualityBasis,
  qualityValue,
  ruleStateWords,
} from '#shared/format/qualityWords.ts'
import { formatDateTime, formatPeriod, formatPeriodShort } from '#shared/format/time.ts'
import { bilingual as b } from '#shared/model/text.ts'
import type { Language } from '#shared/model/text.ts'

const words = {
  title: b('Báo cáo chất lượng dữ liệu', 'Data quality report'),
  measures: b('Chất lượng theo tiêu chí', 'Quality by dimension'),
  measure: b('Tiêu chí', 'Measure'),
  value: b('Kỳ này', 'This period'),
  basis: b('Cách tính', 'Basis'),
  trend: b('Các kỳ trước', 'Periods before'),
  variables: b('Theo biến', 'By variable'),
  variable: b('Biến', 'Variable'),
  filled: b('Có điền', 'Filled'),
  before: b('Kỳ trước', 'Before'),
  mistyped: b('Sai kiểu', 'Mistyped'),
  missing: b('Thiếu bắt buộc', 'Required missing'),
  unknown: b('Mã lạ', 'Unknown codes'),
  changed: b('Đã sửa', 'Edited'),
  rules: b('Quy tắc của cơ quan', 'Rules of the office'),
  rule: b('Quy tắc', 'Rule'),
  records: b('Bản ghi', 'Records'),
  failed: b('Không đạt', 'Failed'),
  open: b('Chưa rõ', 'Not told'),
  state: b('Tình trạng', 'State'),
  files: b('Tệp', 'Files'),
  read: b('Dòng đọc', 'Rows read'),
  accepted: b('Dòng nhận', 'Rows accepted'),
  arrived: b('Nhận lúc', 'Arrived'),
  note: b(
    '“…”: không biết được; lý do ở cột bên cạnh. Số đếm khi nhận là của lúc nhận; giá trị sửa về sau đếm riêng.',
    '“…”: not known; the reason stands beside it. Counts of intake are of intake; values edited since are counted apart.',
  ),
} as const

const cell = (text: string, number = false): string => `<td${number ? ' class="num"' : ''}>${escapeXml(text)}</td>`
const table = (heads: readonly string[], rows: readonly string[], numbers: readonly number[]): string =>
  `<table class="quality"><thead><tr>${heads
    .map((head, index) => `<th scope="col"${numbers.includes(index) ? ' class="num"' : ''}>${escapeXml(head)}</th>`)
    .join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbody></table>`

const own = `
table.quality{width:100%;table-layout:auto;border-collapse:collapse;font-size:8pt;margin:0 0 4mm}
table.quality th{text-align:left;border-top:.75pt solid #000;border-bottom:.75pt solid #000;padding:1mm 1.5mm;vertical-align:bottom}
table.quality td{border-bottom:.25pt solid #999;padding:.8mm 1.5mm;text-align:left;white-space:normal;overflow-wrap:anywhere;vertical-align:top}
table.quality .num{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
table.quality tr{break-inside:avoid}
table.quality td.dimension{font-weight:700}`

const shownTrend = 6

const measureRow = (measure: QualityMeasure, language: Language): string => {
  const past = measure.trend
    .slice(0, -1)
    .slice(-shownTrend)
    .map(
      (point) => `${formatPeriodShort(point.period, language)}: ${qualityValue(point.value, measure.unit, language)}`,
    )
  return [
    cell(measureWords[measure.id][language]),
    cell(qualityValue(measure.value, measure.unit, language), true),
    cell(qualityBasis(measure, language)),
    cell(past.join(' · ')),
  ].join('')
}

export const qualityHtml = (report: QualityReport, language: Language, program: string): string => {
  const say = (word: keyof typeof words): string => words[word][language]
  const whole = (n: number): string => formatInteger(n, language)
  const share = (n: number | null): string => (n === null ? '…' : formatPercent(n, 1, language))
  const title = `${say('title')}: ${report.label[language]}, ${formatPeriod(report.period, language)}`
  const measures = qualityDimensions.flatMap((dimension) => [
    `<td colspan="4" class="dimension">${escapeXml(dimensionWords[dimension][language])}</td>`,
    ...report.measures.filter((m) => m.dimension === dimension).map((m) => measureRow(m, language)),
  ])
  const variables = report.variables.map((v) =>
    [
      cell(`${v.label[language]} (${v.variable})`),
      cell(v.records === 0 ? '…' : share(v.filled / v.records), true),
      cell(share(v.filledBefore), true),
      ...[v.mistyped, v.missingRequired, v.unknownCodes, v.changed].map((n) => cell(whole(n), true)),
    ].join(''),
  )
  const rules = report.rules.map((r) =>
    [
      cell(`${r.message[language]} (${r.rule})`),
      cell(whole(r.records), true),
      cell(r.state === 'done' ? whole(r.failed) : '…', true),
      cell(whole(r.unknown), true),
      cell(ruleStateWords[r.state][language]),
    ].join(''),
  )
  const files = report.files.map((f) =>
    [
      cell(f.fileName),
      cell(f.sender),
      cell(formatDateTime(f.importedAt)),
      cell(whole(f.rowsRead), true),
      cell(whole(f.rowsAccepted), true),
    ].join(''),
  )
  const style = pageStyle({ orientation: 'portrait', runningHead: title, confidentiality: '', footer: program })
  const sections = [
    `<section><h2>${say('measures')}</h2>${table([say('measure'), say('value'), say('basis'), say('trend')], measures, [1])}</section>`,
    `<section><h2>${say('variables')}</h2>${table([say('variable'), say('filled'), say('before'), say('mistyped'), say('missing'), say('unknown'), say('changed')], variables, [1, 2, 3, 4, 5, 6])}</section>`,
    ...(rules.length === 0
      ? []
      : [
          `<section><h2>${say('rules')}</h2>${table([say('rule'), say('records'), say('failed'), say('open'), say('state')], rules, [1, 2, 3])}</section>`,
        ]),
    `<section><h2>${say('files')}</h2>${table([say('files'), '', say('arrived'), say('read'), say('accepted')], files, [3, 4])}</section>`,
    `<p>${escapeXml(say('note'))}</p>`,
  ]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeXml(title)}</title><style>${style}${own}</style></head><body><h1>${escapeXml(title)}</h1>${sections.join('')}</body></html>`
}
