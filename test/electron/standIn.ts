// A stand-in for the electron module, typed from electron.d.ts: just what main and preload touch, recording what they
// do to it. The engine it "forks" is the real one. Never used by the program; only so that main.ts runs from start to
// end where no binary is.
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'

type Handler = (event: unknown, ...parameters: unknown[]) => unknown
type Served = (request: Request) => Response | Promise<Response>

class StandInContents extends EventEmitter {
  id = 1
  sent: string[] = []
  mainFrame = { url: 'app://statdesk/index.html' }
  openHandler: (() => { action: string }) | null = null
  session: StandInSession = defaultSession
  isDestroyed = () => false
  send = (_channel: string, message: string) => void this.sent.push(message)
  setWindowOpenHandler = (handler: () => { action: string }) => void (this.openHandler = handler)
  reloaded = 0
  reload = () => void (this.reloaded += 1)
  webRtcPolicy = ''
  setWebRTCIPHandlingPolicy = (policy: string) => void (this.webRtcPolicy = policy)
  printToPDF = async (_options: unknown) => Buffer.from('%PDF-1.7 stand-in')
  print = (_options: unknown, done: (success: boolean, reason: string) => void) => done(true, '')
}

class StandInSession {
  beforeRequest: ((details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void) | null = null
  permissionRequest:
    | ((
        contents: null,
        permission: string,
        callback: (allowed: boolean) => void,
        details: { requestingUrl: string },
      ) => void)
    | null = null
  permissionCheck: ((contents: null, permission: string, origin: string) => boolean) | null = null
  served = new Map<string, Served>()
  webRequest = {
    onBeforeRequest: (listener: NonNullable<StandInSession['beforeRequest']>) => void (this.beforeRequest = listener),
  }
  protocol = { handle: (scheme: string, handler: Served) => void this.served.set(scheme, handler) }
  setPermissionRequestHandler = (handler: NonNullable<StandInSession['permissionRequest']>) =>
    void (this.permissionRequest = handler)
  setPermissionCheckHandler = (handler: NonNullable<StandInSession['permissionCheck']>) =>
    void (this.permissionCheck = handler)
  setDevicePermissionHandler = () => undefined
  on = () => this
}

const defaultSession = new StandInSession()
const windows: StandInWindow[] = []

class StandInWindow extends EventEmitter {
  webContents = new StandInContents()
  options: Electron.BrowserWindowConstructorOptions
  loaded: string[] = []
  shown = false
  title = ''
  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    this.options = options
    const own = options.webPreferences?.session as unknown as StandInSession | undefined
    if (own) this.webContents.session = own
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
  async loadURL(url: string) {
    this.loaded.push(url)
    queueMicrotask(() => this.emit('ready-to-show'))
  }
  show = () => void (this.shown = true)
  maximize = () => undefined
  restore = () => undefined
  focus = () => undefined
  isMinimized = () => false
  isMaximized = () => false
  getNormalBounds = () => ({ x: 10, y: 10, width: 1200, height: 700 })
  setTitle = (title: string) => void (this.title = title)
  destroy = () => undefined
  static getAllWindows = () => windows
}

class StandInApp extends EventEmitter {
  userData = tmpdir()
  quits = 0
  modelId = ''
  sandboxed = false
  setAppUserModelId = (id: string) => void (this.modelId = id)
  enableSandbox = () => void (this.sandboxed = true)
  getPath = () => this.userData
  getVersion = () => '0.1.0'
  requestSingleInstanceLock = () => true
  whenReady = async () => undefined
  quit = () => void (this.quits += 1)
  exits: number[] = []
  exit = (code: number) => void this.exits.push(code)
}
const app = new StandInApp()

const ipcHandlers = new Map<string, Handler>()
const dialogAnswers: { open: string[] | null; save: string | null } = { open: null, save: null }
let engineEntry = ''

/** What `import { … } from 'electron'` gives main and preload in these tests. */
export const electronStandIn = {
  app,
  BrowserWindow: StandInWindow,
  ipcMain: { handle: (channel: string, handler: Handler) => void ipcHandlers.set(channel, handler) },
  Menu: { setApplicationMenu: () => undefined },
  protocol: { registerSchemesAsPrivileged: (_schemes: Electron.CustomScheme[]) => undefined },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }] },
  session: { defaultSession, fromPartition: () => new StandInSession() },
  dialog: {
    showOpenDialog: async () => ({ canceled: dialogAnswers.open === null, filePaths: dialogAnswers.open ?? [] }),
    showSaveDialog: async () => ({ canceled: dialogAnswers.save === null, filePath: dialogAnswers.save ?? '' }),
  },
  clipboard: { write: async () => undefined },
  ClipboardItem: class {},
  shell: { showItemInFolder: () => undefined },
  utilityProcess: {
    fork: () => {
      const child = fork(engineEntry, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      return {
        postMessage: (message: string) => child.send(message),
        on: child.on.bind(child),
        once: child.once.bind(child),
        kill: () => child.kill('SIGKILL'),
      }
    },
  },
} satisfies { [K in keyof typeof Electron]?: unknown } & Record<string, unknown>

export const standIn = {
  app,
  windows,
  defaultSession,
  ipcHandlers,
  dialogAnswers,
  useEngine: (dist: string) => void (engineEntry = join(dist, 'engine.js')),
}
