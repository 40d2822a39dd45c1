// A chart's SVG as PNG at a printed resolution, or with its texts as outlines, with our own fonts. In: a self-contained
// SVG sized in millimetres, dots per inch. Out: PNG bytes that say their resolution; SVG. Never a font of the system:
// the same on every machine.
import { Resvg } from '@resvg/resvg-js'
import { crc32 } from 'node:zlib'
import { fail } from '#shared/model/failure.ts'
import { fontFamily, rasterFontFiles } from './fonts.ts'

/** The pHYs chunk: dots per metre, placed right after the header so that Word and printers take the size as meant. */
const withResolution = (png: Buffer, dpi: number): Buffer => {
  const headerEnd = 33
  const chunk = Buffer.alloc(21)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  const perMetre = Math.round(dpi / 0.0254)
  chunk.writeUInt32BE(perMetre, 8)
  chunk.writeUInt32BE(perMetre, 12)
  chunk.writeUInt8(1, 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)])
}

const fonts = () => ({
  loadSystemFonts: false,
  fontFiles: rasterFontFiles(),
  defaultFontFamily: fontFamily,
  sansSerifFamily: fontFamily,
})

export const chartPng = (svg: string, dpi: number): Buffer => {
  const width = /<svg[^>]* width="([\d.]+)mm"/.exec(svg)?.[1]
  if (width === undefined) return fail('UNEXPECTED', {}, 'chart SVG without a width in millimetres')
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'width', value: Math.round((Number(width) / 25.4) * dpi) },
    font: fonts(),
    background: '#ffffff',
    languages: ['vi', 'en'],
  })
  return withResolution(resvg.render().asPng(), dpi)
}

/** Texts as outlines: programs that ignore fonts inside an SVG show it as it is. */
export const outlinedSvg = (svg: string): string =>
  new Resvg(svg, { font: fonts(), languages: ['vi', 'en'] }).toString()
