// One paged HTML document → one PDF file, by an installed Chromium without a window. Also used by the command line.
// In: HTML that carries its fonts and its @page rules. Out: the file. Never a network request: the document's only world is itself.
import { writeFile } from 'node:fs/promises'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { withPageNumbers } from '../host/pdfPages.ts'
import { browserEnvironment } from '../host/guards.ts'
import { browserFlags, findBrowser } from './findBrowser.ts'

export const printPdf = async (html: string, path: string): Promise<void> => {
  // Loaded when first needed: the driver alone takes longer to load than most commands take to run.
  const { chromium } = await import('playwright-core')
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    headless: true,
    args: browserFlags(),
    env: browserEnvironment(process.env),
  })
  try {
    const page = await browser.newPage()
    await page.route('**/*', (route) => route.abort())
    const print = async (text: string): Promise<Buffer> => {
      await page.setContent(text, { waitUntil: 'load' })
      await page.evaluate(() => document.fonts.ready.then(() => null))
      return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true })
    }
    const pdf = await print(await withPageNumbers(html, print))
    await writeFileTarget(path, (temporary) => writeFile(temporary, pdf))
  } finally {
    await browser.close()
  }
}
