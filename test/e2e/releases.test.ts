// The release registry in the window: what left is listed, and an entry that never went out is withdrawn with its
// reason.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { leavingBook, printing, withBook } from '#engine/workspace/releaseBook.ts'
import { quietJob } from '#test/support/engine/testContext.ts'
import { firmTable, firmWorkspace } from '#test/support/protect/firmWorkspace.ts'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet, seriousFindings } from './screenChecks.ts'

const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
let app: LaunchedApp
let page: Page
let folder = ''
const front = () => page.locator('.sd-slot:not([hidden])')
const picture = async (name: string): Promise<void> => {
  await quiet(page)
  await page.screenshot({ path: join(pictures, `releases-${name}.png`) })
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const made = await firmWorkspace()
  folder = made.folder
  const context = withBook(made.context, leavingBook(made.context))
  await protectDefinition(context, firmTable({ id: 'by_province' }), { engine: 'duckdb' }, quietJob())
  await protectDefinition(printing(context), firmTable({ id: 'looked_at' }), { engine: 'duckdb' }, quietJob())
  await made.workspace.close()
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  app.answer.openFolder.push(join(folder, 'ws'))
  await page
    .getByRole('button', { name: /^Mở không gian làm việc/ })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
}, 180_000)

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what left is listed, and withdrawn with a reason in both languages', async () => {
  await page.getByRole('navigation').first().getByText('Thiết lập').click()
  await front().getByRole('heading', { level: 1, name: 'Thiết lập' }).waitFor()
  const entry = front().locator('li', { hasText: 'by_province' })
  await entry.getByText('đã công bố', { exact: false }).waitFor()
  await front().locator('li', { hasText: 'looked_at' }).getByText('in ra dòng lệnh', { exact: false }).waitFor()
  await entry.scrollIntoViewIfNeeded()
  await picture('vi')
  await entry.getByRole('button', { name: 'Rút…' }).click()
  const dialog = page.locator('[role=dialog], [role=alertdialog]')
  const confirm = dialog.getByRole('button', { name: 'Rút…' })
  expect(await confirm.isDisabled()).toBe(true)
  await dialog.getByLabel(/^Lý do/).fill('Bảng chỉ để xem thử, chưa gửi ai.')
  await picture('vi-dialog')
  await confirm.click()
  await entry.getByText('đã rút', { exact: false }).waitFor()
  await dialog.waitFor({ state: 'detached' })
  // The page is given back to readers of the screen a moment after the dialog has gone.
  await expect.poll(() => page.locator('#root').getAttribute('aria-hidden')).toBeNull()
  expect(await entry.getByRole('button').count()).toBe(0)
  expect(await seriousFindings(page)).toEqual([])
  await page.setViewportSize({ width: 1920, height: 1080 })
  await front().getByText('English', { exact: true }).click()
  await front().getByText('Release registry').first().waitFor()
  await front().locator('li', { hasText: 'by_province' }).scrollIntoViewIfNeeded()
  await picture('en')
}, 120_000)
