// A file compared before it stands: the figures of what an import would give, and nothing changed by the look.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBench, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { compareDelivery } from '#engine/collect/deliveries/compareDelivery.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { recordTable, rejectTable } from '#engine/workspace/records/recordTables.ts'
import { trialFile } from './trialFile.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const row = (code: string, province: string, amount: string): string[] => [code, 'x', province, '', '', amount, '1', '']
const state = async (): Promise<unknown> => {
  const database = bench.workspace.subject('survey')
  const count = (table: string): unknown => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()
  const columns = await bench.workspace.columns()
  return [
    count(recordTable('sample')),
    count(rejectTable('sample')),
    await columns.all('SELECT count(*)::INTEGER AS n, max(delivery_id)::INTEGER AS d FROM cs_sample'),
    await columns.all('SELECT count(*)::INTEGER AS n FROM dictionary'),
    deliveryRepository(bench.workspace.catalog).list(),
  ]
}
const request = { reading: {}, suggest: false, sender: '', letterNumber: '' }

test('says what would stand and how it differs, as the import then does, and changes nothing', async () => {
  await bench.take(bench.file('sample_2021.csv', [sampleHeader, row('A1', '01', '10.50'), row('A2', '01', '2')]))
  const before = await state()
  const path = bench.file('sample_2022.csv', [
    sampleHeader,
    row('A2', '79', '25'),
    row('A9', '46', '5'),
    row('A3', '01', 'x'),
  ])
  const seen = await trialFile(bench.context, { ...request, path }, bench.job)
  expect([seen.delivery.rowsRead, seen.delivery.rowsAccepted, seen.delivery.rowsRejected]).toEqual([3, 2, 1])
  expect(seen.comparison).toMatchObject({ against: '2021', rows: { before: 2, now: 2 } })
  expect(seen.comparison?.units).toMatchObject({ fresh: 1, vanished: 1, kept: 1 })
  expect(await state()).toEqual(before)
  const { delivery } = await bench.take(path)
  expect(await compareDelivery(bench.workspace, { delivery: delivery.id })).toEqual(seen.comparison)
})

test('a correction is compared as if it stood in the place of what it corrects', async () => {
  await bench.take(bench.file('sample_2021.csv', [sampleHeader, row('A1', '01', '10')]))
  await bench.take(bench.file('sample_2022.csv', [sampleHeader, row('A1', '01', '10'), row('A2', '01', '4')]))
  const path = bench.file('sample_2022.csv', [sampleHeader, row('A1', '01', '30')])
  const { comparison } = await trialFile(bench.context, { ...request, path }, bench.job)
  expect(comparison?.rows).toMatchObject({ before: 1, now: 1 })
  expect(comparison?.totals.find((t) => t.variable === 'amount')).toMatchObject({ before: '10.00', now: '30.00' })
})

test('a file of a dataset that nobody knows has nothing to be compared with', async () => {
  const path = bench.file('gia_2024.csv', [
    ['ma', 'gia'],
    ['01', '5'],
    ['02', '6'],
  ])
  const work = trialFile(bench.context, { ...request, path, suggest: true }, bench.job)
  await expect(work).rejects.toMatchObject({ value: { code: 'TRIAL_NOTHING_BEFORE' } })
})
