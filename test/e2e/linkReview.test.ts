// Two lists of persons linked by the proposed definition, and pairs of it judged by keyboard: from delivered files to
// an estimate.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { vietnamesePersons } from '#test/support/link/vietnamesePersons.ts'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet } from './screenChecks.ts'
import { statdesk } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-review-'))
const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
const workspace = join(folder, 'workspace')
let app: LaunchedApp
let page: Page

const ok = (...parameters: string[]): void => expect(statdesk(parameters).failure).toBeNull()

beforeAll(async () => {
  const { table } = vietnamesePersons(7, 800)
  const file = join(folder, 'danh_sach_2025.csv')
  writeFileSync(file, [table.header, ...table.rows].map((row) => row.join(',')).join('\n'))
  ok('new', workspace, '--demonstration')
  ok('import', workspace, file, '--suggest', '--dataset', 'nguoi', '--period', '2025')
  ok('link', 'suggest', workspace, 'nguoi', '--out', join(folder, 'link.json'))
  ok('link', workspace, join(folder, 'link.json'))
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
}, 180_000)

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('pairs are judged by three keys, the score comes after the answer, and the last answer is taken back', async () => {
  await page.getByRole('button', { name: 'Liên kết' }).first().click()
  await page.locator('.sd-slot:not([hidden]) .sd-list-table .sd-link-button').first().click()
  await page.getByRole('button', { name: 'Xét các cặp…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Hai bản ghi này có phải là một?').waitFor()
  expect(await dialog.getByText('Cặp vừa trả lời').count()).toBe(0)
  const answered = async (): Promise<string> =>
    (await dialog.locator('.sd-facts > div', { hasText: 'Số cặp đã trả lời' }).locator('dd').innerText()).trim()
  for (const [index, key] of ['1', '1', '2', '3'].entries()) {
    await page.keyboard.press(key)
    await expect.poll(answered).toBe(String(index + 1))
  }
  await dialog.getByText('Bạn: không rõ', { exact: false }).waitFor()
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, 'link-review.png') })
  await page.keyboard.press('Control+z')
  await expect.poll(answered).toBe('3')
  await quiet(page)
  await dialog.getByRole('button', { name: 'Đóng' }).click()
  expect(app.complaints).toEqual([])
})
