// For tests: a file of a demonstration workspace opened behind the program's back, as somebody with the key in its
// header could.
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { openDatabase } from '#engine/workspace/files/openDatabase.ts'
import { readHeader } from '#engine/workspace/files/workspaceHeader.ts'
import { fileKey, openKeyOf } from '#engine/workspace/files/workspaceKeys.ts'

export const rawDatabase = (folder: string, file: string): Database => {
  const header = readHeader(folder)
  const key = openKeyOf(header)
  const keyHex = key === null ? null : fileKey(key, header.id, file)
  return openDatabase(join(folder, file), { keyHex, readOnly: false, journal: 'rollback', cacheMb: 1 })
}
