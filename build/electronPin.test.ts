// The pin of Electron beside the newest version that the registry knows: said on every run, without a connection said
// as not known.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { pinVerdict } from './electronPin.ts'

it.each([
  ['45.5.0', ['44.9.9', '45.5.0', '46.0.0-beta.1'], true, 'is the newest'],
  ['45.4.1', ['45.4.1', '45.5.0'], false, 'its own line is at 45.5.0'],
  ['45.5.0', ['45.5.0', '46.1.0'], false, '46.1.0 is the newest'],
  ['45.10.0', ['45.9.0', '45.10.0'], true, 'is the newest'],
])('%s among %j is the newest: %s', (pinned, versions, newest, text) => {
  const verdict = pinVerdict(pinned, versions)
  expect(verdict.newest).toBe(newest)
  expect(verdict.text).toContain(text)
})

it('is compared with the registry, and what is found is said', async () => {
  const file = new URL('../package.json', import.meta.url)
  const pinned = (JSON.parse(readFileSync(file, 'utf8')) as { devDependencies: Record<string, string> }).devDependencies
  const version = pinned['electron'] ?? ''
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
  const versions = await promisify(execFile)('npm', ['view', 'electron', 'versions', '--json'], {
    timeout: 20_000,
    maxBuffer: 10_000_000,
    shell: process.platform === 'win32',
  }).then(
    ({ stdout }) => JSON.parse(stdout) as string[],
    () => null,
  )
  if (versions === null) {
    console.warn(`electron ${version} is pinned; no registry can be asked whether it is the newest`)
    return
  }
  const verdict = pinVerdict(version, versions)
  if (!verdict.newest) console.warn(verdict.text)
  // A pin that the registry never had would be a forged one.
  expect(versions).toContain(version)
}, 30_000)
