// What both commands need before anything else, in plain JavaScript that any Node from 18 on can run: the dependencies,
// and the Node of this project. In: nothing. Out: the path of that Node. Says what it does; names what it cannot do.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'

/** @param {string} text */
export const say = (text) => void process.stdout.write(`${text}\n`)

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {import('node:child_process').SpawnSyncOptions} [options]
 */
const run = (command, parameters, options = {}) =>
  spawnSync(command, parameters, { cwd: root, stdio: 'inherit', shell: windows, ...options })

/** Installs the locked dependencies unless exactly these are installed already. */
const installDependencies = () => {
  const stampFile = join(root, 'node_modules', '.statdesk-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return
  say('Installing dependencies (npm ci) …')
  const done = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (done.status !== 0) {
    say(
      'The dependencies could not be installed. Check the connection to the package registry and run the command again.',
    )
    process.exit(done.status ?? 1)
  }
  writeFileSync(stampFile, lock)
}

/** Node of the project (24), from the npm package: the SQLite driver needs it, whatever Node the machine has. */
const projectNode = () => {
  const binary = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  if (!existsSync(binary)) run('npm', ['rebuild', 'node', '--foreground-scripts'])
  const version = spawnSync(binary, ['--version'], { encoding: 'utf8' })
  if (version.status !== 0) {
    say('The project’s own Node could not be prepared (package "node"). Run: npm rebuild node')
    process.exit(1)
  }
  return binary
}

const linuxBrowsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
  (name) => `/usr/bin/${name}`,
)

/** A Chromium and a font with Vietnamese: installed where this user may (root and apt), else the command is named. */
export const prepareBrowser = () => {
  if (process.platform !== 'linux' || process.env['STATDESK_BROWSER']) return
  const missing = []
  if (!linuxBrowsers.some((path) => existsSync(path))) missing.push('chromium')
  if (missing.length === 0) return
  missing.push('fonts-noto-core')
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    say(`Missing on this machine: ${missing.join(', ')}. Install them with:\n  sudo ${command}`)
    return
  }
  say(`Installing ${missing.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  const done = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (done.status !== 0) say(`Could not be installed: ${missing.join(', ')}. Try:\n  ${command}`)
}

/**
 * Dependencies, browser, then the given TypeScript file on the project's Node; its exit code becomes ours.
 * @param {string} script
 * @param {string[]} [parameters]
 */
export const runProject = (script, parameters = []) => {
  installDependencies()
  prepareBrowser()
  const node = projectNode()
  const path = `${dirname(node)}${windows ? ';' : ':'}${join(root, 'node_modules', '.bin')}${windows ? ';' : ':'}${process.env['PATH'] ?? ''}`
  const done = spawnSync(node, [join(root, script), ...parameters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  })
  process.exit(done.status ?? 1)
}
