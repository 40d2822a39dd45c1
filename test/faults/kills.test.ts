// Operations killed at random moments: afterwards the workspace opens, verifies, and answers what stood before or what
// was asked for.
import { fork } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contextOf, sampleDataset, sampleHeader, testJob } from '../support/intake/importTest.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { verifyWorkspace } from '#engine/upkeep/verifyWorkspace.ts'
import { listAudit, verifyChain } from '#engine/workspace/audit/audit.ts'
import { backUpWorkspace } from '#engine/workspace/files/backUpWorkspace.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'

const kills = Number(process.env['FAULT_KILLS'] ?? 1)
const rows = 12_000

let base: string
let template: string
const register = datasetSchema.parse({ ...sampleDataset, id: 'register' })
const deliver = (name: string, value: number): string => {
  const path = join(base, name)
  const lines = Array.from({ length: rows }, (_, i) => `c${i},,${i % 3 ? '01' : '79'},,,${value},1,`)
  writeFileSync(path, `${[sampleHeader.join(), ...lines].join('\n')}\n`)
  return path
}
const take = (workspace: Workspace, path: string, dataset: string): Promise<unknown> =>
  importDelivery(contextOf(workspace), { path, dataset, period: '2024', sender: '', letterNumber: '' }, testJob())
const definition = tableDefinitionSchema.parse({
  kind: 'table',
  id: 't',
  title: { vi: 't', en: 't' },
  dataset: 'sample',
  rows: [{ variable: 'period', total: 'none' }],
  measures: [{ id: 'amount', statistic: 'sum', variable: 'amount' }],
})
const told = (workspace: Workspace, engine: 'duckdb' | 'sqlite'): Promise<string> =>
  tabulate(contextOf(workspace), definition, { engine }, testJob()).then(
    (cube) => Array.from(cube.cells.values[0] ?? [], String).join(' '),
    (error: unknown) => String(error).split(' ')[1] ?? String(error),
  )

let first = ''
let backup = ''
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-faults-'))
  template = join(base, 'template')
  first = deliver('một 2024.csv', 1)
  deliver('hai.csv', 2)
  backup = join(base, 'b.statdesk-backup')
  const made = await createWorkspace(template, { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  for (const dataset of [sampleDataset, register]) datasetRepository(made.catalog).save(dataset)
  await take(made, first, 'sample')
  await take(made, deliver('sổ 2024.csv', 3), 'register')
  settingRepository(made.catalog).set('allowRecordsExport', 'yes')
  await backUpWorkspace(made, backup, 'test', testJob())
  await made.close()
}, 120_000)
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Milliseconds the operation took, or null when it was killed after `delay`. */
const once = (
  operation: string,
  folder: string,
  input: string,
  output: string,
  delay: number | null,
): Promise<number | null> =>
  new Promise((resolve) => {
    const child = fork(join(import.meta.dirname, 'faultChild.ts'), [operation, folder, input, output], {
      stdio: 'ignore',
    })
    let started = 0
    let took: number | null = null
    let timer: ReturnType<typeof setTimeout> | null = null
    child.on('message', (message) => {
      if (message === 'done') took = performance.now() - started
      if (message !== 'ready') return
      started = performance.now()
      if (delay !== null) timer = setTimeout(() => child.kill('SIGKILL'), delay)
    })
    child.once('exit', () => {
      if (timer !== null) clearTimeout(timer)
      resolve(took)
    })
  })

/** The same moments every time. */
const fraction = (n: number): number => (Math.sin(n * 12.9898) * 43_758.5453) % 1

const results: string[] = []
afterAll(() => console.warn(`kills\n${results.join('\n')}`))

const one = `${rows * 100}`
const expected: Record<string, string[]> = {
  import: [one, `${one} ${rows * 200}`],
  replace: [one, `${rows * 200}`],
  withdraw: [one, 'DATASET_EMPTY'],
  destroy: [one, 'DATASET_EMPTY'],
}
const inside = ['import', 'replace', 'withdraw', 'link', 'protect', 'export', 'backup', 'store', 'destroy'] as const

describe.each(inside)('%s', (operation) => {
  it(
    'killed at any moment leaves what stood or what was asked for',
    async () => {
      let [tries, lost, whole] = [0, 0, 400]
      for (let n = 0; n <= kills; n += 1) {
        const folder = join(base, `w-${operation}-${n}`)
        const outputs = join(base, `out-${operation}-${n}`)
        cpSync(template, folder, { recursive: true })
        cpSync(join(base, 'hai.csv'), join(outputs, 'hai.csv'), { recursive: true })
        const output = join(outputs, 'out.bin')
        // The first is not killed: it tells how long the operation is.
        const delay = n === 0 ? null : Math.abs(fraction(n)) * whole * 1.1
        const took = await once(operation, folder, join(outputs, 'hai.csv'), output, delay)
        if (n === 0) whole = took ?? whole
        else tries += 1
        const workspace = await openWorkspace(folder, { passphrase: null, readOnly: false, user: 'after' })
        const answers = [await told(workspace, 'sqlite'), await told(workspace, 'duckdb')]
        const { ok, checks } = await verifyWorkspace(workspace, testJob())
        const left = readdirSync(outputs).filter((name) => !['hai.csv', 'out.bin', 'out.bin.store'].includes(name))
        const logged = !existsSync(output) || listAudit(workspace, 20).some((entry) => entry.user === 'child')
        const good =
          ok &&
          answers[0] === answers[1] &&
          (expected[operation] ?? [one]).includes(answers[0] ?? '') &&
          left.length === 0 &&
          logged &&
          verifyChain(workspace).intact
        if (!good) lost += 1
        expect({ n, delay, answers, left, logged, wrong: checks.filter((c) => !c.ok && !c.derived) }).toMatchObject({
          answers: [answers[0], answers[0]],
          left: [],
          logged: true,
          wrong: [],
        })
        expect(expected[operation] ?? [one]).toContain(answers[0])
        await workspace.close()
        rmSync(folder, { recursive: true })
        rmSync(outputs, { recursive: true })
      }
      results.push(`${operation}: ${tries} tries, ${tries - lost} survived, ${lost} lost`)
      expect(lost).toBe(0)
    },
    60_000 + kills * 20_000,
  )
})

describe.each(['restore', 'demonstration'] as const)('%s', (operation) => {
  it(
    'killed at any moment leaves no workspace, or a whole one',
    async () => {
      // How long it takes is measured by one that is not killed; the short run knows about how long, and saves that
      // one.
      let [tries, whole] = [0, operation === 'restore' ? 800 : 8_000]
      for (let n = kills === 1 ? 1 : 0; n <= kills; n += 1) {
        const output = join(base, `${operation}-${n}`, 'w')
        cpSync(join(base, 'hai.csv'), join(base, `${operation}-${n}`, 'mine.csv'), { recursive: true })
        const delay = n === 0 ? null : Math.abs(fraction(n + 50)) * whole * 1.1
        const took = await once(operation, '', backup, output, delay)
        if (n === 0) whole = took ?? whole
        else tries += 1
        if (existsSync(output)) {
          const workspace = await openWorkspace(output, { passphrase: null, readOnly: false, user: 'after' })
          const { checks } = await verifyWorkspace(workspace, testJob())
          expect(checks.filter((c) => !c.ok && !c.derived)).toEqual([])
          if (operation === 'restore') expect(await told(workspace, 'sqlite')).toBe(one)
          await workspace.close()
        }
        // The next one sweeps what a killed one left, and only that.
        const again = join(base, `${operation}-${n}`)
        if (operation === 'restore' && !existsSync(output)) await once('restore', '', backup, output, null)
        expect(readdirSync(again).filter((name) => operation === 'restore' && name.startsWith('.'))).toEqual([])
        expect(existsSync(join(again, 'mine.csv'))).toBe(true)
        rmSync(again, { recursive: true })
      }
      results.push(`${operation}: ${tries} tries, ${tries} survived, 0 lost`)
    },
    60_000 + kills * 60_000,
  )
})
