// Pictures of every screen on a workspace, in the window the user would see. In: a workspace, a folder. Out: the PNG
// paths. Drives the built program in Chromium without a display; complains when a screen complains.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchEngine } from '../electron/host-chromium/launchEngine.ts'
import { openWindow } from '../electron/host-chromium/openWindow.ts'
import { version } from '../electron/host/version.ts'
import { root } from './bundle.ts'

export type ScreenshotRequest = {
  workspace: string
  folder: string
  viewport?: { width: number; height: number }
  language?: 'vi' | 'en'
  theme?: 'light' | 'dark' | 'contrast'
}

/** Waits until nothing loads and no progress bar runs, as far as a page can tell. */
const settled = async (page: Page) => {
  await page.waitForTimeout(400)
  await page
    .waitForFunction(
      () => document.querySelectorAll('[role=progressbar], .fui-Spinner, .ag-loading').length === 0,
      undefined,
      { timeout: 60_000 },
    )
    .catch(() => undefined)
  await page.waitForTimeout(400)
}

export const takeScreenshots = async ({
  workspace,
  folder,
  viewport,
  language,
  theme,
}: ScreenshotRequest): Promise<string[]> => {
  mkdirSync(folder, { recursive: true })
  const userData = mkdtempSync(join(tmpdir(), 'statdesk-screens-'))
  const window = await openWindow({
    pageFolder: join(root, 'dist', 'renderer'),
    launchEngine: () => launchEngine(join(root, 'dist', 'engine.js')),
    userData,
    version,
    headless: true,
    viewport: viewport ?? { width: 1366, height: 768 },
    platform: { openFolder: async () => workspace },
    onPage: (page) => {
      page.on(
        'console',
        (message) => void (message.type() === 'error' && process.stderr.write(`page: ${message.text()}\n`)),
      )
      page.on('pageerror', (error) => void process.stderr.write(`page: ${String(error)}\n`))
    },
  })
  const { page } = window
  window.bridge.settings.change({ language: language ?? 'vi', theme: theme ?? 'light' })
  await page.reload()
  const pictures: string[] = []
  const picture = async (name: string) => {
    await settled(page)
    const path = join(folder, `${name}.png`)
    await page.screenshot({ path })
    pictures.push(path)
  }
  /** Opens the first document in the list of the screen in front. */
  const firstDocument = async (selector: string) => {
    await settled(page)
    // Other tabs stay mounted behind the one in front.
    const first = page.locator('.sd-slot:not([hidden])').locator(selector).first()
    if ((await first.count()) > 0) await first.click()
  }
  try {
    await settled(page)
    await picture('00-welcome')
    await page
      .getByRole('button', { name: language === 'en' ? /Open a workspace|Open workspace/ : /Mở không gian làm việc/ })
      .first()
      .click()
    await page.getByRole('navigation').first().waitFor()
    const screens = ['overview', 'deliveries', 'datasets', 'links', 'explore', 'tables', 'indicators', 'charts', 'maps']
    for (const [index, name] of screens.entries()) {
      await page.keyboard.press(`Control+${index + 1}`)
      await picture(`${String(index + 1).padStart(2, '0')}-${name}`)
      if (name === 'explore') await firstDocument('.sd-card')
      else if (['tables', 'indicators', 'charts', 'maps'].includes(name))
        await firstDocument('.df-open, .ind-open, [role=row] button, table button')
      else continue
      await page.waitForTimeout(1500)
      await picture(`${String(index + 1).padStart(2, '0')}-${name}-document`)
    }
    await page.keyboard.press('F1')
    await picture('10-help')
    await page.keyboard.press('F1')
    await page.keyboard.press('Control+k')
    await picture('11-finder')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+,')
    await picture('12-settings')
  } finally {
    await window.close()
    rmSync(userData, { recursive: true, force: true })
  }
  return pictures
}
