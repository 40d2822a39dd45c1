// The rows of the contract about the watched folder: where the data bridge drops files, and what became of each.
// Requests and answers only.
import { z } from 'zod'
import { command, job, query } from './define.ts'
import type { BatchImportResult } from './responses.ts'

export type WatchedFolder = { path: string; suggest: boolean }
/** taken: its rows stand; unchanged: the same bytes came before; failed: set aside with its reason. */
export type WatchOutcome = 'taken' | 'unchanged' | 'failed'
export type WatchEntry = {
  file: string
  bytes: number
  /** When the file was last written, by its own disk. */
  written: number
  sha256: string
  outcome: WatchOutcome
  at: string
  delivery: number | null
  failure: { code: string; facts: Record<string, string | number> } | null
  /** Where it was set aside; null where it stays. */
  aside: string | null
}
export type WatchState = { folder: WatchedFolder | null; log: WatchEntry[] }
/** `waiting`: files that are not whole yet, or that had to wait for something else than themselves. */
export type WatchLook = { entries: WatchEntry[]; results: BatchImportResult['results']; waiting: string[] }

export const watchMethods = {
  'watch.state': query<WatchState>()(z.strictObject({})),
  /** Without a folder: no longer watched. */
  'watch.set': command<WatchState>()(
    z.strictObject({ path: z.string().min(1).nullable(), suggest: z.boolean().default(false) }),
    ['path'],
    { writes: true, logs: 'setting' },
  ),
  /** Takes in what is new and whole, each file once. Without a path: the watched folder of the workspace. */
  'watch.look': job<WatchLook>()(
    z.strictObject({ path: z.string().min(1).optional(), suggest: z.boolean().default(false) }),
    ['path'],
    { writes: true, exclusive: true, logs: 'import', within: true },
  ),
} as const
