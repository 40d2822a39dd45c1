// One paged HTML document → one PDF file, by an installed Chromium without a window. Also used by the command line. In:
// HTML that carries its fonts and its @page rules. Out: the file. Never a network request: the document's only world is
// itself.
import { writeFile } from 'node:fs/promises'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { withPageNumbers } from '../host/pdfPages.ts'
import { browserEnvironment } from '../host/guards.ts'
import { browserFlags, findBrowser } from './findBrowser.ts'

/** One browser for many documents, one after the other. */
export type Printer = { print(html: string, path: string): Promise<void>; close(): Promise<void> }

export const openPrinter = async (): Promise<Printer> => {
  // Loaded when first needed: the driver alone takes longer to load than most commands take to run.
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    headless: true,
    args: browserFlags(),
    env: browserEnvironment(process.env),
  })
  return {
    close: () => browser.close(),
    print: async (html, path) => {
      // A page of its own for each document: nothing of one is left for the next, and memory stays flat.
      const page = await browser.newPage()
      try {
        await page.route('**/*', (route) => route.abort())
        const print = async (text: string): Promise<Buffer> => {
          await page.setContent(text, { waitUntil: 'load' })
          await page.evaluate(() => document.fonts.ready.then(() => null))
          return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
        }
        const pdf = await print(await withPageNumbers(html, print))
        await writeFileTarget(path, (temporary) => writeFile(temporary, pdf))
      } finally {
        await page.close()
      }
    },
  }
}

export const printPdf = async (html: string, path: string): Promise<void> => {
  const printer = await openPrinter()
  try {
    await printer.print(html, path)
  } finally {
    await printer.close()
  }
}
