import { join, resolve, sep } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appOrigins,
  browserEnvironment,
  contentSecurityPolicy,
  isTrustedSender,
  mayNavigate,
  mayRequest,
  mayUsePermission,
  refusedSwitch,
  servedFile,
  visibleBounds,
} from './guards.ts'

const origin = appOrigins.chromium
const folder = resolve('/opt/statdesk/renderer')

test.each([
  ['https://app.invalid/', true],
  ['https://app.invalid/index.html#x', true],
  ['https://app.invalid.evil.example/', false],
  ['https://app.invalid@evil.example/', false],
  ['http://app.invalid/', false],
  ['https://app.invalid:8443/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
  ['not a url', false],
])('navigation to %s is allowed: %s', (url, allowed) => {
  expect(mayNavigate(url, origin)).toBe(allowed)
})

test('Electron’s own scheme has one host and no other', () => {
  expect(mayNavigate('app://statdesk/index.html', appOrigins.electron)).toBe(true)
  expect(mayNavigate('app://statdesk.evil/index.html', appOrigins.electron)).toBe(false)
  expect(mayNavigate('app://print/document.html', appOrigins.electron)).toBe(false)
})

test('a call is accepted from the main frame of our page alone', () => {
  expect(isTrustedSender({ url: `${origin}/index.html`, isMainFrame: true }, origin)).toBe(true)
  expect(isTrustedSender({ url: `${origin}/index.html`, isMainFrame: false }, origin)).toBe(false)
  expect(isTrustedSender({ url: 'https://evil.example/', isMainFrame: true }, origin)).toBe(false)
})

test('nothing but our page, data and our blobs is fetched', () => {
  expect(mayRequest(`${origin}/assets/a.js`, origin)).toBe(true)
  expect(mayRequest('data:image/png;base64,', origin)).toBe(true)
  expect(mayRequest(`blob:${origin}/1`, origin)).toBe(true)
  for (const url of [
    'https://example.com/',
    'http://127.0.0.1/',
    'ws://x/',
    'wss://x/',
    'file:///c:/x',
    'blob:https://evil.example/1',
  ])
    expect(mayRequest(url, origin)).toBe(false)
})

test('of all permissions only writing the clipboard from our page', () => {
  expect(mayUsePermission('clipboard-sanitized-write', `${origin}/`, origin)).toBe(true)
  expect(mayUsePermission('clipboard-read', `${origin}/`, origin)).toBe(false)
  expect(mayUsePermission('geolocation', `${origin}/`, origin)).toBe(false)
  expect(mayUsePermission('clipboard-sanitized-write', 'https://evil.example/', origin)).toBe(false)
})

test('files are served from the folder only, whatever the path says', () => {
  expect(servedFile(`${origin}/`, origin, folder)?.path).toBe(join(folder, 'index.html'))
  expect(servedFile(`${origin}/assets/app.js`, origin, folder)).toEqual({
    path: join(folder, 'assets', 'app.js'),
    contentType: 'text/javascript; charset=utf-8',
  })
  for (const path of [
    '/..%2f..%2fsecret.html',
    '/..%2frenderer-evil%2fx.html',
    '/a%00.html',
    '/%zz.html',
    '/assets/x.exe',
    '/workspace.sqlite',
  ])
    expect(servedFile(`${origin}${path}`, origin, folder)).toBeNull()
  expect(servedFile('https://evil.example/index.html', origin, folder)).toBeNull()
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      const file = servedFile(`${origin}${path}`, origin, folder)
      expect(file === null || file.path.startsWith(folder + sep)).toBe(true)
    }),
  )
})

test('the policy names a nonce and no unsafe script', () => {
  const policy = contentSecurityPolicy('abc')
  expect(policy).toContain("style-src 'self' 'nonce-abc'")
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("connect-src 'none'")
  expect(policy).not.toMatch(/script-src[^;]*(unsafe|\*|https?:)/)
})

test('a window never opens where no display is', () => {
  const displays = [{ x: 0, y: 0, width: 1920, height: 1080 }]
  const bounds = { x: 100, y: 100, width: 800, height: 600 }
  expect(visibleBounds(bounds, displays)).toBe(bounds)
  expect(visibleBounds({ ...bounds, x: 3000 }, displays)).toBeNull()
  expect(visibleBounds({ ...bounds, y: -500 }, displays)).toBeNull()
  expect(visibleBounds(null, displays)).toBeNull()
})

test.each([
  [['--remote-debugging-port=9222'], '--remote-debugging-port'],
  [['C:\\x\\StatDesk.exe', '--Remote-Debugging-Pipe'], '--remote-debugging-pipe'],
  [['--inspect-brk=0.0.0.0:9229'], '--inspect-brk'],
  [['/remote-debugging-port=1'], '--remote-debugging-port'],
  [['--proxy-server=evil.example:80'], '--proxy-server'],
  [['--load-extension=C:\\evil'], '--load-extension'],
  [['--lang=vi', 'C:\\du-lieu\\remote-debugging-port.csv'], null],
  [[], null],
])('a start with %j is refused for %s', (argv, refused) => {
  expect(refusedSwitch(argv)).toBe(refused)
})

test('a browser gets no word of ours in its environment', () => {
  const env = { PATH: '/bin', DISPLAY: ':0', STATDESK_PASSPHRASE: 'bí mật', STATDESK_USER_DATA: 'x', DB_PASSWORD: 'y' }
  expect(browserEnvironment(env)).toEqual({ PATH: '/bin', DISPLAY: ':0' })
})
