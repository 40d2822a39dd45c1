// A composed report as a Word document: real headings, tables, captions, page numbers and fields, laid out alike by
// Word and LibreOffice. In: blocks ready to be set. Out: the bytes of the file. Never an unprotected cube, never a
// macro or a link outwards.
import {
  AlignmentType,
  Bookmark,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import type { ISectionOptions, Table } from 'docx'
import { chartPng, outlinedSvg } from '#engine/disseminate/chart/chartPng.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { bilingualCube } from './bilingualCube.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import { arrangePages } from './arrangePages.ts'
import { renamed } from './renamedBlocks.ts'
import { titleOfPicture } from './composeReport.ts'
import type { ComposedBlock, ComposedReport } from './composeReport.ts'
import { changesPart, docxTable } from './docxTable.ts'
import { contentsParts, panelPart } from './docxParts.ts'
import { watermarkPng, watermarkRun } from './docxWatermark.ts'
import { chartRun, docxChart, withCharts } from './docxChart.ts'
import type { DocxChart } from './docxChart.ts'
import {
  captionCounter,
  captionParagraphs,
  docxNotes,
  documentStyles,
  documentFont,
  inlineRuns,
  sizes,
  stackedRuns,
  textParagraphs,
} from './docxText.ts'

type Part = Paragraph | Table
type Orientation = ReportDefinition['orientation']

/** A4 in twentieths of a point, with margins in millimetres as official documents have them. */
const page = { width: 11_906, height: 16_838 }
const millimetre = 56.693
const margins = { top: 20 * millimetre, bottom: 20 * millimetre, left: 30 * millimetre, right: 15 * millimetre }
const roomPoints = (orientation: Orientation): number =>
  ((orientation === 'portrait' ? page.width : page.height) - margins.left - margins.right) / 20
const heightPoints = (orientation: Orientation): number =>
  ((orientation === 'portrait' ? page.height : page.width) - margins.top - margins.bottom) / 20

const headingLevels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
const headingSizes = [30, 28, 26] as const

const headingPart = (
  block: Extract<ComposedBlock, { type: 'heading' }>,
  language: PageLanguage,
  newPage = false,
): Paragraph => {
  const number = block.number === '' ? '' : `${block.number}. `
  const size = headingSizes[block.level - 1] ?? sizes.text
  const text: Bilingual = { vi: number + block.text.vi, en: block.text.en === '' ? '' : number + block.text.en }
  return new Paragraph({
    heading: headingLevels[block.level - 1] ?? HeadingLevel.HEADING_3,
    keepNext: true,
    ...(newPage ? { pageBreakBefore: true } : {}),
    spacing: { before: 240, after: 120 },
    children: [new Bookmark({ id: block.target, children: stackedRuns(text, language, { size, bold: true }) })],
  })
}

type Drawn = Extract<ComposedBlock, { type: 'chart' | 'map' }>

/** Caption, the drawing as Word draws it or as a vector picture, what must be told beneath it, its source. */
const pictureParts = (block: Drawn, index: number, { language, room, charts, counted }: Setting): Part[] => {
  const { cube, number, target } = block
  const definition = block.type === 'chart' ? block.chart : block.map
  const title = titleOfPicture(cube, definition)
  const numbered = number === '' ? title : { vi: `Hình ${number}. ${title.vi}`, en: `Figure ${number}. ${title.en}` }
  const alt = `${numbered.vi} / ${numbered.en}`
  const native = block.type === 'chart' ? docxChart(block, index, language, room, alt) : null
  if (native) charts.push(native)
  const notes = (native?.notes ?? []).map(
    (text) =>
      new Paragraph({ keepNext: true, children: inlineRuns({ vi: text, en: text }, 'vi', { size: sizes.note }) }),
  )
  const picture = native ? chartRun(native) : imageOf(block, index, language, room, { title: numbered.vi, alt })
  const source =
    cube.source.vi === '' && cube.source.en === ''
      ? []
      : [
          new Paragraph({
            spacing: { after: 160 },
            children: inlineRuns({ vi: `Nguồn: ${cube.source.vi}`, en: `Source: ${cube.source.en}` }, language, {
              size: sizes.note,
            }),
          }),
        ]
  return [
    ...captionParagraphs({ kind: 'figure', number, counted: counted('figure', number), title }, target, language),
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: source.length > 0, children: [picture] }),
    ...notes,
    ...source,
  ]
}

/** Vectors with texts as outlines, and a bitmap for older versions. The library counts pixels of 96 to the inch. */
const imageOf = (
  block: Drawn,
  index: number,
  language: PageLanguage,
  room: number,
  { title, alt }: { title: string; alt: string },
): ImageRun => {
  const own = language === 'en' ? 'en' : 'vi'
  const size = block.type === 'chart' ? block.chart : block.map
  const svg =
    block.type === 'map'
      ? (block.drawn[own]?.svg ?? '')
      : renderChartSvg(language === 'both' ? bilingualCube(block.cube) : block.cube, block.chart, own, {
          theme: block.chart.theme === 'print' ? 'print' : 'light',
          inline: { id: `figure${index}` },
        })
  const points = Math.min(room, (size.widthMm * 72) / 25.4)
  const width = (points * 96) / 72
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(outlinedSvg(svg)),
    fallback: { type: 'png', data: chartPng(svg, 200) },
    transformation: { width, height: (width * size.heightMm) / size.widthMm },
    altText: { name: `figure${index}`, title, description: alt },
  })
}

/** What the blocks of a document share while it is set. */
type Setting = {
  language: PageLanguage
  room: number
  pageHeight: number
  charts: DocxChart[]
  counted: ReturnType<typeof captionCounter>
}

const partsOf = (block: ComposedBlock, index: number, setting: Setting): Part[] => {
  const { language, room } = setting
  switch (block.type) {
    case 'heading':
      return [headingPart(block, language)]
    case 'paragraph': {
      const look = { size: block.style === 'note' ? sizes.note : sizes.text }
      const options = block.style === 'bullet' ? { bullet: { level: 0 } } : {}
      return textParagraphs(block.text, language, look, options)
    }
    case 'panel':
      return [panelPart(block.items, language, room), new Paragraph({ spacing: { after: 120 }, children: [] })]
    case 'contents':
      return contentsParts(block, language, room)
    // Where it stands decides how it is cut: see tableParts.
    case 'table':
      return []
    case 'chart':
    case 'map':
      return pictureParts(block, index, setting)
    case 'changes':
      return [changesPart(block.changes, language, room)]
    // At the foot of the pages themselves.
    case 'notes':
      return []
    case 'problem':
      return textParagraphs(block.text, language, { size: sizes.text, bold: true })
    case 'page_break':
      return [pageBreak()]
    case 'section':
      return []
  }
}

const opening = ({ definition, title }: ComposedReport): Paragraph[] => {
  const { language, cover } = definition
  const head = new Paragraph({ children: stackedRuns(definition.office, language, { size: 24, bold: true }) })
  const mark = definition.confidentiality
    ? [
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          children: inlineRuns(definition.confidentiality, language, { size: 24, bold: true }),
        }),
      ]
    : []
  const name = (size: number, before: number): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before, after: 240 },
      children: stackedRuns(title, language, { size, bold: true }),
    })
  if (!cover) return [head, ...mark, name(sizes.title, 240)]
  return [
    head,
    ...mark,
    name(48, 4200),
    new Paragraph({ alignment: AlignmentType.CENTER, children: stackedRuns(cover.subtitle, language, { size: 30 }) }),
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: 4800 },
      children: stackedRuns(cover.imprint, language, { size: 26 }),
    }),
    new Paragraph({ pageBreakBefore: true, children: [] }),
  ]
}

const sectionOptions = (
  report: ComposedReport,
  orientation: Orientation,
  children: Part[],
  watermark: { png: Buffer; stamp: string } | null,
): ISectionOptions => {
  const { language, confidentiality, margins: running } = report.definition
  const own = language === 'en' ? 'en' : 'vi'
  const { standing } = report
  const head = [running?.header[own] || report.title[own], confidentiality?.[own] ?? '', standing?.mark?.[own] ?? '']
    .filter((text) => text !== '')
    .join(' – ')
  const foot = [
    new TextRun({ children: [PageNumber.CURRENT], font: documentFont, size: 20 }),
    ...[running?.footer[own] ?? '', standing?.imprint[own] ?? '', watermark?.stamp ?? ''].flatMap((text) =>
      text === '' ? [] : [new TextRun({ text, break: 1, font: documentFont, size: 14 })],
    ),
  ]
  return {
    properties: {
      page: {
        // The library swaps width and height itself for a page that lies.
        size: {
          ...page,
          orientation: orientation === 'landscape' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: margins,
      },
    },
    headers: {
      default: new Header({
        children: [
          new Paragraph({
            alignment: AlignmentType.LEFT,
            children: [
              new TextRun({ text: head, font: documentFont, size: 16 }),
              ...(watermark
                ? [watermarkRun(watermark.png, standing?.mark ?? { vi: watermark.stamp, en: watermark.stamp })]
                : []),
            ],
          }),
        ],
      }),
    },
    footers: {
      default: new Footer({
        children: [new Paragraph({ alignment: AlignmentType.CENTER, children: foot })],
      }),
    },
    children,
  }
}

type Section = { orientation: Orientation; parts: Part[]; report: ComposedReport }

/** The paragraph a page begins with; as low as a line can be. */
const pageBreak = (): Paragraph =>
  new Paragraph({ pageBreakBefore: true, spacing: { before: 0, after: 0, line: 20 }, children: [] })

/** Points a heading takes with its second language and the room round it. */
const headingHeight = 58

/**
 * A table, with the headings right above it: one longer than its page begins a page of its own, so that each of its
 * parts says what it is.
 */
const tableParts = (
  headings: readonly Extract<ComposedBlock, { type: 'heading' }>[],
  block: Extract<ComposedBlock, { type: 'table' }>,
  setting: Setting,
  /** Nothing stands on the page yet. */
  fresh: boolean,
): Part[] => {
  const { language, room, pageHeight, counted } = setting
  const place = { language, roomPoints: room, pageHeight, above: headings.length * headingHeight }
  const { parts, long } = docxTable(block, { ...place, counted: counted('table', block.number) })
  const own = headings.map((heading, h) => headingPart(heading, language, long && h === 0 && !fresh))
  if (!long || headings.length > 0 || fresh) return [...own, ...parts]
  return [pageBreak(), ...parts]
}

const sectionsOf = (report: ComposedReport, charts: DocxChart[], offset: number): Section[] => {
  const blocks = arrangePages(report)
  const { definition } = report
  const first: Section = { orientation: definition.orientation, parts: opening(report), report }
  const sections = [first]
  const counted = captionCounter()
  let headings: Extract<ComposedBlock, { type: 'heading' }>[] = []
  // An office's name and title stand on the first page already, a cover ends with a page break.
  let fresh = definition.cover !== undefined
  blocks.forEach((block, index) => {
    const last = sections.at(-1) ?? first
    const { orientation } = last
    const setting: Setting = {
      language: definition.language,
      room: roomPoints(orientation),
      pageHeight: heightPoints(orientation),
      charts,
      counted,
    }
    if (block.type === 'heading') {
      headings.push(block)
      return
    }
    if (block.type === 'table') last.parts.push(...tableParts(headings, block, setting, fresh))
    else last.parts.push(...headings.map((heading) => headingPart(heading, definition.language)))
    headings = []
    const turns = block.type === 'section' && block.orientation !== orientation
    fresh = block.type === 'page_break' || turns
    if (turns) sections.push({ orientation: block.orientation, parts: [], report })
    else last.parts.push(...partsOf(block, index + offset, setting))
  })
  sections.at(-1)?.parts.push(...headings.map((heading) => headingPart(heading, definition.language)))
  return sections.filter((section, s) => s === 0 || section.parts.length > 0)
}

export const reportDocx = async (
  report: ComposedReport,
  { program, stamp = null }: { program: string; stamp?: string | null },
): Promise<Uint8Array> => {
  const { definition, standing } = report
  const mark = standing?.mark?.[definition.language === 'en' ? 'en' : 'vi'] ?? null
  const watermark = mark === null && stamp === null ? null : { png: watermarkPng({ mark, stamp }), stamp: stamp ?? '' }
  const charts: DocxChart[] = []
  // Apart: the whole in Vietnamese, then the whole in English, each with its own heads and lists.
  const apart = definition.language === 'both' && definition.bilingual === 'apart'
  const inOne = (language: 'vi' | 'en', prefix: string): ComposedReport => ({
    ...report,
    definition: { ...definition, language },
    blocks: renamed(report.blocks, prefix),
  })
  const sections = apart
    ? [...sectionsOf(inOne('vi', ''), charts, 0), ...sectionsOf(inOne('en', 'en-'), charts, report.blocks.length * 3)]
    : sectionsOf(report, charts, 0)
  const document = new Document({
    creator: program,
    title: report.title.vi,
    description: report.title.en,
    styles: documentStyles,
    features: { updateFields: false },
    sections: sections.map(({ orientation, parts, report: own }) => sectionOptions(own, orientation, parts, watermark)),
    footnotes: docxNotes(report.blocks, definition.language),
  })
  return withCharts(await Packer.toBuffer(document), charts)
}
