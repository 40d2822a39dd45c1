// Entry of the Chromium host: opens the window and stays until it is closed.
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failureMessage } from '#shared/model/messages.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { openDemonstration } from '../host/openDemonstration.ts'
import { version } from '../host/version.ts'
import { launchEngine } from './launchEngine.ts'
import { openWindow } from './openWindow.ts'

/** Settings of this user: where the system expects them. */
const userDataFolder = (): string => {
  const base =
    process.env['STATDESK_USER_DATA'] ??
    (process.platform === 'win32' ? process.env['APPDATA'] : process.env['XDG_CONFIG_HOME']) ??
    join(homedir(), '.config')
  const folder = process.env['STATDESK_USER_DATA'] ?? join(base, 'StatDesk')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** This entry runs bundled, as dist/window.js: page and engine lie beside it. */
const built = fileURLToPath(new URL('.', import.meta.url))

try {
  const window = await openWindow({
    pageFolder: join(built, 'renderer'),
    launchEngine: () => launchEngine(join(built, 'engine.js')),
    userData: userDataFolder(),
    version,
    headless: process.env['STATDESK_HEADLESS'] === '1',
  })
  process.stdout.write('StatDesk is open.\n')
  void openDemonstration(window.bridge.engine, process.env['STATDESK_DEMONSTRATION'])
  process.once('SIGINT', () => void window.close())
  process.once('SIGTERM', () => void window.close())
  await window.closed
  process.exit(0)
} catch (thrown) {
  const failure = toFailureValue(thrown)
  process.stderr.write(
    `${failure.code}: ${failureMessage(failure, 'vi')}\n${failureMessage(failure, 'en')}\n${failure.detail ?? ''}\n`,
  )
  process.exit(1)
}
