// A first hour in the window, as an analyst would spend it: new encrypted workspace, deliveries taken in, rows looked through,
// a table built by keyboard alone, drilled, drawn, exported, printed; language switched, workspace locked and reopened.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Bridge } from '#shared/contract/host.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demonstrationDefinitions } from '#engine/demo/definitions.ts'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { statdesk } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-window-'))
const deliveries = join(folder, 'deliveries')
const workspace = join(folder, 'workspace')
const passphrase = 'mật khẩu thử nghiệm'
let app: LaunchedApp
let page: Page

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds serious or critical on the screen in front, as readable lines. */
const seriousFindings = async (): Promise<string[]> => {
  // The page's policy forbids inline scripts, so the checker goes in by the driver's own evaluation.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    type Finding = { id: string; impact: string; nodes: { html: string }[] }
    const { axe: checker } = window as unknown as { axe: { run: (context: Document, options: unknown) => Promise<{ violations: Finding[] }> } }
    const result = await checker.run(document, { resultTypes: ['violations'] })
    return result.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160) ?? ''}`)
  })
}

const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
const quiet = async () => {
  await page.waitForTimeout(250)
  await page.waitForFunction(() => document.querySelectorAll('[role=progressbar], .fui-Spinner').length === 0, undefined, { timeout: 60_000 })
}
const text = (pattern: string | RegExp) => page.getByText(pattern).first().waitFor({ timeout: 60_000 })

beforeAll(async () => {
  expect(statdesk(['demo', deliveries, '--scale', '0.0004', '--seed', '3']).failure).toBeNull()
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
}, 180_000)

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an encrypted workspace is made in a folder the user chose', async () => {
  await button('Tạo không gian làm việc').click()
  const dialog = page.getByRole('dialog')
  app.answer.openFolder.push(workspace)
  await dialog.getByRole('button', { name: 'Chọn…' }).click()
  await dialog.getByLabel('Tên', { exact: true }).fill('Không gian thử')
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(passphrase)
  await dialog.getByLabel('Nhập lại mật khẩu').fill(passphrase)
  await dialog.getByRole('button', { name: 'Tạo không gian làm việc' }).click()
  await page.getByRole('navigation').first().waitFor()
  expect(existsSync(join(workspace, 'workspace.json'))).toBe(true)
})

test('a file is taken in by its dialog, then the whole folder; the same again changes nothing', async () => {
  await page.keyboard.press('Control+2')
  app.answer.openFile.push([join(deliveries, 'school_2024-2025.csv')])
  await button('Nhận tệp…').click()
  const panel = page.getByRole('dialog')
  await panel.getByRole('button', { name: 'Nhận', exact: true }).click()
  await text(/Đã nhận school_2024-2025\.csv/)
  await page.keyboard.press('Escape')
  app.answer.openFolder.push(deliveries)
  await button('Nhận cả thư mục…').click()
  const start = page.getByRole('dialog').getByRole('button', { name: 'Nhận', exact: true })
  await start.click()
  await page.getByText('không đổi').first().waitFor({ timeout: 180_000 })
  await page.keyboard.press('Escape')
  await quiet()
  expect(statdesk(['deliveries', workspace], { STATDESK_PASSPHRASE: passphrase }).failure).toBeNull()
}, 240_000)

test('rows are looked through: sorted, filtered by an expression, a row gone to', async () => {
  await page.keyboard.press('Control+5')
  await page.locator('.sd-card').filter({ hasText: 'Học sinh' }).first().click()
  await page.locator('.ag-row').first().waitFor()
  const firstRow = () => page.locator('.ag-row[row-index="0"]').first().innerText()
  const unsorted = await firstRow()
  const header = page.locator('.ag-header-cell').filter({ hasText: 'Năm sinh' }).first()
  await header.click()
  await expect.poll(firstRow, { timeout: 20_000 }).not.toBe(unsorted)
  const field = page.getByLabel('Điều kiện viết bằng biểu thức')
  await field.fill("sex = '2' and birth_year >= 2012")
  await field.press('Enter')
  await page.getByText(/dòng trong|trong .* dòng/).first().waitFor({ timeout: 20_000 })
  expect(await page.locator('.ag-row').first().innerText()).toMatch(/Nữ/)
  await field.fill('sex = ')
  await field.press('Enter')
  await page.getByText(/ký tự/i).first().waitFor()
  expect(await page.locator('.ag-body-viewport, .ag-body').first().innerText()).toContain('••')
})

test('a table is built by keyboard alone', async () => {
  await page.keyboard.press('Control+6')
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /^Học sinh/ }).check()
  await dialog.getByRole('button', { name: 'Bắt đầu' }).press('Enter')
  const search = page.getByLabel('Tìm biến')
  const send = async (variable: string, place: string) => {
    await search.fill(variable)
    await search.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: place }).press('Enter')
    await quiet()
  }
  await send('gioi tinh', 'Vào cột')
  await send('khoi', 'Vào dòng')
  await page.locator('.ag-row').first().waitFor()
  const grid = page.locator('.ag-root').first()
  await expect.poll(() => grid.innerText(), { timeout: 20_000 }).toContain('Nữ')
  await page.keyboard.press('Control+z')
  await quiet()
  await page.keyboard.press('Control+y')
  await quiet()
  expect(await grid.innerText()).toMatch(/Tổng số/)
  await page.keyboard.press('Control+s')
  await quiet()
})

test('from a cell to its records, whose own sum is the cell', async () => {
  const cell = page.locator('.ag-center-cols-container .ag-row[row-index="1"] .ag-cell').first()
  await cell.click()
  await page.keyboard.press('Enter')
  await text(/đúng bằng (giá trị của )?ô/)
  await page.locator('.ag-row').first().waitFor()
  await page.keyboard.press('Control+w')
})

test('saved definitions open as tables, indicators, charts and a report; exports are protected files', async () => {
  const secret = { STATDESK_PASSPHRASE: passphrase }
  // The command line cannot write while the window holds the workspace: that is told, with the owner.
  expect(statdesk(['define', workspace, join(folder, 'none.json')], secret).failure?.code).toBe('WORKSPACE_LOCKED')
  for (const definition of demonstrationDefinitions) {
    const saved = await page.evaluate(async (text) => JSON.parse(await (window.statdesk as Bridge).invoke('definitions.save', text)) as { ok: boolean }, JSON.stringify({ definition }))
    expect([definition.id, saved.ok]).toEqual([definition.id, true])
  }
  await page.keyboard.press('Control+4')
  await quiet()
  await button(/Chạy tất cả|Chạy lại tất cả/).click()
  await quiet()

  await page.keyboard.press('Control+6')
  await page.locator('.df-open').first().click()
  await page.locator('.ag-row').first().waitFor({ timeout: 60_000 })
  const xlsx = join(folder, 'bang.xlsx')
  app.answer.saveFile.push(xlsx)
  await button('Xuất').click()
  await page.getByRole('menuitem', { name: /Excel/ }).click()
  await expect.poll(() => existsSync(xlsx), { timeout: 60_000 }).toBe(true)

  await page.keyboard.press('Control+8')
  await page.locator('.df-open').first().click()
  await page.locator('main svg, [role=tabpanel] svg').first().waitFor({ timeout: 60_000 })
  const svg = join(folder, 'bieu-do.svg')
  app.answer.saveFile.push(svg)
  await button(/Xuất/).click()
  await page.getByRole('menuitem', { name: /SVG/ }).click()
  await expect.poll(() => existsSync(svg), { timeout: 60_000 }).toBe(true)

  await page.keyboard.press('Control+9')
  await page.locator('.df-open').first().click()
  const preview = page.locator('iframe').first()
  await preview.waitFor({ timeout: 60_000 })
  await expect.poll(() => preview.contentFrame().locator('table').count(), { timeout: 60_000 }).toBeGreaterThan(0)
  const pdf = join(folder, 'bao-cao.pdf')
  app.answer.saveFile.push(pdf)
  await button(/PDF/).click()
  await expect.poll(() => existsSync(pdf), { timeout: 60_000 }).toBe(true)
  await button(/^In/).click()
  await expect.poll(() => app.printed.length, { timeout: 60_000 }).toBe(1)
}, 240_000)

test('nothing serious for accessibility on any screen, in either theme and language', async () => {
  const findings: Record<string, string[]> = {}
  for (let index = 1; index <= 9; index += 1) {
    await page.keyboard.press(`Control+${index}`)
    await quiet()
    const found = await seriousFindings()
    if (found.length > 0) findings[`Ctrl+${index}`] = found
  }
  await page.keyboard.press('Control+,')
  await quiet()
  const settings = await seriousFindings()
  if (settings.length > 0) findings['settings'] = settings
  expect(findings).toEqual({})
}, 240_000)

test('the language switches live and stays; locked, the key is gone; a wrong passphrase is told in place', async () => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('tieng anh')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Tables' }).or(page.getByRole('button', { name: 'Tables' })).or(page.getByText('Tables')).first().waitFor()
  await page.keyboard.press('Control+l')
  await page.getByText('Không gian thử').first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Passphrase').fill('wrong passphrase')
  await dialog.getByRole('button', { name: /^Open/ }).click()
  await dialog.getByText(/passphrase is wrong/).waitFor()
  await dialog.getByLabel('Passphrase').fill(passphrase)
  await dialog.getByRole('button', { name: /^Open/ }).click()
  await page.getByRole('navigation').first().waitFor()
})

test('no screen complained to the console', () => {
  expect(app.complaints).toEqual([])
})
