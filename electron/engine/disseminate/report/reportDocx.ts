// A composed report as a Word document: real headings, tables, captions, page numbers and fields, laid out alike by Word and
// LibreOffice. In: blocks ready to be set. Out: the bytes of the file. Never an unprotected cube, never a macro or a link outwards.
import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  LeaderType,
  Packer,
  PageNumber,
  PageOrientation,
  PageReference,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { ISectionOptions } from 'docx'
import { chartPng } from '#engine/disseminate/chart/chartPng.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { bilingualCube } from './bilingualCube.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import { arrangePages } from './arrangePages.ts'
import { titleOfPicture } from './composeReport.ts'
import type { ComposedBlock, ComposedReport, PanelItem } from './composeReport.ts'
import { changesPart, docxTable } from './docxTable.ts'
import { watermarkPng, watermarkRun } from './docxWatermark.ts'
import {
  captionParagraph,
  docxNotes,
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

const headingLevels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
const headingSizes = [30, 28, 26] as const

const headingPart = (block: Extract<ComposedBlock, { type: 'heading' }>, language: PageLanguage): Paragraph => {
  const number = block.number === '' ? '' : `${block.number}. `
  const size = headingSizes[block.level - 1] ?? sizes.text
  const text: Bilingual = { vi: number + block.text.vi, en: block.text.en === '' ? '' : number + block.text.en }
  return new Paragraph({
    heading: headingLevels[block.level - 1] ?? HeadingLevel.HEADING_3,
    keepNext: true,
    spacing: { before: 240, after: 120 },
    children: [new Bookmark({ id: block.target, children: stackedRuns(text, language, { size, bold: true }) })],
  })
}

const panelPart = (items: readonly PanelItem[], language: PageLanguage, room: number): Table => {
  const width = Math.floor((room * 20) / items.length)
  const rule = { style: BorderStyle.SINGLE, size: 12, color: '0F4C81' } as const
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
  const cells = items.map(({ label, figure, change }) => {
    const lines = [
      new Paragraph({ children: stackedRuns(label, language, { size: sizes.note }) }),
      new Paragraph({ children: inlineRuns(figure, language === 'both' ? 'vi' : language, { size: 34, bold: true }) }),
      ...(change === null ? [] : [new Paragraph({ children: inlineRuns(change, language, { size: sizes.note }) })]),
    ]
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 80, bottom: 80, left: 100, right: 100 },
      shading: { fill: 'F3F6F9' },
      borders: { top: rule, bottom: none, left: none, right: none },
      children: lines,
    })
  })
  return new Table({
    width: { size: width * items.length, type: WidthType.DXA },
    columnWidths: items.map(() => width),
    rows: [new TableRow({ cantSplit: true, children: cells })],
  })
}

const contentsTitle: Record<Extract<ComposedBlock, { type: 'contents' }>['of'], Bilingual> = {
  headings: { vi: 'Mục lục', en: 'Contents' },
  tables: { vi: 'Danh mục biểu', en: 'List of tables' },
  figures: { vi: 'Danh mục hình', en: 'List of figures' },
}

const contentsParts = (
  { of, entries }: Extract<ComposedBlock, { type: 'contents' }>,
  language: PageLanguage,
  room: number,
): Paragraph[] => [
  new Paragraph({
    spacing: { before: 240, after: 120 },
    children: inlineRuns(contentsTitle[of], language, { size: 28, bold: true }),
  }),
  ...entries.map(({ label, text, target, level }) => {
    const named = { vi: `${label.vi} ${text.vi}`.trim(), en: text.en === '' ? '' : `${label.en} ${text.en}`.trim() }
    return new Paragraph({
      indent: { left: (level - 1) * 280 },
      spacing: { after: 40 },
      tabStops: [{ type: TabStopType.RIGHT, position: Math.round(room * 20), leader: LeaderType.DOT }],
      children: [
        new InternalHyperlink({ anchor: target, children: inlineRuns(named, language, { size: 24 }) }),
        new TextRun({ text: '\t', size: 24 }),
        new PageReference(target),
      ],
    })
  }),
]

type Drawn = Extract<ComposedBlock, { type: 'chart' | 'map' }>

/** Caption, the drawing as a picture of print resolution, its source. */
const pictureParts = (block: Drawn, index: number, language: PageLanguage, room: number): Part[] => {
  const { cube, number, target } = block
  const definition = block.type === 'chart' ? block.chart : block.map
  const title = titleOfPicture(cube, definition)
  const numbered = number === '' ? title : { vi: `Hình ${number}. ${title.vi}`, en: `Figure ${number}. ${title.en}` }
  const { height, width, png } = pngOf(block, index, language, room)
  const picture = new ImageRun({
    type: 'png',
    data: png,
    transformation: { width, height },
    altText: { name: `figure${index}`, title: numbered.vi, description: `${numbered.vi} / ${numbered.en}` },
  })
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
    captionParagraph(numbered, target, language),
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: source.length > 0, children: [picture] }),
    ...source,
  ]
}

/** The library counts pixels of 96 to the inch. */
const pngOf = (
  block: Drawn,
  index: number,
  language: PageLanguage,
  room: number,
): { width: number; height: number; png: Buffer } => {
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
  return { width, height: (width * size.heightMm) / size.widthMm, png: chartPng(svg, 300) }
}

const partsOf = (block: ComposedBlock, index: number, language: PageLanguage, room: number): Part[] => {
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
    case 'table':
      return docxTable(block, language, room)
    case 'chart':
    case 'map':
      return pictureParts(block, index, language, room)
    case 'changes':
      return [changesPart(block.changes, language, room)]
    // At the foot of the pages themselves.
    case 'notes':
      return []
    case 'problem':
      return textParagraphs(block.text, language, { size: sizes.text, bold: true })
    case 'page_break':
      return [new Paragraph({ pageBreakBefore: true, children: [] })]
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

export const reportDocx = async (
  report: ComposedReport,
  { program, stamp = null }: { program: string; stamp?: string | null },
): Promise<Buffer> => {
  const { definition, standing } = report
  const blocks = arrangePages(report)
  const mark = standing?.mark?.[definition.language === 'en' ? 'en' : 'vi'] ?? null
  const watermark = mark === null && stamp === null ? null : { png: watermarkPng({ mark, stamp }), stamp: stamp ?? '' }
  const sections: { orientation: Orientation; parts: Part[] }[] = [
    { orientation: definition.orientation, parts: opening(report) },
  ]
  blocks.forEach((block, index) => {
    const last = sections.at(-1)
    if (block.type === 'section' && block.orientation !== last?.orientation)
      sections.push({ orientation: block.orientation, parts: [] })
    else last?.parts.push(...partsOf(block, index, definition.language, roomPoints(last.orientation)))
  })
  const document = new Document({
    creator: program,
    title: report.title.vi,
    description: report.title.en,
    styles: { default: { document: { run: { font: documentFont, size: sizes.text } } } },
    features: { updateFields: false },
    sections: sections.map(({ orientation, parts }) => sectionOptions(report, orientation, parts, watermark)),
    footnotes: docxNotes(blocks, definition.language),
  })
  return Packer.toBuffer(document)
}
