// The mark of what is not approved, behind the text of every page of a Word document. In: words. Out: a picture and where it floats.
// A picture, since Word and LibreOffice draw text effects differently; the words stand in the header as text too.
import { HorizontalPositionRelativeFrom, HorizontalPositionAlign, ImageRun, TextWrappingType } from 'docx'
import { VerticalPositionAlign, VerticalPositionRelativeFrom } from 'docx'
import { chartPng } from '#engine/disseminate/chart/chartPng.ts'
import { escapeXml } from '#engine/disseminate/chart/escapeXml.ts'
import { fontFamily } from '#engine/disseminate/chart/fonts.ts'
import { textWidth } from '#shared/chart/textFit.ts'
import type { Bilingual } from '#shared/model/text.ts'

const sizeMm = 150

export const watermarkPng = (words: string): Buffer => {
  const text = words.toUpperCase()
  // As large as the diagonal lets it be.
  const size = Math.min(20, 165 / Math.max(1, textWidth(text, 1, true)))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${sizeMm}mm" height="${sizeMm}mm" viewBox="0 0 ${sizeMm} ${sizeMm}"><text x="75" y="75" transform="rotate(-35 75 75)" text-anchor="middle" style="font-family:'${fontFamily}';font-weight:700;font-size:${size.toFixed(2)}px" fill="#e3e3e3">${escapeXml(text)}</text></svg>`
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
