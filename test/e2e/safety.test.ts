// Nothing typed is lost: the page is killed and comes back with it; closing and locking ask Save, Don't save, Cancel;
// Save all saves.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet } from './screenChecks.ts'
import { smallWorkspace } from './smallWorkspace.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-safety-'))
const userData = join(folder, 'settings')
let workspace: string
let app: LaunchedApp
let page: Page
const front = () => page.locator('.sd-slot:not([hidden])')
const dirty = () => page.locator('[role=tab] .sd-tab__dot')
const open = async () => {
  app = await launchApp({ userData, viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  app.answer.openFolder.push(workspace)
  await page
    .getByRole('button', { name: /Mở không gian làm việc/ })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
  await quiet(page)
}
const openTable = async (index: number) => {
  await page.keyboard.press('Control+6')
  await quiet(page)
  await front().locator('.df-open').nth(index).click()
  await front().locator('.ag-row').first().waitFor()
  await quiet(page)
}
const retitle = async (title: string) => {
  await front().getByLabel('Tên bảng (tiếng Việt)').fill(title)
  await dirty().first().waitFor()
}

beforeAll(async () => {
  workspace = smallWorkspace(folder)
  await open()
}, 180_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a page that is killed half a second after the last key comes back with what was typed', async () => {
  await openTable(0)
  await retitle('Bảng đang làm dở')
  await page.waitForTimeout(500)
  const session = await page.context().newCDPSession(page)
  const crashed = new Promise((resolve) => page.once('crash', resolve))
  session.send('Page.crash').catch(() => undefined)
  await crashed
  await app.close()
  await open()
  const tab = page.getByRole('tab', { name: /Bảng đang làm dở/ })
  await tab.waitFor()
  // It says so before it is looked at.
  expect(await tab.locator('.sd-tab__dot').count()).toBe(1)
  await tab.click()
  await expect.poll(() => front().getByLabel('Tên bảng (tiếng Việt)').inputValue()).toBe('Bảng đang làm dở')
}, 60_000)

test('closing asks: Cancel keeps the tab, Save saves and closes it', async () => {
  await page.keyboard.press('Control+w')
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  const buttons = await dialog.getByRole('button').allInnerTexts()
  expect(buttons).toEqual(['Lưu', 'Không lưu', 'Hủy'])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  // By role: the page must not stay hidden from assistive technology after the dialog went.
  await page.getByRole('tab', { name: /Bảng đang làm dở/ }).waitFor()
  await page.keyboard.press('Control+w')
  await dialog.getByRole('button', { name: 'Lưu', exact: true }).click()
  await page.getByRole('tab', { name: /Bảng đang làm dở/ }).waitFor({ state: 'detached' })
  await page.keyboard.press('Control+6')
  await front().locator('.df-open', { hasText: 'Bảng đang làm dở' }).waitFor()
}, 60_000)

test('Save all saves every open document; a shortcut means the document in front', async () => {
  await openTable(0)
  await retitle('Bảng thứ nhất')
  await openTable(1)
  await retitle('Bảng thứ hai')
  expect(await dirty().count()).toBe(2)
  await page.keyboard.press('Control+s')
  await expect.poll(() => dirty().count()).toBe(1)
  expect(
    await page
      .getByRole('tab', { name: /Bảng thứ nhất/ })
      .locator('.sd-tab__dot')
      .count(),
  ).toBe(1)
  await retitle('Bảng thứ hai, sửa')
  await page.keyboard.press('Control+Shift+s')
  await expect.poll(() => dirty().count()).toBe(0)
}, 60_000)

test('locking asks with Save first; what is not saved is given up only when the user says so', async () => {
  await retitle('Không giữ lại')
  await page.keyboard.press('Control+l')
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByText('Không giữ lại').waitFor()
  expect(
    await dialog.getByRole('button', { name: 'Lưu', exact: true }).evaluate((b) => b === document.activeElement),
  ).toBe(true)
  await dialog.getByRole('button', { name: 'Không lưu' }).click()
  await page
    .getByRole('button', { name: /Mở không gian làm việc/ })
    .first()
    .waitFor()
  expect(app.complaints).toEqual([])
}, 60_000)
