// One damaged byte anywhere in the column file: every figure is the true one, links included, and the file is whole
// again afterwards.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contextOf, sampleDataset, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { runLink } from '#engine/process/link/runLink.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { datasetSchema } from '#shared/model/dataset.ts'
import { linkDefinitionSchema } from '#shared/model/link.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { verifyWorkspace } from './verifyWorkspace.ts'

const rows = 2000
const register = datasetSchema.parse({ ...sampleDataset, id: 'register', label: { vi: 'Sổ', en: 'Register' } })
const link = linkDefinitionSchema.parse({
  kind: 'link',
  id: 'to_register',
  label: { vi: 'Nối', en: 'Link' },
  left: 'sample',
  right: 'register',
  keys: [{ left: 'code', right: 'code' }],
})
const definition = (variable: string) =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: { vi: 't', en: 't' },
    dataset: 'sample',
    rows: [{ variable }],
    measures: [
      { id: 'amount', statistic: 'sum', variable: 'amount' },
      { id: 'n', statistic: 'count' },
    ],
  })

let base: string
let folder: string
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-columns-'))
  folder = join(base, 'w')
  const made = await createWorkspace(folder, { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  for (const dataset of [sampleDataset, register]) datasetRepository(made.catalog).save(dataset)
  const take = async (dataset: string, every: number): Promise<void> => {
    const path = join(base, `${dataset} 2024.csv`)
    const lines = Array.from({ length: rows / every }, (_, i) => `c${i * every},,${i % 2 ? '01' : '79'},,,${i},1,`)
    writeFileSync(path, `${[sampleHeader.join(), ...lines].join('\n')}\n`)
    const request = { path, dataset, period: '2024', sender: '', letterNumber: '' }
    await importDelivery(contextOf(made), request, testJob())
  }
  await take('sample', 1)
  await take('register', 2)
  await runLink(contextOf(made), link, testJob())
  await made.close()
})
afterAll(() => rmSync(base, { recursive: true, force: true }))

const open = (readOnly: boolean): Promise<Workspace> =>
  openWorkspace(folder, { passphrase: null, readOnly, user: 'lan' })
const told = async (workspace: Workspace): Promise<string> => {
  const parts: string[] = []
  for (const variable of ['province', 'to_register.province']) {
    const cube = await tabulate(contextOf(workspace), definition(variable), { engine: 'duckdb' }, testJob())
    parts.push(JSON.stringify(cube.cells.values.map((column) => Array.from(column ?? [], String))))
    parts.push(JSON.stringify(cube.provenance.link?.matchedRecords ?? null))
  }
  return parts.join(' ')
}

describe('a damaged column file', () => {
  it('is dropped and made anew, its linked tables with it, whichever byte it was', async () => {
    const first = await open(false)
    const right = await told(first)
    await first.close()
    const path = join(folder, 'columns.duckdb')
    const whole = readFileSync(path)
    const tries = 12
    for (let k = 0; k < tries; k += 1) {
      const damaged = Buffer.from(whole)
      const at = Math.floor((whole.length * (k + 0.5)) / tries)
      damaged[at] = (damaged[at] ?? 0) ^ 0x20
      writeFileSync(path, damaged)
      const workspace = await open(false)
      expect([k, await told(workspace)]).toEqual([k, right])
      expect((await verifyWorkspace(workspace, testJob())).ok).toBe(true)
      await workspace.close()
    }
  }, 120_000)

  it('that is lost is no damage of the workspace to a reader: derived, and said so', async () => {
    rmSync(join(folder, 'columns.duckdb'), { force: true })
    const reader = await open(true)
    const { ok, checks } = await verifyWorkspace(reader, testJob())
    await reader.close()
    expect(ok).toBe(true)
    const wrong = checks.filter((c) => !c.ok)
    expect(wrong.length).toBeGreaterThan(0)
    expect(wrong.every((c) => c.derived === true)).toBe(true)
    const writer = await open(false)
    await told(writer)
    expect((await verifyWorkspace(writer, testJob())).checks.filter((c) => !c.ok)).toEqual([])
    await writer.close()
  })

  it('and pairs that were exchanged are told apart from it: each pair is compared', async () => {
    const workspace = await open(false)
    await told(workspace)
    workspace.links().exec('UPDATE pair_to_register SET right_row = 1 + (right_row % 900) WHERE left_row IN (1, 3)')
    const { ok, checks } = await verifyWorkspace(workspace, testJob())
    expect(ok).toBe(false)
    expect(checks.filter((c) => !c.ok).map((c) => c.id)).toContain('link_each')
    await workspace.close()
  })
})
