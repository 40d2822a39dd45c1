// Overwrites a file, then removes it. In: a path. Out: nothing; a file that is not there is none. Never a file left for
// want of overwriting.
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'

const chunkBytes = 1024 * 1024

/**
 * Overwrites, then removes. A drive that writes elsewhere (flash) may still keep the old blocks: that is said in the
 * security page.
 */
export const wipeFile = (path: string): void => {
  try {
    const { size } = statSync(path)
    const file = openSync(path, 'r+')
    try {
      for (let at = 0; at < size; at += chunkBytes) {
        const noise = randomBytes(Math.min(chunkBytes, size - at))
        writeSync(file, noise, 0, noise.length, at)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch {
    // Removed all the same: a name that is gone is better than a file that stays.
  }
  rmSync(path, { force: true })
}
