// A reader's own copy of the column database beside a writer. In: the file, a folder to copy into. Out: whether the
// copy is of one moment. Never a copy taken while the writer was writing: one that straddles a write could open and
// answer half of it.
import { copyFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

const tries = 5
const stampOf = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? '-' : `${found.size} ${found.mtimeMs} ${found.ino}`
}

/** Copies the file and its log of changes; false when they changed meanwhile each time it was tried. */
export const copyColumnFile = (folder: string, file: string, room: string): boolean => {
  const names = [file, `${file}.wal`]
  const stamps = (): string => names.map((name) => stampOf(join(folder, name))).join()
  for (let count = 0; count < tries; count += 1) {
    const before = stamps()
    for (const name of names) {
      rmSync(join(room, name), { force: true })
      if (stampOf(join(folder, name)) !== '-') copyFileSync(join(folder, name), join(room, name))
    }
    if (stamps() === before) return true
  }
  return false
}
