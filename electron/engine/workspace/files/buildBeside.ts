// A folder built beside the place it will have, and renamed there when it is whole. In: the place. Out: a working
// folder, finish, discard. Never a folder of anyone else's removed: only what was made here, and what a killed builder
// of this machine left of the same place.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { fail } from '#shared/model/failure.ts'
import { checkedFolder } from './targetPlace.ts'

const markFile = 'building.json'
const markSchema = z.object({ format: z.literal('statdesk-building'), host: z.string(), pid: z.number() })

const isEmpty = (folder: string): boolean => readdirSync(folder).length === 0

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Left by a builder that is gone: it has our mark, of this machine, of a process that runs no more. */
const isOrphan = (folder: string): boolean => {
  try {
    const mark = markSchema.parse(JSON.parse(readFileSync(join(folder, markFile), 'utf8')))
    return mark.host === hostname() && !alive(mark.pid)
  } catch {
    return false
  }
}

const prefixOf = (place: string): string => `.${basename(place)}.building-`

const sweepOrphans = (place: string): void => {
  for (const entry of readdirSync(dirname(place), { withFileTypes: true })) {
    const path = join(dirname(place), entry.name)
    if (entry.isDirectory() && entry.name.startsWith(prefixOf(place)) && isOrphan(path))
      rmSync(path, { recursive: true, force: true })
  }
}

export type Building = {
  folder: string
  /** Gives it its place; WORKSPACE_EXISTS when something came to be there meanwhile. */
  finish(): void
  /** Removes it; nothing once it has its place. */
  discard(): void
}

/** Fails WORKSPACE_EXISTS where the place is a folder with anything in it, TARGET_IN_WORKSPACE inside another one. */
export const buildBeside = async (path: string): Promise<Building> => {
  const place = resolve(path)
  if (existsSync(place) && !isEmpty(place)) return fail('WORKSPACE_EXISTS', { path: place })
  await checkedFolder(place)
  mkdirSync(dirname(place), { recursive: true })
  sweepOrphans(place)
  const room = mkdtempSync(join(dirname(place), prefixOf(place)))
  const folder = join(room, 'content')
  mkdirSync(folder)
  writeFileSync(
    join(room, markFile),
    JSON.stringify({ format: 'statdesk-building', host: hostname(), pid: process.pid }),
  )
  let placed = false
  return {
    folder,
    finish: () => {
      try {
        // Refused by the system when anything is in it.
        if (existsSync(place)) rmdirSync(place)
        renameSync(folder, place)
      } catch (error) {
        if (existsSync(place)) return fail('WORKSPACE_EXISTS', { path: place }, String(error), error)
        throw error
      }
      placed = true
      rmSync(room, { recursive: true, force: true })
    },
    discard: () => {
      if (!placed) rmSync(room, { recursive: true, force: true })
    },
  }
}
