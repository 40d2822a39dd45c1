// The append-only, hash-chained log of what was done with confidential data. In: the workspace and an act. Out:
// entries, a verdict. Never an entry changed or removed, never a value of a record in it: only counts and names.
import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { AuditEntry } from '#shared/contract/responses.ts'
import { scheduleAnchor, verifyAnchors } from './anchor.ts'
import { deliveriesUnlogged } from './deliveriesLogged.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'

export type AuditAct = {
  user: string
  /** What was done: open, import, withdraw, reveal, table, export, print, link, backup, … */
  action: string
  /** To what: a dataset, a definition, a file name. */
  subject: string
  records?: number
  reason?: string
}

type Row = AuditEntry & { previous: string }

const noEntry = '0'.repeat(64)

/** Fields are length-prefixed through JSON, so no two entries share a text. */
const hashOf = (entry: Omit<Row, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        entry.previous,
        entry.id,
        entry.at,
        entry.user,
        entry.action,
        entry.subject,
        entry.records,
        entry.reason,
      ]),
    )
    .digest('hex')

const auditLog = perDatabase((catalog: Database) => {
  const last = catalog.prepare<[], { id: number; hash: string }>('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1')
  const insert = catalog.prepare(
    'INSERT INTO audit (id, at, user, action, subject, records, reason, previous, hash) VALUES (@id, @at, @user, @action, @subject, @records, @reason, @previous, @hash)',
  )
  return {
    append: catalog.transaction((act: AuditAct): AuditEntry => {
      const before = last.get()
      const entry = {
        id: (before?.id ?? 0) + 1,
        at: new Date().toISOString(),
        user: act.user,
        action: act.action,
        subject: act.subject,
        records: act.records ?? 0,
        reason: act.reason ?? '',
        previous: before?.hash ?? noEntry,
      }
      const hash = hashOf(entry)
      insert.run({ ...entry, hash })
      return {
        id: entry.id,
        at: entry.at,
        user: entry.user,
        action: entry.action,
        subject: entry.subject,
        records: entry.records,
        reason: entry.reason,
        hash,
      }
    }),
    page: catalog.prepare<[number, number], AuditEntry>(
      'SELECT id, at, user, action, subject, records, reason, hash FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?',
    ),
    all: catalog.prepare<[], Row>('SELECT * FROM audit ORDER BY id'),
    sequence: catalog.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'audit'"),
  }
})

/**
 * Adds an entry; a workspace opened read-only keeps no log, so acts that must be logged need a writer (null is
 * answered).
 */
export const appendAudit = (workspace: Workspace, act: AuditAct): AuditEntry | null => {
  if (workspace.readOnly) return null
  const entry = auditLog(workspace.catalog).append.immediate(act)
  scheduleAnchor(workspace)
  return entry
}

/** Newest first, before an entry number when given. */
export const listAudit = (workspace: Workspace, limit: number, before?: number): AuditEntry[] =>
  auditLog(workspace.catalog).page.all(before ?? Number.MAX_SAFE_INTEGER, limit)

export type ChainVerdict = {
  intact: boolean
  entries: number
  /** First entry whose hash, link or number is wrong. */ brokenAt: number | null
  /** What told of it: the log itself, an anchor outside it, a delivery that no entry tells of. */
  by: 'chain' | 'header' | 'office' | 'deliveries' | null
}

/** Recomputes every hash and every link; the last number given out is compared too, so a cut tail shows. */
export const verifyChain = (workspace: Workspace): ChainVerdict => {
  const chain = ownChain(workspace)
  if (!chain.intact) return chain
  const anchors = verifyAnchors(workspace)
  if (!anchors.ok) return { ...chain, intact: false, brokenAt: anchors.brokenAt, by: anchors.where }
  const unlogged = deliveriesUnlogged(workspace)
  return unlogged.length === 0 ? chain : { ...chain, intact: false, brokenAt: chain.entries + 1, by: 'deliveries' }
}

const ownChain = (workspace: Workspace): ChainVerdict => {
  const log = auditLog(workspace.catalog)
  let previous = noEntry
  let id = 0
  for (const row of log.all.iterate()) {
    id += 1
    if (row.id !== id || row.previous !== previous || row.hash !== hashOf(row))
      return { intact: false, entries: id, brokenAt: id, by: 'chain' }
    previous = row.hash
  }
  const given = log.sequence.get()?.seq ?? 0
  return given === id
    ? { intact: true, entries: id, brokenAt: null, by: null }
    : { intact: false, entries: id, brokenAt: id + 1, by: 'chain' }
}

/**
 * Whether the log of `then` is the beginning of the log of `now`: its last entry stands there under the same number and
 * hash.
 */
export const sameLogAs = (then: Workspace, now: Workspace): { entries: number; agrees: boolean } => {
  const entries = [...auditLog(then.catalog).all.iterate()]
  const later = new Map([...auditLog(now.catalog).all.iterate()].map((row) => [row.id, row.hash]))
  const differs = entries.find((row) => later.get(row.id) !== row.hash)
  return { entries: entries.length, agrees: differs === undefined }
}
