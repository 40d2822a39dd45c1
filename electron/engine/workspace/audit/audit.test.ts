// The log: appended, chained, never changed; every kind of tampering shows.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { appendAudit, listAudit, verifyChain } from './audit.ts'

let base: string
let workspace: Workspace
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-audit-'))
  workspace = await createWorkspace(join(base, 'w'), { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  for (let i = 1; i <= 5; i += 1)
    appendAudit(workspace, {
      user: 'lan',
      action: 'reveal',
      subject: `pupil ${i}`,
      records: i,
      reason: 'kiểm tra hồ sơ',
    })
})
afterEach(async () => {
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

it('lists newest first, by pages, and is intact', () => {
  expect(listAudit(workspace, 2).map((entry) => entry.id)).toEqual([5, 4])
  expect(listAudit(workspace, 10, 3).map((entry) => entry.id)).toEqual([2, 1])
  expect(listAudit(workspace, 1)[0]).toMatchObject({
    user: 'lan',
    action: 'reveal',
    subject: 'pupil 5',
    records: 5,
    reason: 'kiểm tra hồ sơ',
  })
  expect(verifyChain(workspace)).toEqual({ intact: true, entries: 5, brokenAt: null, by: null })
})

it('refuses changes through SQL', () => {
  expect(() => workspace.catalog.exec("UPDATE audit SET user = 'x'")).toThrow('append-only')
  expect(() => workspace.catalog.exec('DELETE FROM audit')).toThrow('append-only')
})

const tamper = (sql: string): void => {
  workspace.catalog.exec(`DROP TRIGGER audit_never_changed; DROP TRIGGER audit_never_removed; ${sql}`)
}
it.each([
  ['a changed field', 'UPDATE audit SET records = 0 WHERE id = 3', 3],
  ['a removed entry', 'DELETE FROM audit WHERE id = 2', 2],
  ['a removed tail', 'DELETE FROM audit WHERE id >= 4', 4],
  [
    'two entries exchanged',
    'UPDATE audit SET id = 99 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4; UPDATE audit SET id = 4 WHERE id = 99',
    3,
  ],
  ['a hash copied from another entry', 'UPDATE audit SET hash = (SELECT hash FROM audit WHERE id = 1) WHERE id = 2', 2],
])('shows %s', (_name, sql, brokenAt) => {
  tamper(sql)
  expect(verifyChain(workspace)).toMatchObject({ intact: false, brokenAt })
})
