// Reports in the window, as an office works with them: the calendar, a board whose pickers act on all of it, shown
// alone, printed, kept as one file and put right when a delivery arrives; an issue frozen, set against what is now,
// approved by a second person at the desk.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet, seriousFindings } from './screenChecks.ts'
import { statdesk } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-reports-'))
const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
const workspace = join(folder, 'workspace')
const late = 'customs_line_2025-12.csv'
const lan = 'con bò lạc vào chợ phiên'
const minh = 'đồng hồ treo ngược trên tường'
const secret = { STATDESK_PASSPHRASE: lan, STATDESK_PERSON: 'Lan' }
let app: LaunchedApp
let page: Page

const run = (parameters: string[], env: Record<string, string> = secret): void => {
  const { failure } = statdesk(parameters, env)
  if (failure) throw new Error(JSON.stringify([parameters, failure]))
}
const front = () => page.locator('.sd-slot:not([hidden])')
const shown = () => front().frameLocator('.rp-frame')
const text = async (): Promise<string> => (await shown().locator('body').innerText()).replace(/\s+/g, ' ')
const picture = async (name: string): Promise<void> => {
  await quiet(page)
  await page.screenshot({ path: join(pictures, `reports-${name}.png`) })
}
const toReports = async (): Promise<void> => {
  await page.getByRole('navigation').first().getByRole('button', { name: 'Báo cáo', exact: true }).click()
  await front().getByRole('heading', { level: 1, name: 'Báo cáo' }).waitFor()
  await quiet(page)
}
const open = async (title: string): Promise<void> => {
  await toReports()
  await front().getByRole('button', { name: title, exact: true }).click()
  await shown().locator('h1').first().waitFor({ timeout: 60_000 })
  await settled()
}
const settled = async (): Promise<void> => {
  await page.waitForTimeout(700)
  await front()
    .getByText('Đang lập')
    .waitFor({ state: 'detached', timeout: 60_000 })
    .catch(() => undefined)
  await quiet(page)
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const [all, deliveries] = [join(folder, 'all'), join(folder, 'deliveries')]
  run(['demo', all, '--scale', '0.0004', '--seed', '3'], {})
  mkdirSync(deliveries)
  for (const file of readdirSync(all))
    if (/^customs_line_202[45]/.test(file) && file !== late) copyFileSync(join(all, file), join(deliveries, file))
  copyFileSync(join(all, late), join(folder, late))
  run(['new', workspace, '--demonstration', '--name', 'Phòng tổng hợp'])
  run(['import', workspace, deliveries])
  writeFileSync(join(folder, 'minh.txt'), `${minh}\n`)
  run([
    'people',
    'add',
    workspace,
    '--name',
    'Minh',
    '--role',
    'reviewer',
    '--new-passphrase-file',
    join(folder, 'minh.txt'),
  ])
  for (const template of ['bulletin_trade', 'board_trade']) run(['template', workspace, template])
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  app.answer.openFolder.push(workspace)
  await page
    .getByRole('button', { name: /Mở không gian làm việc/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/^Người mở/).selectOption('Lan')
  await dialog.getByLabel(/^Mật khẩu/).fill(lan)
  await dialog.getByRole('button', { name: 'Mở', exact: true }).click()
  await page.getByRole('navigation').first().waitFor()
  await quiet(page)
}, 240_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await page.screenshot({
      path: join(pictures, `reports-failed-${task.name.replace(/[^a-z]+/gi, '-').slice(0, 40)}.png`),
    })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the calendar tells what is late, each with its period, and leads to the report', async () => {
  await toReports()
  await front().getByRole('button', { name: 'Lịch báo cáo' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('cell', { name: 'Quá hạn' }).first().waitFor()
  await dialog.getByText('Tháng 11/2025').waitFor()
  await picture('calendar')
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Bản tin xuất, nhập khẩu hàng hóa' }).first().click()
  await shown().getByText('CỤC THỐNG KÊ').first().waitFor({ timeout: 60_000 })
})

test('pages stand in rows of those that lie the same way, each as long as it has pages', async () => {
  await open('Bản tin xuất, nhập khẩu hàng hóa')
  const lying = shown().locator('.sheet.landscape')
  const standing = shown().locator('.sheet.portrait').first()
  expect((await lying.first().boundingBox())?.y ?? 0).toBeGreaterThan(
    ((await standing.boundingBox())?.y ?? 0) + ((await standing.boundingBox())?.height ?? 0) - 1,
  )
  const ratio = await lying.first().evaluate((sheet) => sheet.clientHeight / sheet.scrollHeight)
  expect(ratio).toBe(1)
  // As wide as its pages: nothing of it lies beyond its own paper.
  expect(await standing.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth)).toBeLessThanOrEqual(1)
  await picture('pages')
})

test('the pickers of a board act on all of it; it is shown alone, printed, and kept as one file', async () => {
  await open('Bảng theo dõi xuất, nhập khẩu')
  expect(await text()).toContain('2025')
  await picture('board')
  await front().getByLabel('Kỳ', { exact: true }).selectOption('2024')
  await settled()
  await expect.poll(text, { timeout: 60_000 }).not.toContain('2025')
  const of2024 = await text()
  for (const title of ['Hình 1', 'Hình 2', 'Biểu 1', 'Biểu 2']) expect(of2024).toContain(title)

  await front().getByRole('button', { name: 'Toàn màn hình' }).click()
  const alone = page.getByRole('dialog', { name: 'Bảng theo dõi xuất, nhập khẩu' })
  await alone.waitFor()
  const size = await alone.boundingBox()
  expect([size?.width, size?.height]).toEqual([1366, 768])
  await alone.getByLabel('Kỳ', { exact: true }).selectOption('')
  await settled()
  await expect.poll(text, { timeout: 60_000 }).toContain('2025')
  await picture('full-screen')
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await alone.waitFor({ state: 'detached' })

  await front().getByRole('button', { name: 'In', exact: true }).click()
  await expect.poll(() => app.printed.length, { timeout: 30_000 }).toBe(1)
  expect(app.printed[0]).toContain('Bảng theo dõi xuất, nhập khẩu')
  const path = join(folder, 'board.html')
  app.answer.saveFile.push(path)
  await front()
    .getByRole('button', { name: /Ghi ra tệp khác/ })
    .click()
  await page.getByRole('menuitem', { name: /HTML/ }).click()
  await expect.poll(() => existsSync(path), { timeout: 30_000 }).toBe(true)
  const html = readFileSync(path, 'utf8')
  expect(html).not.toMatch(/<script|src="https?:|url\(https?:/)
  expect(html).toContain('Hoa Kỳ')
})

test('an issue keeps its figures; the board and what has changed follow the next delivery', async () => {
  await open('Bản tin xuất, nhập khẩu hàng hóa')
  await front().getByRole('button', { name: 'Bản phát hành' }).first().click()
  await front().getByRole('button', { name: 'Chốt bản phát hành' }).click()
  await front().getByText('Số 1').first().waitFor({ timeout: 60_000 })
  await front()
    .getByText(/Đang xem bản phát hành số 1/)
    .waitFor()
  const frozen = await text()
  expect(frozen).toContain('11/2025')

  await open('Bảng theo dõi xuất, nhập khẩu')
  const before = await text()
  await page.keyboard.press('Control+2')
  await front().getByRole('heading', { level: 1, name: 'Đợt nhận' }).waitFor()
  app.answer.openFile.push([join(folder, late)])
  await front().getByRole('button', { name: 'Nhận tệp…' }).click()
  await page.getByRole('button', { name: 'Nhận', exact: true }).click()
  await page
    .getByText(/Đã nhận customs_line_2025-12/)
    .first()
    .waitFor({ timeout: 60_000 })
  await page.getByRole('tab', { name: /Bảng theo dõi/ }).click()
  await settled()
  await expect.poll(text, { timeout: 60_000 }).not.toBe(before)

  await page.getByRole('tab', { name: /Bản tin/ }).click()
  await settled()
  expect(await text()).toBe(frozen)
  await front().getByRole('button', { name: 'Xem số liệu đổi từ lần trước' }).click()
  await front().locator('.rp-changes tbody tr').first().waitFor({ timeout: 60_000 })
  await picture('changes')
  expect(await seriousFindings(page)).toEqual([])
})

test('a second person approves at the desk; whoever froze it cannot; the mark goes', async () => {
  const mark = /Chờ duyệt|chưa duyệt/i
  expect(await text()).toMatch(mark)
  await front().getByRole('button', { name: 'Duyệt', exact: true }).click()
  const sign = async (name: string, passphrase: string): Promise<void> => {
    await front()
      .getByLabel(/^Tên người đó|^Người ký|^Người duyệt/)
      .first()
      .fill(name)
    await front()
      .getByLabel(/^Mật khẩu/)
      .first()
      .fill(passphrase)
    await front()
      .getByRole('button', { name: /^Duyệt|^Ký/ })
      .last()
      .click()
  }
  await sign('Lan', lan)
  await front()
    .getByText(/người duyệt phải là người khác/)
    .waitFor()
  await sign('Minh', minh)
  await front()
    .getByText(/Đã duyệt .* – Minh/)
    .waitFor()
  await expect.poll(text, { timeout: 30_000 }).not.toMatch(mark)
  await picture('approved')
  expect(app.complaints).toEqual([])
})
