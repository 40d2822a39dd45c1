// External programs that read our files in tests: R, readstat, PSPP, pandas, LibreOffice. In: a program. Out: whether it is here, its output.
// Absent programs are said aloud; never used by the program itself.
import { execFileSync } from 'node:child_process'
import { it } from 'vitest'

const works = (command: string, args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 60_000 })
    return true
  } catch {
    return false
  }
}

const probes = {
  haven: () => works('Rscript', ['-e', 'library(haven)']),
  foreign: () => works('Rscript', ['-e', 'library(foreign)']),
  r: () => works('Rscript', ['-e', '1']),
  readstat: () => works('readstat', ['--version']),
  pspp: () => works('pspp', ['--version']),
  pandas: () => works('/usr/bin/python3', ['-c', 'import pandas']),
} as const

export type Tool = keyof typeof probes
const known = new Map<Tool, boolean>()
export const hasTool = (tool: Tool): boolean => {
  if (!known.has(tool)) known.set(tool, probes[tool]())
  return known.get(tool) ?? false
}

export const run = (command: string, args: string[], folder?: string): string =>
  execFileSync(command, args, { encoding: 'utf8', timeout: 60_000, ...(folder === undefined ? {} : { cwd: folder }) })

/** A test that needs a program; where it is absent the report says so in its name. */
export const itWith = (tool: Tool, name: string, test: () => void | Promise<void>): void => {
  if (hasTool(tool)) it(name, test, 60_000)
  else it.skip(`${name} — SKIPPED: ${tool} is not installed here`, test)
}
