// Every file of a folder: what can be read is taken in, what cannot is named with its reason. In: a folder. Out: one result a file.
// Links and folders inside it are not followed silently: they are named too. Hidden files and plain documents are no deliveries.
import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import { importBatch } from './importBatch.ts'
import type { BatchRequest } from './importBatch.ts'

const readable = /\.(csv|tsv|tab|psv)$/i
/** Files that hold data, though not in a form that is read here. */
const otherData =
  /\.(xlsx?|xlsm|xlsb|ods|xml|dbf|sav|zsav|por|dta|sas7bdat|zip|gz|zst|bz2|7z|rar|parquet|px|csdb|dat|mdb|accdb|jsonl|ndjson|db|sqlite3?)$/i

type Found = { name: string; path: string; failure: { code: string; facts: Record<string, string> } | null }

const look = async (folder: string, name: string): Promise<Found | null> => {
  const path = join(folder, name)
  const named = (code: string, facts: Record<string, string> = { path }): Found => ({
    name,
    path,
    failure: { code, facts },
  })
  try {
    const entry = await stat(path)
    if (entry.isDirectory()) return readable.test(name) ? named('FILE_NOT_FOUND') : null
    if (readable.test(name))
      return entry.isFile() ? { name, path, failure: null } : named('FILE_NOT_REGULAR', { path, kind: 'special file' })
    if (otherData.test(name)) return named('FILE_FORMAT_UNKNOWN')
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return named(code === 'ELOOP' ? 'FILE_LINK_LOOP' : 'FILE_UNREADABLE', { path, reason: code })
  }
}

export const importFolder = async (
  context: EngineContext,
  request: { path: string } & Partial<BatchRequest>,
  job: JobContext,
): Promise<BatchImportResult> => {
  const folder = resolve(request.path)
  const names = await readdir(folder).catch((error: unknown) =>
    fail('FOLDER_NOT_FOUND', { path: folder }, undefined, error),
  )
  const found = (
    await Promise.all(
      names
        .filter((name) => !/^[.~]/.test(name))
        .toSorted()
        .map((name) => look(folder, name)),
    )
  ).filter((file) => file !== null)
  const { path: _folder, ...said } = request
  const { results } = await importBatch(
    context,
    found.filter((file) => file.failure === null).map((file) => file.path),
    { sender: '', letterNumber: '', ...said },
    job,
  )
  const refused = found.flatMap(({ name, failure }) =>
    failure ? [{ file: name, outcome: 'failed' as const, failure }] : [],
  )
  return { results: [...results, ...refused] }
}
