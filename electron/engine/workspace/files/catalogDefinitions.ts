// Saved definitions with their history. In: the catalog and a checked definition. Out: definitions. Never an unchecked
// body.
import type { Database } from 'better-sqlite3'
import type { DefinitionVersion, RemovedDefinition } from '#shared/contract/definitions.ts'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import { parseDefinition } from '#shared/model/definition.ts'
import type { Definition, DefinitionKind, DefinitionOf } from '#shared/model/definition.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { perDatabase } from './perDatabase.ts'

export type DefinitionRepository = {
  list(kind?: DefinitionKind): SavedDefinition[]
  /** Fails DEFINITION_UNKNOWN, or DEFINITION_INVALID when what was saved is not readable by this version. */
  get<K extends DefinitionKind>(kind: K, id: string): DefinitionOf<K>
  find<K extends DefinitionKind>(kind: K, id: string): DefinitionOf<K> | null
  save(definition: Definition, user: string): SavedDefinition
  /** Fails DEFINITION_UNKNOWN. The history keeps what was removed. */
  remove(kind: DefinitionKind, id: string, user: string): void
  /** Newest first. */
  history(kind: DefinitionKind, id: string): DefinitionVersion[]
  /** What was removed and not saved again since, the last removed first; entry is the state before the removal. */
  removed(kind?: DefinitionKind): RemovedDefinition[]
}

type Row = { kind: DefinitionKind; id: string; saved_at: string; body: string }
type Past = { entry: number; kind: DefinitionKind; id: string; saved_at: string; saved_by: string; body: string | null }

/** What was saved, or null where this version cannot read it. */
const readable = (kind: DefinitionKind, body: string): Definition | null => {
  try {
    return parseDefinition(kind, JSON.parse(body))
  } catch {
    return null
  }
}

const titleOf = (definition: Definition): Bilingual => ('title' in definition ? definition.title : definition.label)

export const definitionRepository: (catalog: Database) => DefinitionRepository = perDatabase((catalog) => {
  const all = catalog.prepare<[], Row>('SELECT * FROM definition ORDER BY kind, id')
  const ofKind = catalog.prepare<[string], Row>('SELECT * FROM definition WHERE kind = ? ORDER BY id')
  const one = catalog.prepare<[string, string], Row>('SELECT * FROM definition WHERE kind = ? AND id = ?')
  const put = catalog.prepare(
    'INSERT INTO definition (kind, id, saved_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body',
  )
  const drop = catalog.prepare('DELETE FROM definition WHERE kind = ? AND id = ?')
  const remember = catalog.prepare(
    'INSERT INTO definition_history (kind, id, saved_at, saved_by, body) VALUES (?, ?, ?, ?, ?)',
  )
  const past = catalog.prepare<[string, string], Past>(
    'SELECT * FROM definition_history WHERE kind = ? AND id = ? ORDER BY entry DESC',
  )
  const gone = catalog.prepare<
    [],
    Past
  >(`SELECT h.* FROM definition_history h WHERE h.body IS NULL AND NOT EXISTS (SELECT 1 FROM definition d WHERE d.kind = h.kind AND d.id = h.id)
    AND NOT EXISTS (SELECT 1 FROM definition_history l WHERE l.kind = h.kind AND l.id = h.id AND l.entry > h.entry) ORDER BY h.entry DESC`)

  const toSaved = (row: Row): SavedDefinition[] => {
    // A body this version cannot read is left out of lists, not lost: get() says what is wrong with it.
    const definition = readable(row.kind, row.body)
    return definition
      ? [{ kind: row.kind, id: row.id, title: titleOf(definition), savedAt: row.saved_at, definition }]
      : []
  }
  const toVersion = ({ entry, kind, saved_at: savedAt, saved_by: savedBy, body }: Past): DefinitionVersion => {
    const definition = body === null ? null : readable(kind, body)
    return { entry, savedAt, savedBy, removed: body === null, title: definition && titleOf(definition), definition }
  }
  const find = <K extends DefinitionKind>(kind: K, id: string): DefinitionOf<K> | null => {
    const row = one.get(kind, id)
    return row ? parseDefinition(kind, JSON.parse(row.body)) : null
  }
  const save = catalog.transaction((definition: Definition, user: string): SavedDefinition => {
    const body = JSON.stringify(definition)
    const savedAt = new Date().toISOString()
    // Saving what is saved already is not a new version.
    if (one.get(definition.kind, definition.id)?.body !== body)
      remember.run(definition.kind, definition.id, savedAt, user, body)
    put.run(definition.kind, definition.id, savedAt, body)
    return { kind: definition.kind, id: definition.id, title: titleOf(definition), savedAt, definition }
  })
  const remove = catalog.transaction((kind: DefinitionKind, id: string, user: string): void => {
    if (drop.run(kind, id).changes === 0) fail('DEFINITION_UNKNOWN', { kind, id })
    remember.run(kind, id, new Date().toISOString(), user, null)
  })
  return {
    list: (kind) => (kind === undefined ? all.all() : ofKind.all(kind)).flatMap(toSaved),
    find,
    get: (kind, id) => find(kind, id) ?? fail('DEFINITION_UNKNOWN', { kind, id }),
    save: (definition, user) => save(definition, user),
    remove: (kind, id, user) => {
      remove(kind, id, user)
    },
    history: (kind, id) => past.all(kind, id).map(toVersion),
    removed: (kind) =>
      gone
        .all()
        .filter((row) => kind === undefined || row.kind === kind)
        .flatMap((row) => {
          const last = past
            .all(row.kind, row.id)
            .map(toVersion)
            .find((v) => v.definition !== null)
          return last?.title
            ? [
                {
                  kind: row.kind,
                  id: row.id,
                  title: last.title,
                  removedAt: row.saved_at,
                  removedBy: row.saved_by,
                  entry: last.entry,
                },
              ]
            : []
        }),
  }
})
