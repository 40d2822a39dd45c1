// Files that nobody agreed on come in by the wizard: a workbook of an office, a survey in SPSS, the next month set
// against the month before; a folder is watched. From the file to the rows that stand, as a user would.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ExcelJS from 'exceljs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { writeSeeds } from '../intake/seeds.ts'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet, seriousFindings } from './screenChecks.ts'
import { statdesk } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-wizard-'))
const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
const workspace = join(folder, 'workspace')
let app: LaunchedApp
let page: Page

const front = () => page.locator('.sd-slot:not([hidden])')
const picture = (name: string) => page.screenshot({ path: join(pictures, `wizard-${name}.png`) })
const workbook = async (name: string, rows: (string | number | null)[][]): Promise<string> => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Biểu 1')
  sheet.addRows([['BÁO CÁO DOANH THU'], [], ['Mã', 'Tỉnh', 'Doanh thu (triệu đồng)'], ...rows])
  const path = join(folder, name)
  await book.xlsx.writeFile(path)
  return path
}
const choose = async (path: string): Promise<void> => {
  app.answer.openFile.push([path])
  await page.keyboard.press('Control+o')
  await page
    .getByText(path.split(/[\\/]/).at(-1) ?? '', { exact: false })
    .first()
    .waitFor()
  await quiet(page)
}
const delivered = (): {
  dataset: string
  period: string
  rowsAccepted: number
  rowsRejected: number
  fileName: string
}[] => {
  const { json } = statdesk(['deliveries', workspace])
  return json as never
}

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  expect(statdesk(['new', workspace, '--demonstration']).failure).toBeNull()
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  app.answer.openFolder.push(workspace)
  await page
    .getByRole('button', { name: /^Mở không gian làm việc/ })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
  await page.getByRole('button', { name: 'Đợt nhận' }).first().click()
  await quiet(page)
}, 180_000)

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(`failed-${task.name.replace(/[^a-z]+/gi, '-').slice(0, 40)}`)
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a workbook of an office: heading, unit and totals are found, and its rows stand', async () => {
  const rows = [
    ['01', 'HN', 5],
    ['02', 'HUE', 6],
    ['03', 'HN', 9],
    [null, 'Tổng cộng', 20],
  ]
  await choose(await workbook('doanh_thu_2024-01.xlsx', rows))
  await page.locator('input[value="doanh_thu_trieu_dong"]').waitFor()
  await page.mouse.move(700, 700)
  await picture('columns-1366-vi')
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('tab', { name: 'Những dòng đầu' }).click()
  await picture('rows-1366-vi')
  await page.getByRole('button', { name: 'Nhận và lưu mẫu' }).click()
  await front()
    .getByRole('heading', { level: 1, name: /doanh_thu_2024-01/ })
    .waitFor()
  await quiet(page)
  expect(delivered().map((d) => [d.fileName, d.period, d.rowsAccepted, d.rowsRejected])).toEqual([
    ['doanh_thu_2024-01.xlsx', '2024-01', 3, 1],
  ])
}, 120_000)

test('the next month is set against the month before while nothing stands, then taken in with one click', async () => {
  const rows = [
    ['01', 'HN', 50],
    ['04', 'HUE', 6],
  ]
  await page.getByRole('button', { name: 'Đợt nhận' }).first().click()
  await choose(await workbook('doanh_thu_2024-02.xlsx', rows))
  await page.getByRole('button', { name: 'So sánh trước' }).click()
  await page.getByText('sẽ nhận 2', { exact: false }).waitFor()
  await quiet(page)
  await picture('trial-1366-vi')
  expect(await seriousFindings(page)).toEqual([])
  expect(delivered()).toHaveLength(1)
  await page.getByRole('button', { name: 'Nhận', exact: true }).click()
  await front()
    .getByRole('heading', { level: 1, name: /doanh_thu_2024-02/ })
    .waitFor()
  await quiet(page)
  expect(
    delivered()
      .map((d) => d.period)
      .toSorted(),
  ).toEqual(['2024-01', '2024-02'])
}, 120_000)

test('a survey in SPSS comes in with its labels', async () => {
  const seeds = join(folder, 'seeds')
  mkdirSync(seeds)
  const sav = (await writeSeeds(seeds)).find((path) => path.endsWith('.sav')) ?? ''
  const path = join(folder, 'khao_sat_2024.sav')
  copyFileSync(sav, path)
  await page.getByRole('button', { name: 'Đợt nhận' }).first().click()
  await choose(path)
  await page.getByRole('button', { name: 'Nhận và lưu mẫu' }).click()
  await front()
    .getByRole('heading', { level: 1, name: /khao_sat_2024/ })
    .waitFor()
  await quiet(page)
  const [found] = delivered().filter((d) => d.fileName === 'khao_sat_2024.sav')
  expect(found?.rowsAccepted).toBeGreaterThan(0)
}, 120_000)

test('a file dropped on the window goes to the wizard', async () => {
  const path = join(folder, 'gia_2024.csv')
  writeFileSync(path, 'ma;gia\n01;5\n02;6\n')
  await page.getByRole('button', { name: 'Tổng quan' }).first().click()
  // The browser gives a chosen file its path; dropped, it is the same file.
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'dropped'
    document.body.append(input)
  })
  await page.setInputFiles('#dropped', path)
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped')
    const dataTransfer = new DataTransfer()
    for (const file of input?.files ?? []) dataTransfer.items.add(file)
    dataTransfer.items.add(new File(['x'], 'made up.csv'))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    input?.remove()
  })
  await front().getByText('Nhận gia_2024.csv', { exact: false }).first().waitFor()
  await page.locator('input[value="gia"]').first().waitFor()
  await page.getByRole('button', { name: 'Hủy' }).first().click()
}, 60_000)

test('what is dropped into a watched folder comes in by itself', async () => {
  const drop = join(folder, 'drop')
  mkdirSync(drop)
  await page.getByRole('button', { name: 'Đợt nhận' }).first().click()
  app.answer.openFolder.push(drop)
  await page.getByRole('button', { name: 'Chọn thư mục…' }).click()
  await page.getByRole('button', { name: 'Thôi theo dõi' }).waitFor()
  copyFileSync(await workbook('doanh_thu_2024-03.xlsx', [['01', 'HN', 7]]), join(drop, 'doanh_thu_2024-03.xlsx'))
  writeFileSync(join(drop, 'hỏng.xlsx'), 'PK\u0003\u0004xx')
  await page.getByText('đã nhận', { exact: true }).first().waitFor({ timeout: 60_000 })
  await quiet(page)
  await page.getByRole('button', { name: 'Thôi theo dõi' }).scrollIntoViewIfNeeded()
  await picture('watch-1366-vi')
  expect(
    delivered()
      .map((d) => d.period)
      .toSorted(),
  ).toEqual(['2024', '2024-01', '2024-02', '2024-03'])
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm nhanh' }).waitFor()
  await page.keyboard.type('switch to english')
  await page
    .getByRole('option', { name: /Switch to English/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Stop watching' }).scrollIntoViewIfNeeded()
  await quiet(page)
  await picture('watch-1920-en')
  expect(await seriousFindings(page)).toEqual([])
  expect(app.complaints).toEqual([])
}, 120_000)
