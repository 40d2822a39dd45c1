// Code lists and correspondences that the user imported into this workspace; built-in ones are in engine/classify.
// In: the catalog. Out: versions and correspondences. Never a built-in list.
import type { Database } from 'better-sqlite3'
import { codeListVersionSchema, correspondenceSchema } from '#shared/model/codeList.ts'
import type { CodeListVersion, Correspondence } from '#shared/model/codeList.ts'
import { perDatabase } from './perDatabase.ts'

export type CodeListRepository = {
  /** All imported versions, or those of one list. */
  versions(list?: string): CodeListVersion[]
  correspondences(list?: string): Correspondence[]
  saveVersion(version: CodeListVersion): void
  saveCorrespondence(correspondence: Correspondence): void
}

type Row = { body: string }

export const codeListRepository: (catalog: Database) => CodeListRepository = perDatabase((catalog) => {
  const versions = catalog.prepare<[], Row>('SELECT body FROM code_list_version ORDER BY list, version')
  const versionsOf = catalog.prepare<[string], Row>(
    'SELECT body FROM code_list_version WHERE list = ? ORDER BY version',
  )
  const pairs = catalog.prepare<[], Row>('SELECT body FROM correspondence ORDER BY list, from_version, to_version')
  const pairsOf = catalog.prepare<[string], Row>(
    'SELECT body FROM correspondence WHERE list = ? ORDER BY from_version, to_version',
  )
  const putVersion = catalog.prepare('INSERT OR REPLACE INTO code_list_version (list, version, body) VALUES (?, ?, ?)')
  const putPairs = catalog.prepare(
    'INSERT OR REPLACE INTO correspondence (list, from_version, to_version, body) VALUES (?, ?, ?, ?)',
  )
  return {
    versions: (list) =>
      (list === undefined ? versions.all() : versionsOf.all(list)).map((row) =>
        codeListVersionSchema.parse(JSON.parse(row.body)),
      ),
    correspondences: (list) =>
      (list === undefined ? pairs.all() : pairsOf.all(list)).map((row) =>
        correspondenceSchema.parse(JSON.parse(row.body)),
      ),
    saveVersion: (version) => {
      putVersion.run(version.list, version.version, JSON.stringify(version))
    },
    saveCorrespondence: (correspondence) => {
      putPairs.run(correspondence.list, correspondence.from, correspondence.to, JSON.stringify(correspondence))
    },
  }
})
