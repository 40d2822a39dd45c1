// Wrong passphrases, counted for each person beside the header. In: a folder, a slot. Out: PASSPHRASE_PAUSE while there
// is to be waited. Counted before the guess is judged, so that ending the program gives none for free. It holds up
// whoever sits at the program; whoever has copied the files guesses without it, and is held up by the cost of each
// guess alone. Tries are forgotten only once the log has them.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'

export const triesFile = 'tries.json'
const freeTries = 5
const firstPause = 60
const longestPause = 3600

const triesSchema = z.record(
  z.string(),
  z.object({ wrong: z.int().min(0), last: z.string(), untold: z.int().min(0).default(0) }),
)
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
  const wrong = (known?.wrong ?? 0) + 1
  keep(folder, { ...tries, [slot]: { wrong, last: new Date(now).toISOString(), untold: known?.untold ?? 0 } })
}

const without = (tries: Tries, slot: string): Tries => {
  const { [slot]: _gone, ...others } = tries
  return others
}

/** The passphrase was right: those before it pause nobody any more, and wait to be told in the log. */
export const endTries = (folder: string, slot: string): void => {
  const tries = read(folder)
  const known = tries[slot]
  if (known === undefined) return
  const untold = known.untold + Math.max(0, known.wrong - 1)
  keep(folder, untold === 0 ? without(tries, slot) : { ...tries, [slot]: { ...known, wrong: 0, untold } })
}

export const untoldTries = (folder: string): { slot: string; tries: number }[] =>
  Object.entries(read(folder)).flatMap(([slot, { untold }]) => (untold > 0 ? [{ slot, tries: untold }] : []))

/** The log has them. */
export const forgetTold = (folder: string, slot: string): void => {
  const tries = read(folder)
  const known = tries[slot]
  if (known === undefined) return
  keep(folder, known.wrong === 0 ? without(tries, slot) : { ...tries, [slot]: { ...known, untold: 0 } })
}
