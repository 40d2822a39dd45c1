// Platform of the Electron host. In: the window and the engine entry. Out: dialogs, printing, clipboard, the engine as
// utility process.
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { BrowserWindow, clipboard, ClipboardItem, dialog, session, shell, utilityProcess } from 'electron'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { fail } from '#shared/model/failure.ts'
import { withPageNumbers } from '../host/pdfPages.ts'
import type { EngineHandle, Platform } from '../host/platform.ts'
import { lockDown } from './lockDown.ts'

const launchEngine = (entry: string): EngineHandle => {
  const child = utilityProcess.fork(entry, [], { serviceName: 'StatDesk engine', stdio: 'inherit' })
  return {
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', (message) => listener(String(message))),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill(),
  }
}

const printOrigin = 'app://print'

/**
 * A window of its own for the paged document: no bridge, no script, no network. The document is served from memory
 * under our scheme, since a data: URL may not pass two megabytes.
 */
const withPrintWindow = async <T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> => {
  const partition = session.fromPartition(`print-${randomUUID()}`)
  lockDown(partition, printOrigin)
  partition.protocol.handle(
    'app',
    () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  )
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, session: partition },
  })
  try {
    await window.loadURL(`${printOrigin}/document.html`)
    return await work(window)
  } finally {
    window.destroy()
  }
}

const pdfOf = (html: string): Promise<Buffer> =>
  withPrintWindow(html, (window) =>
    window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    }),
  )

export const createElectronPlatform = (parts: {
  window: () => BrowserWindow | null
  engineEntry: string
  userData: string
  version: string
}): Platform => {
  const parent = () => parts.window() ?? fail('PRINT_FAILED', { reason: 'window' })
  return {
    kind: 'electron',
    version: parts.version,
    userData: parts.userData,
    launchEngine: () => launchEngine(parts.engineEntry),
    async openFile({ title, filters, many }) {
      const answer = await dialog.showOpenDialog(parent(), {
        title,
        filters,
        properties: many ? ['openFile', 'multiSelections'] : ['openFile'],
      })
      return answer.canceled ? null : answer.filePaths
    },
    async openFolder({ title, create }) {
      const answer = await dialog.showOpenDialog(parent(), {
        title,
        properties: create ? ['openDirectory', 'createDirectory', 'promptToCreate'] : ['openDirectory'],
      })
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    async saveFile({ title, suggested, filters }) {
      const answer = await dialog.showSaveDialog(parent(), { title, defaultPath: suggested, filters })
      return answer.canceled || !answer.filePath ? null : answer.filePath
    },
    async writePdf(html, path) {
      const pdf = await pdfOf(await withPageNumbers(html, pdfOf))
      await writeFileTarget(path, (temporary) => writeFile(temporary, pdf))
    },
    async print(html) {
      const numbered = await withPageNumbers(html, pdfOf)
      const printed = withPrintWindow(
        numbered,
        (window) =>
          new Promise<void>((resolve, reject) =>
            // Never silent: paper sizes and printers are the user's to choose in the system dialog.
            window.webContents.print({ silent: false, printBackground: true }, (done, reason) =>
              done || /cancel/i.test(reason) ? resolve() : reject(new Error(reason)),
            ),
          ),
      )
      await printed.catch((cause: unknown) =>
        fail('PRINT_FAILED', { reason: cause instanceof Error ? cause.message : String(cause) }, undefined, cause),
      )
    },
    async showInFolder(path) {
      shell.showItemInFolder(path)
    },
    async setTitle(title) {
      parts.window()?.setTitle(title)
    },
    async copyText(text, html) {
      await clipboard.write([
        new ClipboardItem(html === undefined ? { 'text/plain': text } : { 'text/plain': text, 'text/html': html }),
      ])
    },
  }
}
