// Runs the built command line as a script would. In: arguments. Out: exit status, JSON answer, failure code.
import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const entry = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

export type Answer = {
  status: number | null
  json: unknown
  failure: { code: string; facts: Record<string, string | number>; message: string } | null
  stderr: string
}

export const statdesk = (parameters: string[], env: Record<string, string> = {}): Answer => {
  const done = spawnSync(process.execPath, [entry, ...parameters, '--json', '--quiet'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  })
  const parse = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return null
    }
  }
  return {
    status: done.status,
    json: parse(done.stdout),
    failure: done.status === 0 ? null : (parse(done.stderr.trim().split('\n').at(-1) ?? '') as Answer['failure']),
    stderr: done.stderr,
  }
}

/** Started and left running; for killing it in the middle. */
export const statdeskChild = (parameters: string[]) =>
  spawn(process.execPath, [entry, ...parameters, '--json', '--quiet'], { stdio: 'ignore' })
