// A page of every kind of chart and map as they print, in colour and in greyscale. In: a folder (out/gallery unless
// given), files of boundaries to draw maps on too. Out: a PNG of each and two pages with all of them. Made-up figures
// only; nothing of a workspace is read.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { chartPng } from '#engine/disseminate/chart/chartPng.ts'
import { renderChartSvg } from '#engine/disseminate/chart/chartSvg.ts'
import { readBoundaryFile } from '#engine/disseminate/map/readBoundaryFile.ts'
import { renderMapSvg } from '#engine/disseminate/map/mapSvg.ts'
import type { BoundarySet } from '#shared/map/boundaries.ts'
import { galleryCharts } from '#test/fixtures/chartGallery.ts'
import { galleryMaps, mapsOn } from '#test/fixtures/mapGallery.ts'
import { asProtected } from '#test/fixtures/sampleCube.ts'

type Picture = { name: string; svg: string; widthMm: number; heightMm: number }

const pictures = (language: 'vi' | 'en', theme: 'light' | 'print', sets: BoundarySet[]): Picture[] => [
  ...galleryCharts.map(({ name, cube, definition }) => ({
    name,
    svg: renderChartSvg(asProtected(cube), definition, language, { theme }),
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
  })),
  ...[...galleryMaps, ...sets.flatMap(mapsOn)].map(({ name, cube, definition }) => ({
    name,
    svg: renderMapSvg(asProtected(cube), definition, (id) => sets.find((s) => s.id === id) ?? none(id), language, {
      theme,
    }).svg,
    widthMm: definition.widthMm,
    heightMm: definition.heightMm,
  })),
]

const none = (id: string): never => {
  throw new Error(`no boundaries ${id}`)
}

/** A file of boundaries with a column "code", as a set. */
const setOf = async (path: string): Promise<BoundarySet> => {
  const [layer] = await readBoundaryFile(path)
  const id = basename(path).replace(/\W.*$/, '')
  const features = layer?.features.map((f) => ({ code: String(f.properties['code']), name: '', rings: f.rings })) ?? []
  return { id, title: { vi: id, en: id }, features }
}

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

export const drawGallery = async (folder: string, boundaries: string[] = []): Promise<string[]> => {
  const sets = await Promise.all(boundaries.map(setOf))
  mkdirSync(folder, { recursive: true })
  const written: string[] = []
  const write = (name: string, svg: string, dpi: number): void => {
    const path = join(folder, `${name}.png`)
    writeFileSync(path, chartPng(svg, dpi))
    written.push(path)
  }
  const [light, print] = [pictures('vi', 'light', sets), pictures('en', 'print', sets)]
  for (const { name, svg } of light) write(name, svg, 110)
  for (const { name, svg } of print) write(`${name}-print`, svg, 110)
  write('gallery', pageOf(light, false), 96)
  write('gallery-grey', pageOf(light, true), 96)
  write('gallery-print', pageOf(print, false), 96)
  return written
}

if (process.argv[1]?.endsWith('gallery.ts')) {
  const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'out', 'gallery')
  for (const path of await drawGallery(folder, process.argv.slice(3))) process.stdout.write(`${path}\n`)
}
