// The Electron product: one window, one engine process. In: command-line start. Out: the application.
// Decisions are in ../host/guards.ts and ../host/bridge.ts; here is only wiring to Electron.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, ipcMain, Menu, protocol, screen, session } from 'electron'
import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { createBridge } from '../host/bridge.ts'
import { openDemonstration } from '../host/openDemonstration.ts'
import { appOrigins, isTrustedSender, mayNavigate, refusedSwitch, visibleBounds } from '../host/guards.ts'
import { createElectronPlatform } from './electronPlatform.ts'
import { lockDown } from './lockDown.ts'
import { servePage } from './servePage.ts'

const origin = appOrigins.electron
/** Same as appId of the installer: Windows groups the task-bar button and notifications by it. Never changed. */
const applicationId = 'vn.statdesk.desktop'

app.setAppUserModelId(applicationId)
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: false } },
])

const built = __dirname

const guardContents = (contents: WebContents) => {
  contents.on('will-navigate', (event) => void (mayNavigate(event.url, origin) || event.preventDefault()))
  contents.on('will-frame-navigate', (event) => void (mayNavigate(event.url, origin) || event.preventDefault()))
  contents.on('will-redirect', (event) => void (mayNavigate(event.url, origin) || event.preventDefault()))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // No packet past the (absent) proxy: a page cannot tell the machine's addresses by it.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

const openMainWindow = async () => {
  lockDown(session.defaultSession, origin)
  servePage(session.defaultSession, origin, join(built, 'renderer'))
  let window: BrowserWindow | null = null
  const platform = createElectronPlatform({
    window: () => window,
    engineEntry: join(built, 'engine.js'),
    userData: app.getPath('userData'),
    version: app.getVersion(),
  })
  const bridge = createBridge(platform)
  const bounds = visibleBounds(
    bridge.settings.read().windowBounds,
    screen.getAllDisplays().map((d) => d.workArea),
  )

  window = new BrowserWindow({
    width: bounds?.width ?? 1366,
    height: bounds?.height ?? 768,
    ...(bounds ? { x: bounds.x, y: bounds.y } : {}),
    minWidth: 640,
    minHeight: 400,
    show: false,
    title: 'StatDesk',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(built, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  const contents = window.webContents
  const isTrusted = ({ senderFrame: frame, sender }: IpcMainInvokeEvent): boolean =>
    frame !== null &&
    sender.id === contents.id &&
    isTrustedSender({ url: frame.url, isMainFrame: frame === contents.mainFrame }, origin)
  ipcMain.handle('statdesk:dropped', (event, paths: unknown) => {
    if (isTrusted(event) && Array.isArray(paths)) bridge.drop(paths.filter((path) => typeof path === 'string'))
  })
  ipcMain.handle('statdesk:invoke', (event, method: unknown, params: unknown) => {
    if (!isTrusted(event))
      return JSON.stringify({ type: 'reply', ok: false, failure: { code: 'SENDER_REFUSED', facts: {} } })
    return bridge.invoke(String(method), String(params))
  })
  const unsubscribe = bridge.subscribe((message) => {
    if (!contents.isDestroyed()) contents.send('statdesk:event', message)
  })
  // A page that died comes back: what was typed is kept with the settings as it is typed.
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') contents.reload()
  })
  const main = window
  main.on('close', () => {
    const normal = main.getNormalBounds()
    bridge.settings.change({ windowBounds: { ...normal, maximized: main.isMaximized() } })
  })
  let engineClosed = false
  app.on('will-quit', (event) => {
    if (engineClosed) return
    // Databases are closed before the process goes; the window is already gone.
    event.preventDefault()
    unsubscribe()
    void bridge.close().then(() => {
      engineClosed = true
      app.quit()
    })
  })
  main.once('ready-to-show', () => {
    if (bridge.settings.read().windowBounds?.maximized) main.maximize()
    main.show()
  })
  await main.loadURL(`${origin}/index.html`)
  await openDemonstration(bridge.engine, process.env['STATDESK_DEMONSTRATION'])
}

/**
 * `StatDesk.exe --statdesk import …`: the command line of the installed program, without a window and beside a running
 * one.
 */
const commandLineAt = process.argv.indexOf('--statdesk')
const refused = commandLineAt >= 0 ? null : refusedSwitch(process.argv.slice(1))

if (commandLineAt >= 0) {
  process.argv = [process.argv[0] ?? '', 'statdesk', ...process.argv.slice(commandLineAt + 1)]
  void import(pathToFileURL(join(built, 'cli.js')).href)
} else if (refused !== null) {
  process.stderr.write(`StatDesk: ${refused} – không được phép / not allowed\n`)
  app.exit(2)
} else if (app.requestSingleInstanceLock()) {
  Menu.setApplicationMenu(null)
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(openMainWindow)
} else {
  app.quit()
}
