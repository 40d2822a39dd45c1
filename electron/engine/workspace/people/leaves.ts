// Leave for one act of one person, given by another: asked, decided with the giver's signature, used once. In:
// workspace, acts. Out: leaves. Never given to oneself, never worth anything once its giver is gone or its time is
// over, never without an entry in the log.
import type { Database } from 'better-sqlite3'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import { isSignedBy, signWith } from '#engine/workspace/files/personKeys.ts'
import { personsOf } from '#engine/workspace/files/signIn.ts'
import { provePassphrase } from '#engine/workspace/files/tellTries.ts'
import type { PersonSlot, Workspace } from '#engine/workspace/files/workspace.ts'
import { roleNames } from '#engine/workspace/policy/role.ts'
import { fail } from '#shared/model/failure.ts'
import { ofName, sameName } from '#shared/model/person.ts'
import type { Leave, LeaveState } from '#shared/model/person.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { isAtLeast } from '#shared/model/role.ts'
import type { Role } from '#shared/model/role.ts'
import { actOf, covers, isLasting } from './acts.ts'

type Row = {
  id: number
  method: string
  act: string
  reason: string
  asked_by: string
  asked_at: string
  state: LeaveState
  decided_by: string
  decided_at: string
  note: string
  until: string
  signature: string
}

const statements = perDatabase((catalog: Database) => ({
  ask: catalog.prepare(
    "INSERT INTO leave (method, act, reason, asked_by, asked_at, state) VALUES (?, ?, ?, ?, ?, 'asked')",
  ),
  one: catalog.prepare<[number], Row>('SELECT * FROM leave WHERE id = ?'),
  all: catalog.prepare<[], Row>('SELECT * FROM leave ORDER BY id DESC LIMIT 500'),
  granted: catalog.prepare<[string], Row>("SELECT * FROM leave WHERE method = ? AND state = 'granted' ORDER BY id"),
  decide: catalog.prepare(
    "UPDATE leave SET state = ?, decided_by = ?, decided_at = ?, note = ?, until = ?, signature = ? WHERE id = ? AND state = 'asked'",
  ),
  turn: catalog.prepare('UPDATE leave SET state = ? WHERE id = ? AND state = ?'),
}))

/** Everything the giver signs. */
const signed = (
  workspace: Workspace,
  row: Pick<Row, 'id' | 'method' | 'act' | 'asked_by' | 'until' | 'decided_by'>,
): string =>
  JSON.stringify(['leave', workspace.header.id, row.id, row.method, row.act, row.asked_by, row.decided_by, row.until])

const slotNamed = (workspace: Workspace, name: string): PersonSlot | undefined =>
  ofName(personsOf(workspace.header), name)

export type LeaverOf = (method: string) => Role

const told = (workspace: Workspace, leaverOf: LeaverOf, row: Row): Leave => ({
  id: row.id,
  method: row.method,
  act: row.act,
  reason: row.reason,
  askedBy: row.asked_by,
  askedAt: row.asked_at,
  state: row.state,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  note: row.note,
  until: row.until,
  mayDecide:
    row.state === 'asked' &&
    workspace.person !== null &&
    !sameName(row.asked_by, workspace.person.name) &&
    isAtLeast(workspace.role, leaverOf(row.method)),
})

export const listLeaves = (workspace: Workspace, leaverOf: LeaverOf, state?: LeaveState): Leave[] =>
  statements(workspace.catalog)
    .all.all()
    .filter((row) => state === undefined || row.state === state)
    .map((row) => told(workspace, leaverOf, row))

export const askLeave = (
  workspace: Workspace,
  leaverOf: LeaverOf,
  { method, request, reason }: { method: string; request: Record<string, unknown>; reason: string },
): Leave => {
  const person = workspace.person ?? fail('PERSON_NO_KEYS')
  const written = checkedReason(reason)
  const act = actOf(method, request)
  const { ask, one } = statements(workspace.catalog)
  return workspace.catalog
    .transaction(() => {
      const id = Number(ask.run(method, act, written, person.name, new Date().toISOString()).lastInsertRowid)
      appendAudit(workspace, {
        user: person.name,
        action: 'leave_ask',
        subject: `#${id} ${method} ${act}`,
        reason: written,
      })
      return told(workspace, leaverOf, one.get(id) ?? fail('LEAVE_UNKNOWN', { leave: id }))
    })
    .immediate()
}

export type Decision = {
  leave: number
  grant: boolean
  note: string
  hours: number
  by?: { person: string; passphrase: string } | undefined
}

export const decideLeave = async (workspace: Workspace, leaverOf: LeaverOf, decision: Decision): Promise<Leave> => {
  const { decide, one } = statements(workspace.catalog)
  const { leave, grant, note, hours, by } = decision
  const row = one.get(leave)
  if (row === undefined || row.state !== 'asked') return fail('LEAVE_UNKNOWN', { leave })
  const own = workspace.person ?? fail('PERSON_NO_KEYS')
  const name = by?.person ?? own.name
  const slot = slotNamed(workspace, name) ?? fail('PERSON_UNKNOWN', { person: name })
  if (sameName(slot.name, row.asked_by)) return fail('LEAVE_OWN')
  const needed = leaverOf(row.method)
  if (!isAtLeast(slot.role, needed))
    return fail('LEAVE_ROLE', { needed_vi: roleNames[needed].vi, needed_en: roleNames[needed].en })
  const written = checkedReason(note)
  const now = new Date()
  const until = new Date(now.getTime() + hours * 3_600_000).toISOString()
  const text = signed(workspace, { ...row, decided_by: slot.name, until })
  const signature =
    by === undefined
      ? workspace.sign(text)
      : signWith((await provePassphrase(workspace, own.name, slot, by.passphrase)).seed, text)
  const state = grant ? 'granted' : 'refused'
  return workspace.catalog
    .transaction(() => {
      if (decide.run(state, slot.name, now.toISOString(), written, until, signature, leave).changes === 0)
        return fail('LEAVE_UNKNOWN', { leave })
      appendAudit(workspace, {
        user: slot.name,
        action: grant ? 'leave_grant' : 'leave_refuse',
        subject: `#${leave} ${row.method} ${row.act} ← ${row.asked_by}`,
        reason: written,
      })
      return told(workspace, leaverOf, one.get(leave) ?? row)
    })
    .immediate()
}

/** A leave that covers the act of whoever is signed in, proved by its giver's signature; null: none does. */
const valid = (workspace: Workspace, needed: Role, method: string, act: string): Row | null => {
  const now = new Date().toISOString()
  const found = statements(workspace.catalog)
    .granted.all(method)
    .find((row) => {
      const giver = slotNamed(workspace, row.decided_by)
      return (
        covers(method, row.act, act) &&
        giver !== undefined &&
        giver.id !== workspace.person?.id &&
        isAtLeast(giver.role, needed) &&
        sameName(row.asked_by, workspace.person?.name ?? '') &&
        row.until > now &&
        isSignedBy(giver, signed(workspace, row), row.signature)
      )
    })
  return found ?? null
}

export const hasLeave = (workspace: Workspace, needed: Role, method: string, act: string): boolean =>
  valid(workspace, needed, method, act) !== null

/** Takes the leave for this one time; `giveBack` when nothing came of it. Null: none covers the act. */
export const takeLeave = (
  workspace: Workspace,
  needed: Role,
  method: string,
  act: string,
): { id: number; giver: string; giveBack(): void } | null => {
  const row = valid(workspace, needed, method, act)
  if (row === null) return null
  const { turn } = statements(workspace.catalog)
  if (isLasting(method)) return { id: row.id, giver: row.decided_by, giveBack: () => undefined }
  if (turn.run('used', row.id, 'granted').changes === 0) return null
  return { id: row.id, giver: row.decided_by, giveBack: () => void turn.run('granted', row.id, 'used') }
}
