// Backups that share what did not change: pieces of the workspace's files, each under its hash, and a list of pieces
// for every backup. In: byte sources, a folder (a share). Out: a new list; what it needs and was not there yet. Never a
// decrypted byte, never a list before all its pieces stand and were read back, never a piece removed that some list
// needs.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import type { BackupSource } from './backupArchive.ts'

export const snapshotExtension = '.statdesk-snapshot'
const pieceFolder = 'pieces'
/**
 * A page of SQLite is 16 KB: small enough that an import changes few pieces, large enough that a share is not filled
 * with names.
 */
const pieceBytes = 1024 * 1024

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const snapshotSchema = z.strictObject({
  format: z.literal('statdesk-snapshot-1'),
  program: z.string(),
  madeAt: z.string(),
  workspace: z.string(),
  name: z.string(),
  schema: z.int(),
  files: z
    .array(
      z.strictObject({
        // Plain names only: a list can never write outside the folder it is restored to.
        name: z.string().regex(/^[a-z][a-z0-9_]*\.(json|sqlite)$/),
        bytes: z.int().min(0),
        sha256: hash,
        pieces: z.array(hash),
      }),
    )
    .min(2),
})
export type Snapshot = z.infer<typeof snapshotSchema>

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const pieceAt = (store: string, name: string): string => join(store, pieceFolder, name.slice(0, 2), name)
const storeOf = (folder: string, workspace: string): string => join(folder, `statdesk-${workspace}`)

/** Writes one piece under its hash, whole or not at all, and reads it back. */
const keepPiece = async (store: string, bytes: Buffer, name: string): Promise<void> => {
  const target = pieceAt(store, name)
  mkdirSync(dirname(target), { recursive: true })
  const temporary = `${target}.${randomBytes(4).toString('hex')}.part`
  const file = await open(temporary, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  if (sha256(await readFile(temporary)) !== name) {
    rmSync(temporary, { force: true })
    fail('BACKUP_INVALID', { path: target, reason: 'SHA-256' })
  }
  renameSync(temporary, target)
}

/** One that is there is trusted by its size here; a drill reads every byte. */
const isThere = (store: string, name: string, bytes: number): boolean => {
  try {
    return statSync(pieceAt(store, name)).size === bytes
  } catch {
    return false
  }
}

const piecesOf = async function* (source: BackupSource): AsyncGenerator<Buffer> {
  if ('content' in source.from) {
    const { content } = source.from
    for (let at = 0; at < content.length; at += pieceBytes) yield content.subarray(at, at + pieceBytes)
    return
  }
  const file: FileHandle = await open(source.from.path, 'r')
  try {
    const { size } = await file.stat()
    for (let at = 0; at < size;) {
      const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, size - at))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

export const snapshotsIn = (store: string): string[] =>
  existsSync(store)
    ? readdirSync(store)
        .filter((name) => name.endsWith(snapshotExtension))
        .toSorted()
        .map((name) => join(store, name))
    : []

export const readSnapshot = (path: string): Snapshot => {
  try {
    return snapshotSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return fail(
      'BACKUP_INVALID',
      { path, reason: error instanceof Error ? error.message.slice(0, 200) : '' },
      '',
      error,
    )
  }
}

/** Null: something on the share that is no list of this workspace, or one that cannot be read now. */
const ownSnapshot = (path: string, workspace: string): Snapshot | null => {
  try {
    const snapshot = readSnapshot(path)
    return snapshot.workspace === workspace ? snapshot : null
  } catch {
    return null
  }
}

const groupName = /^[0-9a-f]{2}$/
const pieceName = /^[0-9a-f]{64}(\.[0-9a-f]{8}\.part)?$/

/** Files of the program's own kind that nothing needs; whatever else lies there is somebody's and stays. */
const removeOthers = (room: string, needed: ReadonlySet<string>): void => {
  for (const group of readdirSync(room, { withFileTypes: true }))
    if (group.isDirectory() && groupName.test(group.name))
      for (const piece of readdirSync(join(room, group.name), { withFileTypes: true }))
        if (piece.isFile() && pieceName.test(piece.name) && !needed.has(piece.name))
          rmSync(join(room, group.name, piece.name), { force: true })
}

/**
 * Removes all lists but the newest, and the pieces that only they needed. What cannot be read counts for none of those
 * kept, is told, and keeps every piece: it may be a list that needs them. Never the one just made, whatever a clock set
 * back makes of its name.
 */
const prune = (store: string, keep: number, made: string): { removed: number; unreadable: string[] } => {
  const lists: { path: string; pieces: string[] }[] = []
  const unreadable: string[] = []
  const { workspace } = readSnapshot(made)
  for (const path of snapshotsIn(store)) {
    const snapshot = ownSnapshot(path, workspace)
    if (snapshot === null) unreadable.push(path)
    else if (path !== made) lists.push({ path, pieces: snapshot.files.flatMap((file) => file.pieces) })
  }
  const gone = lists.slice(0, Math.max(0, lists.length + 1 - keep))
  for (const { path } of gone) rmSync(path, { force: true })
  if (gone.length > 0 && unreadable.length === 0) {
    const needed = new Set(readSnapshot(made).files.flatMap((file) => file.pieces))
    for (const { pieces } of lists.slice(gone.length)) for (const piece of pieces) needed.add(piece)
    removeOthers(join(store, pieceFolder), needed)
  }
  return { removed: gone.length, unreadable }
}

/** A backup that stands has not failed because something old could not be removed. */
const pruned = (store: string, keep: number, made: string): { removed: number; unreadable: string[] } => {
  try {
    return prune(store, keep, made)
  } catch {
    return { removed: 0, unreadable: [store] }
  }
}

export type StoredBackup = {
  path: string
  files: number
  bytes: number
  newBytes: number
  pieces: number
  removed: number
  /** Files on the share that should be lists of backups and cannot be read; they stay, and so do all pieces. */
  unreadable: string[]
  sha256: string
}

export const storeBackup = async (
  folder: string,
  head: Omit<Snapshot, 'format' | 'files'>,
  sources: readonly BackupSource[],
  keep: number,
  onBytes: (bytes: number) => void,
): Promise<StoredBackup> => {
  const store = storeOf(folder, head.workspace)
  mkdirSync(join(store, pieceFolder), { recursive: true })
  const files: Snapshot['files'] = []
  let [total, fresh, pieces] = [0, 0, 0]
  for (const source of sources) {
    const whole = createHash('sha256')
    const names: string[] = []
    let bytes = 0
    for await (const piece of piecesOf(source)) {
      const name = sha256(piece)
      whole.update(piece)
      names.push(name)
      bytes += piece.length
      pieces += 1
      if (!isThere(store, name, piece.length)) {
        await keepPiece(store, piece, name)
        fresh += piece.length
      }
      onBytes(piece.length)
    }
    files.push({ name: source.name, bytes, sha256: whole.digest('hex'), pieces: names })
    total += bytes
  }
  const snapshot: Snapshot = { format: 'statdesk-snapshot-1', ...head, files }
  const text = Buffer.from(`${JSON.stringify(snapshot)}\n`)
  const name = `${head.madeAt.replaceAll(':', '-')}${snapshotExtension}`
  const path = join(store, name)
  const temporary = `${path}.part`
  const file = await open(temporary, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  // The list comes last: what it names stands by now.
  renameSync(temporary, path)
  return {
    path,
    files: files.length,
    bytes: total,
    newBytes: fresh,
    pieces,
    ...pruned(store, keep, path),
    sha256: sha256(text),
  }
}

/** Puts the files of one backup together in a folder, every byte checked against its hash. */
export const assembleSnapshot = async (
  path: string,
  folder: string | null,
  onBytes: (bytes: number) => void,
): Promise<Snapshot> => {
  const snapshot = readSnapshot(path)
  const store = dirname(path)
  for (const { name, bytes, sha256: wanted, pieces } of snapshot.files) {
    const whole = createHash('sha256')
    const target = folder === null ? null : await open(join(folder, name), 'wx')
    let done = 0
    try {
      for (const piece of pieces) {
        const content = await readFile(pieceAt(store, piece)).catch((error: unknown) =>
          fail('BACKUP_INVALID', { path, reason: `${name}: ${basename(piece)}` }, String(error), error),
        )
        if (sha256(content) !== piece) return fail('BACKUP_INVALID', { path, reason: `${name}: SHA-256` })
        whole.update(content)
        done += content.length
        await target?.writeFile(content)
        onBytes(content.length)
      }
      await target?.sync()
    } finally {
      await target?.close()
    }
    if (done !== bytes || whole.digest('hex') !== wanted) return fail('BACKUP_INVALID', { path, reason: name })
  }
  return snapshot
}
