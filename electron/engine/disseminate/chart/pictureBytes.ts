// A drawn picture as the bytes of a file: SVG, PNG, a Word document with it, a workbook with its figures. In: SVG, its table, a format.
// Out: bytes. Never a figure that is not in the picture's own table.
import type { PictureFormat } from '#shared/contract/pictures.ts'
import type { Language } from '#shared/model/text.ts'
import { chartPng } from './chartPng.ts'
import type { NativeChart } from './nativeChart.ts'

export type PictureTable = {
  heads: string[]
  rows: (string | number)[][]
  /** The same as the table prints them. */
  texts: string[][]
  decimals: number
}

export type Picture = {
  svg: string
  format: PictureFormat
  dpi: number
  language: Language
  size: { widthMm: number; heightMm: number }
  title: string
  description: string
  table: PictureTable
  /** A chart Excel draws itself; null: the picture stands beside the figures. */
  native: NativeChart | null
}

export const pictureBytes = async (picture: Picture): Promise<Uint8Array | string> => {
  const { svg, format, dpi } = picture
  if (format === 'svg') return svg
  if (format === 'png') return chartPng(svg, dpi)
  // Loaded when first needed: both libraries are large.
  if (format === 'docx') return (await import('./pictureDocx.ts')).pictureDocx(picture)
  return (await import('./pictureXlsx.ts')).pictureXlsx(picture)
}
