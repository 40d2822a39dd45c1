// A picture in a Word document at its printed size: vector (texts as outlines, so that no font is missing) with a
// bitmap for old versions, its alternative text, and its table beneath. In: a picture. Out: DOCX bytes. Never a picture
// without its words.
import {
  AlignmentType,
  Document,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { chartPng, outlinedSvg } from './chartPng.ts'
import type { Picture } from './picture.ts'

/** The library counts in pixels of 1/96 inch. */
const pixels = (millimetres: number): number => Math.round((millimetres / 25.4) * 96)
const wideRows = 120

const tableOf = ({ heads, texts }: Picture['table']): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [heads, ...texts.slice(0, wideRows)].map(
      (cells, row) =>
        new TableRow({
          tableHeader: row === 0,
          children: cells.map(
            (text, column) =>
              new TableCell({
                children: [
                  new Paragraph({
                    alignment: column === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
                    children: [new TextRun({ text, bold: row === 0, size: 18 })],
                  }),
                ],
              }),
          ),
        }),
    ),
  })

export const pictureDocx = async (picture: Picture): Promise<Uint8Array> => {
  const { svg, dpi, size, title, description, table } = picture
  const transformation = { width: pixels(size.widthMm), height: pixels(size.heightMm) }
  const image = new ImageRun({
    type: 'svg',
    data: Buffer.from(outlinedSvg(svg)),
    fallback: { type: 'png', data: chartPng(svg, dpi) },
    transformation,
    altText: { title, description, name: title },
  })
  const document = new Document({
    title,
    description,
    styles: { default: { document: { run: { font: 'Times New Roman', size: 24 } } } },
    sections: [
      {
        children: [
          new Paragraph({ children: [image] }),
          ...(table.rows.length > 0 ? [new Paragraph(''), tableOf(table)] : []),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
