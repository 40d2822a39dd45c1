// Wrong passphrases, counted for each person beside the header. In: a folder, a slot. Out: PASSPHRASE_PAUSE while there is to be waited.
// Counted before the guess is judged, so that ending the program gives none for free. It holds up whoever sits at the program; whoever has
// copied the files guesses without it, and is held up by the cost of each guess alone.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'

export const triesFile = 'tries.json'
const freeTries = 5
const firstPause = 60
const longestPause = 3600

const triesSchema = z.record(z.string(), z.object({ wrong: z.int().min(0), last: z.string() }))
type Tries = z.infer<typeof triesSchema>

/** Of folders that cannot be written: held as long as the program runs. */
const remembered = new Map<string, Tries>()

const read = (folder: string): Tries => {
  try {
    return triesSchema.parse(JSON.parse(readFileSync(join(folder, triesFile), 'utf8')))
  } catch {
    return remembered.get(folder) ?? {}
  }
}

const keep = (folder: string, tries: Tries): void => {
  try {
    if (Object.keys(tries).length === 0) rmSync(join(folder, triesFile), { force: true })
    else writeFileSync(join(folder, triesFile), JSON.stringify(tries))
    remembered.delete(folder)
  } catch {
    remembered.set(folder, tries)
  }
}

export const pauseSeconds = (wrong: number): number =>
  wrong < freeTries ? 0 : Math.min(longestPause, firstPause * 2 ** (wrong - freeTries))

/** Counts a try; fails where the pause after the last has not passed. A clock set back does not shorten it. */
export const beginTry = (folder: string, slot: string, now = Date.now()): void => {
  const tries = read(folder)
  const known = tries[slot]
  if (known !== undefined) {
    const passed = Math.max(0, (now - Date.parse(known.last)) / 1000)
    const left = Math.ceil(pauseSeconds(known.wrong) - passed)
    if (left > 0) return fail('PASSPHRASE_PAUSE', { seconds: left, tries: known.wrong })
  }
  keep(folder, { ...tries, [slot]: { wrong: (known?.wrong ?? 0) + 1, last: new Date(now).toISOString() } })
}

/** The passphrase was right: how many were wrong before it. */
export const endTries = (folder: string, slot: string): number => {
  const { [slot]: known, ...others } = read(folder)
  keep(folder, others)
  return Math.max(0, (known?.wrong ?? 1) - 1)
}
