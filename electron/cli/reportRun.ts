// A run of one report for many territories that can be taken up again: which files stand already, made of the same
// data. In: a folder, what the run is of. Out: the files that need not be made anew; the list of exceptions beside
// them. Never a file trusted without its hash.
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashFile, writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { failureMessage } from '#shared/model/messages.ts'
import type { FailureValue } from '#shared/model/failure.ts'

export type MadeIssue = { path: string; territory: string | null; failure: FailureValue | null }
type Entry = { file: string; territory: string | null; sha256: string }
type RunFile = { format: 'statdesk-report-run'; of: string; made: Entry[]; exceptions: unknown[] }

const runFile = 'report-run.json'

/** Of all that decides what the files say: definition, parameters, deliveries, program. */
export const runMark = (parts: unknown): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** Files of an earlier run of the very same that still are what they were. */
export const standingFiles = async (folder: string, of: string): Promise<Map<string, Entry>> => {
  try {
    const run = JSON.parse(await readFile(join(folder, runFile), 'utf8')) as Partial<RunFile>
    if (run.format !== 'statdesk-report-run' || run.of !== of || !Array.isArray(run.made)) return new Map()
    const standing = new Map<string, Entry>()
    for (const entry of run.made) {
      const found = await hashFile(join(folder, entry.file)).catch(() => null)
      if (found?.sha256 === entry.sha256) standing.set(entry.file, entry)
    }
    return standing
  } catch {
    return new Map()
  }
}

export const writeRun = async (
  folder: string,
  of: string,
  made: Iterable<Entry>,
  failed: readonly MadeIssue[],
): Promise<void> => {
  const exceptions = failed.flatMap(({ territory, failure }) =>
    failure === null
      ? []
      : [
          {
            territory,
            code: failure.code,
            vi: failureMessage(failure, 'vi'),
            en: failureMessage(failure, 'en'),
          },
        ],
  )
  const run: RunFile = { format: 'statdesk-report-run', of, made: [...made], exceptions }
  await writeFileTarget(join(folder, runFile), (temporary) => writeFile(temporary, `${JSON.stringify(run, null, 2)}\n`))
}
