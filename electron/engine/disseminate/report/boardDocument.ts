// A composed report as a board: tiles side by side on one wide sheet, watched on screen, printed on A3, kept as one
// HTML file. In: blocks ready to be set. Out: the document. Never a script, an address to fetch or an unprotected cube.
import { formatDateTime } from '#shared/format/time.ts'
import { plainTheme } from '#shared/model/reportTheme.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { inlineText, stackedText } from '#engine/disseminate/page/bilingualHtml.ts'
import type { ComposedBlock, ComposedReport } from './composeReport.ts'
import { pageStyle } from '#engine/disseminate/page/pageStyle.ts'
import { blockHtml, policy } from './blockHtml.ts'
import type { ReportFacts } from './blockHtml.ts'
import { tableHtml } from '#engine/disseminate/page/tableHtml.ts'

/** Of twelve columns. What is read as a line takes the whole width. */
const spans: Record<ComposedBlock['type'], number> = {
  heading: 12,
  paragraph: 12,
  panel: 12,
  table: 6,
  chart: 6,
  map: 6,
  notes: 12,
  changes: 12,
  problem: 12,
  contents: 0,
  page_break: 0,
  section: 0,
}
/** A small table: what is longer is cut and says so. */
const shownRows = 14
/** Half of the sheet, in points. */
const tileRoom = 540

const boardStyle = `
@page{size:A3 landscape;margin:10mm}
.board{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:4mm;align-items:start}
.tile{break-inside:avoid;min-width:0}.tile.boxed{border:.5pt solid #888;border-radius:1.5mm;padding:2.5mm 3mm}
.tile figure{margin:0}.tile figure svg{width:100%;height:auto;max-height:120mm}.tile h2,.tile h3,.tile h4{margin:1mm 0 0}.tile p{margin:0}.tile .figure-panel{margin:0}
.board-head{display:flex;justify-content:space-between;align-items:flex-end;gap:6mm;border-bottom:1.5pt solid #0f4c81;padding-bottom:2mm;margin-bottom:4mm}
.board-head h1{text-align:left;margin:0;font-size:16pt}.board-facts{text-align:right;font-size:8.5pt}
@media screen{html{background:#fff}body{max-width:none;margin:0;padding:6mm 8mm;box-shadow:none}.watermark{display:none}}
@media screen and (max-width:900px){.board{display:block}.tile{margin-bottom:4mm}}
`

export const boardDocument = (
  { definition, title, blocks, standing, accent = plainTheme.accent }: ComposedReport,
  { program, printedAt }: ReportFacts,
): string => {
  const { language } = definition
  const main = language === 'en' ? 'en' : 'vi'
  const own = (text: Bilingual | null | undefined): string => (text ? text[main] || text.vi : '')
  const style = pageStyle({ orientation: 'landscape', runningHead: '', confidentiality: '', footer: '', accent })
  const tiles = blocks.flatMap((block, index): string[] => {
    const span = spans[block.type]
    if (span === 0) return []
    const boxed = block.type === 'table' || block.type === 'chart' || block.type === 'map' ? ' boxed' : ''
    const html =
      block.type === 'table'
        ? tableHtml(block.cube, {
            language,
            number: block.number,
            roomPoints: tileRoom,
            maxRows: Math.min(block.maxRows ?? shownRows, shownRows),
            paged: false,
          })
        : blockHtml(block, index, { language, bilingual: definition.bilingual, orientation: 'landscape' })
    return [`<section class="tile${boxed}" style="grid-column:span ${span}">${html}</section>`]
  })
  const marks = [standing?.mark, definition.confidentiality]
    .flatMap((text) => (text && own(text) !== '' ? [`<div class="mark">${inlineText(text, language)}</div>`] : []))
    .join('')
  const facts = [own(standing?.imprint), program, formatDateTime(printedAt)].filter((text) => text !== '').join(' – ')
  return `<!doctype html>
<html lang="${main}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escapeXml(own(title))}</title>
<style>${style}${boardStyle.replaceAll(plainTheme.accent, accent)}</style></head>
<body><main><header class="board-head"><div><div class="office">${stackedText(definition.office, language)}</div><h1>${stackedText(title, language)}</h1></div><div class="board-facts"><div class="marks">${marks}</div>${escapeXml(facts)}</div></header>
<div class="board">${tiles.join('\n')}</div></main></body></html>`
}
