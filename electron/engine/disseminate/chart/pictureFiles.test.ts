// Files of charts as other programs read them: LibreOffice opens the native charts of Excel files, Word files hold
// vector and bitmap.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { PictureFormat } from '#shared/contract/pictures.ts'
import { galleryCharts } from '#test/fixtures/chartGallery.ts'
import { asProtected } from '#test/fixtures/sampleCube.ts'
import { exportChart } from './exportChart.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-pictures-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const office = spawnSync('soffice', ['--version']).status === 0
if (!office) console.warn('skipped: LibreOffice is not installed')

const chartOf = (name: string) => galleryCharts.find((g) => g.name === name)!
const write = async (name: string, format: PictureFormat): Promise<string> => {
  const { cube, definition } = chartOf(name)
  const path = join(folder, `${name}.${format}`)
  await exportChart(asProtected(cube), { definition, language: 'vi', format, dpi: 150, path })
  return path
}

/** What LibreOffice should make of each native kind, and how many series of it. */
const native: [string, string, number][] = [
  ['bar', 'chart:bar', 1],
  ['column', 'chart:bar', 1],
  ['grouped_bar', 'chart:bar', 4],
  ['stacked_bar', 'chart:bar', 4],
  ['percent_bar', 'chart:bar', 4],
  ['line', 'chart:line', 4],
  ['area', 'chart:area', 6],
  ['combined', 'chart:bar', 2],
  ['pyramid', 'chart:bar', 2],
  ['scatter', 'chart:scatter', 1],
  ['bubble', 'chart:bubble', 1],
  ['histogram', 'chart:bar', 1],
  ['waterfall', 'chart:bar', 4],
  ['slope', 'chart:line', 14],
  ['fan', 'chart:line', 5],
]

describe('Excel files', () => {
  it.runIf(office)(
    'hold charts that LibreOffice draws from their cells',
    async () => {
      const paths = await Promise.all(native.map(([name]) => write(name, 'xlsx')))
      execFileSync(
        'soffice',
        [
          '--headless',
          `-env:UserInstallation=file://${folder}/profile`,
          '--convert-to',
          'fods',
          '--outdir',
          folder,
          ...paths,
        ],
        {
          stdio: 'pipe',
          timeout: 240_000,
        },
      )
      for (const [name, kind, series] of native) {
        const text = readFileSync(join(folder, `${name}.fods`), 'utf8')
        expect(/<chart:chart [^>]*chart:class="([^"]+)"/.exec(text)?.[1], name).toBe(kind)
        expect(text.match(/<chart:series /g), name).toHaveLength(series)
        expect(text, name).toMatch(/chart:values-cell-range-address="[^"]+"/)
      }
    },
    300_000,
  )
  it('leave a missing figure empty, as a gap and not as zero', async () => {
    const parts = unzipSync(readFileSync(await write('line', 'xlsx')))
    const chart = strFromU8(parts['xl/charts/chart1.xml']!)
    expect(chart).toContain('<c:dispBlanksAs val="gap"/>')
    const second = chart.split('<c:ser>')[2]!
    expect(second.match(/<c:ptCount val="24"\/>/g)!.length).toBe(2)
    expect(/<c:val>[\s\S]*<c:pt idx="5">[\s\S]*<c:pt idx="9">/.test(second)).toBe(true)
    expect(/<c:val>[\s\S]*<c:pt idx="7">/.test(second)).toBe(false)
  })
  it('hold the picture where Excel has no such chart', async () => {
    const parts = unzipSync(readFileSync(await write('heatmap', 'xlsx')))
    expect(Object.keys(parts).some((p) => p.startsWith('xl/media/'))).toBe(true)
    expect(parts['xl/charts/chart1.xml']).toBeUndefined()
  })
})

describe('Word files', () => {
  it('hold the chart as vector with texts as outlines, a bitmap beside it, and its words', async () => {
    const parts = unzipSync(readFileSync(await write('column', 'docx')))
    const media = Object.keys(parts).filter((p) => p.startsWith('word/media/'))
    expect(media.some((p) => p.endsWith('.svg'))).toBe(true)
    expect(media.some((p) => p.endsWith('.png'))).toBe(true)
    const svg = strFromU8(parts[media.find((p) => p.endsWith('.svg'))!]!)
    expect(svg).not.toContain('<text')
    const document = strFromU8(parts['word/document.xml']!)
    // 160 mm in English Metric Units, to a pixel.
    expect(Math.abs(Number(/<wp:extent cx="(\d+)"/.exec(document)![1]) - 5_760_000)).toBeLessThan(9525)
    expect(document).toContain('Lớn nhất')
  })
})

describe('PNG files', () => {
  it('go up to 600 dots per inch', async () => {
    const { cube, definition } = chartOf('column')
    const path = join(folder, 'fine.png')
    await exportChart(asProtected(cube), { definition, language: 'vi', format: 'png', dpi: 600, path })
    expect(readFileSync(path).readUInt32BE(16)).toBe(Math.round((160 / 25.4) * 600))
  })
})
