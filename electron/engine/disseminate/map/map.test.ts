// Boundaries from four formats agree with each other and with GDAL; every map kind draws its texts apart; codes that do
// not match are listed.
import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ringArea } from '#shared/map/boundaries.ts'
import type { BoundarySet } from '#shared/map/boundaries.ts'
import { mapDefinitionSchema } from '#shared/model/map.ts'
import type { MapDefinition } from '#shared/model/map.ts'
import { galleryMaps } from '#test/fixtures/mapGallery.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { outside, overlapping, textBoxes } from '#test/fixtures/svgTexts.ts'
import { renderMapSvg } from './mapSvg.ts'
import { readBoundaryFile } from './readBoundaryFile.ts'
import type { Layer } from './readers/boundaryFile.ts'

const reference = (name: string): string => join(import.meta.dirname, '../../../../../shared/reference/vn', name)
const folder = mkdtempSync(join(tmpdir(), 'statdesk-maps-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const have = (path: string): boolean => {
  if (existsSync(path)) return true
  console.warn(`skipped: ${path} is not here`)
  return false
}
const gdal = spawnSync('ogr2ogr', ['--version']).status === 0
if (!gdal) console.warn('skipped: ogr2ogr is not installed')

const areas = (layer: Layer): Record<string, number> =>
  Object.fromEntries(
    layer.features.map((f) => [
      String(f.properties['code']),
      f.rings.reduce((sum, ring) => sum + Math.abs(ringArea(ring)), 0),
    ]),
  )

const setOf = (layer: Layer): BoundarySet => ({
  id: 'x',
  title: { vi: 'x', en: 'x' },
  features: layer.features.map((f) => ({ code: String(f.properties['code']), name: '', rings: f.rings })),
})

describe('boundaries', () => {
  const path = reference('provinces_34.topo.json')
  it.runIf(have(path) && gdal)(
    'are the same from TopoJSON, GeoJSON, shapefile and GeoPackage, as GDAL writes them',
    async () => {
      const source = join(folder, 'p34.topojson')
      copyFileSync(path, source)
      const [topo] = await readBoundaryFile(source)
      for (const [format, name] of [
        ['GeoJSON', 'p.geojson'],
        ['ESRI Shapefile', 'p.shp'],
        ['GPKG', 'p.gpkg'],
      ] as const) {
        execFileSync(
          'ogr2ogr',
          ['-f', format, '-a_srs', 'EPSG:4326', '-nlt', 'MULTIPOLYGON', join(folder, name), source],
          { stdio: 'pipe' },
        )
        const [layer] = await readBoundaryFile(join(folder, name))
        const [mine, theirs] = [areas(topo!), areas(layer!)]
        expect(Object.keys(theirs).sort()).toEqual(Object.keys(mine).sort())
        for (const [code, area] of Object.entries(mine)) expect(theirs[code]! / area).toBeCloseTo(1, 3)
      }
    },
  )
  it.runIf(have(path) && gdal)('in metres are refused, with how to convert them', async () => {
    const metres = join(folder, 'metres.shp')
    execFileSync('ogr2ogr', ['-s_srs', 'EPSG:4326', '-t_srs', 'EPSG:3405', metres, path], { stdio: 'pipe' })
    await expect(readBoundaryFile(metres)).rejects.toMatchObject({ value: { code: 'MAP_NOT_DEGREES' } })
  })
  it('that are no file of boundaries are refused', async () => {
    for (const [name, text] of [
      ['a.geojson', '{'],
      ['b.geojson', '{"type":"FeatureCollection","features":[]}'],
      ['c.gpkg', 'nothing'],
      ['d.shp', 'nothing'],
      ['e.pdf', 'x'],
    ] as const) {
      writeFileSync(join(folder, name), text)
      await expect(readBoundaryFile(join(folder, name))).rejects.toMatchObject({ value: { code: 'MAP_FILE_INVALID' } })
    }
  })
})

const define = (more: Partial<MapDefinition> = {}): MapDefinition =>
  mapDefinitionSchema.parse({
    kind: 'map',
    id: 'm',
    title: { vi: 'Bản đồ', en: 'Map' },
    source: { from: 'table', id: 't' },
    ...more,
  })

const complaints = (svg: string): string[] => {
  const boxes = textBoxes(svg)
  expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  return [...overlapping(boxes), ...outside(svg, boxes).map((t) => `outside: ${t}`)]
}

describe('maps', () => {
  const none = (): never => {
    throw new Error('no boundaries')
  }
  it.each(galleryMaps.map((g) => [g.name, g] as const))(
    '%s: no text over another or outside, the archipelagos shown',
    (_, { cube, definition }) => {
      for (const language of ['vi', 'en'] as const)
        for (const theme of ['light', 'print', 'contrast'] as const) {
          const { svg } = renderMapSvg(asProtected(cube), definition, none, language, { theme })
          expect(complaints(svg)).toEqual([])
          expect(svg).toContain(language === 'vi' ? 'Hoàng Sa' : 'Hoang Sa')
          expect(svg).toContain(language === 'vi' ? 'Trường Sa' : 'Truong Sa')
        }
    },
  )
  it('lists codes that do not match on both sides, and refuses a map on which nothing matches', () => {
    const cube = (codes: string[]) =>
      sampleCube([sampleDimension('province', 'row', codes)], [sampleMeasure('m')], (p) => p[0]! + 1)
    const { drawn } = renderMapSvg(
      asProtected(cube(['01', '99', '79'])),
      define({ boundaries: 'tiles_34' }),
      none,
      'vi',
    )
    expect(drawn.data.tableOnly.map((c) => c.code)).toEqual(['99'])
    expect(drawn.data.mapOnly).toHaveLength(32)
    expect(() => renderMapSvg(asProtected(cube(['98', '99'])), define({ boundaries: 'tiles_34' }), none, 'vi')).toThrow(
      /MAP_NOTHING_MATCHES/,
    )
  })
  it('gives a withheld figure no class and says so', () => {
    const cube = sampleCube([sampleDimension('province', 'row', ['01', '04', '08'])], [sampleMeasure('m')], (p) =>
      p[0] === 1 ? 'suppressed' : 5,
    )
    const { svg, drawn } = renderMapSvg(asProtected(cube), define(), none, 'vi')
    expect(drawn.classes!.counts.reduce((a, b) => a + b, 0)).toBe(2)
    expect(svg).toContain('1 ô bảo mật không thể hiện')
  })

  const communes = reference('communes_3321.topo.json')
  it.runIf(have(communes))('3,321 communes on their boundaries: drawn whole, texts apart', async () => {
    copyFileSync(communes, join(folder, 'c.topojson'))
    const [layer] = await readBoundaryFile(join(folder, 'c.topojson'))
    const set = setOf(layer!)
    const codes = set.features.map((f) => f.code)
    expect(codes).toHaveLength(3321)
    const cube = sampleCube(
      [sampleDimension('commune', 'row', codes)],
      [sampleMeasure('m')],
      (p) => (p[0]! * 7919) % 1000,
    )
    renderMapSvg(asProtected(cube), define({ boundaries: 'x' }), () => set, 'vi')
    const started = performance.now()
    const { svg, drawn } = renderMapSvg(
      asProtected(cube),
      define({ boundaries: 'x', classing: { method: 'jenks', classes: 6 } }),
      () => set,
      'vi',
    )
    console.info(`3,321 communes: ${Math.round(performance.now() - started)} ms, ${Math.round(svg.length / 1024)} KB`)
    expect(drawn.data.mapOnly).toEqual([])
    expect(svg.match(/<path /g)!.length).toBeGreaterThan(3321)
    expect(complaints(svg)).toEqual([])
  })
  it.runIf(have(reference('provinces_63.topo.json')))('63 provinces with names that fit', async () => {
    const set = setOf((await readBoundaryFile(reference('provinces_63.topo.json')))[0]!)
    const rows = readFileSync(reference('provinces_63.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((l) => l.split(','))
    const cube = sampleCube(
      [
        sampleDimension(
          'province',
          'row',
          set.features.map((f) => f.code),
          { label: (code) => ({ vi: rows.find((r) => r[0] === code)?.[1] ?? code, en: code }) },
        ),
      ],
      [sampleMeasure('m')],
      (p) => p[0]! ** 2,
    )
    for (const map of ['choropleth', 'symbols'] as const) {
      const { svg } = renderMapSvg(
        asProtected(cube),
        define({ boundaries: 'x', map, labels: 'names' }),
        () => set,
        'vi',
      )
      expect(complaints(svg)).toEqual([])
    }
  })
})
