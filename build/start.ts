// Builds what is stale and opens the program: Electron where its binary is, else an installed Chromium; without a
// display, the headless demonstration, whose report, charts and screenshots are left in out/.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bundle, root } from './bundle.ts'
import { electronBinary } from './electronBinary.ts'

const say = (text: string) => void process.stdout.write(`${text}\n`)

const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

if ((await bundle()) === 'built') say('Built dist/.')

if (!hasDisplay || process.argv.includes('--headless')) {
  say('No display on this machine: running the demonstration without a window. Results go to out/.')
  const done = spawnSync(process.execPath, [join(root, 'build', 'demonstration.ts')], { cwd: root, stdio: 'inherit' })
  process.exit(done.status ?? 1)
}

const electron = electronBinary({ download: true })
const [command, parameters] =
  electron && existsSync(electron)
    ? [electron, [join(root, 'dist', 'main.cjs')]]
    : [process.execPath, [join(root, 'dist', 'window.js')]]
say(
  electron
    ? 'Opening StatDesk …'
    : 'Electron’s binary is not to be had here: opening StatDesk in the installed Chromium …',
)
// The program opens on its own demonstration workspace, made by importing deliveries it writes; the user's own are a
// click away.
const env = { ...process.env, STATDESK_DEMONSTRATION: join(root, 'out', 'demonstration', 'workspace') }
const child = spawn(command, parameters, { cwd: root, stdio: 'inherit', env })
child.on('exit', (code) => process.exit(code ?? 0))
