// icon.svg → icon.ico (16 to 256 pixels, PNG entries) and icon.png. In: the drawing. Out: the files the installer and
// windows use.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { root } from './bundle.ts'

export const iconSizes = [16, 24, 32, 48, 64, 128, 256]

/** ICO container around PNG images: header of 6 bytes, 16 bytes an entry, then the images. */
export const icoFile = (images: { size: number; png: Uint8Array }[]): Uint8Array => {
  const head = Buffer.alloc(6 + 16 * images.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(images.length, 4)
  let offset = head.length
  images.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index
    head.writeUInt8(size === 256 ? 0 : size, at)
    head.writeUInt8(size === 256 ? 0 : size, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([head, ...images.map((image) => image.png)])
}

if (process.argv[1]?.endsWith('makeIcons.ts')) {
  const folder = join(root, 'build', 'icons')
  const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
  const images = iconSizes.map((size) => ({
    size,
    png: new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng(),
  }))
  writeFileSync(join(folder, 'icon.ico'), icoFile(images))
  writeFileSync(join(folder, 'icon.png'), images.at(-1)?.png ?? new Uint8Array())
}
