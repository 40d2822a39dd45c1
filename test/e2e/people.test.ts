// Persons in the window: a workspace founded under a name, a second person added, a policy that needs leave and gets it
// at the desk, the lock, signing in by name, the recovery key, a package at its receiver’s. Each screen is read by the
// accessibility rules and kept as a picture.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Bridge } from '#shared/contract/host.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealPackage } from '#engine/workspace/files/sealedPackage.ts'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet, seriousFindings } from './screenChecks.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-people-window-'))
const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
const workspace = join(folder, 'workspace')
const lan = 'con bò lạc vào chợ phiên'
const sealing = 'giếng làng cạn nước mùa hè'
const recovery = join(folder, 'statdesk-recovery.json')
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

test('a recovery key is made, sealed, where the person chooses', async () => {
  await front().getByRole('button', { name: 'Tạo khoá khôi phục…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel(/^Mật khẩu niêm phong/)
    .first()
    .fill(sealing)
  await dialog.getByLabel(/^Mật khẩu niêm phong \(2\)/).fill(sealing)
  app.answer.saveFile.push(recovery)
  await dialog.getByRole('button', { name: 'Tạo khoá khôi phục…' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(existsSync(recovery)).toBe(true)
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
  await page.getByRole('heading', { name: 'Đã mở gần đây' }).waitFor()
  await page.locator('.sd-welcome__workspace').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Người mở/).selectOption('Minh')
  await dialog.getByLabel(/^Mật khẩu/).fill(minh)
  await picture('signin')
  await dialog.getByRole('button', { name: 'Mở' }).click()
  await page.getByRole('navigation').first().waitFor()
  await toSettings()
  for (const name of ['Thêm người…', 'Đổi chính sách…', 'Cho phép…', 'Thay khoá…', 'Đặt lịch…', 'Tạo khoá khôi phục…'])
    expect(await front().getByRole('button', { name }).count()).toBe(0)
  expect(await front().getByText('Chỉ người quản trị đổi được.').count()).toBeGreaterThan(1)
  await picture('reviewer')
  await front().getByRole('button', { name: 'Điều gì được bảo vệ, điều gì không' }).click()
  await page.getByRole('heading', { name: 'Không bảo vệ được' }).waitFor()
  await picture('guide')
  expect(app.complaints).toEqual([])
})

test('records that are shown are not copied past the log, what is no record is', async () => {
  const held = (records: boolean): Promise<boolean> =>
    page.evaluate((marked) => {
      const shown = document.body.appendChild(document.createElement('p'))
      shown.textContent = '0101234567'
      shown.toggleAttribute('data-records', marked)
      document.getSelection()?.selectAllChildren(shown)
      let prevented = false
      const look = (event: Event): void => void (prevented = event.defaultPrevented)
      document.addEventListener('copy', look, { once: true })
      document.execCommand('copy')
      shown.remove()
      return prevented
    }, records)
  expect([await held(true), await held(false)]).toEqual([true, false])
  await page.getByText(/Bản ghi không chép thẳng được/).waitFor()
})

test('what lies open is kept in the workspace, never in the settings that anybody can read', async () => {
  const settings = readFileSync(join(app.userData, 'settings.json'), 'utf8')
  expect(settings).not.toContain(`tabs:${workspace}`)
})

test('a package of records says what stands on it and gives its files to whoever knows its passphrase', async () => {
  const path = join(folder, 'gói.statdesk-package')
  const content = join(folder, 'hoc_sinh.csv')
  writeFileSync(content, 'a,b\n1,2\n')
  const about = {
    workspace: 'Cục',
    madeBy: 'Lan',
    receiver: 'Viện A',
    reason: 'Nghiên cứu bỏ học',
    until: '2999-12-31',
  }
  await sealPackage(path, about, [{ name: 'hoc_sinh.csv', path: content }], sealing, () => undefined)
  await page.keyboard.press('Control+l')
  await page.getByRole('heading', { name: 'Đã mở gần đây' }).waitFor()
  await page.getByRole('button', { name: 'Mở gói bản ghi…' }).click()
  const dialog = page.getByRole('dialog')
  const received = join(folder, 'nhận')
  app.answer.openFile.push([path])
  app.answer.openFolder.push(received)
  await dialog.getByRole('button', { name: 'Chọn…' }).first().click()
  await dialog.getByText('Nghiên cứu bỏ học').waitFor()
  await dialog.getByRole('button', { name: 'Chọn…' }).last().click()
  await dialog.getByLabel(/^Mật khẩu/).fill('không phải')
  await dialog.getByRole('button', { name: 'Mở gói' }).click()
  await dialog.getByText(/Mật khẩu của gói không đúng/).waitFor()
  await picture('package')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.locator('input[type=password]').fill(sealing)
  await dialog.getByRole('button', { name: 'Mở gói' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(readFileSync(join(received, 'hoc_sinh.csv'), 'utf8')).toBe('a,b\n1,2\n')
})

test('nothing that was typed stands in what the window keeps of itself', () => {
  const typed = [lan, minh, sealing, 'Theo quyết định số 7 của Cục', 'không phải mật khẩu này']
  const forms = typed.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])
  const showing = readdirSync(app.userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return forms.some((form) => bytes.includes(form))
    })
  expect(showing).toEqual([])
})

test('with every passphrase lost the recovery key makes a new administrator', async () => {
  await page.getByRole('button', { name: 'Mở bằng khoá khôi phục…' }).click()
  const dialog = page.getByRole('dialog')
  app.answer.openFolder.push(workspace)
  app.answer.openFile.push([recovery])
  await dialog.getByRole('button', { name: 'Chọn…' }).first().click()
  await dialog.getByRole('button', { name: 'Chọn…' }).last().click()
  await dialog.getByLabel(/^Mật khẩu niêm phong/).fill(sealing)
  await dialog.getByLabel(/^Tên người quản trị mới/).fill('Giám đốc')
  await dialog.getByLabel(/^Mật khẩu(?! niêm)/).fill('bốn mùa gió thổi qua đèo')
  await dialog.getByLabel(/^Nhập lại mật khẩu/).fill('bốn mùa gió thổi qua đèo')
  await picture('recover')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Khôi phục', exact: true }).click()
  await page.getByRole('navigation').first().waitFor()
  await toSettings()
  await front()
    .getByText(/Giám đốc.*chính mình/)
    .waitFor()
  expect(app.complaints).toEqual([])
})
