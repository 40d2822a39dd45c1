// Destruction of a delivery and a new key of the workspace: nothing of the delivery is left in any file, the old key
// opens nothing, everybody's passphrase still does, and a rotation cut off anywhere is ended on the next opening.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contextOf, sampleDataset, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import { destroyDelivery } from '#engine/collect/deliveries/destroyDelivery.ts'
import { retentionOf, setRetention } from '#engine/collect/deliveries/retention.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { listAudit, verifyChain } from '#engine/workspace/audit/audit.ts'
import { setAnchorFile } from '#engine/workspace/audit/exportLog.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { openDatabase } from '#engine/workspace/files/openDatabase.ts'
import { sessionOf } from '#engine/workspace/files/openedWorkspace.ts'
import { openWorkspace } from '#engine/workspace/files/openWorkspace.ts'
import { rotateKey } from '#engine/workspace/files/rotateKey.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { fileKey, guessCost } from '#engine/workspace/files/workspaceKeys.ts'
import { addPerson } from '#engine/workspace/people/people.ts'
import { setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { defaultPolicy } from '#shared/model/officePolicy.ts'
import { verifyWorkspace } from './verifyWorkspace.ts'

const words = { lan: 'con bò lạc vào chợ phiên', minh: 'đồng hồ treo ngược trên tường' }
const N = guessCost.N
let base: string
let folder: string
let workspace: Workspace
const reason = 'Hết thời hạn lưu giữ theo quy chế'
const deliver = (on: Workspace, name: string, marker: string, period: string): Promise<unknown> => {
  const path = join(base, name)
  const lines = Array.from({ length: 3000 }, (_, i) => `${marker}${i},,${i % 3 ? '01' : '79'},,,${i},1,`)
  writeFileSync(path, `${[sampleHeader.join(), ...lines, `${marker}X,,01,,,abc,1,`].join('\n')}\n`)
  return importDelivery(contextOf(on), { path, dataset: 'sample', period, sender: '', letterNumber: '' }, testJob())
}
const make = async (passphrase: string | null): Promise<void> => {
  const demonstration = passphrase === null
  workspace = await createWorkspace(folder, { name: 'w', passphrase, demonstration, user: 'lan', person: 'Lan' })
  datasetRepository(workspace.catalog).save(sampleDataset)
  await deliver(workspace, 'một 2024.csv', 'HUYDI', '2024')
  await deliver(workspace, 'hai 2025.csv', 'GIULAI', '2025')
}
beforeEach(() => {
  guessCost.N = 2 ** 14
  base = mkdtempSync(join(tmpdir(), 'statdesk-retention-'))
  folder = join(base, 'w')
})
afterEach(async () => {
  guessCost.N = N
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})
const open = (person: string, passphrase: string, at = folder) =>
  openWorkspace(at, { passphrase, person, readOnly: false, user: 'x' })
const rows = (on: Workspace): number =>
  on.subject('survey').prepare<[], { n: number }>('SELECT count(*) AS n FROM r_sample').get()?.n ?? -1
const wrong = async (on: Workspace) =>
  (await verifyWorkspace(on, testJob())).checks.filter((c) => !c.ok && c.derived !== true)

describe('a delivery', () => {
  it('has its day by the policy or of its own, and is due then', async () => {
    await make(null)
    const context = contextOf(workspace)
    expect(retentionOf(workspace).map((r) => [r.destroyBy, r.by, r.due])).toEqual([
      [null, null, false],
      [null, null, false],
    ])
    setOfficePolicy(context, { ...defaultPolicy, retentionMonths: 12 }, reason)
    const [imported] = retentionOf(workspace)
    const year = Number(imported?.importedAt.slice(0, 4)) + 1
    expect(imported).toMatchObject({ by: 'policy', due: false, destroyBy: expect.stringContaining(String(year)) })
    expect(() => setRetention(context, { delivery: 1, destroyBy: '2020-01-01', reason: 'ngắn' })).toThrow(
      'REASON_NEEDED',
    )
    setRetention(context, { delivery: 1, destroyBy: '2020-01-01', reason })
    expect(retentionOf(workspace).find((r) => r.delivery === 1)).toMatchObject({ by: 'own', due: true })
    expect(listAudit(workspace, 1)[0]).toMatchObject({ action: 'retention', reason })
  })

  it('destroyed is in no file any more, with a certificate in the log, the others untouched', async () => {
    // The files of made-up data under a key in the open: opened here page by page, to be searched in the clear.
    await make(null)
    const certificate = await destroyDelivery(contextOf(workspace), { delivery: 1, reason }, testJob())
    expect(certificate).toMatchObject({ delivery: 1, dataset: 'sample', records: 3000, left: 0 })
    const entry = listAudit(workspace, 9).find((one) => one.id === certificate.entry)
    expect(entry).toMatchObject({ action: 'destroy', hash: certificate.entryHash, reason, records: 3000 })
    expect(
      toFailureValue(
        await destroyDelivery(contextOf(workspace), { delivery: 1, reason }, testJob()).catch((e: unknown) => e),
      ).code,
    ).toBe('DELIVERY_DESTROYED')
    expect(rows(workspace)).toBe(3000)
    expect(verifyChain(workspace).intact).toBe(true)
    expect(await wrong(workspace)).toEqual([])
    const { dataKey } = sessionOf(workspace)
    const { id } = workspace.header
    await workspace.close()
    const survey = openDatabase(join(folder, 'survey.sqlite'), {
      keyHex: fileKey(dataKey ?? Buffer.alloc(32), id, 'survey.sqlite'),
      readOnly: false,
      journal: 'rollback',
      cacheMb: 8,
    })
    survey.pragma("rekey=''")
    survey.close()
    const clear = readFileSync(join(folder, 'survey.sqlite'))
    expect([clear.includes('HUYDI'), clear.includes('GIULAI')]).toEqual([false, true])
  }, 60_000)
})

describe('a new key', () => {
  const oldKeyOpens = (old: Buffer, id: string, at = folder): string[] =>
    readdirSync(at)
      .filter((name) => name.endsWith('.sqlite'))
      .filter((name) => {
        try {
          openDatabase(join(at, name), {
            keyHex: fileKey(old, id, name),
            readOnly: true,
            journal: 'rollback',
            cacheMb: 1,
          }).close()
          return true
        } catch {
          return false
        }
      })

  it('opens every file to everybody with the passphrase they had; the old one opens none', async () => {
    await make(words.lan)
    await addPerson(workspace, 'Lan', { name: 'Minh', role: 'reviewer', passphrase: words.minh })
    await setAnchorFile(workspace, 'Lan', join(base, 'mốc.jsonl'), reason)
    const { id } = workspace.header
    const old = Buffer.from(sessionOf(workspace).dataKey ?? '')
    const person = workspace.personKey.toString('hex')
    expect(oldKeyOpens(old, id).length).toBeGreaterThan(1)
    await rotateKey(workspace, () => Promise.resolve())
    // Going on with the same open workspace.
    expect(rows(workspace)).toBe(6000)
    await deliver(workspace, 'ba 2023.csv', 'MOI', '2023')
    expect(await wrong(workspace)).toEqual([])
    await workspace.close()
    expect(oldKeyOpens(old, id)).toEqual([])
    for (const [name, passphrase] of [
      ['Minh', words.minh],
      ['Lan', words.lan],
    ] as const) {
      workspace = await open(name, passphrase)
      expect([rows(workspace), workspace.personKey.toString('hex')]).toEqual([9000, person])
      expect(await wrong(workspace)).toEqual([])
      expect(verifyChain(workspace)).toMatchObject({ intact: true })
      await workspace.close()
    }
  }, 60_000)

  it('cut off anywhere, is ended on the next opening, with nothing lost', async () => {
    await make(words.lan)
    const old = Buffer.from(sessionOf(workspace).dataKey ?? '')
    const { id } = workspace.header
    const files: string[] = []
    const taken: string[] = []
    // The folder as it stands at each step, as a kill would leave it.
    await rotateKey(workspace, async (file) => {
      const at = join(base, `cut-${files.length}`)
      files.push(file)
      cpSync(folder, at, { recursive: true, filter: (path) => !path.endsWith('writer.lock') })
      taken.push(at)
    })
    expect(files.length).toBeGreaterThan(1)
    for (const at of taken) {
      const after = await open('Lan', words.lan, at)
      expect([after.header.rotation, rows(after)]).toEqual([undefined, 6000])
      expect(listAudit(after, 3).map((entry) => entry.action)).toContain('rotate_key')
      expect(await wrong(after)).toEqual([])
      await after.close()
      expect(oldKeyOpens(old, id, at)).toEqual([])
      const again = await open('Lan', words.lan, at)
      expect(rows(again)).toBe(6000)
      await again.close()
    }
  }, 120_000)
})
