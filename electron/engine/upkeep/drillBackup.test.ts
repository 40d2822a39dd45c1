// Backups into a store: only what changed is written; a drill proves each; a piece changed or gone is told; old ones go
// with their pieces.
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { contextOf, sampleDataset, sampleHeader, testJob } from '#test/support/intake/importTest.ts'
import { importDelivery } from '#engine/collect/intake/importDelivery.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { backUpToStore } from '#engine/workspace/files/backUpToStore.ts'
import { snapshotsIn } from '#engine/workspace/files/backupStore.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import { restoreWorkspace } from '#engine/workspace/files/restoreWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { backupSchedule, setBackupPlan } from './backupSchedule.ts'
import { drillBackup } from './drillBackup.ts'

const passphrase = 'giếng làng cạn nước mùa hè'
let base: string
let share: string
let workspace: Workspace
let context: EngineContext
const deliver = (name: string, rows: number, period: string): Promise<unknown> => {
  const path = join(base, name)
  const lines = Array.from({ length: rows }, (_, i) => `c${i},,${i % 3 ? '01' : '79'},,,${i},1,`)
  writeFileSync(path, `${[sampleHeader.join(), ...lines].join('\n')}\n`)
  return importDelivery(context, { path, dataset: 'sample', period, sender: '', letterNumber: '' }, testJob())
}
const backUp = (keep = 30) => backUpToStore(workspace, { path: share, keep }, 'StatDesk test', testJob())
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => '',
    (thrown: unknown) => toFailureValue(thrown).code,
  )
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-drill-test-'))
  share = join(base, 'ổ mạng')
  workspace = await createWorkspace(join(base, 'w'), { name: 'w', passphrase, demonstration: false, user: 'lan' })
  context = contextOf(workspace)
  datasetRepository(workspace.catalog).save(sampleDataset)
  await deliver('một 2024.csv', 60_000, '2024')
}, 60_000)
afterEach(async () => {
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

it('writes what changed alone, and each backup comes back whole', async () => {
  const first = await backUp()
  expect(first.newBytes).toBe(first.bytes)
  appendAudit(workspace, { user: 'lan', action: 'table', subject: 't' })
  const second = await backUp()
  // The catalog changed; the records did not.
  expect(second.newBytes).toBeLessThan(second.bytes / 2)
  await deliver('hai 2025.csv', 500, '2025')
  const third = await backUp()

  for (const [backup, deliveries] of [
    [first.path, 1],
    [second.path, 1],
    [third.path, 2],
  ] as const) {
    const report = await drillBackup(context, backup, testJob())
    expect(report.checks.filter((c) => !c.ok && c.derived !== true)).toEqual([])
    expect(report).toMatchObject({
      ok: true,
      datasets: [{ dataset: 'sample', deliveries, stillCurrent: deliveries, equal: deliveries }],
      log: { agrees: true },
    })
  }
  // Nothing of a drill stays.
  expect(readdirSync(base).filter((name) => name.startsWith('.statdesk-drill'))).toEqual([])
  const restored = await restoreWorkspace(
    { backup: third.path, path: join(base, 'r'), passphrase, user: 'lan' },
    testJob(),
  )
  expect(restored.header.id).toBe(workspace.header.id)
  await restored.close()
}, 120_000)

it('tells of a piece that was changed, lost or cut, and of rows that differ', async () => {
  const { path } = await backUp()
  const store = join(share, `statdesk-${workspace.header.id}`)
  const pieces = readdirSync(join(store, 'pieces')).flatMap((group) =>
    readdirSync(join(store, 'pieces', group)).map((name) => join(store, 'pieces', group, name)),
  )
  for (const piece of pieces) {
    const whole = readFileSync(piece)
    const changed = Buffer.from(whole)
    changed[Math.floor(changed.length / 2)]! ^= 1
    for (const damage of [changed, whole.subarray(0, -1), null]) {
      if (damage === null) rmSync(piece)
      else writeFileSync(piece, damage)
      expect(await codeOf(drillBackup(context, path, testJob()))).toBe('BACKUP_INVALID')
    }
    writeFileSync(piece, whole)
  }
  // A change of the records that no delivery tells of.
  workspace.subject('survey').exec('UPDATE r_sample SET amount = amount + 1 WHERE row_id = 5')
  expect(await drillBackup(context, path, testJob())).toMatchObject({
    ok: false,
    datasets: [{ equal: 0, stillCurrent: 1 }],
  })
}, 120_000)

it('keeps as many as asked for, with the pieces they need', async () => {
  for (let n = 0; n < 4; n += 1) {
    await deliver(`${n} 2020.csv`, 200 + n, '2020')
    await backUp(2)
  }
  const store = join(share, `statdesk-${workspace.header.id}`)
  const left = snapshotsIn(store)
  expect(left).toHaveLength(2)
  for (const path of left)
    expect((await drillBackup(context, path, testJob())).checks.every((c) => c.ok || c.derived)).toBe(true)
}, 120_000)

it('is made and kept beside whatever else lies on the share', async () => {
  const [first, second] = [await backUp(2), await backUp(2)]
  const store = join(share, `statdesk-${workspace.header.id}`)
  const group = readdirSync(join(store, 'pieces'))[0] ?? ''
  for (const [name, text] of [
    ['zzz.statdesk-snapshot', '{ cut'],
    [join('pieces', 'Thumbs.db'), 'x'],
    [join('pieces', group, 'desktop.ini'), 'x'],
  ] as const)
    writeFileSync(join(store, name), text)
  appendAudit(workspace, { user: 'lan', action: 'table', subject: 't' })
  const third = await backUp(2)
  // The file that is no list counts for none of the two, and what it may need stays.
  expect(third).toMatchObject({ removed: 1, unreadable: [join(store, 'zzz.statdesk-snapshot')] })
  expect([first, second, third].map(({ path }) => existsSync(path))).toEqual([false, true, true])
  for (const { path } of [second, third])
    expect((await drillBackup(context, path, testJob())).checks.every((c) => c.ok || c.derived)).toBe(true)
  rmSync(join(store, 'zzz.statdesk-snapshot'))
  expect(await backUp(1)).toMatchObject({ removed: 2, unreadable: [] })
  expect(existsSync(join(store, 'pieces', group, 'desktop.ini'))).toBe(true)
}, 120_000)

it('never removes the backup just made, though the clock was set back', async () => {
  const first = await backUp(1)
  renameSync(first.path, join(dirname(first.path), '2999-01-01T00-00-00.000Z.statdesk-snapshot'))
  const second = await backUp(1)
  expect([second.removed, existsSync(second.path)]).toEqual([1, true])
  expect((await drillBackup(context, second.path, testJob())).log.agrees).toBe(true)
}, 120_000)

it('refuses a place in the workspace, a backup of another, and one from before a new key', async () => {
  expect(await codeOf(backUpToStore(workspace, { path: workspace.folder, keep: 1 }, 't', testJob()))).toBe(
    'TARGET_IN_WORKSPACE',
  )
  const other = await createWorkspace(join(base, 'o'), { name: 'o', passphrase, demonstration: false, user: 'lan' })
  const { path } = await backUpToStore(other, { path: share, keep: 1 }, 't', testJob())
  await other.close()
  expect(await codeOf(drillBackup(context, path, testJob()))).toBe('DRILL_OTHER')
})

it('is due by its schedule', async () => {
  expect(backupSchedule(workspace)).toEqual({ plan: null, last: null, due: false })
  expect(await setBackupPlan(workspace, 'lan', { path: share, everyHours: 24, keep: 7 })).toMatchObject({ due: true })
  await backUp(7)
  const now = Date.now()
  expect([backupSchedule(workspace, now).due, backupSchedule(workspace, now + 25 * 3_600_000).due]).toEqual([
    false,
    true,
  ])
  expect(existsSync(share) && statSync(share).isDirectory()).toBe(true)
  expect(await setBackupPlan(workspace, 'lan', null)).toMatchObject({ plan: null, due: false })
})
