// How many actions three tables take, counted by doing them: by mouse alone (a click, a drag, a field typed are one
// each), and the first by keyboard alone (every key, modifiers too). Prints actions and seconds; more than the target
// fails.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet } from './screenChecks.ts'
import { smallWorkspace } from './smallWorkspace.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-counts-'))
let app: LaunchedApp
let page: Page
let actions = 0
let begun = 0

const front = () => page.locator('.sd-slot:not([hidden])')
const line = (name: string | RegExp, within: Locator = front()) =>
  within.getByRole('treeitem').filter({ hasText: name }).first()
const shelf = (name: string) => front().locator(`.tb-shelf--${name}`)
const click = async (target: Locator, how: { right?: boolean } = {}) => {
  actions += 1
  await target.click(how.right ? { button: 'right' } : {})
}
const drag = async (from: Locator, to: Locator) => {
  actions += 1
  await from.dragTo(to)
  await quiet(page)
}
const keys = async (...pressed: string[]) => {
  for (const one of pressed) {
    actions += one.split('+').length
    await page.keyboard.press(one)
  }
}
const type = async (text: string) => {
  actions += text.length
  await page.keyboard.type(text)
}
const item = (name: string | RegExp) => page.getByRole('menuitem', { name }).last()
const tableText = () => front().locator('.ag-root').first().innerText()
const report = (name: string, most: number) => {
  const seconds = (Date.now() - begun) / 1000
  process.stdout.write(`${name}: ${actions} actions (at most ${most}), ${seconds.toFixed(1)} s\n`)
  expect(actions).toBeLessThanOrEqual(most)
}

beforeAll(async () => {
  const workspace = smallWorkspace(folder)
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(15_000)
  app.answer.openFolder.push(workspace)
  await page
    .getByRole('button', { name: /Mở không gian làm việc/ })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
  await quiet(page)
}, 180_000)
beforeEach(async () => {
  await page.keyboard.press('Control+1')
  await quiet(page)
  actions = 0
  begun = Date.now()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await page.screenshot({ path: join(tmpdir(), `${task.name.slice(0, 12).replace(/\W+/g, '-')}.png`) })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const newTableOf = async (dataset: RegExp) => {
  await click(page.getByRole('navigation').first().getByRole('button', { name: 'Bảng', exact: true }))
  await click(page.getByRole('button', { name: 'Bảng mới' }).first())
  await click(page.getByRole('option', { name: dataset }))
  await front().locator('.ag-row').first().waitFor()
  await quiet(page)
}

test('(a) pupils by province, level and sex with the share of girls: by mouse', async () => {
  await newTableOf(/^Học sinh/)
  await drag(line('Tỉnh, thành phố'), shelf('rows'))
  await click(line('Khối').locator('.tb-line__twist'))
  await drag(line('Cấp học'), shelf('rows'))
  await drag(line('Giới tính'), shelf('columns'))
  await click(page.getByRole('menuitem', { name: 'Dữ liệu' }))
  await click(item('Thêm % trong nhóm cột'))
  await quiet(page)
  await expect.poll(tableText, { timeout: 20_000 }).toMatch(/%/)
  report('(a) by mouse', 10)
}, 90_000)

test('(a) the same by keyboard alone', async () => {
  await keys('Control+6')
  await page.getByRole('button', { name: 'Bảng mới' }).first().waitFor()
  await keys('Control+n')
  await page.getByRole('dialog').getByRole('combobox').waitFor()
  await type('hoc s')
  await keys('Enter')
  await front().locator('.ag-row').first().waitFor()
  await quiet(page)
  await type('tinh')
  await keys('Enter')
  await type('cap')
  await keys('Enter')
  await type('gioi')
  await keys('Shift+Enter')
  await keys('Control+Shift+7')
  await quiet(page)
  await expect.poll(tableText, { timeout: 20_000 }).toMatch(/%/)
  const rows = await shelf('rows').innerText()
  expect(rows).toMatch(/Tỉnh[\s\S]*Cấp học/)
  expect(await shelf('columns').innerText()).toMatch(/Giới tính/)
  report('(a) by keyboard', 40)
}, 90_000)

test('(b) exports by ownership and ten largest partners, million USD, growth and share of column', async () => {
  await newTableOf(/[Hh]ải quan/)
  await drag(line(/Trị giá thống kê/), shelf('measures'))
  await click(line('Nước đối tác'), { right: true })
  await click(item('Lớn nhất và khác'))
  await click(front().getByRole('button', { name: 'Đưa vào bảng' }))
  await click(line(/danh bạ doanh nghiệp/))
  await drag(line('Loại hình doanh nghiệp'), shelf('rows'))
  actions += 1
  await front().getByLabel('Tìm biến').fill('xuat khau')
  actions += 1
  await front().locator('.tb-line--code').first().dblclick()
  await expect.poll(() => front().locator('.tb-filter textarea').first().inputValue()).toMatch(/flow = /)
  await click(shelf('measures').locator('.tb-chip').first())
  actions += 2
  await front().getByLabel('Hiển thị theo').selectOption({ label: 'Triệu' })
  await click(page.getByRole('menuitem', { name: 'Dữ liệu' }))
  await click(item('Thêm tốc độ tăng so với năm trước'))
  await click(page.getByRole('menuitem', { name: 'Dữ liệu' }))
  await click(item('Thêm % theo cột'))
  await quiet(page)
  await expect.poll(tableText, { timeout: 20_000 }).toMatch(/%/)
  expect(await shelf('measures').locator('.tb-chip').count()).toBe(3)
  report('(b)', 22)
}, 90_000)

test('(c) median and 90th percentile of turnover by section and labour size', async () => {
  await newTableOf(/^Báo cáo tài chính/)
  await click(line('Ngành cấp 2').locator('.tb-line__twist'))
  await drag(front().locator('.tb-line--level').first(), shelf('rows'))
  await click(line(/danh bạ/))
  await drag(line('Quy mô lao động'), shelf('columns'))
  await click(line(/Doanh thu thuần/), { right: true })
  await click(item('Trung vị'))
  await click(line(/Doanh thu thuần/), { right: true })
  await click(item('Phân vị thứ 90'))
  await quiet(page)
  const measures = await shelf('measures').innerText()
  expect(measures).toMatch(/Trung vị|trung vị/)
  expect(measures).toMatch(/90/)
  expect(measures).not.toMatch(/Số bản ghi/)
  report('(c)', 12)
}, 90_000)
