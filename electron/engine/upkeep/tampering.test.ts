// A workspace changed behind the program's back: lost and emptied files, damaged bytes, a log cut, emptied, forged or
// set back.
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf, sampleDataset, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { appendAudit, verifyChain } from '#engine/workspace/audit/audit.ts'
import { anchorFileSetting, anchorLines } from '#engine/workspace/audit/anchor.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { rawDatabase } from '#test/support/workspace/rawDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { Failure } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import { verifyWorkspace } from './verifyWorkspace.ts'

let base: string
let folder: string
const rows = 3000
const open = (readOnly = false): Promise<Workspace> =>
  openWorkspace(folder, { passphrase: null, readOnly, user: 'lan' })
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : String(thrown)),
  )
const deliver = (name: string, value: number): string => {
  const path = join(base, name)
  const lines = Array.from({ length: rows }, (_, i) => `c${i},,01,,,${value},1,`)
  writeFileSync(path, `${[sampleHeader.join(), ...lines].join('\n')}\n`)
  return path
}
const take = (workspace: Workspace, path: string, period: string): Promise<unknown> =>
  importDelivery(contextOf(workspace), { path, dataset: 'sample', period, sender: '', letterNumber: '' }, testJob())

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-tampering-'))
  folder = join(base, 'w')
  const made = await createWorkspace(folder, { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  datasetRepository(made.catalog).save(sampleDataset)
  await take(made, deliver('a 2024.csv', 5), '2024')
  for (let i = 0; i < 4; i += 1) appendAudit(made, { user: 'lan', action: 'reveal', subject: `sample ${i}` })
  await made.close()
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

describe('a file that must be there', () => {
  it('is never made anew when it was emptied or lost', async () => {
    for (const [file, damage] of [
      ['catalog.sqlite', (path: string) => truncateSync(path, 0)],
      ['survey.sqlite', (path: string) => truncateSync(path, 0)],
      ['survey.sqlite', (path: string) => rmSync(path)],
    ] as const) {
      const path = join(folder, file)
      copyFileSync(path, join(base, 'kept'))
      damage(path)
      for (const readOnly of [true, false])
        expect([file, await codeOf(open(readOnly))]).toEqual([file, 'WORKSPACE_DAMAGED'])
      copyFileSync(join(base, 'kept'), path)
    }
    await (await open()).close()
  })
})

describe('a damaged byte of a workspace without a passphrase', () => {
  const definition = tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: { vi: 't', en: 't' },
    dataset: 'sample',
    rows: [{ variable: 'province' }],
    measures: [{ id: 'amount', statistic: 'sum', variable: 'amount' }],
  })
  it('gives no other figure by either engine: the true one, or a failure that names the file', async () => {
    const right = String(rows * 500)
    const path = join(folder, 'survey.sqlite')
    const whole = readFileSync(path)
    const told: string[] = []
    for (let k = 1; k < 40; k += 1) {
      const damaged = Buffer.from(whole)
      const at = Math.floor((whole.length * k) / 40)
      damaged[at] = (damaged[at] ?? 0) ^ 0x20
      writeFileSync(path, damaged)
      const answer = await open(true)
        .then(async (workspace) => {
          try {
            const cube = await tabulate(contextOf(workspace), definition, { engine: 'sqlite' }, testJob())
            return String(cube.cells.values[0]?.[0])
          } finally {
            await workspace.close()
          }
        })
        .catch((thrown: unknown) => String(thrown))
      told.push(
        answer === right ? 'right' : /DAMAGED|SQLITE_CORRUPT|SQLITE_NOTADB|malformed/.test(answer) ? 'damaged' : answer,
      )
    }
    expect(new Set(told)).toEqual(new Set(['right', 'damaged']))
    expect(told.filter((t) => t === 'damaged').length).toBeGreaterThan(20)
  })
})

describe('the log', () => {
  const tamper = async (sql: string): Promise<string | null> => {
    const catalog = rawDatabase(folder, 'catalog.sqlite')
    catalog.exec(`DROP TRIGGER IF EXISTS audit_never_changed; DROP TRIGGER IF EXISTS audit_never_removed; ${sql}`)
    catalog.close()
    const workspace = await open(true)
    const { intact, by } = verifyChain(workspace)
    const noticed = workspace.notices.some((n) => n.code === 'LOG_BROKEN')
    await workspace.close()
    if (by === 'header' || by === 'office') expect(noticed).toBe(true)
    return intact ? null : by
  }

  it('whose end was cut is found out, the sequence set back with it or not', async () => {
    expect(await tamper('DELETE FROM audit WHERE id > 3')).toBe('chain')
    expect(await tamper("UPDATE sqlite_sequence SET seq = 3 WHERE name = 'audit'")).toBe('header')
  })

  it('that was emptied is found out', async () => {
    expect(await tamper("DELETE FROM audit; DELETE FROM sqlite_sequence WHERE name = 'audit'")).toBe('header')
  })

  it('set back in header and catalog by someone who cannot seal an anchor is found out', async () => {
    const path = join(folder, 'workspace.json')
    const header = JSON.parse(readFileSync(path, 'utf8')) as { anchor: { entries: number; hash: string } }
    const catalog = rawDatabase(folder, 'catalog.sqlite')
    const { hash } = catalog.prepare('SELECT hash FROM audit WHERE id = 3').get() as { hash: string }
    catalog.close()
    header.anchor = { ...header.anchor, entries: 3, hash }
    writeFileSync(path, JSON.stringify(header))
    expect(
      await tamper("DELETE FROM audit WHERE id > 3; UPDATE sqlite_sequence SET seq = 3 WHERE name = 'audit'"),
    ).toBe('header')
  })

  it('lacks no delivery: one that no entry tells of is found out', async () => {
    expect(
      await tamper(`INSERT INTO delivery (id, dataset, period, file_name, sha256, bytes, sender, letter_number, imported_at, rows_read,
      rows_accepted, rows_rejected, rows_flagged, counts, replaces, state, first_row)
      SELECT 9, dataset, '2030', file_name, sha256, bytes, sender, letter_number, imported_at, rows_read, 0, 0, 0, counts, NULL, 'replaced', 1 FROM delivery`),
    ).toBe('deliveries')
  })

  it('set back with all files together is found out by the office’s own file, and so is that file emptied', async () => {
    const office = join(base, 'office.log')
    const workspace = await open()
    settingRepository(workspace.catalog).set(anchorFileSetting, office)
    appendAudit(workspace, { user: 'lan', action: 'setting', subject: 'anchor' })
    await workspace.close()
    cpSync(folder, join(base, 'earlier'), { recursive: true })
    const later = await open()
    await take(later, deliver('b 2025.csv', 6), '2025')
    await later.close()
    // Everything as it was yesterday.
    rmSync(folder, { recursive: true })
    cpSync(join(base, 'earlier'), folder, { recursive: true })
    const setBack = await open(true)
    expect(verifyChain(setBack)).toMatchObject({ intact: false, by: 'office' })
    expect(setBack.notices.map((n) => n.code)).toContain('LOG_BROKEN')
    const result = await verifyWorkspace(setBack, testJob())
    expect(result.checks.filter((c) => !c.ok).map((c) => c.id)).toEqual(['audit'])
    expect(anchorLines(setBack)?.length).toBeGreaterThan(1)
    await setBack.close()
    writeFileSync(office, '')
    const emptied = await open(true)
    expect(verifyChain(emptied)).toMatchObject({ intact: false, by: 'office' })
    await emptied.close()
    // Lines of others, or cut by a kill, are no harm to those that stand.
    appendFileSync(office, '{"workspace":')
    await (await open(true)).close()
  })
})
