// Panels of figures and lists of contents in a Word document. In: composed blocks, the room of the page. Out: parts of
// the docx library.
import {
  BorderStyle,
  InternalHyperlink,
  LeaderType,
  PageReference,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx'
import type { Bilingual } from '#shared/model/text.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import type { ComposedBlock, PanelItem } from './composeReport.ts'
import { inlineRuns, sizes, stackedRuns } from './docxText.ts'

export const panelPart = (items: readonly PanelItem[], language: PageLanguage, room: number): Table => {
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

export const contentsParts = (
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
