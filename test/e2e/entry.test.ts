// The bundled entry of the Chromium host, started as `npm start` starts it: the window opens, and closing it ends the
// process.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('dist/window.js opens the window and goes when asked', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'statdesk-entry-'))
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../dist/window.js', import.meta.url))], {
    env: { ...process.env, STATDESK_HEADLESS: '1', STATDESK_USER_DATA: userData },
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => (said += data.toString()))
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await expect.poll(() => said, { timeout: 30_000 }).toContain('StatDesk is open.')
  child.kill('SIGTERM')
  expect(await exited).toBe(0)
  expect(said).toBe('StatDesk is open.\n')
  rmSync(userData, { recursive: true, force: true })
})
