// Programs that are not ours, which read our files in tests. In: a tool. Out: whether it works here by the very thing
// it is used for, its output. Absent ones are said aloud and written where npm test gathers what was not checked. Never
// used by the program itself.
import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'vitest'

export const works = (command: string, args: string[], timeout = 60_000): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout })
    return true
  } catch {
    return false
  }
}

/** LibreOffice may be there without its Writer or its Calc: a page is really converted. */
const converts = (filter: string, to: string): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'statdesk-probe-'))
  try {
    writeFileSync(join(folder, 'page.html'), '<html><body><table><tr><td>1</td></tr></table></body></html>')
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const how = ['--headless', `--infilter=${filter}`, '--convert-to', to, '--outdir', folder]
    return (
      works('soffice', [profile, ...how, join(folder, 'page.html')], 120_000) && existsSync(join(folder, `page.${to}`))
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Probe = { here: () => boolean; name: string; get: string }
const probes = {
  r: { here: () => works('Rscript', ['--vanilla', '-e', '1']), name: 'R', get: 'apt install r-base-core' },
  dataTable: {
    here: () => works('Rscript', ['--vanilla', '-e', 'library(data.table)']),
    name: 'R with data.table',
    get: 'apt install r-base-core r-cran-data.table',
  },
  haven: {
    here: () => works('Rscript', ['--vanilla', '-e', 'library(haven)']),
    name: 'R with haven',
    get: 'apt install r-base-core r-cran-haven',
  },
  foreign: {
    here: () => works('Rscript', ['--vanilla', '-e', 'library(foreign)']),
    name: 'R with foreign',
    get: 'apt install r-base-core r-cran-foreign',
  },
  readstat: { here: () => works('readstat', ['--version']), name: 'readstat', get: 'apt install readstat' },
  pspp: { here: () => works('pspp', ['--version']), name: 'PSPP', get: 'apt install pspp' },
  pandas: {
    here: () => works('/usr/bin/python3', ['-c', 'import pandas']),
    name: 'Python with pandas',
    get: 'apt install python3-pandas',
  },
  python: { here: () => works('python3', ['-c', 'import json']), name: 'Python 3', get: 'apt install python3' },
  writer: {
    here: () => converts('HTML (StarWriter)', 'fodt'),
    name: 'LibreOffice Writer',
    get: 'apt install libreoffice-writer',
  },
  calc: {
    here: () => converts('HTML (StarCalc)', 'fods'),
    name: 'LibreOffice Calc',
    get: 'apt install libreoffice-calc',
  },
} as const satisfies Record<string, Probe>

export type Tool = keyof typeof probes

/** Where npm test looks, after the tests, for what was not checked. */
export const uncheckedFile = 'out/test/unchecked.txt'
const tellUnchecked = ({ name, get }: Probe): void => {
  process.stderr.write(`NOT CHECKED here: ${name} is not installed (${get})\n`)
  mkdirSync('out/test', { recursive: true })
  appendFileSync(uncheckedFile, `${name}: ${get}\n`)
}

const known = new Map<Tool, boolean>()
export const hasTool = (tool: Tool): boolean => {
  const found = known.get(tool)
  if (found !== undefined) return found
  const here = probes[tool].here()
  if (!here) tellUnchecked(probes[tool])
  known.set(tool, here)
  return here
}

export const run = (command: string, args: string[], folder?: string): string =>
  execFileSync(command, args, { encoding: 'utf8', timeout: 60_000, ...(folder === undefined ? {} : { cwd: folder }) })

/** Added to a test's name where it is skipped. */
export const absence = (tool: Tool): string =>
  hasTool(tool) ? '' : ` — SKIPPED: ${probes[tool].name} is not installed here`

/** A test that needs a program; where it is absent the report says so in its name. */
export const itWith = (tool: Tool, name: string, test: () => void | Promise<void>): void => {
  if (hasTool(tool)) it(name, test, 60_000)
  else it.skip(`${name}${absence(tool)}`, test)
}
