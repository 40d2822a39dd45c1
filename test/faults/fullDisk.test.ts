// Operations on a disk that fills at every place: afterwards the workspace opens, verifies, and answers what stood
// before or what was asked for, and the failure says that the disk is full. A disk of a few hundred kilobytes, mounted
// in a name space of the child's own.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contextOf, sampleDataset, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { verifyWorkspace } from '#engine/upkeep/verifyWorkspace.ts'
import { verifyChain } from '#engine/workspace/audit/audit.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'

/** One of each in `npm test`, ten in `npm run test:long`. */
const sizes = Number(process.env['FAULT_KILLS'] ?? 0) >= 10 ? 10 : 1
const rows = 12_000
const operations = ['import', 'replace', 'withdraw', 'link', 'protect', 'export', 'backup', 'store', 'destroy'] as const

const ownMounts = spawnSync('unshare', ['-rm', 'true']).status === 0
if (!ownMounts) console.warn('full disks skipped: no mounts of a process’s own here (unshare -rm)')

let base: string
let template: string
let bytes = 0
const register = datasetSchema.parse({ ...sampleDataset, id: 'register' })
const deliver = (name: string, value: number): string => {
  const path = join(base, name)
  const lines = Array.from({ length: rows }, (_, i) => `c${i},,${i % 3 ? '01' : '79'},,,${value},1,`)
  writeFileSync(path, `${[sampleHeader.join(), ...lines].join('\n')}\n`)
  return path
}
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

beforeAll(async () => {
  if (!ownMounts) return
  base = mkdtempSync(join(tmpdir(), 'statdesk-full-'))
  template = join(base, 'template')
  const first = deliver('một 2024.csv', 1)
  deliver('hai.csv', 2)
  const made = await createWorkspace(template, { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  for (const dataset of [sampleDataset, register]) datasetRepository(made.catalog).save(dataset)
  for (const [path, dataset] of [
    [first, 'sample'],
    [deliver('sổ 2024.csv', 3), 'register'],
  ] as const)
    await importDelivery(contextOf(made), { path, dataset, period: '2024', sender: '', letterNumber: '' }, testJob())
  settingRepository(made.catalog).set('allowRecordsExport', 'yes')
  await made.close()
  for (const name of readdirSync(template)) bytes += statSync(join(template, name)).size
}, 120_000)
afterAll(() => {
  if (ownMounts) rmSync(base, { recursive: true, force: true })
})

/** Runs one operation on a disk with this much room beside the workspace, and brings back what is on the disk then. */
const onDisk = (operation: string, roomKb: number, back: string): { end: string; code?: string } => {
  const disk = join(base, 'disk')
  mkdirSync(disk, { recursive: true })
  const size = Math.ceil(bytes / 1024) + roomKb
  const child = join(import.meta.dirname, 'faultChild.ts')
  const script = `set -e
mount -t tmpfs -o size=${size}k none '${disk}'
cp -r '${template}' '${disk}/w'
mkdir '${disk}/out'
'${process.execPath}' '${child}' ${operation} '${disk}/w' '${join(base, 'hai.csv')}' '${disk}/out/out.bin' || true
cp -r '${disk}/.' '${back}/'`
  mkdirSync(back, { recursive: true })
  const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8', timeout: 120_000 })
  const last = stdout.trim().split('\n').at(-1) ?? ''
  try {
    return JSON.parse(last) as { end: string; code?: string }
  } catch {
    throw new Error(`${operation} at ${roomKb} KB ended without a word: ${stdout} ${stderr}`)
  }
}

const one = `${rows * 100}`
const expected: Record<string, string[]> = {
  import: [one, `${one} ${rows * 200}`],
  replace: [one, `${rows * 200}`],
  withdraw: [one, 'DATASET_EMPTY'],
  destroy: [one, 'DATASET_EMPTY'],
}
const results: string[] = []
afterAll(() => console.warn(`full disks\n${results.join('\n')}`))

describe.skipIf(!ownMounts).each(operations)('%s', (operation) => {
  it(
    'on a full disk leaves what stood or what was asked for, and says so',
    async () => {
      let full = 0
      for (let n = 0; n < sizes; n += 1) {
        const back = join(base, `back-${operation}-${n}`)
        // From hardly any room to enough for most of it.
        const room = Math.round(60 + ((n + 0.5) / sizes) ** 2 * 2400)
        const { end, code } = onDisk(operation, room, back)
        if (end === 'failed') {
          full += 1
          expect([operation, room, code]).toEqual([operation, room, 'DISK_FULL'])
        }
        const workspace = await openWorkspace(join(back, 'w'), { passphrase: null, readOnly: false, user: 'after' })
        const answers = [await told(workspace, 'sqlite'), await told(workspace, 'duckdb')]
        const { checks } = await verifyWorkspace(workspace, testJob())
        expect({ room, answers, wrong: checks.filter((c) => !c.ok && !c.derived) }).toEqual({
          room,
          answers: [answers[0], answers[0]],
          wrong: [],
        })
        expect(expected[operation] ?? [one]).toContain(answers[0])
        expect(verifyChain(workspace).intact).toBe(true)
        // No half of an output under its name or another.
        const left = readdirSync(join(back, 'out')).filter((name) => end === 'failed' && !name.endsWith('.store'))
        expect(left).toEqual([])
        await workspace.close()
        rmSync(back, { recursive: true })
      }
      results.push(`${operation}: ${sizes} disks, ${full} full, 0 lost`)
    },
    60_000 + sizes * 60_000,
  )
})
