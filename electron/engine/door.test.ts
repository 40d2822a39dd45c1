// The door: what each row of the contract says of itself is asked and done once, for every caller.
import { defaultPolicy } from '#shared/model/officePolicy.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import { listAudit } from '#engine/workspace/audit/audit.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { officePolicy, protectionPolicy, setOfficePolicy } from '#engine/workspace/policy/officePolicy.ts'
import { admit, throughDoor } from './door.ts'
import { testContext } from '#test/support/engine/testContext.ts'

let base: string
let workspace: Workspace
let open: Workspace
const context = testContext(() => open, { user: 'lan' })
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-door-'))
  workspace = await createWorkspace(join(base, 'w'), { name: 'w', passphrase: null, demonstration: true, user: 'lan' })
  open = workspace
})
afterEach(async () => {
  await workspace.close()
  rmSync(base, { recursive: true, force: true })
})

const rows = Object.entries(methods).map(([name, row]) => ({ name: name as MethodName, policy: row.policy }))
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
  return ''
}
const entries = () =>
  listAudit(workspace, 9)
    .map(({ action, subject, records, reason }) => ({ action, subject, records, reason }))
    .toReversed()

describe('the rows', () => {
  it('take a path to write only where data leave, or where none of a workspace are written', () => {
    const others = Object.entries(methods).flatMap(([name, row]) =>
      row.paths.length > 0 && !row.policy.leaves ? [name] : [],
    )
    // Each is read from, or receives no data of a workspace: a new one, a script, deliveries that are made up.
    expect(others.toSorted()).toEqual([
      'adopt.read',
      'audit.setAnchor',
      'backups.setSchedule',
      'batch.estimate',
      'demo.write',
      'indicator.readPublished',
      'intake.import',
      'intake.importFiles',
      'intake.importFolder',
      'intake.importLayout',
      'intake.preview',
      'intake.trial',
      'layouts.preview',
      'layouts.suggest',
      'maps.import',
      'maps.preview',
      'package.open',
      'package.read',
      'people.recover',
      'protect.files',
      'watch.look',
      'watch.set',
      'workspace.create',
      'workspace.createDemonstration',
      'workspace.drill',
      'workspace.open',
      'workspace.restore',
      'yearbook.estimate',
    ])
  })

  it('of what leaves all log, and no request carries a protection rule of its own', () => {
    expect(rows.filter(({ policy }) => policy.leaves && (policy.logs === null || policy.within))).toEqual([])
    for (const row of Object.values(methods)) expect(Object.keys(row.request.shape)).not.toContain('minimum')
  })
})

describe('a workspace open read-only', () => {
  it('lets nothing leave and nothing change; looking is free', () => {
    open = { ...workspace, readOnly: true }
    for (const { name, policy } of rows) {
      const expected = policy.leaves ? 'LEAVES_READ_ONLY' : policy.writes ? 'WORKSPACE_READ_ONLY' : ''
      expect([name, codeOf(() => admit(context, name))]).toEqual([name, expected])
    }
  })
})

describe('what leaves', () => {
  const request = { definition: { kind: 'table', id: 't' }, format: 'csv', path: '/somewhere/t.csv' }

  it('is in the log before the first byte, and its outcome after', async () => {
    const answer = await throughDoor(context, 'table.publish', request, (inside) => {
      expect(entries()).toEqual([
        { action: 'export_asked', subject: 'table t csv → /somewhere/t.csv', records: 0, reason: '' },
      ])
      inside.account({ records: 12 })
      return { sha256: 'abc', certificate: { cells: 4, compared: 4 } }
    })
    expect(answer.sha256).toBe('abc')
    expect(entries()[1]).toEqual({ action: 'export', subject: 'table t csv abc 4/4', records: 12, reason: '' })
  })

  it('tells of failures too', async () => {
    await expect(
      throughDoor(context, 'table.publish', request, () => fail('DISK_FULL', { path: 'x' })),
    ).rejects.toThrow()
    expect(entries().at(-1)).toMatchObject({ action: 'export_failed', reason: 'DISK_FULL' })
  })
})

it('what is only looked at is logged once it was seen, with the records it read', async () => {
  const cube = { provenance: { recordsUsed: 7 } }
  await throughDoor(context, 'table.run', { definition: { kind: 'table', id: 't' } }, () => cube)
  await throughDoor(context, 'table.run', { definition: { kind: 'table', id: 'u' } }, (inside) => {
    inside.account(null)
    return cube
  })
  expect(entries()).toEqual([{ action: 'table', subject: 'table t', records: 7, reason: '' }])
})

describe('the policy of the office', () => {
  const strict = { ...defaultPolicy, minimum: 5 }

  it('is three respondents until an administrator changes it, with a reason, dated', () => {
    expect(officePolicy(workspace).minimum).toBe(3)
    expect(codeOf(() => setOfficePolicy(context, strict, 'vì cần'))).toBe('REASON_NEEDED')
    const state = setOfficePolicy(context, strict, 'Theo quyết định số 7')
    expect(state.policy).toEqual(strict)
    expect(state.history).toMatchObject([{ by: 'lan', reason: 'Theo quyết định số 7', policy: strict }])
    expect(entries().at(-1)).toMatchObject({ action: 'policy', reason: 'Theo quyết định số 7' })
    expect(setOfficePolicy(context, { ...strict, minimum: 4 }, 'Theo quyết định số 8').history).toHaveLength(2)
  })

  it('is never under three, and no analyst or reviewer sets it', () => {
    expect(methods['policy.set'].request.safeParse({ policy: { minimum: 2 }, reason: 'x' }).success).toBe(false)
    for (const role of ['analyst', 'reviewer'] as const) {
      open = { ...workspace, role }
      expect(codeOf(() => admit(context, 'policy.set'))).toBe('ROLE_NEEDED')
      expect(codeOf(() => admit(context, 'records.allow'))).toBe('ROLE_NEEDED')
    }
    open = { ...workspace, role: 'administrator' }
    expect(codeOf(() => admit(context, 'policy.set'))).toBe('')
  })

  it('binds every request: stricter is heard, looser refused', () => {
    setOfficePolicy(context, strict, 'Theo quyết định số 7')
    expect(protectionPolicy(workspace, undefined)).toMatchObject({ minimum: 5, pPercent: 10 })
    expect(protectionPolicy(workspace, 8).minimum).toBe(8)
    expect(protectionPolicy(workspace, { pPercent: 15 })).toMatchObject({ minimum: 5, pPercent: 15 })
    expect(codeOf(() => protectionPolicy(workspace, { pPercent: 5 }))).toBe('PROTECTION_LOOSER_P')
    expect(codeOf(() => protectionPolicy(workspace, 4))).toBe('PROTECTION_LOOSER')
  })
})
