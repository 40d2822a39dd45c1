// Every file of a folder: what can be read is taken in, what cannot is named with its reason. In: a folder. Out: one
// result a file. Links and folders inside it are not followed silently: they are named too. Documents are passed over
// and named; hidden files are no files.
import { lstat, readdir, realpath } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import type { BatchImportResult } from '#shared/contract/responses.ts'
import { fail } from '#shared/model/failure.ts'
import { importBatch } from './importBatch.ts'
import type { Said } from './wayOfFile.ts'

const data =
  /\.(csv|tsv|tab|psv|txt|dat|asc|prn|xlsx?|xlsm|xlsb|ods|xml|json|jsonl|ndjson|geojson|parquet|dta|sav|zsav|por|sas7bdat|xpt|dbf|px|csdb|mdb|accdb|db|sqlite3?|zip|gz|zst|bz2|7z|rar|html?)$/i
/** They speak of data and hold none; the last two stand beside the demonstration's files. */
const document =
  /(^|[^a-z])(readme|licen[cs]e|changelog|huong[-_ ]?dan|ghi[-_ ]?chu)[^/]*\.(txt|html?)$|^SYNTHETIC-DATA\.txt$|^truth\.json$/i
/** Files that stand beside the data of another and are read with it, or kept by the system. */
const beside = /^(thumbs\.db|desktop\.ini)$|\.(dcf|do|dbt|fpt|cpg|prj|shp|shx|qmd|sps|reasons\.csv)$/i

type Found =
  | { name: string; path: string; kind: 'data' }
  | { name: string; kind: 'failed' | 'skipped'; failure: { code: string; facts: Record<string, string> } }

const look = async (folder: string, name: string, names: ReadonlySet<string>): Promise<Found | null> => {
  const path = join(folder, name)
  const said = (kind: 'failed' | 'skipped', code: string, facts: Record<string, string> = { path }): Found => ({
    name,
    kind,
    failure: { code, facts },
  })
  try {
    // Where a link leads is another's to say: it is named, never followed.
    const entry = await lstat(path)
    if (entry.isSymbolicLink()) return said('failed', 'FILE_IS_LINK', { path, target: await realpath(path) })
    if (entry.isDirectory()) return said('skipped', 'FOLDER_INSIDE')
    // A dictionary whose data is not here is a delivery that is not whole.
    if (/\.dcf$/i.test(name)) return hasData(name, names) ? null : said('failed', 'CSPRO_DATA_MISSING')
    if (beside.test(name)) return null
    if (!data.test(name) || document.test(name)) return said('skipped', 'NO_DATA_FILE')
    return entry.isFile()
      ? { name, path, kind: 'data' }
      : said('failed', 'FILE_NOT_REGULAR', { path, kind: 'special file' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return said('failed', code === 'ELOOP' ? 'FILE_LINK_LOOP' : 'FILE_UNREADABLE', { path, reason: code })
  }
}

const stem = (name: string): string => name.slice(0, name.length - extname(name).length).toLowerCase()
const hasData = (dictionary: string, names: ReadonlySet<string>): boolean =>
  [...names].some(
    (name) => /\.(dat|csdb|txt)$/i.test(name) && (stem(name) === stem(dictionary) || /\.dat$/i.test(name)),
  )

export const importFolder = async (
  context: EngineContext,
  request: { path: string } & Partial<Said>,
  job: JobContext,
): Promise<BatchImportResult> => {
  const folder = resolve(request.path)
  const all = await readdir(folder).catch((error: unknown) =>
    fail('FOLDER_NOT_FOUND', { path: folder }, undefined, error),
  )
  const names = all.filter((name) => !/^[.~]/.test(name)).toSorted()
  const known = new Set(names)
  const found = (await Promise.all(names.map((name) => look(folder, name, known)))).filter((file) => file !== null)
  const { path: _folder, ...said } = request
  const { results } = await importBatch(
    context,
    found.flatMap((file) => (file.kind === 'data' ? [file.path] : [])),
    { sender: '', letterNumber: '', ...said },
    job,
  )
  const others = found.flatMap((file) =>
    file.kind === 'data' ? [] : [{ file: file.name, outcome: file.kind, failure: file.failure }],
  )
  return { results: [...results, ...others] }
}
