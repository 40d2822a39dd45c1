// What the log was at its last entry, kept outside the log: in the header, in every backup, and in the office's own
// file where one is set. In: a workspace. Out: anchors written after each entry; a verdict. Never the log's word alone
// that nothing was cut from its end.
import { createHmac } from 'node:crypto'
import { appendFileSync, readFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import type { LogAnchor, Workspace } from '#engine/workspace/files/workspace.ts'
import { readHeader } from '#engine/workspace/files/workspaceHeader.ts'

export const anchorFileSetting = 'audit.anchorFile'

const heads = perDatabase((catalog: Database) => ({
  last: catalog.prepare<[], { id: number; hash: string; action: string }>(
    'SELECT id, hash, action FROM audit ORDER BY id DESC LIMIT 1',
  ),
  at: catalog.prepare<[number], { hash: string }>('SELECT hash FROM audit WHERE id = ?'),
}))

/** Whoever cannot open the workspace cannot make one. */
const macOf = (workspace: Workspace, entries: number, hash: string): string =>
  createHmac('sha256', workspace.secret('log anchor')).update(`${workspace.header.id} ${entries} ${hash}`).digest('hex')

export const anchorFile = ({ catalog }: Workspace): string | null => settingRepository(catalog).get(anchorFileSetting)

const lineSchema = z.object({
  workspace: z.string(),
  entries: z.int(),
  hash: z.string(),
  mac: z.string(),
  action: z.string(),
  at: z.string(),
})
export type AnchorLine = z.infer<typeof lineSchema>

const scheduled = new WeakSet<Workspace>()

/** Writes the anchor of the last entry now; what cannot be written now is told, and written with the next entry. */
export const flushAnchor = (workspace: Workspace): void => {
  scheduled.delete(workspace)
  if (workspace.readOnly || !workspace.catalog.open) return
  const last = heads(workspace.catalog).last.get()
  if (last === undefined || last.hash === workspace.header.anchor?.hash) return
  const anchor: LogAnchor = { entries: last.id, hash: last.hash, mac: macOf(workspace, last.id, last.hash) }
  try {
    workspace.saveHeader({ anchor })
  } catch {
    // A full disk, a reader on Windows: the log runs ahead of its anchor, which is no fault of it.
  }
  const file = anchorFile(workspace)
  if (file === null) return
  const line: AnchorLine = {
    workspace: workspace.header.id,
    ...anchor,
    action: last.action,
    at: new Date().toISOString(),
  }
  try {
    appendFileSync(file, `${JSON.stringify(line)}\n`)
  } catch {
    const notice = { code: 'ANCHOR_UNREACHABLE', facts: { path: file } }
    if (!workspace.notices.some((n) => n.code === notice.code)) workspace.notices.push(notice)
  }
}

/** After the transaction that the entry stands in has ended, one way or the other. */
export const scheduleAnchor = (workspace: Workspace): void => {
  if (scheduled.has(workspace)) return
  scheduled.add(workspace)
  queueMicrotask(() => {
    if (scheduled.has(workspace)) flushAnchor(workspace)
  })
}

export type AnchorVerdict = { ok: true } | { ok: false; brokenAt: number; where: 'header' | 'office' }

const agrees = (workspace: Workspace, { entries, hash, mac }: LogAnchor): boolean =>
  mac === macOf(workspace, entries, hash) && heads(workspace.catalog).at.get(entries)?.hash === hash

/** Lines of this workspace in the office's file, oldest first; null: no file is set. Unreadable lines count as none. */
export const anchorLines = (workspace: Workspace): AnchorLine[] | null => {
  const file = anchorFile(workspace)
  if (file === null) return null
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text) => {
        try {
          const parsed = lineSchema.safeParse(JSON.parse(text))
          return parsed.success && parsed.data.workspace === workspace.header.id ? [parsed.data] : []
        } catch {
          return []
        }
      })
  } catch {
    return []
  }
}

/**
 * The log must hold what each anchor says it held: the header's, and the last of the office's. One that says more than
 * the log has tells of a tail cut off, or of all files set back together. A restore is told in the office's file, and
 * starts anew from there.
 */
export const verifyAnchors = (workspace: Workspace): AnchorVerdict => {
  const { anchor } = readHeader(workspace.folder)
  const last = heads(workspace.catalog).last.get()?.id ?? 0
  if (anchor !== undefined && !agrees(workspace, anchor))
    return { ok: false, brokenAt: Math.min(anchor.entries, last + 1), where: 'header' }
  const lines = anchorLines(workspace)
  if (lines === null) return { ok: true }
  const newest = lines.at(-1)
  // A file that was emptied tells nothing any more: it held at least the entry that set it.
  if (newest === undefined) return { ok: false, brokenAt: last + 1, where: 'office' }
  const restored = lines.findLastIndex((line) => line.action === 'restore')
  const since = lines.slice(Math.max(0, restored))
  const wrong = since.find((line) => !agrees(workspace, line))
  return wrong === undefined
    ? { ok: true }
    : { ok: false, brokenAt: Math.min(wrong.entries, last + 1), where: 'office' }
}
