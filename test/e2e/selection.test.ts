// Selecting and copying as in Excel, in the grid of rows and in a table alike: Shift, Ctrl, drag past the edge, rows,
// columns, corner.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet } from './screenChecks.ts'
import { smallWorkspace } from './smallWorkspace.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-selection-'))
let app: LaunchedApp
let page: Page
const front = () => page.locator('.sd-slot:not([hidden])')
const selected = () => front().locator('.sd-selected-cell').count()
const status = () => page.locator('.sd-status').innerText()
const held = async (key: 'Shift' | 'Control', act: () => Promise<void>) => {
  await page.keyboard.down(key)
  await act()
  await page.keyboard.up(key)
}

beforeAll(async () => {
  const workspace = smallWorkspace(folder)
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  app.answer.openFolder.push(workspace)
  await page
    .getByRole('button', { name: /Mở không gian làm việc/ })
    .first()
    .click()
  await page.getByRole('navigation').first().waitFor()
  await quiet(page)
}, 180_000)
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('in the grid of rows', async () => {
  await page.keyboard.press('Control+5')
  await quiet(page)
  await front().locator('.sd-card').filter({ hasText: 'Học sinh' }).first().click()
  const cell = (row: number, column: number) => front().locator(`.ag-row[row-index="${row}"] .ag-cell`).nth(column)
  await cell(2, 3).waitFor()
  await quiet(page)
  await cell(2, 3).click()
  await held('Shift', () => cell(5, 5).click())
  expect(await selected()).toBe(12)
  await held('Control', () => cell(9, 4).click())
  expect(await selected()).toBe(13)
  // Blocks that form no table are not copied as if they did.
  const before = app.copied.length
  await page.keyboard.press('Control+c')
  await page.getByText('Các vùng chọn không cùng dòng hoặc cột').first().waitFor()
  expect(app.copied.length).toBe(before)
  await cell(4, 0).click()
  expect(await selected()).toBeGreaterThan(5)
  // All rows, most of them not read: the engine adds them up.
  await front().locator('.ag-header-cell').first().click()
  await expect.poll(status, { timeout: 20_000 }).toMatch(/[\d.]+ ô/)
  // A drag held beneath the grid scrolls on and takes the rows with it.
  const box = await front().locator('.sd-explore__grid').boundingBox()
  await cell(3, 3).hover()
  await page.mouse.down()
  await cell(9, 4).hover()
  await page.mouse.move(600, (box?.y ?? 0) + (box?.height ?? 0) + 20)
  await page.waitForTimeout(600)
  await page.mouse.up()
  await page.keyboard.press('Control+c')
  await expect.poll(() => app.copied.length).toBe(before + 1)
  expect(app.copied.at(-1)?.text.split('\r\n').length).toBeGreaterThan(20)
}, 90_000)

test('in a table', async () => {
  await page.keyboard.press('Control+6')
  await quiet(page)
  await front().locator('.df-open').first().click()
  const cell = (row: number, column: string) =>
    front().locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`)
  const head = (column: string) => front().locator(`.ag-header-cell[col-id="${column}"]`)
  await cell(1, 'c0').waitFor()
  await quiet(page)
  await cell(1, 'c0').click()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(selected).toBe(4)
  await head('c1').click({ position: { x: 10, y: 8 } })
  await expect.poll(status).toMatch(/ô · Tổng [\d.]+ · Bình quân/)
  await held('Control', () => head('c3').click({ position: { x: 10, y: 8 } }))
  const before = app.copied.length
  await page.keyboard.press('Control+c')
  await expect.poll(() => app.copied.length, { timeout: 20_000 }).toBe(before + 1)
  // Two columns that do not touch, each under its own heading.
  const lines = app.copied.at(-1)?.text.split('\r\n') ?? []
  expect(lines[1]?.split('\t').length).toBe(4)
  await front().locator('.ag-row[row-index="2"] .ag-cell[col-id="s1"]').click()
  const row = await selected()
  await page.keyboard.press('Control+a')
  expect(await selected()).toBeGreaterThan(row)
  expect(app.complaints).toEqual([])
}, 90_000)
