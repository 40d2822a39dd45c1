// Finds an installed Chromium, Chrome or Edge. In: environment and platform. Out: the executable's path or
// BROWSER_NOT_FOUND with the command that installs one. Never downloads anything.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '#shared/model/failure.ts'

const candidates = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] => {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles(x86)'], env['ProgramFiles'], env['LOCALAPPDATA']].filter((r) => r !== undefined)
    const programs = [
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Chromium', 'Application', 'chrome.exe'],
    ]
    return programs.flatMap((program) => roots.map((root) => join(root, ...program)))
  }
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
    (name) => `/usr/bin/${name}`,
  )
}

export const installCommand = (platform: NodeJS.Platform = process.platform): string =>
  platform === 'win32'
    ? 'winget install Microsoft.Edge'
    : platform === 'darwin'
      ? 'brew install --cask chromium'
      : 'sudo apt-get install chromium'

export const findBrowser = (
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string => {
  const chosen = env['STATDESK_BROWSER']
  const found = (chosen ? [chosen] : candidates(platform, env)).find((path) => existsSync(path))
  return found ?? fail('BROWSER_NOT_FOUND', { command: installCommand(platform) })
}

/**
 * Flags for every browser started here: offline, quiet, no first-run pages; no sandbox only where root makes it
 * impossible.
 */
export const browserFlags = (): string[] => [
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  // Real-time connections would send packets of their own, past every request that is intercepted.
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  // No bar about flags the user did not set.
  '--test-type',
  '--disable-features=Translate,TranslateUI,OptimizationHints,MediaRouter,AutofillServerCommunication',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
