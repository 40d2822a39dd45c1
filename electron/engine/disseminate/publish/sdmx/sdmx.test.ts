// SDMX-CSV 1.0 and 2.0: columns by the rules of each version, codes, one flag an observation, every block of the table.
import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileOptions } from '#shared/contract/files.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { asProtected, sampleCube, sampleDimension, sampleMeasure } from '#test/fixtures/sampleCube.ts'
import { parseCsv } from '../parseCsv.ts'
import { publishCube } from '../publishCube.ts'
import { estimatedCube, hugeCube, plainCube, stackedCube } from '#test/support/publish/blocks.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-sdmx-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = async (
  cube: ProtectedCube,
  format: 'sdmx_csv_1' | 'sdmx_csv_2',
  language: 'vi' | 'en' | 'both' = 'en',
  sdmx?: Partial<NonNullable<FileOptions['sdmx']>>,
) => {
  const path = join(folder, 't.csv')
  const { certificate } = await publishCube(cube, {
    format,
    path,
    language,
    program: 'StatDesk',
    ...(sdmx ? { sdmx: { agency: 'NSO_VN', version: '1.0', labels: 'id', ...sdmx } } : {}),
  })
  const rows: string[][] = []
  for await (const row of parseCsv(createReadStream(path, 'utf8'))) rows.push(row)
  const [header = [], ...body] = rows
  return {
    header,
    records: body.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i]]))),
    certificate,
    path,
  }
}

describe('SDMX-CSV 1.0', () => {
  it('has the dataflow, all dimensions, the value, then attributes', async () => {
    const { header, records, certificate, path } = await write(plainCube(), 'sdmx_csv_1')
    expect(header).toEqual([
      'DATAFLOW',
      'REGION',
      'KIND',
      'INDICATOR',
      'TIME_PERIOD',
      'OBS_VALUE',
      'OBS_STATUS',
      'UNIT_MULT',
      'DECIMALS',
      'UNIT',
      'CONF_STATUS',
      'COMMENT_OBS',
      'COMMENT_DSET',
    ])
    expect(records[0]).toMatchObject({
      DATAFLOW: 'NSO_VN:TABLE(1.0)',
      REGION: '_T',
      KIND: '_T',
      INDICATOR: 'MONEY',
      TIME_PERIOD: '2024',
      OBS_VALUE: '-1234.6',
      OBS_STATUS: 'P',
      UNIT_MULT: '6',
      DECIMALS: '1',
      UNIT: 'Million USD',
    })
    expect(readFileSync(path)[0]).not.toBe(0xef)
    expect(certificate).toMatchObject({ format: 'sdmx_csv_1', cells: 51, compared: 51 })
    // Codes are SDMX identifiers, and every combination stands once.
    expect(records.every((r) => ['REGION', 'KIND', 'INDICATOR'].every((d) => /^[A-Za-z0-9_@$-]+$/.test(r[d]!)))).toBe(
      true,
    )
    expect(new Set(records.map((r) => [r.REGION, r.KIND, r.INDICATOR, r.TIME_PERIOD].join())).size).toBe(records.length)
  })

  it.each(['sdmx_csv_1', 'sdmx_csv_2'] as const)('leaves no field that a spreadsheet would run: %s', async (format) => {
    const cube = plainCube()
    const [first] = cube.dimensions
    const hostile = {
      ...first!,
      categories: first!.categories.map((c) => (c.code === '2' ? { ...c, code: '@SUM' } : c)),
    }
    const { path } = await write(
      asProtected({ ...cube, dimensions: [hostile, ...cube.dimensions.slice(1)] }),
      format,
      'both',
    )
    for await (const row of parseCsv(createReadStream(path, 'utf8')))
      for (const field of row) expect(field).not.toMatch(/^(?:[=+@\t\r]|-(?!\d))/)
    expect(readFileSync(path, 'utf8')).toContain("'@SUM")
  })

  it('flags what is missing before how certain the rest is', async () => {
    const { records } = await write(estimatedCube(), 'sdmx_csv_1')
    const at = (region: string, kind: string, period: string, indicator: string) => {
      const r = records.find(
        (x) => x.REGION === region && x.KIND === kind && x.TIME_PERIOD === period && x.INDICATOR === indicator,
      )!
      return [r.OBS_VALUE, r.OBS_STATUS]
    }
    expect(at('_T', '_T', '2025', 'MONEY')).toEqual(['-1234.6', 'E'])
    expect(at('1', 'a', '2024', 'MONEY')).toEqual(['', 'Q'])
    expect(at('1', 'a', '2025', 'MONEY')).toEqual(['', 'Q'])
    expect(at('2', 'a', '2024', 'MONEY')).toEqual(['', 'L'])
    expect(at('2', 'a', '2024', 'PEOPLE')).toEqual(['0', 'A'])
    expect(at('2', 'a', '2024', 'MEAN')).toEqual(['', 'M'])
  })

  it('takes agency, flow and version, and says codes with their names when asked', async () => {
    const { header, records } = await write(plainCube(), 'sdmx_csv_1', 'vi', {
      agency: 'GSO',
      flow: 'DF_TRADE',
      version: '2.1',
      labels: 'both',
    })
    expect(header.slice(0, 3)).toEqual(['DATAFLOW', 'REGION: region', 'KIND: kind'])
    expect(records[0]!.DATAFLOW).toBe('GSO:DF_TRADE(2.1): Bảng thử "có ngoặc"')
    expect(records[0]!['KIND: kind']).toBe('_T: Tổng số')
    await expect(write(plainCube(), 'sdmx_csv_1', 'vi', { flow: 'a b' })).rejects.toThrow('PUBLISH_NAME_INVALID')
  })

  it('writes every block, every digit, and codes that were no identifiers', async () => {
    expect((await write(stackedCube(), 'sdmx_csv_1')).records).toHaveLength(10)
    expect((await write(hugeCube(), 'sdmx_csv_1')).records.map((r) => r.OBS_VALUE)).toEqual([
      '12345678901234567890',
      '12345678901234567891',
    ])
    const odd = asProtected(
      sampleCube(
        [
          sampleDimension('code', 'row', ['1.5', '1/5', '-']),
          sampleDimension('period', 'column', ['2024-2025'], { time: 'school_year' }),
        ],
        [sampleMeasure('n')],
        () => 1,
      ),
    )
    const { records } = await write(odd, 'sdmx_csv_1')
    expect(records.map((r) => r.CODE)).toEqual(['1_5', '1_5_2', '-'])
    expect(records[0]!.TIME_PERIOD).toBe('2024-09-01/P1Y')
  })
})

describe('SDMX-CSV 2.0', () => {
  it('has the structure, its id and the action; delimiters only where used', async () => {
    const { header, records } = await write(plainCube(), 'sdmx_csv_2')
    expect(header).toEqual([
      'STRUCTURE',
      'STRUCTURE_ID',
      'ACTION',
      'REGION',
      'KIND',
      'INDICATOR',
      'TIME_PERIOD',
      'OBS_VALUE',
      'OBS_STATUS',
      'UNIT_MULT',
      'DECIMALS',
      'UNIT',
      'CONF_STATUS',
      'COMMENT_OBS',
      'COMMENT_DSET',
    ])
    expect(records[0]).toMatchObject({ STRUCTURE: 'dataflow', STRUCTURE_ID: 'NSO_VN:TABLE(1.0)', ACTION: 'I' })
    const both = await write(plainCube(), 'sdmx_csv_2', 'both', { labels: 'both' })
    expect(both.header.slice(0, 4)).toEqual(['STRUCTURE[;]', 'STRUCTURE_ID', 'STRUCTURE_NAME', 'ACTION'])
    const unit = 'UNIT: Đơn vị – Unit[vi;en]'
    expect(both.header).toContain(unit)
    expect(both.records[0]![unit]).toBe('vi:Triệu USD;en:Million USD')
  })
})
