// A drawn picture as the bytes of a file: SVG, PNG, a Word document with it, a workbook with its figures. In: SVG, its
// table, a format. Out: bytes. Never a figure that is not in the picture's own table.
import { chartPng } from './chartPng.ts'
import type { Picture } from './picture.ts'

export const pictureBytes = async (picture: Picture): Promise<Uint8Array | string> => {
  const { svg, format, dpi } = picture
  if (format === 'svg') return svg
  if (format === 'png') return chartPng(svg, dpi)
  // Loaded when first needed: both libraries are large.
  if (format === 'docx') return (await import('./pictureDocx.ts')).pictureDocx(picture)
  return (await import('./pictureXlsx.ts')).pictureXlsx(picture)
}
