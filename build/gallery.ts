// A page of every kind of chart and map as they print, in colour and in greyscale. In: a folder (out/gallery unless given).
// Out: a PNG of each and two pages with all of them. Made-up figures only; nothing of a workspace is read.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chartPng } from '#engine/disseminate/chart/chartPng.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import { galleryCharts } from '../test/fixtures/chartGallery.ts'
import { asProtected } from '../test/fixtures/sampleCube.ts'

type Picture = { name: string; svg: string; widthMm: number; heightMm: number }

const pictures = (language: 'vi' | 'en', theme: 'light' | 'print'): Picture[] =>
  galleryCharts.map(({ name, cube, definition }) => ({
    name,
    svg: renderChartSvg(asProtected(cube), definition, language, { theme }),
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
  }))

const columns = 3
const gap = 6

/** All pictures on one page, each at its printed size; names inside kept apart. */
const pageOf = (all: Picture[], grey: boolean): string => {
  const width = Math.max(...all.map((p) => p.widthMm)) + gap
  const tops = Array.from({ length: columns }, () => gap)
  const placed = all.map((picture, i) => {
    const column = tops.indexOf(Math.min(...tops))
    const top = tops[column] ?? 0
    tops[column] = top + picture.heightMm + gap
    const body = picture.svg
      .replace(/<style[\s\S]*?<\/style>/, '')
      .replace(/chart-(\d+)/g, `g${i}-$1`)
      .replace(
        /^<svg([^>]*) width="[^"]*" height="[^"]*"/,
        (_, rest: string) =>
          `<svg${rest} x="${gap + column * width}" y="${top}" width="${picture.widthMm}" height="${picture.heightMm}"`,
      )
    return body
  })
  const [w, h] = [columns * width + gap, Math.max(...tops)]
  const filter = '<filter id="grey"><feColorMatrix type="saturate" values="0"/></filter>'
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${w}mm" height="${h}mm" viewBox="0 0 ${w} ${h}">${filter}<rect width="${w}" height="${h}" fill="#f0f0f0"/><g${grey ? ' filter="url(#grey)"' : ''}>${placed.join('')}</g></svg>`
}

export const drawGallery = (folder: string): string[] => {
  mkdirSync(folder, { recursive: true })
  const written: string[] = []
  const write = (name: string, svg: string, dpi: number): void => {
    const path = join(folder, `${name}.png`)
    writeFileSync(path, chartPng(svg, dpi))
    written.push(path)
  }
  const [light, print] = [pictures('vi', 'light'), pictures('en', 'print')]
  for (const { name, svg } of light) write(name, svg, 110)
  for (const { name, svg } of print) write(`${name}-print`, svg, 110)
  write('gallery', pageOf(light, false), 96)
  write('gallery-grey', pageOf(light, true), 96)
  write('gallery-print', pageOf(print, false), 96)
  return written
}

if (process.argv[1]?.endsWith('gallery.ts')) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'out', 'gallery')
  for (const path of drawGallery(folder)) process.stdout.write(`${path}\n`)
}
