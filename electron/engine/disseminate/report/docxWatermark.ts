// The mark of what is not approved and who wrote it when, behind the text of every page of a Word document. In: words.
// Out: a picture and where it floats. A picture, since Word and LibreOffice draw text effects differently; the words
// stand in the header as text too.
import { HorizontalPositionRelativeFrom, HorizontalPositionAlign, ImageRun, TextWrappingType } from 'docx'
import { VerticalPositionAlign, VerticalPositionRelativeFrom } from 'docx'
import { chartPng } from '#engine/disseminate/chart/chartPng.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { fontFamily } from '#engine/disseminate/chart/fonts.ts'
import { textWidth } from '#shared/chart/textFit.ts'
import type { Bilingual } from '#shared/model/text.ts'

const sizeMm = 150

const line = (text: string, y: number, largest: number): string => {
  // As large as the diagonal lets it be.
  const size = Math.min(largest, 165 / Math.max(1, textWidth(text, 1, true)))
  return `<text x="75" y="${y}" transform="rotate(-35 75 75)" text-anchor="middle" style="font-family:'${fontFamily}';font-weight:700;font-size:${size.toFixed(2)}px" fill="#e3e3e3">${escapeXml(text)}</text>`
}

/** `mark`: what the pages are not yet; `stamp`: who wrote them, when. */
export const watermarkPng = ({ mark, stamp }: { mark: string | null; stamp: string | null }): Buffer => {
  const lines = [mark === null ? '' : line(mark.toUpperCase(), 75, 20), stamp === null ? '' : line(stamp, 90, 8)]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${sizeMm}mm" height="${sizeMm}mm" viewBox="0 0 ${sizeMm} ${sizeMm}">${lines.join('')}</svg>`
  return chartPng(svg, 150)
}

export const watermarkRun = (png: Buffer, words: Bilingual): ImageRun => {
  const pixels = (sizeMm / 25.4) * 96
  return new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: pixels, height: pixels },
    altText: { name: 'watermark', title: words.vi, description: words.en },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, align: HorizontalPositionAlign.CENTER },
      verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, align: VerticalPositionAlign.CENTER },
      behindDocument: true,
      wrap: { type: TextWrappingType.NONE },
    },
  })
}
