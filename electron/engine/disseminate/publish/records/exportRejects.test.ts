// Rejected rows go back to the agency in the layout they came in, are mended, and are taken in again beside the others.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBench, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { importByLayout } from '#engine/collect/suggest/importByLayout.ts'
import { throughDoor } from '#engine/door.ts'
import { exportRejects, reasonsPath } from './exportRejects.ts'
import { allowRecordsExport } from '#engine/workspace/policy/recordsPermission.ts'

let bench: Bench
const folder = mkdtempSync(join(tmpdir(), 'statdesk-rejects-'))
beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
  rmSync(folder, { recursive: true, force: true })
})

const row = (code: string, people: string): string[] => [
  code,
  'Nhà, "máy"',
  '01',
  '0101234567',
  '001099000001',
  '1.5',
  people,
  '2024-01-31',
]

test('exported, mended, taken in again', async () => {
  const { delivery } = await bench.take(
    bench.file('sample_2024.csv', [sampleHeader, row('A1', '5'), row('A2', 'x'), row('A3', '7'), row('A4', '1.000')]),
  )
  expect([delivery.rowsAccepted, delivery.rowsRejected]).toEqual([2, 2])
  const path = join(folder, 'sample_2024_mended.csv')
  const request = { delivery: delivery.id, path, language: 'en', reason: 'sent back to the agency' } as const
  const exported = () =>
    throughDoor(bench.context, 'deliveries.exportRejects', request, (inside) =>
      exportRejects(inside, request, bench.job),
    )
  await expect(exported()).rejects.toMatchObject({
    value: { code: 'RECORDS_EXPORT_REFUSED' },
  })
  allowRecordsExport(bench.context, true, 'the agency mends its rows')
  expect((await exported()).records).toBe(2)
  const text = readFileSync(path, 'utf8')
  expect(text).not.toContain('001099000001')
  expect(text.split('\r\n')[1]).toBe('A2,"Nhà, ""máy""",01,0101234567,,1.5,x,2024-01-31')
  expect(readFileSync(reasonsPath(path), 'utf8')).toContain('2,TYPE:headcount,')

  writeFileSync(path, text.replace(',x,', ',6,').replace(',1.000,', ',1000,'))
  const again = await bench.take(path, { as: 'part' })
  expect([again.delivery.rowsAccepted, again.delivery.part, again.delivery.parts]).toEqual([2, 2, 2])
  expect(bench.rows('sample').map((r) => [r['code'], r['headcount']])).toEqual([
    ['A1', 5],
    ['A3', 7],
    ['A2', 6],
    ['A4', 1000],
  ])
})

test('rejects of a file that nobody agreed on leave under the names it has itself, and come in again by its layout', async () => {
  const text =
    'Mã hàng;Giá (nghìn đồng);Ngày bán\n01;1.234,5;31/01/2024\n02;7;30/02/2024\n03;12,5;05/02/2024\n04;3;13/02/2024\n'
  const took = (path: string, as?: 'part') =>
    importByLayout(
      bench.context,
      { path, onlyKnown: false, reading: {}, sender: '', letterNumber: '', layout: 'gia_ban', period: '2024', as },
      bench.job,
    )
  const path = bench.file('gia_ban_2024.csv', text)
  // Agreed once by its sound days, so that a day that is none is rejected.
  const sound = bench.file('gia_ban_2023.csv', text.replace('30/02/2024', '20/02/2024'))
  await importByLayout(
    bench.context,
    { path: sound, onlyKnown: false, reading: {}, sender: '', letterNumber: '' },
    bench.job,
  )
  const { delivery } = await took(path)
  expect([delivery.rowsAccepted, delivery.rowsRejected]).toEqual([3, 1])
  const out = join(folder, 'gia_ban_2024_phan2.csv')
  const request = { delivery: delivery.id, path: out, language: 'vi', reason: 'gửi lại để sửa' } as const
  await throughDoor(bench.context, 'deliveries.exportRejects', request, (inside) =>
    exportRejects(inside, request, bench.job),
  )
  const left = readFileSync(out, 'utf8')
  expect(left).toBe('\ufeffMã hàng,Giá (nghìn đồng),Ngày bán\r\n02,7,30/02/2024\r\n')
  writeFileSync(out, left.replace('30/02/2024', '29/02/2024'))
  const again = await took(out, 'part')
  expect([again.delivery.rowsAccepted, again.delivery.part]).toEqual([1, 2])
  const days = bench.workspace
    .subject('imported')
    .prepare<[], { ngay_ban: string }>("SELECT ngay_ban FROM r_gia_ban WHERE ma_hang = '02' ORDER BY row_id")
    .all()
  expect(days.map((d) => d.ngay_ban)).toEqual(['2024-02-20', '2024-02-29'])
})
