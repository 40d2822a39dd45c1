// Opens an existing workspace: header, passphrase, lock, migrations, clean-up after a cut-off import. In: folder,
// passphrase. Out: Workspace. Never a change before the passphrase is proved and the lock held; a failure leaves every
// file as it was.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import { verifyAnchors } from '#engine/workspace/audit/anchor.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { importIntentRepository } from './catalogImportIntents.ts'
import { recoverImports } from '#engine/workspace/records/recoverImports.ts'
import { catalogSchemaVersion, migrateCatalog } from './migrateCatalog.ts'
import { openDatabase } from './openDatabase.ts'
import { catalogFile, openedWorkspace } from './openedWorkspace.ts'
import { requireContent, requireRecords } from './requiredContent.ts'
import { sweepOutgoing } from './outgoing.ts'
import { sweepOutputs } from './outputJournal.ts'
import { partsOf } from './outputTarget.ts'
import type { Workspace, WorkspaceHeader } from './workspace.ts'
import { readHeader, writeHeader } from './workspaceHeader.ts'
import { rememberPeople, requireRememberedPeople } from './peopleRemembered.ts'
import { macOfPeople, signIn } from './signIn.ts'
import type { Credentials, Session } from './signIn.ts'
import { keyOfFile } from './keyOfFile.ts'
import { finishRotation } from './rotateKey.ts'
import { tellTries } from './tellTries.ts'
import { acquireWriterLock } from './writerLock.ts'

export type OpenOptions = Credentials & {
  readOnly: boolean
  user: string
  /** Of the same workspace, already signed in to: a copy of it opens without asking again. */
  session?: Session
}

/** Fails as opening would; changes nothing. */
export const checkPassphrase = async (path: string, credentials: Credentials, user: string): Promise<void> => {
  const folder = resolve(path)
  await signIn(folder, readHeader(folder), credentials, user)
}

const cleanUp = async (workspace: Workspace): Promise<void> => {
  const intents = importIntentRepository(workspace.catalog)
  const left = intents.list()
  if (left.length === 0) return
  for (const intent of left) workspace.notices.push({ code: 'IMPORT_INTERRUPTED', facts: { path: intent.fileName } })
  if (workspace.readOnly) return
  await recoverImports(workspace, left)
  for (const intent of left) intents.finish(intent.id)
}

export const openWorkspace = async (
  path: string,
  { passphrase, person, recovery, readOnly, user, session: given }: OpenOptions,
): Promise<Workspace> => {
  const folder = resolve(path)
  const header = readHeader(folder)
  const session = given ?? (await signIn(folder, header, { passphrase, person, recovery: recovery === true }, user))
  const { dataKey, slot, madeNow } = session
  const catalogPath = join(folder, catalogFile)
  // Opening for writing would create an empty catalog in place of a lost one.
  if (!existsSync(catalogPath))
    return fail('WORKSPACE_DAMAGED', { file: catalogFile, reason: 'không có tệp / missing' })
  const lock = readOnly ? null : acquireWriterLock(folder, user)
  try {
    const keyHex = keyOfFile(folder, header, dataKey, catalogFile)
    const catalog = openDatabase(catalogPath, { keyHex, readOnly, journal: 'wal', cacheMb: 8 })
    try {
      requireContent(catalog, header)
      migrateCatalog(catalog, catalogPath)
      const current: WorkspaceHeader = { ...header, schema: catalogSchemaVersion }
      if (madeNow && slot !== null && dataKey !== null) {
        // One passphrase for all becomes the key of its first person, an administrator; others get keys of their own
        // from them.
        Object.assign(current, { encryption: null, people: [slot] })
        current.peopleMac = macOfPeople(dataKey, current)
      }
      if (!readOnly && (madeNow || header.schema !== catalogSchemaVersion)) writeHeader(folder, current)
      const workspace = openedWorkspace({ folder, header: current, readOnly, session, catalog, lock })
      try {
        if (madeNow && !readOnly) {
          rememberPeople(workspace)
          appendAudit(workspace, { user, action: 'people_add', subject: `${slot?.name ?? ''} administrator` })
        } else if (!madeNow) requireRememberedPeople(workspace)
        tellTries(workspace, user)
        if (await finishRotation(workspace))
          appendAudit(workspace, { user, action: 'rotate_key', subject: header.name })
        await cleanUp(workspace)
        requireRecords(workspace)
        const anchors = verifyAnchors(workspace)
        if (!anchors.ok) workspace.notices.push({ code: 'LOG_BROKEN', facts: { entry: anchors.brokenAt } })
        if (!readOnly) sweepOutgoing(folder)
        for (const { target } of readOnly ? [] : sweepOutputs(catalog, partsOf))
          appendAudit(workspace, { user, action: 'export_interrupted', subject: target })
        return workspace
      } catch (error) {
        await workspace.close()
        throw error
      }
    } catch (error) {
      if (catalog.open) catalog.close()
      throw error
    }
  } catch (error) {
    lock?.release()
    throw error
  }
}
