// A protected cube as real tables of a Word document: caption, unit line, headings that repeat on every page, whole
// rows, notes, source. In: a protected cube, the room of the page. Out: paragraphs and tables; a wide cube as panels
// "(Tiếp theo)". Never a column dropped.
import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { ITableCellBorders, TextRun } from 'docx'
import { formatCell } from '#shared/format/cell.ts'
import { markedLabel } from '#shared/format/footnotes.ts'
import { headerCells } from '#shared/format/headerCells.ts'
import { headerSlice } from '#shared/format/headerSlice.ts'
import { layoutTable } from '#shared/format/tableLayout.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import { tableNotes } from '#shared/format/tableNotes.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { FigureChange } from '#shared/contract/issues.ts'
import type { PageLanguage } from '#engine/disseminate/page/bilingualHtml.ts'
import { changeHeads, changeRow } from './changesTable.ts'
import type { ComposedBlock } from './composeReport.ts'
import { chunksOf } from './docxChunks.ts'
import type { Chunk } from './docxChunks.ts'
import { captionParagraphs, inlineRuns, sizes, stackedRuns } from './docxText.ts'
import type { Caption } from './docxText.ts'
import { panelWidths, tablePanels } from '#engine/disseminate/page/tablePanels.ts'
import type { TablePanels } from '#engine/disseminate/page/tablePanels.ts'

type Scene = { cube: ProtectedCube; layout: TableLayout; plan: TablePanels; language: PageLanguage }
type Panel = TablePanels['panels'][number]

const hair = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const twentieths = (points: number): number => Math.round(points * 20)

const cell = (
  runs: TextRun[],
  options: {
    width: number
    align?: (typeof AlignmentType)[keyof typeof AlignmentType]
    columnSpan?: number
    rowSpan?: number
    indent?: number
    borders?: ITableCellBorders
    keepNext?: boolean
  },
): TableCell =>
  new TableCell({
    width: { size: options.width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    margins: { left: 40, right: 40 },
    borders: options.borders ?? { top: none, bottom: none, left: none, right: none },
    ...(options.columnSpan === undefined ? {} : { columnSpan: options.columnSpan }),
    ...(options.rowSpan === undefined ? {} : { rowSpan: options.rowSpan }),
    children: [
      new Paragraph({
        alignment: options.align ?? AlignmentType.LEFT,
        keepNext: options.keepNext === true,
        ...(options.indent === undefined ? {} : { indent: { left: options.indent } }),
        children: runs,
      }),
    ],
  })

const withMarks = (label: Bilingual, marks: readonly string[] | undefined): Bilingual =>
  markedLabel({ label, ...(marks === undefined ? {} : { marks: [...marks] }) })

const headRows = ({ layout, language }: Scene, panel: Panel, widths: number[]): TableRow[] => {
  const slices = headerSlice(layout.headerRows, panel.from, panel.to)
  const ruled: ITableCellBorders = { top: hair, bottom: hair, left: hair, right: none }
  const stub = layout.stubHeaders
    .map((label, i) => withMarks(label, layout.stubHeaderMarks[i]))
    .reduce(
      (a, b) => ({ vi: [a.vi, b.vi].filter(Boolean).join(' / '), en: [a.en, b.en].filter(Boolean).join(' / ') }),
      { vi: '', en: '' },
    )
  return headerCells(slices).map((row, r) => {
    const corner =
      r === 0
        ? [
            cell(stackedRuns(stub, language, { size: sizes.table, bold: true }), {
              width: widths[0] ?? 0,
              align: AlignmentType.CENTER,
              rowSpan: Math.max(1, slices.length),
              borders: { ...ruled, left: none },
            }),
          ]
        : []
    const cells = row.map(({ header, column, rowSpan }) => {
      const width = widths.slice(1 + column, 1 + column + header.span).reduce((a, b) => a + b, 0)
      const unit = header.unit ? { vi: ` (${header.unit.vi})`, en: ` (${header.unit.en})` } : { vi: '', en: '' }
      const label = withMarks(header.label, header.marks)
      const text = { vi: label.vi + unit.vi, en: label.en + unit.en }
      return cell(stackedRuns(text, language, { size: sizes.table, bold: true }), {
        width,
        keepNext: true,
        align: AlignmentType.CENTER,
        columnSpan: header.span,
        rowSpan,
        borders: ruled,
      })
    })
    return new TableRow({ tableHeader: true, cantSplit: true, children: [...corner, ...cells] })
  })
}

const bodyRows = (
  { cube, layout, plan, language }: Scene,
  panel: Panel,
  widths: number[],
  chunk: Chunk,
  withNotes: boolean,
): TableRow[] =>
  plan.lines.slice(chunk.from, chunk.to).map((line, index, own) => {
    // A part stands whole on its page, the last together with its notes.
    const keepNext = withNotes || index < own.length - 1
    const borders: ITableCellBorders = {
      top: none,
      left: none,
      right: none,
      bottom: index === own.length - 1 ? hair : none,
    }
    const bold = line.total || line.row === null
    const label = withMarks(line.label, line.marks)
    const unit = line.unit ? { vi: ` (${line.unit.vi})`, en: ` (${line.unit.en})` } : { vi: '', en: '' }
    const runs = inlineRuns({ vi: label.vi + unit.vi, en: label.en + unit.en }, language, { size: sizes.table, bold })
    const indent = line.indent * 160
    if (line.row === null)
      return new TableRow({
        cantSplit: true,
        children: [
          cell(runs, {
            width: widths.reduce((a, b) => a + b, 0),
            columnSpan: widths.length,
            indent,
            borders,
            keepNext,
          }),
        ],
      })
    const figures = (layout.rows[line.row]?.cells ?? []).slice(panel.from, panel.to).map((figure, c) => {
      const measure = cube.measures[figure.measure]
      const text = measure ? formatCell(figure, measure, language === 'en' ? 'en' : 'vi') : ''
      const marks = figure.marks === undefined || figure.marks.length === 0 ? '' : ` (${figure.marks.join(', ')})`
      return cell(
        inlineRuns({ vi: text + marks, en: text + marks }, 'vi', { size: sizes.table, bold: bold || figure.total }),
        {
          width: widths[c + 1] ?? 0,
          align: AlignmentType.RIGHT,
          borders,
          keepNext,
        },
      )
    })
    return new TableRow({
      cantSplit: true,
      children: [cell(runs, { width: widths[0] ?? 0, indent, borders, keepNext }), ...figures],
    })
  })

/** The list of revised figures of an issue. */
export const changesPart = (changes: readonly FigureChange[], language: PageLanguage, roomPoints: number): Table => {
  const widths = [0.2, 0.32, 0.12, 0.12, 0.24].map((share) => twentieths(share * roomPoints))
  const own = (texts: readonly Bilingual[], bold: boolean): TableCell[] =>
    texts.map((text, c) => {
      const figure = c === 2 || c === 3
      const shown = figure && language === 'both' ? 'vi' : language
      return cell(inlineRuns(text, shown, { size: sizes.note, bold }), {
        width: widths[c] ?? 0,
        align: figure ? AlignmentType.RIGHT : AlignmentType.LEFT,
        borders: { top: none, left: none, right: none, bottom: bold ? hair : none },
      })
    })
  return new Table({
    width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: own(changeHeads, true) }),
      ...changes.map((change) => new TableRow({ cantSplit: true, children: own(changeRow(change), false) })),
    ],
  })
}

export type TablePlace = {
  language: PageLanguage
  roomPoints: number
  pageHeight: number
  /** Points of headings that stand over the table on its first page. */
  above: number
  counted: boolean
}

export const docxTable = (
  { cube, number, target, maxRows }: Extract<ComposedBlock, { type: 'table' }>,
  { language, roomPoints, pageHeight, above, counted }: TablePlace,
): { parts: (Paragraph | Table)[]; long: boolean } => {
  const layout = layoutTable(cube)
  const notes = tableNotes(cube, layout)
  const whole = tablePanels(cube, layout, language, roomPoints)
  const plan = maxRows === undefined ? whole : { ...whole, lines: whole.lines.slice(0, maxRows) }
  const scene: Scene = { cube, layout, plan, language }
  const title = markedLabel({ label: cube.title, marks: layout.titleMarks })
  const caption = (continued: boolean): Caption => ({ kind: 'table', number, counted, title, continued })
  const line = (
    text: Bilingual,
    align: (typeof AlignmentType)[keyof typeof AlignmentType],
    keepNext: boolean,
  ): Paragraph =>
    new Paragraph({
      alignment: align,
      keepNext,
      spacing: { after: 40 },
      children: inlineRuns(text, language, { size: sizes.note }),
    })
  if (layout.rows.length === 0)
    return {
      parts: [
        ...captionParagraphs(caption(false), target, language),
        line({ vi: 'Không có số liệu.', en: 'No figures.' }, AlignmentType.LEFT, false),
      ],
      long: false,
    }
  const cut: Bilingual[] =
    plan.lines.length < whole.lines.length
      ? [
          {
            vi: `Chỉ in ${plan.lines.length} dòng đầu trong ${whole.lines.length} dòng.`,
            en: `First ${plan.lines.length} of ${whole.lines.length} lines printed.`,
          },
        ]
      : []
  const foot = [
    ...cut,
    ...notes.notes,
    ...(notes.symbols ? [notes.symbols] : []),
    ...(notes.source ? [notes.source] : []),
  ]
  const panels = plan.panels.map((panel, p) => {
    const widths = panelWidths(plan, panel, roomPoints)
    const facts = { layout, language, widths, foot, pageHeight, above: p === 0 ? above : 0 }
    return { panel, widths: widths.map(twentieths), chunks: chunksOf(plan, panel, facts) }
  })
  const parts = panels.flatMap(({ panel, widths, chunks }, p) =>
    chunks.flatMap((chunk, c): (Paragraph | Table)[] => {
      // A part that fills a page, and what follows one, begins a page.
      const newPage = c > 0 || (p > 0 && (chunks.length > 1 || (panels[p - 1]?.chunks.length ?? 1) > 1))
      return [
        ...captionParagraphs(caption(p > 0 || c > 0), p === 0 && c === 0 ? target : null, language, { newPage }),
        ...(c > 0 ? [] : notes.layer.map((layer) => line(layer, AlignmentType.LEFT, true))),
        ...(cube.status === 'official' ? [] : [line(notes.status, AlignmentType.LEFT, true)]),
        ...(notes.unit.vi === '' ? [] : [line(notes.unit, AlignmentType.RIGHT, true)]),
        new Table({
          width: { size: widths.reduce((a, b) => a + b, 0), type: WidthType.DXA },
          columnWidths: widths,
          layout: TableLayoutType.FIXED,
          rows: [
            ...headRows(scene, panel, widths),
            ...bodyRows(
              scene,
              panel,
              widths,
              chunk,
              foot.length > 0 && p === panels.length - 1 && c === chunks.length - 1,
            ),
          ],
        }),
      ]
    }),
  )
  return {
    parts: [...parts, ...foot.map((text, i) => line(text, AlignmentType.LEFT, i < foot.length - 1))],
    long: (panels[0]?.chunks.length ?? 1) > 1,
  }
}
