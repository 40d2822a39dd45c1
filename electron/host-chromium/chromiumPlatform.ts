// Platform of the Chromium host. In: the browser context and the application's page. Out: dialogs, print, clipboard.
import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import type { EngineHandle, FileFilter, Platform } from '../host/platform.ts'
import { showFileDialog } from './fileDialog.ts'
import { printPdf } from './printPdf.ts'

export const createChromiumPlatform = (parts: {
  context: BrowserContext
  page: Page
  userData: string
  version: string
  launchEngine: () => EngineHandle
  language: () => 'vi' | 'en'
}): Platform => {
  const ask = (request: {
    kind: 'open' | 'folder' | 'save'
    title: string
    filters?: FileFilter[]
    many?: boolean
    suggested?: string
  }) =>
    showFileDialog(parts.context, {
      kind: request.kind,
      title: request.title,
      filters: request.filters ?? [],
      many: request.many ?? false,
      suggested: request.suggested ?? '',
      language: parts.language(),
    })
  return {
    kind: 'chromium',
    version: parts.version,
    userData: parts.userData,
    launchEngine: parts.launchEngine,
    openFile: (request) => ask({ kind: 'open', ...request }),
    openFolder: async (request) => (await ask({ kind: 'folder', title: request.title }))?.[0] ?? null,
    saveFile: async (request) => (await ask({ kind: 'save', ...request }))?.[0] ?? null,
    writePdf: printPdf,
    async print(html) {
      const page = await parts.context.newPage()
      await page.route('**/*', (route) => route.abort())
      await page.setContent(html, { waitUntil: 'load' })
      await page.evaluate(() => document.fonts.ready.then(() => null))
      // The dialog blocks the page until the user answers it; the page goes when he has.
      void page.evaluate(() => window.print()).finally(() => page.close().catch(() => undefined))
    },
    async showInFolder(path) {
      const [command, args]: [string, string[]] =
        process.platform === 'win32'
          ? ['explorer.exe', [`/select,${path}`]]
          : process.platform === 'darwin'
            ? ['open', ['-R', path]]
            : ['xdg-open', [dirname(path)]]
      const child = spawn(command, args, { detached: true, stdio: 'ignore' })
      child.on('error', () => undefined)
      child.unref()
    },
    setTitle: async (title) => void (await parts.page.evaluate((t) => void (document.title = t), title)),
    async copyText(text, html) {
      await parts.context.grantPermissions(['clipboard-write'], { origin: new URL(parts.page.url()).origin })
      await parts.page.evaluate(
        ([plain, rich]) => {
          const item: Record<string, Blob> = { 'text/plain': new Blob([plain ?? ''], { type: 'text/plain' }) }
          if (rich) item['text/html'] = new Blob([rich], { type: 'text/html' })
          return navigator.clipboard.write([new ClipboardItem(item)])
        },
        [text, html ?? null] as const,
      )
    },
  }
}
