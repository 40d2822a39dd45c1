// What is being written outside the workspace right now, noted before its first byte. In: targets and their temporary
// files. Out: on the next opening for writing, what a kill left is removed and told. Never the content, never a file
// that a writer did not name.
import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import { perDatabase } from './perDatabase.ts'

export type Noted = { finish(): void }
export type OutputJournal = { begin(target: string, temporary: string): Noted }
export type OutputLeft = { id: number; target: string; temporary: string; startedAt: string }

/** One workspace is open in a process of the program; it keeps the notes of all that is written meanwhile. */
const current: { journal: OutputJournal | null } = { journal: null }
export const outputJournal = (): OutputJournal | null => current.journal
export const useOutputJournal = (journal: OutputJournal | null): void => {
  current.journal = journal
}

/** Of a workspace opened read-only: what leaves must be in its log, and nothing can be written there. */
export const refusedOutputs: OutputJournal = { begin: () => fail('LEAVES_READ_ONLY', { method: 'file' }) }

type Row = { id: number; target: string; temporary: string; started_at: string }

const notes = perDatabase((catalog: Database) => ({
  insert: catalog.prepare('INSERT INTO output_intent (target, temporary, started_at) VALUES (?, ?, ?)'),
  drop: catalog.prepare('DELETE FROM output_intent WHERE id = ?'),
  all: catalog.prepare<[], Row>('SELECT * FROM output_intent ORDER BY id'),
}))

export const outputJournalOf = (catalog: Database): OutputJournal => ({
  begin: (target, temporary) => {
    const { insert, drop } = notes(catalog)
    const id = insert.run(target, temporary, new Date().toISOString()).lastInsertRowid
    return {
      finish: () => {
        // Closed meanwhile: the next opening finds nothing left to remove.
        if (catalog.open) drop.run(id)
      },
    }
  },
})

export const outputsLeft = (catalog: Database): OutputLeft[] =>
  notes(catalog)
    .all.all()
    .map((row) => ({ id: row.id, target: row.target, temporary: row.temporary, startedAt: row.started_at }))

/** The writer that noted them is gone, since another one holds its lock. */
export const sweepOutputs = (catalog: Database, partsOf: (temporary: string) => string[]): OutputLeft[] => {
  const left = outputsLeft(catalog)
  return left.filter(({ id, temporary }) => {
    try {
      for (const part of partsOf(temporary)) rmSync(part, { force: true })
      notes(catalog).drop.run(id)
      return true
    } catch {
      // On a drive that is not there today: tried again on the next opening.
      return false
    }
  })
}
