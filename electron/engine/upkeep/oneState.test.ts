// What is read beside a change of the records is what stood before it or after it: by each engine, by the check, from
// another process.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withdrawDelivery } from '#engine/collect/deliveries/withdrawDelivery.ts'
import { openBench, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { tableHandlers } from '#engine/analyse/tabulate/methods.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulateModel } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { deliveryLogTable } from '#engine/workspace/records/recordTables.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { stateOf } from '#engine/workspace/records/oneState.ts'

const rows = 30_000
let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

/** Every record worth `value`, so that a figure says of which state it is. */
const deliver = (name: string, value: number): string =>
  bench.file(name, [
    sampleHeader,
    ...Array.from({ length: rows }, (_, i) => [`c${i}`, '', '01', '', '', `${value}`, '1', '']),
  ])

const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 't',
  title: { vi: 't', en: 't' },
  dataset: 'sample',
  rows: [{ variable: 'province' }],
  measures: [
    { id: 'amount', statistic: 'sum', variable: 'amount' },
    { id: 'n', statistic: 'count' },
    { id: 'middle', statistic: 'median', variable: 'amount' },
  ],
})
const told = (cube: Awaited<ReturnType<typeof tabulate>>): string =>
  cube.cells.values.map((column) => String(column?.[0] ?? '–')).join(' ')

it('answers by both engines and the check what stood before or after a replacing import', async () => {
  await bench.take(deliver('một 2024.csv', 1), { dataset: 'sample', period: '2024' })
  const before = told(await tabulate(bench.context, definition, { engine: 'sqlite' }, testJob()))
  const importState = { done: false }
  const importing = bench.take(deliver('hai 2024.csv', 2), { dataset: 'sample', period: '2024' }).finally(() => {
    importState.done = true
  })
  const answers = new Set<string>()
  let checks = 0
  while (!importState.done) {
    for (const engine of ['sqlite', 'duckdb'] as const)
      answers.add(told(await tabulate(bench.context, definition, { engine }, testJob())))
    const { differing } = await tableHandlers['table.check'](bench.context, { definition }, testJob())
    expect(differing).toBe(0)
    checks += 1
  }
  await importing
  const after = told(await tabulate(bench.context, definition, { engine: 'duckdb' }, testJob()))
  answers.add(after)
  expect(checks).toBeGreaterThan(0)
  expect([...answers].sort()).toEqual([before, after].sort())
})

it('does not answer while records and catalog differ, and says so to one that waits', async () => {
  await bench.take(deliver('một 2024.csv', 1), { dataset: 'sample', period: '2024' })
  const model = tableModel(bench.context, 'sample')
  const [delivery] = deliveryRepository(bench.workspace.catalog).current('sample')
  // As between the two commits of a replacing import that was killed.
  const database = bench.workspace.subject('survey')
  const { body } = database.prepare(`SELECT body FROM ${deliveryLogTable}`).get() as { body: string }
  database.exec(`UPDATE ${deliveryLogTable} SET delivery_id = delivery_id + 1; UPDATE r_sample SET amount = 999`)
  expect(stateOf(bench.workspace, ['sample']).settled).toBe(false)
  const job = testJob()
  const asked = tabulate(bench.context, definition, { engine: 'sqlite' }, job)
  // What was answered without the rule: a state that never stood.
  expect(told(await tabulateModel(model, definition, { engine: 'sqlite' }, testJob()))).toContain('999')
  job.abort()
  await expect(asked).rejects.toThrow('CANCELLED')
  database.prepare(`UPDATE ${deliveryLogTable} SET delivery_id = ?, body = ?`).run(delivery?.id, body)
  expect(stateOf(bench.workspace, ['sample']).settled).toBe(true)
})

it('never answers half a withdrawal, not even one that is taken back', async () => {
  await bench.take(deliver('một 2024.csv', 1), { dataset: 'sample', period: '2024' })
  const { delivery } = await bench.take(deliver('hai 2025.csv', 2), { dataset: 'sample', period: '2025' })
  const before = told(await tabulate(bench.context, definition, { engine: 'sqlite' }, testJob()))
  const job = testJob()
  let answer: ReturnType<typeof tabulate> | null = null
  // Cancelled in its first step: what it removed comes back.
  const progress = ({ done }: { done?: number }): void => {
    if (done === undefined) return
    job.abort()
    answer ??= tabulate(bench.context, definition, { engine: 'sqlite' }, testJob())
  }
  const withdrawing = withdrawDelivery(bench.context, { delivery: delivery.id }, { ...job, progress })
  await expect(withdrawing).rejects.toThrow('CANCELLED')
  const answered = await (answer as unknown as ReturnType<typeof tabulate>)
  expect(told(answered)).toBe(before)
})

it('answers a reader in another process what stood, through three replacing imports', async () => {
  await bench.take(deliver('0 2024.csv', 1), { dataset: 'sample', period: '2024' })
  const child = fork(
    join(import.meta.dirname, '../../../test/support/upkeep/readerChild.ts'),
    [bench.workspace.folder],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  )
  const answers: string[] = []
  child.on('message', (message) => answers.push(String(message)))
  await new Promise<void>((resolve) => {
    child.once('message', () => resolve())
  })
  for (const value of [2, 3, 4])
    await bench.take(deliver(`${value} 2024.csv`, value), { dataset: 'sample', period: '2024' })
  const enough = answers.length + 2
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      if (answers.length >= enough) {
        clearInterval(timer)
        resolve()
      }
    }, 20)
  })
  child.send('stop')
  await new Promise((resolve) => {
    child.once('exit', resolve)
  })
  // Each answer is "sqlite | duckdb | cells that differ": all records worth the same, both engines alike.
  const possible = [1, 2, 3, 4].map((value) => `${rows * value * 100} ${rows} ${value * 1000}`)
  for (const answer of answers) {
    const [sqlite, duckdb, differing] = answer.split(' | ')
    expect(possible).toContain(sqlite)
    expect(possible).toContain(duckdb)
    expect(differing).toBe('0')
  }
  expect(answers.at(-1)).toContain(possible[3])
}, 60_000)
