// The built program in a real window for end-to-end tests: Chromium here, Electron where its binary is
// (STATDESK_HOST=electron). In: a settings folder. Out: the page, a way to answer file dialogs, what the console
// complained of, and close().
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { launchEngine } from '../../electron/host-chromium/launchEngine.ts'
import { openWindow } from '../../electron/host-chromium/openWindow.ts'
import { version } from '../../electron/host/version.ts'
import { electronBinary } from '../../build/electronBinary.ts'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))

export type LaunchedApp = {
  page: Page
  /** The next file dialogs of each kind return these paths, in order. */
  answer: { openFile: string[][]; openFolder: string[]; saveFile: string[] }
  /** Documents sent to the printer. */
  printed: string[]
  copied: { text: string; html?: string }[]
  /** Console errors and policy violations so far. */
  complaints: string[]
  userData: string
  close(): Promise<void>
}

export type LaunchOptions = {
  userData?: string
  viewport?: { width: number; height: number }
  forcedColors?: 'active' | 'none'
}

const listen = (page: Page, complaints: string[]) => {
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
}

const launchChromium = async (options: LaunchOptions, userData: string): Promise<LaunchedApp> => {
  const answer: LaunchedApp['answer'] = { openFile: [], openFolder: [], saveFile: [] }
  const complaints: string[] = []
  const printed: string[] = []
  const copied: LaunchedApp['copied'] = []
  const window = await openWindow({
    pageFolder: join(dist, 'renderer'),
    launchEngine: () => launchEngine(join(dist, 'engine.js')),
    userData,
    version,
    headless: true,
    ...(options.viewport ? { viewport: options.viewport } : {}),
    ...(options.forcedColors ? { forcedColors: options.forcedColors } : {}),
    platform: {
      openFile: async () => answer.openFile.shift() ?? null,
      openFolder: async () => answer.openFolder.shift() ?? null,
      saveFile: async () => answer.saveFile.shift() ?? null,
      print: async (html) => void printed.push(html),
      showInFolder: async () => undefined,
      copyText: async (text, html) => void copied.push(html === undefined ? { text } : { text, html }),
    },
    onPage: (page) => listen(page, complaints),
  })
  return { page: window.page, answer, printed, copied, complaints, userData, close: () => window.close() }
}

const launchElectron = async (options: LaunchOptions, userData: string): Promise<LaunchedApp> => {
  const { _electron } = await import('playwright-core')
  const executablePath = electronBinary({ download: false })
  if (!executablePath) throw new Error('STATDESK_HOST=electron, but Electron’s binary is not here')
  const application = await _electron.launch({
    executablePath,
    args: [join(dist, 'main.cjs'), `--user-data-dir=${userData}`],
  })
  const page = await application.firstWindow()
  const complaints: string[] = []
  listen(page, complaints)
  if (options.viewport) await page.setViewportSize(options.viewport)
  const answer: LaunchedApp['answer'] = { openFile: [], openFolder: [], saveFile: [] }
  const printed: string[] = []
  const copied: LaunchedApp['copied'] = []
  await page.exposeFunction(
    '__dialogAnswer',
    (kind: 'openFile' | 'openFolder' | 'saveFile') => answer[kind].shift() ?? null,
  )
  await application.evaluate(({ dialog, BrowserWindow }) => {
    const ask = (kind: string) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(`window.__dialogAnswer(${JSON.stringify(kind)})`)
    Object.assign(dialog, {
      showOpenDialog: async (_window: unknown, request: { properties: string[] }) => {
        const chosen = (await ask(request.properties.includes('openDirectory') ? 'openFolder' : 'openFile')) as
          | string
          | string[]
          | null
        return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen].flat() }
      },
      showSaveDialog: async () => {
        const chosen = (await ask('saveFile')) as string | null
        return { canceled: chosen === null, filePath: chosen ?? '' }
      },
    })
  })
  return { page, answer, printed, copied, complaints, userData, close: () => application.close() }
}

export const launchApp = async (options: LaunchOptions = {}): Promise<LaunchedApp> => {
  const own = options.userData === undefined
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'statdesk-e2e-'))
  const launched = await (process.env['STATDESK_HOST'] === 'electron' ? launchElectron : launchChromium)(
    options,
    userData,
  )
  return {
    ...launched,
    close: async () => {
      await launched.close()
      if (own) rmSync(userData, { recursive: true, force: true })
    },
  }
}
