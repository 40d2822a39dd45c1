// What lies open on the desk of whoever is signed in: documents, drafts, filters. They can hold what records say, so
// that a workspace with a key keeps them itself, encrypted; the settings of the window, which anybody can read, keep
// those of made-up data alone.
import { z } from 'zod'
import { command, query } from './define.ts'

/** Drafts of some hundred documents. */
const longest = 8_000_000

export const deskMethods = {
  /** JSON text of the window's own form; null: nothing was kept. */
  'desk.get': query<{ documents: string | null }>()(z.strictObject({})),
  'desk.save': command<null>()(z.strictObject({ documents: z.string().max(longest) }), [], { writes: true }),
} as const
