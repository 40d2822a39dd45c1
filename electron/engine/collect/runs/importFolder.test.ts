// A folder of files of every kind: each by its own way, parts beside each other, nothing lost without a word.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { csvLine, openBench, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { knownDataset } from '../layouts/knownDatasets.ts'
import { recordTable } from '#engine/workspace/records/recordTables.ts'
import { importFolder } from './importFolder.ts'
import { takeFile } from './takeFile.ts'

let bench: Bench
let folder = ''
beforeEach(async () => {
  bench = await openBench()
  folder = mkdtempSync(join(tmpdir(), 'statdesk-runs-'))
})
afterEach(async () => {
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content)
const book = async (name: string, rows: (string | number)[][]): Promise<void> => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('Trang1').addRows(rows)
  put(name, Buffer.from(await workbook.xlsx.writeBuffer()))
}
const run = async (said: Partial<Parameters<typeof importFolder>[1]> = {}) => {
  const { results } = await importFolder(bench.context, { path: folder, ...said }, bench.job)
  return results.map((r) => [r.file, r.failure?.code ?? r.outcome, r.delivery?.dataset, r.delivery?.rowsAccepted])
}
const rowsOf = (dataset: string): Record<string, unknown>[] =>
  bench.workspace
    .subject(knownDataset(bench.workspace, dataset).subject)
    .prepare<[], Record<string, unknown>>(`SELECT * FROM ${recordTable(dataset)} ORDER BY row_id`)
    .all()

describe('files that nobody described', () => {
  test('are refused by name without a word of the user, and none costs the others', async () => {
    put('giá_2024.csv', 'ma,gia\n01,5\n02,6\n')
    put('readme.txt', 'xin chào')
    put('thư.pdf', '%PDF')
    put('bad.xlsx', 'PK\u0003\u0004xx')
    mkdirSync(join(folder, 'trong'))
    const said = await run()
    expect(said.map(([file, code]) => [file, code])).toEqual([
      ['bad.xlsx', 'FILE_DAMAGED'],
      ['giá_2024.csv', 'LAYOUT_UNKNOWN'],
      ['readme.txt', 'NO_DATA_FILE'],
      ['thư.pdf', 'NO_DATA_FILE'],
      ['trong', 'FOLDER_INSIDE'],
    ])
  })

  test('of the same columns are parts of one dataset that holds what each of them holds', async () => {
    await book('survey_hanoi_2024.xlsx', [
      ['ma_ho', 'tinh', 'thu_nhap', 'ghi_chu'],
      ['0001', '01', 12, ''],
      ['0002', '01', 7, ''],
    ])
    put('survey_hue_2024.csv', 'ma_ho;tinh;thu_nhap;ghi_chu\n0003;46;7,5;x\n0004;46;1.250,25;\n')
    put('gia_2024.csv', 'mat_hang,gia\na,5\nb,6\n')
    expect(await run({ suggest: true })).toEqual([
      ['gia_2024.csv', 'imported', 'gia', 2],
      ['survey_hanoi_2024.xlsx', 'imported', 'survey', 2],
      ['survey_hue_2024.csv', 'imported', 'survey', 2],
    ])
    const rows = rowsOf('survey')
    expect(rows.map((row) => [row['ma_ho'], row['tinh'], row['thu_nhap'], row['ghi_chu']])).toEqual([
      ['0001', '01', 1200, null],
      ['0002', '01', 700, null],
      ['0003', '46', 750, 'x'],
      ['0004', '46', 125025, null],
    ])
    // Again: nothing changes. A corrected part takes the place of that part only; a new one comes beside them.
    expect((await run({ suggest: true })).map((r) => r[1])).toEqual(['unchanged', 'unchanged', 'unchanged'])
    put('survey_hue_2024.csv', 'ma_ho;tinh;thu_nhap;ghi_chu\n0003;46;8;x\n')
    put('survey_vinh_2024.csv', 'ma_ho;tinh;thu_nhap;ghi_chu\n0005;40;3,5;\n')
    const again = await run({ suggest: true })
    expect(again.map((r) => [r[0], r[1]])).toEqual([
      ['gia_2024.csv', 'unchanged'],
      ['survey_hanoi_2024.xlsx', 'unchanged'],
      ['survey_hue_2024.csv', 'replaced'],
      ['survey_vinh_2024.csv', 'imported'],
    ])
    expect(rowsOf('survey').map((row) => row['ma_ho'])).toEqual(['0001', '0002', '0003', '0005'])
  })

  test('that share keys are refused, both named', async () => {
    put('dieutra_a_2024.csv', 'ma_ho,thu\nH01,5\nH02,6\n')
    put('dieutra_b_2024.csv', 'ma_ho,thu\nH02,7\nH03,8\n')
    const { results } = await importFolder(bench.context, { path: folder, suggest: true }, bench.job)
    expect(results.map((r) => [r.failure?.code, r.failure?.facts['first'], r.failure?.facts['second']])).toEqual([
      ['PARTS_OVERLAP', 'dieutra_a_2024.csv', 'dieutra_b_2024.csv'],
      ['PARTS_OVERLAP', 'dieutra_a_2024.csv', 'dieutra_b_2024.csv'],
    ])
  })

  test('with a running number alone have no key: parts stand beside each other', async () => {
    put('dieutra_a_2024.csv', 'stt,thu\n1,5\n2,6\n')
    put('dieutra_b_2024.csv', 'stt,thu\n1,7\n2,8\n')
    expect((await run({ suggest: true })).map((r) => [r[1], r[2]])).toEqual([
      ['imported', 'dieutra'],
      ['imported', 'dieutra'],
    ])
    expect(rowsOf('dieutra')).toHaveLength(4)
  })

  test('of the same columns and other names stay apart', async () => {
    put('lua_2024.csv', 'ma,v\nA1,5\nA2,6\n')
    put('ngo_2024.csv', 'ma,v\nA1,7\nA2,8\n')
    expect((await run({ suggest: true })).map((r) => [r[1], r[2]])).toEqual([
      ['imported', 'lua'],
      ['imported', 'ngo'],
    ])
  })
})

test('files numbered beyond twelve beside their year are parts of the year, not months', async () => {
  for (const number of ['01', '02', '34'])
    put(`dieu_tra_${number}_2024.csv`, `ma_ho,thu\nH${number}1,5\nH${number}2,6\n`)
  expect(await run({ suggest: true })).toEqual([
    ['dieu_tra_01_2024.csv', 'imported', 'dieu_tra', 2],
    ['dieu_tra_02_2024.csv', 'imported', 'dieu_tra', 2],
    ['dieu_tra_34_2024.csv', 'imported', 'dieu_tra', 2],
  ])
  const { results } = await importFolder(bench.context, { path: folder, suggest: true }, bench.job)
  expect(results.map((r) => [r.outcome, r.delivery?.period])).toEqual([
    ['unchanged', '2024'],
    ['unchanged', '2024'],
    ['unchanged', '2024'],
  ])
  // Months stay months.
  for (const number of ['01', '02']) put(`gia_${number}_2025.csv`, `ma,gia\n0${number},5\n1${number},6\n`)
  const months = await importFolder(bench.context, { path: folder, suggest: true }, bench.job)
  expect(months.results.flatMap((r) => (r.file.startsWith('gia') ? [r.delivery?.period] : []))).toEqual([
    '2025-01',
    '2025-02',
  ])
})

describe('files that a layout of the workspace knows', () => {
  test('come in month by month in any format, by the layout and not by the agreed reader', async () => {
    put('bao_cao_2024-07.csv', 'ma;thu\n001;1.234,5\n002;2\n')
    await run({ suggest: true })
    put('bao_cao_2024-08.csv', 'ma;thu\n001;2.000,5\n002;2\n')
    await book('bao_cao_2024-09.xlsx', [
      ['ma', 'thu'],
      ['001', 5.5],
    ])
    expect(await run()).toEqual([
      ['bao_cao_2024-07.csv', 'unchanged', 'bao_cao', 2],
      ['bao_cao_2024-08.csv', 'imported', 'bao_cao', 2],
      ['bao_cao_2024-09.xlsx', 'imported', 'bao_cao', 1],
    ])
    expect(rowsOf('bao_cao').map((row) => row['thu'])).toEqual([12345, 20, 20005, 20, 55])
    put('bao_cao_2024-10.csv', 'ma;thu\n001;3.000,5\n')
    const alone = await takeFile(
      bench.context,
      { path: join(folder, 'bao_cao_2024-10.csv'), sender: '', letterNumber: '' },
      bench.job,
    )
    expect(alone.delivery.dataset).toBe('bao_cao')
    expect(rowsOf('bao_cao').at(-1)?.['thu']).toBe(30005)
  })

  test('an agreed dataset comes as text and as a workbook in one run: two parts', async () => {
    const rows = [1, 2, 3, 4].map((n) => [`A${n}`, 'x', '01', '', '', '1.5', String(n), '2021-05-01'])
    const lines = (of: string[][]): string => [sampleHeader, ...of].map((row) => `${csvLine(row)}\n`).join('')
    put('sample_2021_phan1.csv', lines(rows.slice(0, 2)))
    await book('sample_2021_phan2.xlsx', [sampleHeader, ...rows.slice(2)])
    expect((await run()).map((r) => [r[1], r[2], r[3]])).toEqual([
      ['imported', 'sample', 2],
      ['imported', 'sample', 2],
    ])
    expect(rowsOf('sample')).toHaveLength(4)
    // The workbook again with a key of the first part: neither is touched.
    await book('sample_2021_phan2.xlsx', [sampleHeader, ...rows.slice(1)])
    expect((await run()).map((r) => r[1])).toEqual(['PARTS_OVERLAP', 'PARTS_OVERLAP'])
    expect(rowsOf('sample')).toHaveLength(4)
  })
})
