// npm run dev: the program in the installed Chromium, following the source: the page is built anew and reloaded, the
// engine built anew and restarted, a moment after a file is saved. No server and no socket: the window serves the same
// files as ever, from dist/.
import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import { build as buildPage } from 'vite'
import { openWindow } from '../electron/host-chromium/openWindow.ts'
import { launchEngine } from '../electron/host-chromium/launchEngine.ts'
import { openDemonstration } from '../electron/host/openDemonstration.ts'
import { version } from '../electron/host/version.ts'
import { bundle, bundlePrograms, root } from './bundle.ts'

const dist = join(root, 'dist')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

await bundle()
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
const window = await openWindow({
  pageFolder: join(dist, 'renderer'),
  launchEngine: () => launchEngine(join(dist, 'engine.js')),
  userData: process.env['STATDESK_USER_DATA'] ?? join(root, 'out', 'dev'),
  version,
  headless: !hasDisplay || process.env['STATDESK_HEADLESS'] === '1',
})
void openDemonstration(window.bridge.engine, join(root, 'out', 'demonstration', 'workspace'))
say('StatDesk follows the source. Stop with Ctrl+C.')

// The page: what Vite builds when a file of the page changes is what the product has, sourcemaps added.
const pages = await buildPage({
  configFile: join(root, 'build', 'vite.config.ts'),
  logLevel: 'warn',
  build: { watch: {}, emptyOutDir: false, minify: false, sourcemap: 'inline' },
})
let first = true
if ('on' in pages)
  pages.on('event', (event) => {
    if (event.code === 'ERROR') say(`page: ${event.error.message}`)
    if (event.code !== 'END') return
    if (!first) {
      say('page: reloaded')
      void window.page.reload().catch(() => undefined)
    }
    first = false
  })

/** Files are saved in bursts. */
const settleMs = 300
let waiting: ReturnType<typeof setTimeout> | undefined
const renewEngine = async (): Promise<void> => {
  try {
    await bundlePrograms()
    await window.bridge.invoke('host.restartEngine', '{}')
    await window.page.reload()
    say('engine: restarted')
  } catch (thrown) {
    say(`engine: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  }
}
for (const folder of ['electron/engine', 'shared'])
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (name === null || !name.endsWith('.ts') || name.endsWith('.test.ts') || !existsSync(join(root, folder))) return
    clearTimeout(waiting)
    waiting = setTimeout(() => void renewEngine(), settleMs)
  })

process.once('SIGINT', () => void window.close())
process.once('SIGTERM', () => void window.close())
await window.closed
process.exit(0)
