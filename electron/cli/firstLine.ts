// A passphrase as a file has it: its first line. In: a path. Out: the line. An argument would stand in the list of
// processes for everybody to read.
import { readFileSync } from 'node:fs'
import { fail } from '#shared/model/failure.ts'

export const firstLine = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)[0] ?? ''
  } catch {
    return fail('FILE_NOT_FOUND', { path })
  }
}
