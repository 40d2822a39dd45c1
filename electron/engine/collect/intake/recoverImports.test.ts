// Killed while importing: after opening again the workspace is as before, or the delivery stands whole. Nothing in
// between.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureColumnSet } from '#engine/workspace/columns/ensureColumnSet.ts'
import { rebuildColumnSet } from '#engine/workspace/columns/rebuildColumnSet.ts'
import { verifyColumnSet } from '#engine/upkeep/verifyColumnSet.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { importIntentRepository } from '#engine/workspace/files/catalogImportIntents.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { recoverImports } from '#engine/workspace/records/recoverImports.ts'
import { openBench, sampleDataset, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(async () => {
  await bench.close()
})

const row = (code: string, headcount: number): string[] => [
  code,
  'Nguyễn Văn A',
  '01',
  '0101234567',
  '001099000001',
  '12.50',
  String(headcount),
  '2024-02-29',
]
const failed = async (workspace: Workspace): Promise<unknown[]> =>
  (await verifyColumnSet(workspace, sampleDataset)).filter((c) => !c.ok)
const records = (workspace: Workspace): unknown[] =>
  workspace.subject('survey').prepare('SELECT * FROM r_sample ORDER BY row_id').all()

describe('a process killed during an import', () => {
  const kill = async (folder: string, path: string, at: string): Promise<void> => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../../../test/support/intake/importChild.ts'), folder, path],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (data: Buffer) => {
        if (String(data).includes(at)) child.kill('SIGKILL')
      })
      child.on('exit', () => resolve())
    })
  }
  test.each(['loading', 'rows', 'finishing'])(
    'at “%s”',
    async (at) => {
      await bench.take(bench.file('sample_2024.csv', [sampleHeader, row('A1', 1), row('A2', 2)]))
      const before = records(bench.workspace)
      const { folder } = bench.workspace
      await bench.workspace.close()
      const path = bench.file('other_sample_2024.csv', [
        sampleHeader,
        ...Array.from({ length: 60_000 }, (_, i) => row(`B${i}`, i)),
      ])
      await kill(folder, path, at)
      bench.workspace = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'test' })
      const { workspace } = bench
      expect(importIntentRepository(workspace.catalog).list()).toEqual([])
      const current = deliveryRepository(workspace.catalog).current('sample')
      if (at === 'finishing' && current[0]?.id !== 1)
        expect(current).toMatchObject([{ rowsAccepted: 60_000, replaces: 1 }])
      else {
        expect(records(workspace)).toEqual(before)
        expect(workspace.notices).toMatchObject([{ code: 'IMPORT_INTERRUPTED' }])
      }
      expect(await failed(workspace)).toEqual([])
    },
    60_000,
  )
})

describe('cut off between the commits', () => {
  test('the records stand, the catalog and the column set do not know: finished on opening', async () => {
    await bench.take(bench.file('sample_2023.csv', [sampleHeader, row('A1', 1)]))
    await bench.take(bench.file('sample_2024.csv', [sampleHeader, row('A1', 1), row('A2', 2)]))
    const { delivery } = await bench.take(bench.file('b_sample_2024.csv', [sampleHeader, row('B1', 7)]))
    const { workspace } = bench
    const expected = deliveryRepository(workspace.catalog).list()
    // Back to what the disk holds when the process dies right after the records' commit.
    workspace.catalog.exec(
      `DELETE FROM delivery WHERE id = ${delivery.id}; UPDATE delivery SET state = 'current' WHERE id = ${delivery.replaces ?? 0}`,
    )
    const columns = await workspace.columns()
    await columns.run('DELETE FROM cs_sample WHERE delivery_id = ?', [delivery.id])
    const intents = importIntentRepository(workspace.catalog)
    intents.begin({ dataset: 'sample', period: '2024', delivery: delivery.id, fileName: 'b_sample_2024.csv' })
    workspace.notices.push({ code: 'IMPORT_INTERRUPTED', facts: { path: 'b_sample_2024.csv' } })
    await recoverImports(workspace, intents.list())
    await recoverImports(workspace, intents.list())
    expect(deliveryRepository(workspace.catalog).list()).toEqual(expected)
    expect(workspace.notices).toEqual([])
    expect(await failed(workspace)).toEqual([])
  })

  test('a withdrawal whose rows are gone is finished', async () => {
    const { delivery } = await bench.take(bench.file('sample_2024.csv', [sampleHeader, row('A1', 1)]))
    const { workspace } = bench
    workspace.subject('survey').exec('DELETE FROM r_sample; DELETE FROM delivery_log')
    const intents = importIntentRepository(workspace.catalog)
    intents.begin({ dataset: 'sample', period: '2024', delivery: delivery.id, fileName: 'sample_2024.csv' })
    await recoverImports(workspace, intents.list())
    expect(deliveryRepository(workspace.catalog).get(delivery.id).state).toBe('withdrawn')
    expect(await failed(workspace)).toEqual([])
  })
})

describe('the column set is derived', () => {
  const fill = async (): Promise<void> => {
    await bench.take(bench.file('sample_2023.csv', [sampleHeader, row('A1', 1), ['A2', '', '', '', '', '', '2', '']]))
    await bench.take(
      bench.file('sample_2024.csv', [sampleHeader, ...Array.from({ length: 5000 }, (_, i) => row(`K${i}`, i))]),
    )
  }
  const content = async (): Promise<unknown> =>
    (await bench.workspace.columns()).all(`
    SELECT s.row_id, s.delivery_id, p.code AS period, k.code, t.code AS tax_code, d.version, s.person, s.amount, s.headcount, s.day, s.doubled FROM cs_sample s
    LEFT JOIN dictionary p ON p.dataset = 'sample' AND p.variable = 'period' AND p.id = s.period LEFT JOIN dictionary k ON k.dataset = 'sample' AND k.variable = 'code' AND k.id = s.code
    LEFT JOIN dictionary t ON t.dataset = 'sample' AND t.variable = 'tax_code' AND t.id = s.tax_code LEFT JOIN dictionary d ON d.dataset = 'sample' AND d.variable = 'province' AND d.id = s.province
    ORDER BY s.row_id`)

  test('a rebuild from SQLite alone gives the same', async () => {
    await fill()
    const before = await content()
    await rebuildColumnSet(bench.workspace, sampleDataset)
    expect(await content()).toEqual(before)
    expect(await failed(bench.workspace)).toEqual([])
  })

  test.each(['missing', 'damaged'])('a %s file is made again when first used', async (how) => {
    await fill()
    const before = await content()
    const { folder } = bench.workspace
    await bench.workspace.close()
    const path = join(folder, 'columns.duckdb')
    if (how === 'missing') rmSync(path)
    else writeFileSync(path, Buffer.alloc(100_000, 3))
    bench.workspace = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'test' })
    await ensureColumnSet(bench.workspace, sampleDataset)
    expect(await content()).toEqual(before)
    expect(await failed(bench.workspace)).toEqual([])
  })

  test('verify names the delivery and column that differ, even when only two rows were exchanged', async () => {
    await fill()
    const columns = await bench.workspace.columns()
    await columns.run('UPDATE cs_sample SET headcount = CASE row_id WHEN 10 THEN 8 ELSE 7 END WHERE row_id IN (10, 11)')
    await columns.run('UPDATE cs_sample SET province = NULL WHERE row_id = 20')
    const names = (await failed(bench.workspace)).map((c) => (c as { subject: string }).subject)
    expect(names).toEqual(['sample 2024 · headcount', 'sample 2024 · province'])
  })
})
