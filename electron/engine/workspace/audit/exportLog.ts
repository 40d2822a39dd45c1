// The log as a file for the security officer, in a form that anyone can check without this program. In: workspace,
// path. Out: the file. Never a value of a record: entries hold names and counts alone. The form is told in
// build/SECURITY.md; build/verifyLog.mjs checks it.
import { writeFile } from 'node:fs/promises'
import type { Database } from 'better-sqlite3'
import type { ExportResult } from '#shared/contract/responses.ts'
import { checkedReason } from '#shared/model/reason.ts'
import { settingRepository } from '#engine/workspace/files/catalogSettings.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import { checkedTarget } from '#engine/workspace/files/targetPlace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { anchorFileSetting } from './anchor.ts'
import { appendAudit } from './audit.ts'

type Row = {
  previous: string
  id: number
  at: string
  user: string
  action: string
  subject: string
  records: number
  reason: string
  hash: string
}
const rows = perDatabase((catalog: Database) => catalog.prepare<[], Row>('SELECT * FROM audit ORDER BY id'))

/** A line about the file, then one for each entry; the fields of an entry in the order in which they were hashed. */
export const exportLog = async (workspace: Workspace, path: string): Promise<ExportResult> => {
  const started = performance.now()
  const entries = rows(workspace.catalog).all()
  const head = {
    format: 'statdesk-log-1',
    workspace: workspace.header.id,
    name: workspace.header.name,
    entries: entries.length,
    hash: entries.at(-1)?.hash ?? '',
  }
  const lines = entries.map((e) =>
    JSON.stringify([e.previous, e.id, e.at, e.user, e.action, e.subject, e.records, e.reason, e.hash]),
  )
  const text = `${[JSON.stringify(head), ...lines].join('\n')}\n`
  const written = await writeFileTarget(path, (temporary) => writeFile(temporary, text))
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}

/** Where the office keeps its own anchors; logged with its reason, and written there at once. */
export const setAnchorFile = async (
  workspace: Workspace,
  user: string,
  path: string,
  reason: string,
): Promise<{ path: string }> => {
  const written = checkedReason(reason)
  const target = await checkedTarget(path)
  workspace.catalog
    .transaction(() => {
      settingRepository(workspace.catalog).set(anchorFileSetting, target)
      appendAudit(workspace, { user, action: 'setting', subject: `anchor → ${target}`, reason: written })
    })
    .immediate()
  return { path: target }
}
