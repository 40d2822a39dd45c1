// Makes a new workspace in an empty folder and opens it. In: folder, name, passphrase. Out: Workspace open for writing.
// Never into a folder that holds anything, never real data without a passphrase; a failure leaves the folder as it was.
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, rmdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { passphraseWeakness, shortestPassphrase } from '#shared/model/passphrase.ts'
import { catalogSchemaVersion, migrateCatalog } from './migrateCatalog.ts'
import { openDatabase } from './openDatabase.ts'
import { catalogFile, openedWorkspace } from './openedWorkspace.ts'
import { storageFailure } from './storageFailure.ts'
import type { NewPerson, Workspace, WorkspaceHeader } from './workspace.ts'
import { checkedFolder } from './targetPlace.ts'
import { headerFile, writeHeader } from './workspaceHeader.ts'
import { newSlot } from './personKeys.ts'
import { rememberPeople } from './peopleRemembered.ts'
import { macOfPeople } from './signIn.ts'
import type { Session } from './signIn.ts'
import { fileKey, openKeyOf } from './workspaceKeys.ts'
import { acquireWriterLock, lockFile, ownerFile } from './writerLock.ts'

export type CreateOptions = {
  name: string
  /** Null only with demonstration data. */
  passphrase: string | null
  demonstration: boolean
  user: string
  /** The first person, an administrator; absent: the user of the machine. */
  person?: string | undefined
}

const nobody = { role: 'administrator', slot: null, seed: null, madeNow: false } as const

const found = async (id: string, passphrase: string, name: string, addedBy: string): Promise<Session> => {
  const weakness = passphraseWeakness(passphrase, [name])
  if (weakness !== null) return fail('PASSPHRASE_WEAK', { weakness, shortest: shortestPassphrase })
  const dataKey = randomBytes(32)
  const founder: NewPerson = { name, role: 'administrator', kind: 'person', passphrase, addedBy }
  return { ...nobody, dataKey, ...(await newSlot(id, founder, dataKey)) }
}

const withSideFiles = (name: string): string[] => ['', '-wal', '-shm', '-journal'].map((suffix) => name + suffix)

const removeEmpty = (folder: string): void => {
  try {
    rmdirSync(folder)
  } catch {
    // Someone else's file came into it: it stays.
  }
}

export const createWorkspace = async (
  path: string,
  { name, passphrase, demonstration, user, person }: CreateOptions,
): Promise<Workspace> => {
  const folder = resolve(path)
  if (passphrase === null && !demonstration) return fail('WORKSPACE_PASSPHRASE_REQUIRED')
  const existed = existsSync(folder)
  try {
    if (existed && readdirSync(folder).length > 0) return fail('WORKSPACE_EXISTS', { path: folder })
    await checkedFolder(folder)
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw storageFailure(error, folder) ?? error
  }
  const made: string[] = []
  try {
    const id = randomUUID()
    const founding = passphrase === null ? null : await found(id, passphrase, person ?? user, user)
    const header: WorkspaceHeader = {
      format: 'statdesk-workspace',
      schema: catalogSchemaVersion,
      id,
      name,
      createdAt: new Date().toISOString(),
      demonstration,
      encryption: null,
      // Demonstration data keep no secret; a key in the open still makes each page of each file prove itself.
      ...(founding?.slot ? { people: [founding.slot] } : { openKey: randomBytes(32).toString('base64') }),
    }
    const session: Session = founding ?? { ...nobody, dataKey: openKeyOf(header) }
    const { dataKey } = session
    if (dataKey !== null && header.people) header.peopleMac = macOfPeople(dataKey, header)
    const lock = acquireWriterLock(folder, user)
    try {
      // Only now is nobody else making one here: whoever came first has left something, and it stays.
      const found = readdirSync(folder).filter((name) => name !== lockFile && name !== ownerFile)
      if (found.length > 0) return fail('WORKSPACE_EXISTS', { path: folder })
      made.push(...[catalogFile, headerFile, `${headerFile}.new`].flatMap((name) => withSideFiles(name)))
      const catalogPath = join(folder, catalogFile)
      const keyHex = dataKey === null ? null : fileKey(dataKey, id, catalogFile)
      const catalog = openDatabase(catalogPath, { keyHex, readOnly: false, journal: 'wal', cacheMb: 8 })
      try {
        migrateCatalog(catalog, catalogPath)
        const workspace = openedWorkspace({ folder, header, readOnly: false, session, catalog, lock })
        rememberPeople(workspace)
        // The header makes the folder a workspace, so it comes last.
        writeHeader(folder, header)
        return workspace
      } catch (error) {
        catalog.close()
        throw error
      }
    } catch (error) {
      lock.release()
      throw error
    }
  } catch (error) {
    for (const name of made) rmSync(join(folder, name), { force: true })
    if (made.length > 0) rmSync(join(folder, lockFile), { force: true })
    // Goes only when it is empty, and only if it was made here.
    if (!existed) removeEmpty(folder)
    throw storageFailure(error, folder) ?? error
  }
}
