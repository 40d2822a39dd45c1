// The report of a batch as a page to read or print: what failed and what to do, which rules were broken, sizes and
// times. In: the report. Out: one HTML document, both languages, no script. Pure.
import type { BatchItem, BatchReport, Breach } from '#shared/contract/production.ts'
import { formatBytes, formatInteger } from '#shared/format/number.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'

const both = ({ vi, en }: Bilingual): string =>
  vi === en || en === '' ? escapeXml(vi) : `${escapeXml(vi)}<br><i>${escapeXml(en)}</i>`
const outcomes: Record<BatchItem['outcome'], Bilingual> = {
  written: { vi: 'Đã ghi', en: 'Written' },
  unchanged: { vi: 'Không đổi', en: 'Unchanged' },
  failed: { vi: 'Lỗi', en: 'Failed' },
  not_run: { vi: 'Chưa chạy', en: 'Not run' },
}
const rules: Record<Breach['rule'], Bilingual> = {
  sum: { vi: 'Các phần không bằng tổng', en: 'Parts do not add to the total' },
  percent: { vi: 'Tỷ trọng không cộng thành 100 %', en: 'Percentages do not add to 100' },
  jump: { vi: 'Biến động lớn', en: 'Large change' },
}
const integer = (n: number): string => formatInteger(n, 'vi')

const head = (...cells: Bilingual[]): string =>
  `<tr>${cells.map((cell) => `<th scope="col">${both(cell)}</th>`).join('')}</tr>`

const itemRow = (item: BatchItem): string => {
  const words = [item.id, item.period, item.territory].filter((text) => text !== '').join(' · ')
  const notes = [item.message, ...item.notices].flatMap((text) => (text ? [both(text)] : [])).join('<br>')
  return `<tr class="${item.outcome}"><td>${both(item.title)}<br><small>${escapeXml(words)}</small></td><td>${both(outcomes[item.outcome])}</td><td>${escapeXml(item.outcome === 'written' || item.outcome === 'unchanged' ? item.file : '')}</td>
<td class="n">${integer(item.cells)}</td><td class="n">${integer(item.withheld)}</td><td class="n">${integer(item.breachCount)}</td><td class="n">${item.bytes > 0 ? formatBytes(item.bytes, 'vi') : ''}</td><td class="n">${item.seconds.toFixed(1)}</td><td>${notes}</td></tr>`
}

const breachRow = (item: BatchItem, breach: Breach): string =>
  `<tr><td>${both(item.title)}</td><td>${both(rules[breach.rule])}</td><td>${escapeXml(breach.measure)}</td><td>${both(breach.place)}</td><td class="n">${escapeXml(breach.found)}</td><td class="n">${escapeXml(breach.expected)}</td><td>${escapeXml(breach.against)}</td></tr>`

export const batchPage = (report: BatchReport): string => {
  const { counts } = report
  const breaches = report.items.flatMap((item) => item.breaches.map((breach) => breachRow(item, breach)))
  const more = counts.breaches - breaches.length
  const facts: [Bilingual, string][] = [
    [{ vi: 'Bảng', en: 'Tables' }, integer(report.items.length)],
    [outcomes.written, integer(counts.written)],
    [outcomes.unchanged, integer(counts.unchanged)],
    [outcomes.failed, integer(counts.failed)],
    [outcomes.not_run, integer(counts.notRun)],
    [{ vi: 'Vi phạm quy tắc', en: 'Rule breaches' }, integer(counts.breaches)],
    [{ vi: 'Thời gian (giây)', en: 'Seconds' }, report.seconds.toFixed(1)],
    [{ vi: 'Bắt đầu', en: 'Started' }, report.startedAt],
    [{ vi: 'Chương trình', en: 'Program' }, report.program],
  ]
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Báo cáo chạy hàng loạt</title><style>
body{font:10pt/1.5 "Noto Sans","Segoe UI",sans-serif;margin:24px;color:#000}h1{font-size:15pt}h2{font-size:12pt;margin-top:24px}
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #bbb;padding:3px 8px;text-align:left;vertical-align:top}th{border-bottom:2px solid #000}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr.failed td:nth-child(2),tr.not_run td:nth-child(2){font-weight:700}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px}dt i,th i{font-weight:400}dd{margin:0}
@page{size:A4 landscape;margin:12mm}</style></head><body>
<h1>Báo cáo chạy hàng loạt <i>– Batch report</i></h1>
${report.cancelled ? '<p><b>Đã hủy giữa chừng: bảng đã xong được giữ, bảng “Chưa chạy” thì chưa có. <i>Cancelled: finished tables are kept, those “Not run” are missing.</i></b></p>' : ''}
<dl>${facts.map(([term, value]) => `<dt>${escapeXml(term.vi)} <i>${escapeXml(term.en)}</i></dt><dd>${escapeXml(value)}</dd>`).join('')}</dl>
<h2>Bảng <i>– Tables</i></h2>
<table><thead>${head({ vi: 'Bảng', en: 'Table' }, { vi: 'Kết quả', en: 'Outcome' }, { vi: 'Tệp', en: 'File' }, { vi: 'Ô', en: 'Figures' }, { vi: 'Ô bảo mật', en: 'Withheld' }, { vi: 'Vi phạm', en: 'Breaches' }, { vi: 'Cỡ', en: 'Size' }, { vi: 'Giây', en: 'Seconds' }, { vi: 'Ghi chú', en: 'Notes' })}</thead>
<tbody>${report.items.map(itemRow).join('\n')}</tbody></table>
${
  breaches.length === 0
    ? ''
    : `<h2>Vi phạm quy tắc <i>– Rule breaches</i></h2>
<table><thead>${head({ vi: 'Bảng', en: 'Table' }, { vi: 'Quy tắc', en: 'Rule' }, { vi: 'Chỉ tiêu đo', en: 'Measure' }, { vi: 'Ô', en: 'Place' }, { vi: 'Thấy', en: 'Found' }, { vi: 'Lẽ ra / trước', en: 'Expected / before' }, { vi: 'So với', en: 'Against' })}</thead>
<tbody>${breaches.join('\n')}</tbody></table>${more > 0 ? `<p>… và ${integer(more)} vi phạm nữa. <i>And ${integer(more)} more.</i></p>` : ''}`
}
</body></html>
`
}
