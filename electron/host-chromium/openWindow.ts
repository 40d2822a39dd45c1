// The application in an installed Chromium or Edge, driven over a pipe: no listening socket, the page served by
// interception at an address that resolves nowhere. In: where the built page and the engine entry are. Out: the window
// and its bridge.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page, Route } from 'playwright-core'
import { createBridge } from '../host/bridge.ts'
import type { HostBridge } from '../host/bridge.ts'
import {
  appOrigins,
  browserEnvironment,
  contentSecurityPolicy,
  isAppUrl,
  isTrustedSender,
  servedFile,
} from '../host/guards.ts'
import type { EngineHandle, Platform } from '../host/platform.ts'
import { prepareProfile } from './browserProfile.ts'
import { createChromiumPlatform } from './chromiumPlatform.ts'
import { browserFlags, findBrowser } from './findBrowser.ts'

export type WindowOptions = {
  /** Folder of the built page. */
  pageFolder: string
  launchEngine: () => EngineHandle
  userData: string
  version: string
  headless: boolean
  viewport?: { width: number; height: number }
  /** Replaces parts of the platform; tests answer dialogs here. */
  platform?: Partial<Platform>
  forcedColors?: 'active' | 'none'
  /** Called with the page before it loads anything. */
  onPage?: (page: Page) => void
}

export type AppWindow = {
  page: Page
  context: BrowserContext
  bridge: HostBridge
  close(): Promise<void>
  closed: Promise<void>
}

const origin = appOrigins.chromium

/** Installed before any script of the page: the frozen bridge object over one binding. */
const preloadScript = `(() => {
  // What speaks past the requests that are intercepted is not there at all, in no frame.
  for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'RTCIceTransport', 'WebTransport', 'WebSocket',
    'WebSocketStream', 'EventSource', 'RTCCertificate'])
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
  // The browser writes what stands in fields into its session file, to bring it back after a crash: only of those that let it.
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (...args) {
    const made = create.apply(this, args);
    if (/^(input|textarea|select)$/i.test(String(args[0]))) made.setAttribute('autocomplete', 'off');
    return made;
  };
  const listeners = new Set();
  const receive = (message) => { for (const listener of listeners) listener(message); };
  Object.defineProperty(window, '__statdeskEvent', { value: receive });
  Object.defineProperty(window, 'statdesk', { value: Object.freeze({
    invoke: (method, params) => window.__statdeskInvoke(String(method), String(params)),
    subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
  }) });
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => { if (holdsFiles(event)) event.preventDefault(); });
  window.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    Object.defineProperty(window, '__statdeskFiles', { value: Array.from(event.dataTransfer.files), configurable: true });
    void window.__statdeskDropped();
  });
})();`

const mostDropped = 1000

/** Where dropped files lie, from the browser itself: of a file that the page made it knows no path. */
const droppedPaths = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page)
  try {
    const paths: string[] = []
    for (let index = 0; index < mostDropped; index += 1) {
      const expression = `window.__statdeskFiles?.[${index}]`
      const { result } = await session.send('Runtime.evaluate', { expression })
      if (result.objectId === undefined) break
      const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId })
      if (path !== '') paths.push(path)
    }
    return paths
  } finally {
    await session.detach()
  }
}

const serve = (route: Route, pageFolder: string) => {
  const file = servedFile(route.request().url(), origin, pageFolder)
  if (!file || route.request().method() !== 'GET') return route.abort('blockedbyclient')
  const nonce = randomBytes(16).toString('base64')
  try {
    const body = readFileSync(file.path)
    return route.fulfill({
      status: 200,
      headers: {
        'content-type': file.contentType,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
      body: file.contentType.startsWith('text/html')
        ? body.toString('utf8').replaceAll('__STYLE_NONCE__', nonce)
        : body,
    })
  } catch {
    return route.fulfill({ status: 404, body: '' })
  }
}

export const openWindow = async (options: WindowOptions): Promise<AppWindow> => {
  mkdirSync(options.userData, { recursive: true })
  const profile = join(options.userData, 'browser')
  prepareProfile(profile)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    headless: options.headless,
    env: browserEnvironment(process.env),
    args: [...browserFlags(), ...(options.headless ? [] : ['--app=data:text/html,', '--start-maximized'])],
    // Bars stay visible without a display too: what is seen there is what a user sees.
    ignoreDefaultArgs: ['--enable-automation', '--hide-scrollbars'],
    viewport: options.headless ? (options.viewport ?? { width: 1366, height: 768 }) : null,
    ...(options.forcedColors ? { forcedColors: options.forcedColors } : {}),
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  })
  const page = context.pages()[0] ?? (await context.newPage())
  options.onPage?.(page)
  const platform: Platform = {
    ...createChromiumPlatform({ ...options, context, page, language: () => bridge.settings.read().language }),
    ...options.platform,
  }
  const bridge = createBridge(platform)

  await page.route('**/*', (route) => serve(route, options.pageFolder))
  await page.exposeBinding('__statdeskInvoke', (source, method: string, params: string) => {
    const trusted = isTrustedSender({ url: source.frame.url(), isMainFrame: source.frame === page.mainFrame() }, origin)
    return trusted
      ? bridge.invoke(method, params)
      : JSON.stringify({ type: 'reply', ok: false, failure: { code: 'SENDER_REFUSED', facts: {} } })
  })
  await page.exposeBinding('__statdeskDropped', async (source) => {
    const trusted = isTrustedSender({ url: source.frame.url(), isMainFrame: source.frame === page.mainFrame() }, origin)
    if (trusted) bridge.drop(await droppedPaths(page))
  })
  await page.addInitScript(preloadScript)
  // A page that left our address would be a page with our bridge: bring it back at once.
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame() && !isAppUrl(frame.url(), origin))
      void page.goto(`${origin}/`).catch(() => undefined)
  })
  page.on('popup', (popup) => void popup.close())
  const unsubscribe = bridge.subscribe((message) => {
    void page
      .evaluate(
        (text) => (window as unknown as { __statdeskEvent?: (m: string) => void }).__statdeskEvent?.(text),
        message,
      )
      .catch(() => undefined)
  })

  let closing: Promise<void> | null = null
  const close = () =>
    (closing ??= (async () => {
      unsubscribe()
      await bridge.close()
      await context.close()
    })())
  const closed = new Promise<void>((resolve) => page.on('close', () => void close().then(resolve)))
  await page.goto(`${origin}/`)
  return { page, context, bridge, close, closed }
}
