// A composed report as one self-contained HTML document, paged by CSS. In: blocks ready to be set. Out: the document;
// the host only prints it. Never a query, a script, an address to fetch or an unprotected cube.
import type { ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { formatDateTime } from '#shared/format/time.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { inlineText, stackedText } from '#engine/disseminate/page/bilingualHtml.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import { blockHtml, policy } from './blockHtml.ts'
import type { ReportFacts } from './blockHtml.ts'
import { boardDocument } from './boardDocument.ts'
import { arrangePages } from './arrangePages.ts'
import { renamed } from './renamedBlocks.ts'
import type { ComposedBlock, ComposedReport } from './composeReport.ts'
import { pageStyle } from '#engine/disseminate/page/pageStyle.ts'

type Orientation = ReportDefinition['orientation']

export const reportDocument = (report: ComposedReport, facts: ReportFacts): string =>
  report.definition.layout === 'board' ? boardDocument(report, facts) : pagedDocument(report, facts)

type Own = (text: Bilingual | undefined) => string
const ownOf =
  (language: Language): Own =>
  (text) =>
    text ? text[language] || text.vi : ''

/** The sheets in one language, or in both one over the other. */
const sheetsHtml = (report: ComposedReport, language: PageLanguage, prefix: string): string => {
  const { definition, title, standing } = report
  const { bilingual } = definition
  const own = ownOf(language === 'en' ? 'en' : 'vi')
  const blocks = arrangePages({ definition: { ...definition, language }, blocks: report.blocks })
  const mark = [standing?.mark, definition.confidentiality]
    .flatMap((text) => (text && own(text) !== '' ? [`<div class="mark">${inlineText(text, language)}</div>`] : []))
    .join('')
  const masthead = `<header class="masthead"><div class="office">${stackedText(definition.office, language)}</div><div class="marks">${mark}</div></header>`
  const heading = `<h1>${stackedText(title, language)}</h1>`
  const opening = definition.cover
    ? `<section class="cover">${masthead}<div class="cover-title">${heading}<div class="subtitle">${stackedText(definition.cover.subtitle, language)}</div></div><div class="imprint">${stackedText(definition.cover.imprint, language)}</div></section>`
    : `${masthead}${heading}`
  // The opening stands inside the first sheet: another kind of page would begin a new one.
  return sectionsOf(renamed(blocks, prefix), definition.orientation)
    .map((sheet, s) => {
      const { orientation } = sheet
      const inside = sheet.blocks.map(({ block, index }) =>
        // Names inside drawings are apart as well.
        blockHtml(block, prefix === '' ? index : index + blocks.length, { language, bilingual, orientation }),
      )
      return `<div class="sheet ${orientation}" lang="${language === 'en' ? 'en' : 'vi'}">${s === 0 ? opening : ''}${inside.join('\n')}</div>`
    })
    .join('\n')
}

const pagedDocument = (report: ComposedReport, { program, printedAt }: ReportFacts): string => {
  const { definition, title, standing, accent } = report
  const { language, bilingual } = definition
  const main = language === 'en' ? 'en' : 'vi'
  const own = ownOf(main)
  const style = pageStyle({
    orientation: definition.orientation,
    runningHead: own(definition.margins?.header) || own(title),
    confidentiality: [own(standing?.mark ?? undefined), own(definition.confidentiality)].filter(Boolean).join(' – '),
    footer: [own(definition.margins?.footer), own(standing?.imprint), program, formatDateTime(printedAt)]
      .filter((t) => t !== '')
      .join(' – '),
    accent,
  })
  const watermark = standing?.mark
    ? `<div class="watermark" aria-hidden="true"><span>${escapeXml(own(standing.mark))}</span></div>`
    : ''
  const apart = language === 'both' && bilingual === 'apart'
  // Apart: the whole in Vietnamese, then the whole in English, from a page of its own.
  const body = apart
    ? `${sheetsHtml(report, 'vi', '')}\n<div class="page-break"></div>\n${sheetsHtml(report, 'en', 'en-')}`
    : sheetsHtml(report, language, '')
  return `<!doctype html>
<html lang="${main}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escapeXml(own(title))}</title>
<style>${style}</style></head>
<body>${watermark}<main>
${body}
</main></body></html>`
}

type Sheet = { orientation: Orientation; blocks: { block: ComposedBlock; index: number }[] }

/** Runs of blocks whose pages lie the same way. */
const sectionsOf = (blocks: readonly ComposedBlock[], first: Orientation): Sheet[] => {
  const sheets: Sheet[] = [{ orientation: first, blocks: [] }]
  blocks.forEach((block, index) => {
    const last = sheets.at(-1) as Sheet
    if (block.type !== 'section') last.blocks.push({ block, index })
    else if (block.orientation !== last.orientation) sheets.push({ orientation: block.orientation, blocks: [] })
  })
  return sheets.filter((sheet, s) => s === 0 || sheet.blocks.length > 0)
}
