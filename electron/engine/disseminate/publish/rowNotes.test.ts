// Files of rows say no less than the printed table: footnotes of places, of measures and of the whole, withheld marks,
// unknown codes.
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { parseCsv } from './parseCsv.ts'
import { publishCube } from './publishCube.ts'

const text = (vi: string, en: string) => ({ vi, en })
const provinces = sampleDimension('province', 'row', ['01', '04'], { total: 'before' })
const sex = sampleDimension('sex', 'column', ['1', '2'], { total: 'before' })
const bare = sampleCube([provinces, sex], [sampleMeasure('n'), sampleMeasure('m')], (p) =>
  p[0] === 2 && p[1] === 1 ? 'suppressed' : 10 * ((p[0] ?? 0) + 1) + (p[1] ?? 0),
)
const noted: ProtectedCube = asProtected({
  ...bare,
  notes: [text('Không kể doanh nghiệp nước ngoài.', 'Without foreign enterprises.')],
  footnotes: [
    { text: text('Số cả nước.', 'For the country.') },
    { text: text('Kể cả huyện đảo.', 'With the islands.'), variable: 'province', category: '04' },
    { text: text('Người một lúc.', 'Persons at a time.'), measure: 'm' },
  ],
  provenance: { ...bare.provenance, unmappedRecords: 20 },
})

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const recordsOf = async (
  cube: ProtectedCube,
  format: 'csv_tidy' | 'sdmx_csv_1' | 'sdmx_csv_2',
  language: 'vi' | 'en' | 'both',
): Promise<Record<string, string>[]> => {
  const path = join(folder, `${format}-${language}.csv`)
  await publishCube(cube, { format, path, language, program: 'x', byteOrderMark: false })
  const rows: string[][] = []
  for await (const row of parseCsv(createReadStream(path, 'utf8'))) rows.push(row)
  const [head = [], ...body] = rows
  return body.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i] ?? ''])))
}

describe('tidy CSV', () => {
  it('has the notes of a place in its rows, those of the table in all', async () => {
    const rows = await recordsOf(noted, 'csv_tidy', 'en')
    for (const row of rows) {
      expect(row['note']?.includes('With the islands.')).toBe(row['province'] === '04')
      expect(row['note']?.includes('Persons at a time.')).toBe(row['measure'] === 'm')
      expect(row['table_note']).toContain('For the country.')
      expect(row['table_note']).toContain('Without foreign enterprises.')
      expect(row['table_note']).toMatch(/20 records have a code not valid/)
    }
    expect(rows.filter((row) => row['status'] === 'suppressed').length).toBeGreaterThan(0)
  })

  it('has them in both languages apart, and no column where there is nothing to say', async () => {
    const both = await recordsOf(noted, 'csv_tidy', 'both')
    expect(both[0]?.['table_note_vi']).toContain('Số cả nước.')
    expect(both[0]?.['table_note_en']).toContain('For the country.')
    const plain = await recordsOf(asProtected(bare), 'csv_tidy', 'en')
    expect(Object.keys(plain[0] ?? {})).not.toContain('note')
    expect(Object.keys(plain[0] ?? {})).not.toContain('table_note')
  })
})

describe('SDMX-CSV', () => {
  it.each(['sdmx_csv_1', 'sdmx_csv_2'] as const)(
    'comments observations and the dataset, and says what is confidential: %s',
    async (format) => {
      const rows = await recordsOf(noted, format, 'en')
      for (const row of rows) {
        expect(row['COMMENT_OBS']?.includes('With the islands.')).toBe(row['PROVINCE'] === '04')
        expect(row['COMMENT_OBS']?.includes('Persons at a time.')).toBe(row['INDICATOR'] === 'M')
        expect(row['COMMENT_DSET']).toMatch(/For the country\..*20 records have a code not valid/)
        expect(row['CONF_STATUS']).toBe(row['OBS_STATUS'] === 'Q' ? 'C' : 'F')
        expect(row['OBS_VALUE'] === '').toBe(row['OBS_STATUS'] === 'Q')
      }
      expect(rows.some((row) => row['CONF_STATUS'] === 'C')).toBe(true)
    },
  )

  it('leaves the columns out where nothing is withheld or noted', async () => {
    const whole = asProtected(sampleCube([provinces, sex], [sampleMeasure('n')], () => 5))
    const [row = {}] = await recordsOf(whole, 'sdmx_csv_1', 'en')
    for (const name of ['CONF_STATUS', 'COMMENT_OBS', 'COMMENT_DSET']) expect(Object.keys(row)).not.toContain(name)
  })
})
