// Persons in the window: a workspace founded under a name, a second person added, a policy that needs leave and gets it at the desk, the lock,
// signing in by name. Each screen is read by the accessibility rules and kept as a picture.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Bridge } from '#shared/contract/host.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet, seriousFindings } from './screenChecks.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-people-window-'))
const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
const workspace = join(folder, 'workspace')
const lan = 'con bò lạc vào chợ phiên'
const minh = 'đồng hồ treo ngược trên tường'
let app: LaunchedApp
let page: Page
const front = () => page.locator('.sd-slot:not([hidden])')
const picture = async (name: string): Promise<void> => {
  await quiet(page)
  await page.screenshot({ path: join(pictures, `people-${name}.png`), fullPage: true })
}
const toSettings = async (): Promise<void> => {
  await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')))
  await page.getByRole('navigation').first().getByText('Thiết lập').click()
  await front().getByRole('heading', { level: 1, name: 'Thiết lập' }).waitFor()
  await quiet(page)
}
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  app = await launchApp({ viewport: { width: 1366, height: 900 } })
  page = app.page
  page.setDefaultTimeout(15_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
}, 180_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a weak passphrase is told while it is typed; the founder has a name', async () => {
  await page.getByRole('button', { name: 'Tạo không gian làm việc' }).first().click()
  const dialog = page.getByRole('dialog')
  app.answer.openFolder.push(workspace)
  await dialog.getByRole('button', { name: 'Chọn…' }).click()
  await dialog.getByLabel(/^Người tạo/).fill('Lan')
  await dialog.getByLabel(/^Mật khẩu/).fill('password123456')
  await dialog.getByText(/Quá quen thuộc/).waitFor()
  await picture('new')
  await dialog.getByLabel(/^Mật khẩu/).fill(lan)
  await dialog.getByLabel(/^Nhập lại mật khẩu/).fill(lan)
  await dialog.getByRole('button', { name: 'Tạo không gian làm việc' }).click()
  await page.getByRole('navigation').first().waitFor()
})

test('a second person is added; a policy then needs leave, which they give at the desk', async () => {
  await toSettings()
  await front().getByText('Chưa có ai khác để cho phép').waitFor()
  await front().getByRole('button', { name: 'Thêm người…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Tên/).fill('Minh')
  await dialog.getByLabel(/^Vai trò/).selectOption('reviewer')
  await dialog.getByLabel(/^Mật khẩu/).fill(minh)
  await dialog.getByLabel(/^Nhập lại mật khẩu/).fill(minh)
  await picture('add')
  await dialog.getByRole('button', { name: 'Thêm người dùng' }).click()
  await dialog.waitFor({ state: 'detached' })
  await front().getByText('người soát xét').first().waitFor()
  await front().getByRole('button', { name: 'Đổi chính sách…' }).click()
  await dialog.getByLabel(/^Lý do/).fill('Theo quyết định số 7 của Cục')
  await dialog.getByRole('button', { name: 'Đổi chính sách' }).click()
  await dialog.getByText('Việc này cần một người khác cho phép.').waitFor()
  await dialog.getByLabel('Tên người đó').fill('Minh')
  await dialog.getByLabel('Mật khẩu').fill(minh)
  await dialog.getByLabel('Lý do của người đó').fill('Đã xem quyết định')
  await picture('leave')
  await dialog.getByRole('button', { name: 'Cho phép' }).click()
  await dialog.waitFor({ state: 'detached' })
  await front()
    .getByText(/Lan xin phép: chính sách của cơ quan · đã dùng/)
    .waitFor()
  await picture('settings')
  expect(await seriousFindings(page)).toEqual([])
})

test('locked, nothing is shown or answered until the same person’s passphrase', async () => {
  const ask = (method: string) =>
    page.evaluate((name) => (globalThis as unknown as { statdesk: Bridge }).statdesk.invoke(name, '{}'), method)
  // With a dialog open, which stands outside the frame.
  await front().getByRole('button', { name: 'Đổi chính sách…' }).click()
  await page.getByRole('dialog').waitFor()
  await ask('workspace.lock')
  await page.getByRole('heading', { name: 'Đang khoá' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await ask('datasets.list')).toContain('WORKSPACE_IS_LOCKED')
  await page.getByLabel('Mật khẩu').fill('không phải mật khẩu này')
  await page.getByRole('button', { name: 'Mở khoá' }).click()
  await page.getByText(/Mật khẩu không đúng/).waitFor()
  await picture('locked')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByLabel('Mật khẩu').fill(lan)
  await page.getByRole('button', { name: 'Mở khoá' }).click()
  // What was being filled in is still there.
  await page.getByRole('dialog').getByRole('button', { name: 'Hủy' }).click()
  await front().getByRole('heading', { level: 1, name: 'Thiết lập' }).waitFor()
})

test('the other person signs in by name, in their own role; the page for the security officer opens', async () => {
  await page.keyboard.press('Control+l')
  await page.getByText('workspace').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Người mở/).selectOption('Minh')
  await dialog.getByLabel(/^Mật khẩu/).fill(minh)
  await picture('signin')
  await dialog.getByRole('button', { name: 'Mở' }).click()
  await page.getByRole('navigation').first().waitFor()
  await toSettings()
  expect(await front().getByRole('button', { name: 'Thêm người…' }).count()).toBe(0)
  await front().getByRole('button', { name: 'Điều gì được bảo vệ, điều gì không' }).click()
  await page.getByRole('heading', { name: 'Không bảo vệ được' }).waitFor()
  await picture('guide')
  expect(app.complaints).toEqual([])
})
