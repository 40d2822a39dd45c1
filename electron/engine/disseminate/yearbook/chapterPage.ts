// A chapter of a yearbook on one page: its text, figures, charts and maps; its tables as links. In: a planned chapter,
// a language. Out: the content of the page. Charts and maps say their figures to whoever points at them, and have their
// table beneath.
import { chartDrawing } from '#shared/chart/chartOption.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { chartTable } from '#engine/disseminate/chart/chartTable.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { titleOfPicture } from '#engine/disseminate/report/composeReport.ts'
import type { ComposedBlock, PanelItem } from '#engine/disseminate/report/composeReport.ts'
import { changeHeads, changeRow } from '#engine/disseminate/report/changesTable.ts'
import { markedParts } from '#engine/disseminate/report/noteMarks.ts'
import { attribute, words } from './webPage.ts'
import { figureWord, numbered } from './yearbookPlan.ts'
import type { PlannedChapter } from './yearbookPlan.ts'

type Scene = { plan: PlannedChapter; language: Language }
const say = (text: Bilingual, language: Language): string => escapeXml(text[language] || text.vi)

const marked = (text: string): string =>
  markedParts(text)
    .map((part) =>
      'text' in part
        ? escapeXml(part.text)
        : `<sup><a href="#note${part.note}" id="mark${part.note}">${part.note}</a></sup>`,
    )
    .join('')

const panelHtml = (items: readonly PanelItem[], language: Language): string => {
  const boxes = items.map(
    ({ label, figure, change }) =>
      `<div class="panel-item"><div class="panel-label">${say(label, language)}</div><div class="panel-figure">${say(figure, language)}</div>${change ? `<div class="panel-change">${say(change, language)}</div>` : ''}</div>`,
  )
  return `<div class="figure-panel">${boxes.join('')}</div>`
}

const dataHtml = (
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  language: Language,
): string => {
  const head = heads.map((text) => `<th scope="col">${escapeXml(text)}</th>`).join('')
  const body = rows
    .map(([first = '', ...cells]) => {
      const figures = cells.map((text) => `<td>${escapeXml(text)}</td>`).join('')
      return `<tr><th scope="row">${escapeXml(first)}</th>${figures}</tr>`
    })
    .join('')
  return `<details><summary>${words.figures[language]}</summary><div class="scroll" tabindex="0" role="region" aria-label="${attribute(`${words.figures[language]}: ${title}`)}"><table class="data"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div></details>`
}

type Picture = Extract<ComposedBlock, { type: 'chart' | 'map' }>

const drawn = (
  block: Picture,
  place: number,
  { plan, language }: Scene,
): { svg: string; heads: string[]; rows: string[][] } => {
  if (block.type === 'map') return block.drawn[language] ?? block.drawn.vi ?? { svg: '', heads: [], rows: [] }
  const { cube, chart } = block
  const id = `c${plan.index}f${place}`
  const svg = renderChartSvg(cube, chart, language, { theme: 'page', inline: { id }, pointed: true })
  const { heads, texts } = chartTable(chartDrawing(cube, chart, language, 'page', { heading: false }))
  return { svg, heads, rows: texts }
}

const pictureHtml = (block: Picture, place: number, scene: Scene): string => {
  const { language } = scene
  const definition = block.type === 'chart' ? block.chart : block.map
  const title = numbered(figureWord, block.number, titleOfPicture(block.cube, definition))
  const text = title[language] || title.vi
  const { svg, heads, rows } = drawn(block, place, scene)
  const { source } = block.cube
  const from =
    source.vi === ''
      ? ''
      : `<p class="note">${say({ vi: `Nguồn: ${source.vi}`, en: `Source: ${source.en || source.vi}` }, language)}</p>`
  return `<figure id="${block.target}"><figcaption>${escapeXml(text)}</figcaption>${svg}${from}${dataHtml(text, heads, rows, language)}</figure>`
}

const blockHtml = (block: ComposedBlock, place: number, scene: Scene): string => {
  const { plan, language } = scene
  switch (block.type) {
    case 'heading': {
      const tag = `h${Math.min(4, block.level + 1)}`
      const number = block.number === '' ? '' : `${escapeXml(block.number)}. `
      return `<${tag} id="${block.target}">${number}${say(block.text, language)}</${tag}>`
    }
    case 'paragraph': {
      const style = block.style === 'text' ? '' : ` class="${block.style}"`
      return `<p${style}>${marked(block.text[language] || block.text.vi)}</p>`
    }
    case 'panel':
      return panelHtml(block.items, language)
    case 'table': {
      const table = plan.tables.get(place)
      return table
        ? `<div class="card" id="${block.target}"><a href="${table.name}.html">${say(table.title, language)}</a></div>`
        : ''
    }
    case 'chart':
    case 'map':
      return pictureHtml(block, place, scene)
    case 'notes': {
      const notes = block.notes.map(
        ({ number, text }) =>
          `<p id="note${number}"><sup><a href="#mark${number}">${number}</a></sup> ${say(text, language)}</p>`,
      )
      return `<div class="notes" role="note">${notes.join('')}</div>`
    }
    case 'changes':
      return dataHtml(
        language === 'vi' ? 'Số liệu điều chỉnh' : 'Revised figures',
        changeHeads.map((head) => head[language]),
        block.changes.map((change) => changeRow(change).map((text) => text[language] || text.vi)),
        language,
      )
    case 'problem':
      return `<p class="mark" role="note">${say(block.text, language)}</p>`
    case 'contents':
    case 'page_break':
    case 'section':
      return ''
  }
}

export const chapterContent = (plan: PlannedChapter, language: Language): string => {
  const scene = { plan, language }
  const blocks = plan.chapter.report.blocks.map((block, place) => blockHtml(block, place, scene))
  return `<h1>${say(plan.title, language)}</h1>\n${blocks.filter((html) => html !== '').join('\n')}`
}
