// Boards as they were last made, to stand at once while they are made anew. In: a definition for a period and
// territory; a page. Out: the page kept for exactly these and the policy in force. Protected figures only; never of
// another policy, never in a read-only workspace.
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { KeptPage } from '#shared/contract/reports.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import { officePolicy } from '#engine/workspace/policy/officePolicy.ts'
import type { IssueRequest } from './reportSources.ts'

type Request = IssueRequest & { definition: ReportDefinition }

/** The oldest beyond these are dropped. */
const keptAtMost = 40

const pages = perDatabase((catalog: Database) => ({
  one: catalog.prepare<[string], { made_at: string; body: Buffer }>(
    'SELECT made_at, body FROM kept_page WHERE key = ?',
  ),
  put: catalog.prepare('INSERT OR REPLACE INTO kept_page (key, made_at, body) VALUES (?, ?, ?)'),
  trim: catalog.prepare(
    'DELETE FROM kept_page WHERE key NOT IN (SELECT key FROM kept_page ORDER BY made_at DESC LIMIT ?)',
  ),
}))

const keyOf = (context: EngineContext, request: Request): string =>
  createHash('sha256')
    .update(JSON.stringify([request, officePolicy(context.workspace()), context.program]))
    .digest('hex')

export const keptPage = (context: EngineContext, request: Request): KeptPage | null => {
  if (request.definition.layout !== 'board') return null
  const row = pages(context.workspace().catalog).one.get(keyOf(context, request))
  if (!row) return null
  const page = JSON.parse(gunzipSync(row.body).toString('utf8')) as Omit<KeptPage, 'madeAt'>
  return { ...page, madeAt: row.made_at }
}

export const keepPage = (context: EngineContext, request: Request, page: Omit<KeptPage, 'madeAt'>): void => {
  const workspace = context.workspace()
  if (request.definition.layout !== 'board' || workspace.readOnly) return
  const { put, trim } = pages(workspace.catalog)
  put.run(keyOf(context, request), new Date().toISOString(), gzipSync(JSON.stringify(page)))
  trim.run(keptAtMost)
}
