// The blocks of a composed report as HTML, for pages and boards alike. In: a block, the language and paper it stands
// on. Out: HTML. Never a script, an address to fetch or an unprotected cube.
import type { FigureChange } from '#shared/contract/issues.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { bilingualCube } from './bilingualCube.ts'
import { inlineText, stackedText } from '#engine/disseminate/page/bilingualHtml.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import { changeHeads, changeRow } from './changesTable.ts'
import { titleOfPicture } from './composeReport.ts'
import type { ComposedBlock, ContentsEntry, ReportNote } from './composeReport.ts'
import { markedParts } from './noteMarks.ts'
import { pageHeight, pageRoom } from '#engine/disseminate/page/pageStyle.ts'
import { tableHtml } from '#engine/disseminate/page/tableHtml.ts'

/** No script, no network: what a page needs is inside it. */
export const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"

export type ReportFacts = { program: string; printedAt: string }
export type Scene = {
  language: PageLanguage
  bilingual: ReportDefinition['bilingual']
  orientation: ReportDefinition['orientation']
}

const headingHtml = (block: Extract<ComposedBlock, { type: 'heading' }>, language: PageLanguage): string => {
  const tag = `h${block.level + 1}`
  const number = block.number === '' ? '' : `<span class="heading-number">${escapeXml(block.number)}. </span>`
  return `<${tag} id="${block.target}">${number}${stackedText(block.text, language)}</${tag}>`
}

/** Footnote marks as raised numbers that lead to the note. */
const markedHtml = (text: string): string =>
  markedParts(text)
    .map((part) =>
      'text' in part
        ? escapeXml(part.text)
        : `<sup class="note-mark"><a href="#note${part.note}">${part.note}</a></sup>`,
    )
    .join('')

const notesHtml = (notes: readonly ReportNote[], language: PageLanguage): string => {
  const lines = notes.map(
    ({ number, text }) => `<p id="note${number}"><sup>${number}</sup> ${inlineText(text, language)}</p>`,
  )
  return `<div class="footnotes" role="note">${lines.join('')}</div>`
}

const paragraphHtml = (
  block: Extract<ComposedBlock, { type: 'paragraph' }>,
  { language, bilingual }: Scene,
): string => {
  const one = (text: string, lang: 'vi' | 'en'): string => {
    if (text === '') return ''
    const classes = [
      ...(lang === 'en' && language === 'both' ? ['en'] : []),
      ...(block.style === 'text' ? [] : [block.style]),
    ]
    return `<p lang="${lang}"${classes.length > 0 ? ` class="${classes.join(' ')}"` : ''}>${markedHtml(text)}</p>`
  }
  const vi = language === 'en' ? '' : one(block.text.vi, 'vi')
  const en = language === 'vi' ? '' : one(block.text.en, 'en')
  if (language !== 'both' || bilingual === 'stacked') return vi + en
  return `<div class="columns"><div>${vi}</div><div>${en}</div></div>`
}

const panelHtml = ({ items }: Extract<ComposedBlock, { type: 'panel' }>, language: PageLanguage): string => {
  const direction = (change: Bilingual): string => {
    if (change.vi.startsWith('tăng')) return '▲ '
    return change.vi.startsWith('giảm') ? '▼ ' : ''
  }
  const boxes = items.map(({ label, figure, change }) => {
    const below =
      change === null ? '' : `<div class="panel-change">${direction(change)}${inlineText(change, language)}</div>`
    return `<div class="panel-item"><div class="panel-label">${stackedText(label, language)}</div><div class="panel-figure">${inlineText(figure, language === 'both' ? 'vi' : language)}</div>${below}</div>`
  })
  return `<div class="figure-panel">${boxes.join('')}</div>`
}

const contentsTitles: Record<Extract<ComposedBlock, { type: 'contents' }>['of'], Bilingual> = {
  headings: { vi: 'Mục lục', en: 'Contents' },
  tables: { vi: 'Danh mục biểu', en: 'List of tables' },
  figures: { vi: 'Danh mục hình', en: 'List of figures' },
}

/** The page number is filled in by the host once the pages are known (`data-page` names the target). */
const contentsHtml = (
  of: keyof typeof contentsTitles,
  entries: readonly ContentsEntry[],
  language: PageLanguage,
): string => {
  const lines = entries.map(({ label, text, target, level }) => {
    const name =
      label.vi === ''
        ? ''
        : `<span class="contents-label">${inlineText(label, language === 'both' ? 'vi' : language)}</span> `
    return `<li class="level${level}"><a href="#${target}"><span class="contents-text">${name}${inlineText(text, language)}</span><span class="leader"></span><span class="contents-page" data-page="${target}"></span></a></li>`
  })
  const none = `<p class="note">${inlineText({ vi: 'Không có mục nào.', en: 'None.' }, language)}</p>`
  return `<nav class="contents"><div class="contents-title">${inlineText(contentsTitles[of], language)}</div>${lines.length === 0 ? none : `<ol>${lines.join('')}</ol>`}</nav>`
}

export const blockHtml = (block: ComposedBlock, index: number, scene: Scene): string => {
  const { language } = scene
  switch (block.type) {
    case 'heading':
      return headingHtml(block, language)
    case 'paragraph':
      return paragraphHtml(block, scene)
    case 'panel':
      return panelHtml(block, language)
    case 'contents':
      return contentsHtml(block.of, block.entries, language)
    case 'page_break':
      return '<div class="page-break"></div>'
    case 'section':
      return ''
    case 'problem':
      return `<p class="problem" role="alert">${inlineText(block.text, language)}</p>`
    case 'table': {
      const cut = block.maxRows === undefined ? {} : { maxRows: block.maxRows }
      const table = tableHtml(block.cube, {
        language,
        number: block.number,
        roomPoints: pageRoom(scene.orientation),
        heightPoints: pageHeight(scene.orientation),
        ...cut,
      })
      return `<div id="${block.target}">${table}</div>`
    }
    case 'chart':
      return chartHtml(block, index, language)
    case 'map':
      return mapHtml(block, language)
    case 'notes':
      return notesHtml(block.notes, language)
    case 'changes':
      return changesHtml(block.changes, language)
  }
}

/** Caption above, the drawing, its source beneath. */
const figureHtml = (
  cube: Bilingual,
  title: Bilingual,
  { number, target }: { number: string; target: string },
  svg: string,
  language: PageLanguage,
): string => {
  const numbered = number === '' ? title : { vi: `Hình ${number}. ${title.vi}`, en: `Figure ${number}. ${title.en}` }
  const vi = language === 'en' ? '' : `<div class="title" lang="vi">${escapeXml(numbered.vi)}</div>`
  const en =
    language === 'vi'
      ? ''
      : `<div class="${language === 'en' ? 'title' : 'title-en'}" lang="en">${escapeXml(numbered.en)}</div>`
  const source =
    cube.vi === '' && cube.en === ''
      ? ''
      : `<div class="notes"><p class="source">${inlineText({ vi: `Nguồn: ${cube.vi}`, en: `Source: ${cube.en}` }, language)}</p></div>`
  return `<figure id="${target}"><figcaption>${vi}${en}</figcaption>${svg}${source}</figure>`
}

const chartHtml = (block: Extract<ComposedBlock, { type: 'chart' }>, index: number, language: PageLanguage): string => {
  const { cube, chart } = block
  const svg = renderChartSvg(language === 'both' ? bilingualCube(cube) : cube, chart, language === 'en' ? 'en' : 'vi', {
    theme: chart.theme === 'print' ? 'print' : 'page',
    inline: { id: `figure${index}` },
  })
  return figureHtml(cube.source, titleOfPicture(cube, chart), block, svg, language)
}

const changesHtml = (changes: readonly FigureChange[], language: PageLanguage): string => {
  const heads = changeHeads.map((head) => `<th scope="col">${inlineText(head, language)}</th>`).join('')
  const rows = changes.map((change) => {
    const cells = changeRow(change).map((text, c) => {
      const words = inlineText(text, c === 2 || c === 3 ? (language === 'en' ? 'en' : 'vi') : language)
      if (c === 0) return `<th scope="row">${words}</th>`
      return c === 2 || c === 3 ? `<td>${words}</td>` : `<td class="words">${words}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table class="long changes"><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

const mapHtml = (block: Extract<ComposedBlock, { type: 'map' }>, language: PageLanguage): string => {
  const { cube, map, drawn } = block
  const svg = drawn[language === 'en' ? 'en' : 'vi']?.svg ?? ''
  return figureHtml(cube.source, titleOfPicture(cube, map), block, svg, language)
}
