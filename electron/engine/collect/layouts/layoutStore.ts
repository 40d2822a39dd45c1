// Layouts kept in the workspace, every version of each. In: the catalog, layout documents. Out: layouts. Built-in ones
// come from the code, until the workspace keeps its own of the same id. Never a document that its schema does not know.
import type { Database } from 'better-sqlite3'
import { perDatabase } from '#engine/workspace/files/perDatabase.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { fail } from '#shared/model/failure.ts'
import { layoutSchema } from '#shared/model/layout.ts'
import type { Layout } from '#shared/model/layout.ts'
import type { Dataset } from '#shared/model/dataset.ts'
import { agreedLayout } from './builtInLayouts.ts'
import { builtInDataset } from './index.ts'

export type LayoutVersion = { version: number; savedAt: string; savedBy: string; layout: Layout }
type Row = { id: string; body: string }
type Past = { entry: number; saved_at: string; saved_by: string; body: string }

const kind = 'layout'

export const layoutRepository = perDatabase((catalog: Database) => {
  const all = catalog.prepare<[string], Row>('SELECT id, body FROM definition WHERE kind = ? ORDER BY id')
  const put = catalog.prepare(
    'INSERT INTO definition (kind, id, saved_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body',
  )
  const remember = catalog.prepare(
    'INSERT INTO definition_history (kind, id, saved_at, saved_by, body) VALUES (?, ?, ?, ?, ?)',
  )
  const past = catalog.prepare<[string, string], Past>(
    'SELECT entry, saved_at, saved_by, body FROM definition_history WHERE kind = ? AND id = ? AND body IS NOT NULL ORDER BY entry',
  )
  const list = (): Layout[] => all.all(kind).map((row) => layoutSchema.parse(JSON.parse(row.body)))
  return {
    list,
    find: (id: string): Layout | null => list().find((layout) => layout.id === id) ?? null,
    /** Saving what is saved already is no new version. */
    save: catalog.transaction((layout: Layout, user: string): void => {
      const body = JSON.stringify(layout)
      if (all.all(kind).some((row) => row.id === layout.id && row.body === body)) return
      const now = new Date().toISOString()
      remember.run(kind, layout.id, now, user, body)
      put.run(kind, layout.id, now, body)
    }),
    versions: (id: string): LayoutVersion[] =>
      past.all(kind, id).map(({ saved_at: savedAt, saved_by: savedBy, body }, index) => ({
        version: index + 1,
        savedAt,
        savedBy,
        layout: layoutSchema.parse(JSON.parse(body)),
      })),
  }
})

/** The workspace's own first, then the agreed ones of its datasets that it did not change. */
export const knownLayouts = (workspace: Workspace): Layout[] => {
  const own = layoutRepository(workspace.catalog).list()
  const ids = new Set(own.map((layout) => layout.id))
  return [
    ...own,
    ...knownDatasets(workspace)
      .map(agreedLayout)
      .filter((layout) => !ids.has(layout.id)),
  ]
}

export const knownLayout = (workspace: Workspace, id: string): Layout =>
  knownLayouts(workspace).find((layout) => layout.id === id) ?? fail('LAYOUT_NOT_FOUND', { layout: id })

/** Datasets whose files are agreed text: a user's own come in by the layout that was kept for them. */
export const agreedDatasets = (workspace: Workspace): Dataset[] => {
  const own = new Set(
    layoutRepository(workspace.catalog)
      .list()
      .map((layout) => layout.dataset),
  )
  return knownDatasets(workspace).filter(({ id }) => builtInDataset(id) !== undefined || !own.has(id))
}
