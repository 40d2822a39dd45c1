// A report as one self-contained HTML document, paged by CSS. In: the definition and its tables and charts, already protected.
// Out: the document; the host only prints it. Never a query, a script, an address to fetch or an unprotected cube.
import type { ChartDefinition } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { formatDateTime } from '#shared/format/time.ts'
import { inlineText, stackedText } from './bilingualHtml.ts'
import type { PageLanguage } from './bilingualHtml.ts'
import { bilingualCube } from './bilingualCube.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { pageRoom, pageStyle } from './pageStyle.ts'
import { tableHtml } from './tableHtml.ts'

export type ReadyBlock =
  | Exclude<ReportBlock, { type: 'table' } | { type: 'chart' }>
  | { type: 'table'; cube: ProtectedCube; number: string; maxRows?: number }
  | { type: 'chart'; cube: ProtectedCube; chart: ChartDefinition; number: string }

export type ReportFacts = { program: string; printedAt: string }

/** No script, no network: what the page needs is inside it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

export const reportDocument = (
  definition: ReportDefinition,
  blocks: ReadyBlock[],
  { program, printedAt }: ReportFacts,
): string => {
  const { language } = definition
  const main = language === 'en' ? 'en' : 'vi'
  const own = (text: Bilingual | undefined): string => (text ? text[main] || text.vi : '')
  const style = pageStyle({
    orientation: definition.orientation,
    runningHead: own(definition.title),
    confidentiality: own(definition.confidentiality),
    footer: [program, formatDateTime(printedAt)].filter((t) => t !== '').join(' – '),
  })
  const mark =
    definition.confidentiality && own(definition.confidentiality) !== ''
      ? `<div class="mark">${inlineText(definition.confidentiality, language)}</div>`
      : ''
  const masthead = `<header class="masthead"><div class="office">${stackedText(definition.office, language)}</div>${mark}</header>`
  const body = blocks.map((block, index) => blockHtml(block, index, language, definition.orientation)).join('\n')
  return `<!doctype html>
<html lang="${main}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>${escapeXml(own(definition.title))}</title>
<style>${style}</style></head>
<body>${masthead}<main><h1>${stackedText(definition.title, language)}</h1>
${body}
</main></body></html>`
}

const blockHtml = (
  block: ReadyBlock,
  index: number,
  language: PageLanguage,
  orientation: ReportDefinition['orientation'],
): string => {
  if (block.type === 'heading') return `<h2>${stackedText(block.text, language)}</h2>`
  if (block.type === 'paragraph') {
    const one = (text: string, lang: string) =>
      text === ''
        ? ''
        : `<p lang="${lang}"${lang === 'en' && language === 'both' ? ' class="en"' : ''}>${escapeXml(text)}</p>`
    return (language === 'en' ? '' : one(block.text.vi, 'vi')) + (language === 'vi' ? '' : one(block.text.en, 'en'))
  }
  if (block.type === 'page_break') return '<div class="page-break"></div>'
  if (block.type === 'table') {
    return tableHtml(block.cube, {
      language,
      number: block.number,
      roomPoints: pageRoom(orientation),
      ...(block.maxRows === undefined ? {} : { maxRows: block.maxRows }),
    })
  }
  return chartHtml(block, index, language)
}

const chartHtml = (
  { cube, chart, number }: Extract<ReadyBlock, { type: 'chart' }>,
  index: number,
  language: PageLanguage,
): string => {
  const title = { vi: chart.title.vi || cube.title.vi, en: chart.title.en || cube.title.en }
  const numbered = number === '' ? title : { vi: `Biểu đồ ${number}. ${title.vi}`, en: `Figure ${number}. ${title.en}` }
  const vi = `<div class="title" lang="vi">${escapeXml(numbered.vi)}</div>`
  const en = `<div class="${language === 'en' ? 'title' : 'title-en'}" lang="en">${escapeXml(numbered.en)}</div>`
  const svg = renderChartSvg(language === 'both' ? bilingualCube(cube) : cube, chart, language === 'en' ? 'en' : 'vi', {
    theme: chart.theme === 'print' ? 'print' : 'page',
    inline: { id: `figure${index}` },
  })
  const source =
    cube.source.vi === '' && cube.source.en === ''
      ? ''
      : `<div class="notes"><p class="source">${inlineText({ vi: `Nguồn: ${cube.source.vi}`, en: `Source: ${cube.source.en}` }, language)}</p></div>`
  return `<figure><figcaption>${language === 'vi' ? vi : language === 'en' ? en : vi + en}</figcaption>${svg}${source}</figure>`
}
