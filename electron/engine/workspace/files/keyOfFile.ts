// The raw key of one file of a workspace. While the data key is being changed a file is under the former or the next
// one: which, is tried. In: header, data key, file. Out: the key as hexadecimal text, null for a plain file. Never a
// guess where no rotation is under way.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from './openDatabase.ts'
import { unseal } from './personKeys.ts'
import type { WorkspaceHeader } from './workspace.ts'
import { fileKey } from './workspaceKeys.ts'

export const rotationPurpose = (workspace: string): string => `next key ${workspace}`

/** The key that a rotation under way leads to; null: none is. */
export const nextKeyOf = (header: WorkspaceHeader, dataKey: Buffer | null): Buffer | null =>
  dataKey === null || header.rotation === undefined
    ? null
    : unseal(dataKey, header.rotation.nextKey, rotationPurpose(header.id))

const opens = (path: string, keyHex: string): boolean => {
  try {
    openDatabase(path, { keyHex, readOnly: true, journal: 'rollback', cacheMb: 1 }).close()
    return true
  } catch {
    return false
  }
}

export const keyOfFile = (
  folder: string,
  header: WorkspaceHeader,
  dataKey: Buffer | null,
  file: string,
): string | null => {
  if (dataKey === null) return null
  const former = fileKey(dataKey, header.id, file)
  const next = nextKeyOf(header, dataKey)
  const path = join(folder, file)
  if (next === null || !existsSync(path) || opens(path, former)) return former
  return fileKey(next, header.id, file)
}
