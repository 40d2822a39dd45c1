// A new data key for a workspace: every file encrypted anew, every person's slot sealed anew by their public key, the
// old key forgotten. In: an open workspace, a job. Out: nothing; cut off at any moment, the next opening for writing
// goes on. Never a passphrase asked of anybody; never a moment at which neither key opens a file.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { fail } from '#shared/model/failure.ts'
import { wipeFile } from '#engine/workspace/columns/wipeFile.ts'
import { settingRepository } from './catalogSettings.ts'
import { nextKeyOf, rotationPurpose } from './keyOfFile.ts'
import { catalogFile, columnsFile, databaseFile, sessionOf } from './openedWorkspace.ts'
import { seal, sealDataKey } from './personKeys.ts'
import { rememberPeople } from './peopleRemembered.ts'
import { macOfPeople } from './signIn.ts'
import type { Workspace } from './workspace.ts'
import { subjectsOf } from './workspaceSubjects.ts'
import { fileKey } from './workspaceKeys.ts'

export type OnFile = (file: string, done: number, total: number) => Promise<void>

const rekey = (database: Database, keyHex: string): void => {
  database.pragma(`rekey="x'${keyHex}'"`)
}

/** The catalog writes ahead; its key can change only while it does not. */
const rekeyCatalog = (catalog: Database, keyHex: string): void => {
  catalog.pragma('wal_checkpoint(TRUNCATE)')
  if (catalog.pragma('journal_mode=DELETE', { simple: true }) !== 'delete')
    fail('WORKSPACE_LOCKED', { owner: '?' }, 'a reader holds the catalog')
  try {
    rekey(catalog, keyHex)
  } finally {
    catalog.pragma('journal_mode=WAL')
  }
}

const continueRotation = async (workspace: Workspace, next: Buffer, onFile: OnFile): Promise<void> => {
  const { header, folder, catalog } = workspace
  const session = sessionOf(workspace)
  const settings = settingRepository(catalog)
  // What the log's anchors were sealed with goes on proving them.
  if (settings.get('secret.log anchor') === null)
    settings.set('secret.log anchor', workspace.secret('log anchor').toString('hex'))
  const files = [...subjectsOf(workspace), 'links'].filter((name) => existsSync(join(folder, databaseFile(name))))
  for (const [at, name] of files.entries()) {
    await onFile(name, at, files.length + 1)
    const database = name === 'links' ? workspace.links() : workspace.subject(name)
    rekey(database, fileKey(next, header.id, databaseFile(name)))
  }
  await onFile('catalog', files.length, files.length + 1)
  // The column sets have a random key of their own and hold nothing that the records do not: a new key, and made again
  // from them.
  const columnKey = randomBytes(32).toString('hex')
  const columns = await workspace.columns().catch(() => null)
  settings.set('key.columns', columnKey)
  if (columns === null) for (const suffix of ['', '.wal']) wipeFile(join(folder, columnsFile + suffix))
  else await columns.renew(columnKey)
  const people = (header.people ?? []).map((slot) => ({ ...slot, sealedKey: sealDataKey(header.id, slot, next) }))
  const peopleMac = macOfPeople(next, { ...header, people })
  settings.set('people.mac', [header.peopleMac, peopleMac].filter(Boolean).join(' '))
  rekeyCatalog(catalog, fileKey(next, header.id, catalogFile))
  // One write turns it: before it the former key leads to the next, after it the next stands alone.
  session.dataKey = next
  workspace.saveHeader({ people, peopleMac, rotation: undefined })
  rememberPeople(workspace)
}

export const rotateKey = async (workspace: Workspace, onFile: OnFile): Promise<void> => {
  const { dataKey } = sessionOf(workspace)
  if (dataKey === null || workspace.header.people === undefined) return fail('PERSON_NO_KEYS')
  const next = nextKeyOf(workspace.header, dataKey) ?? randomBytes(32)
  if (workspace.header.rotation === undefined)
    workspace.saveHeader({ rotation: { nextKey: seal(dataKey, next, rotationPurpose(workspace.header.id)) } })
  await continueRotation(workspace, next, onFile)
}

/** After a kill: what began is ended before anything else is done. */
export const finishRotation = async (workspace: Workspace): Promise<boolean> => {
  const next = nextKeyOf(workspace.header, sessionOf(workspace).dataKey)
  if (next === null || workspace.readOnly) return false
  await continueRotation(workspace, next, () => Promise.resolve())
  return true
}
