// A first hour in the window, as an analyst would spend it: new encrypted workspace, deliveries taken in, rows looked
// through, a table built by keyboard alone, drilled, drawn, exported, printed; language switched, workspace locked and
// reopened.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { Bridge } from '#shared/contract/host.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { demonstrationDefinitions } from '#engine/upkeep/demonstration/definitions.ts'
import { launchApp } from './launchApp.ts'
import type { LaunchedApp } from './launchApp.ts'
import { quiet, seriousFindings } from './screenChecks.ts'
import { statdesk } from './statdesk.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-window-'))
const pictures = fileURLToPath(new URL('../../out/e2e', import.meta.url))
const deliveries = join(folder, 'deliveries')
const workspace = join(folder, 'workspace')
const passphrase = 'mật khẩu thử nghiệm'
const secret = { STATDESK_PASSPHRASE: passphrase }
let app: LaunchedApp
let page: Page

/** The tab or screen in front; others stay mounted behind it. */
const front = () => page.locator('.sd-slot:not([hidden])')
const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
const row = (index: number) => front().locator(`.ag-row[row-index="${index}"]`).first()
const go = async (screen: number, title: string) => {
  await page.keyboard.press(`Control+${screen}`)
  await front().getByRole('heading', { level: 1, name: title }).waitFor()
  await quiet(page)
}
const openFirst = async () => {
  await front().locator('.df-open').first().click()
  await quiet(page)
}
const savedTo = async (name: string, act: () => Promise<void>): Promise<Buffer> => {
  const path = join(folder, name)
  app.answer.saveFile.push(path)
  await act()
  await expect.poll(() => existsSync(path), { timeout: 60_000 }).toBe(true)
  await quiet(page)
  return readFileSync(path)
}

beforeAll(async () => {
  const all = join(folder, 'all')
  expect(statdesk(['demo', all, '--scale', '0.0004', '--seed', '3']).failure).toBeNull()
  // Enough for every definition to have figures, few enough to be quick.
  mkdirSync(deliveries)
  for (const file of readdirSync(all)) {
    if (
      /^(school|teacher|pupil|taxpayer)_|^financial_statement_2025|^vat_return_2025-0[12]|^customs_line_202[45]-0[12]/.test(
        file,
      )
    )
      copyFileSync(join(all, file), join(deliveries, file))
  }
  app = await launchApp({ viewport: { width: 1366, height: 768 } })
  page = app.page
  page.setDefaultTimeout(20_000)
  // Colours are judged where they end, not half-way through a fade.
  await page.emulateMedia({ reducedMotion: 'reduce' })
}, 180_000)

afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${task.name.replace(/[^a-z]+/gi, '-').slice(0, 60)}.png`) })
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('an encrypted workspace is made in a folder the user chose', async () => {
  await button('Tạo không gian làm việc').click()
  const dialog = page.getByRole('dialog')
  app.answer.openFolder.push(workspace)
  await dialog.getByRole('button', { name: 'Chọn…' }).click()
  await dialog.getByLabel(/^Tên/).fill('Không gian thử')
  await dialog.getByLabel(/^Mật khẩu/).fill(passphrase)
  await dialog.getByLabel(/^Nhập lại mật khẩu/).fill('khác hẳn')
  await dialog.getByText('Hai lần nhập không giống nhau.').waitFor()
  await dialog.getByLabel(/^Nhập lại mật khẩu/).fill(passphrase)
  await dialog.getByRole('button', { name: 'Tạo không gian làm việc' }).click()
  // By role: the page must not stay hidden from assistive technology after the dialog went.
  await page.getByRole('navigation').first().waitFor()
  await page.getByText('Đã mã hóa').waitFor()
  expect(existsSync(join(workspace, 'workspace.json'))).toBe(true)
  expect(readFileSync(join(workspace, 'catalog.sqlite')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
})

test('a file is previewed and taken in, its rejects shown; then the whole folder, where the same again changes nothing', async () => {
  await go(2, 'Đợt nhận')
  app.answer.openFile.push([join(deliveries, 'pupil_2024-2025.csv')])
  await button('Nhận tệp…').click()
  const preview = page.getByRole('group', { name: 'Các dòng đầu' })
  await preview.locator('tbody tr').first().waitFor()
  expect(await preview.locator('tbody tr').count()).toBeGreaterThan(3)
  expect(await page.getByLabel(/^Bộ dữ liệu/).inputValue()).toBe('pupil')
  await page.getByRole('button', { name: 'Nhận', exact: true }).click()
  await page
    .getByText(/Đã nhận pupil_2024-2025\.csv/)
    .first()
    .waitFor({ timeout: 60_000 })
  // The delivery's page: rejects with row number, reason and the text as sent.
  const rejects = page.getByRole('group', { name: 'Bản ghi bị loại' })
  await rejects.locator('tbody tr').first().waitFor()
  expect(await rejects.locator('tbody tr').first().locator('td').nth(1).innerText()).not.toBe('')

  await go(2, 'Đợt nhận')
  app.answer.openFolder.push(deliveries)
  await button('Nhận cả thư mục…').click()
  await page.getByRole('button', { name: 'Nhận', exact: true }).click()
  await page.getByRole('cell', { name: 'không đổi' }).first().waitFor({ timeout: 90_000 })
  expect(await page.getByRole('cell', { name: 'không đổi' }).count()).toBe(1)
  expect(await page.getByRole('cell', { name: 'đã nhận', exact: true }).count()).toBe(
    readdirSync(deliveries).length - 1,
  )
}, 180_000)

test('rows are looked through: sorted, filtered by an expression, gone to, identifiers masked', async () => {
  await go(5, 'Khai thác')
  await front().locator('.sd-card').filter({ hasText: 'Học sinh' }).first().click()
  await row(0).waitFor()
  const unsorted = await row(0).innerText()
  await button('Giảm dần').click()
  await expect.poll(() => row(0).innerText(), { timeout: 20_000 }).not.toBe(unsorted)
  const field = front().getByLabel('Điều kiện viết bằng biểu thức')
  await field.fill("birth_year >= 2015 and province <> '01'")
  await field.press('Enter')
  await front()
    .getByText(/^[\d.]+ trong [\d.]+ dòng$/)
    .waitFor()
  await row(0).waitFor()
  await field.fill('sex = ')
  await front()
    .getByText(/^Ký tự 7:/)
    .waitFor()
  expect(await front().getByRole('button', { name: 'Áp dụng' }).first().isDisabled()).toBe(true)
  await page.keyboard.press('Control+g')
  await page.getByRole('dialog').getByRole('textbox').fill('150')
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[row-index]')?.getAttribute('row-index')), {
      timeout: 10_000,
    })
    .toBe('149')
  await go(5, 'Khai thác')
  await front().locator('.sd-card').filter({ hasText: 'Trường học' }).first().click()
  await row(0).waitFor()
  await front().getByText('••••••').first().waitFor({ state: 'attached' })
})

test('a table is built by keyboard alone, taken back and again, and saved', async () => {
  await go(6, 'Bảng')
  await page.getByRole('button', { name: 'Bảng mới' }).first().waitFor()
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').waitFor()
  await page.keyboard.type('hoc sinh')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await front().getByLabel('Tìm biến').waitFor()
  const send = async (typed: string, place: string) => {
    await page.keyboard.press('Control+Shift+V')
    await page.keyboard.press('Control+A')
    await page.keyboard.type(typed)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const items = page.getByRole('menu').getByRole('menuitem')
    await items.first().waitFor()
    const names = await items.allInnerTexts()
    for (let i = 0; i < names.findIndex((name) => name.startsWith(place)); i += 1)
      await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await quiet(page)
  }
  const table = () => front().locator('.ag-root').first().innerText()
  await send('gioi tinh', 'Vào cột')
  await send('khoi', 'Vào dòng')
  await expect.poll(table, { timeout: 20_000 }).toMatch(/Nữ[\s\S]*Tổng số/)
  // Columns alone match too: the rows of the second variable must be there before the table is read.
  await row(1).waitFor()
  await quiet(page)
  const whole = await table()
  await page.keyboard.press('Control+z')
  await expect.poll(table, { timeout: 20_000 }).not.toBe(whole)
  await quiet(page)
  await page.keyboard.press('Control+y')
  await expect.poll(table, { timeout: 20_000 }).toBe(whole)
  await page.keyboard.press('Control+s')
  await page
    .getByText(/^Đã lưu/)
    .first()
    .waitFor()
})

test('from a cell to its records, whose own sum is the cell', async () => {
  const cell = row(1).locator('.ag-cell.tb-figure').first()
  await cell.click()
  const figure = (await cell.innerText()).trim()
  await page.keyboard.press('Enter')
  await front()
    .getByText(/đúng bằng ô/)
    .waitFor()
  expect(
    await front()
      .getByText(/đúng bằng ô/)
      .innerText(),
  ).toContain(`${figure} bản ghi`)
  await front()
    .getByText(new RegExp(`^${figure.replaceAll('.', '\\.')} (trong [\\d.]+ )?dòng$`))
    .first()
    .waitFor()
  await row(0).waitFor()
  await page.keyboard.press('Control+w')
})

test('saved definitions open as tables, indicators, charts and a report; links run; exports are protected files', async () => {
  // Nobody else writes while the window holds the workspace.
  expect(statdesk(['link', workspace, '--all'], secret).failure).not.toBeNull()
  for (const definition of demonstrationDefinitions) {
    const saved = await page.evaluate(
      async (text) =>
        JSON.parse(await (window as unknown as { statdesk: Bridge }).statdesk.invoke('definitions.save', text)) as {
          ok: boolean
        },
      JSON.stringify({ definition }),
    )
    expect([definition.id, saved.ok]).toEqual([definition.id, true])
  }
  await go(4, 'Liên kết')
  await button(/^Chạy liên kết/).click()
  await expect.poll(() => front().getByText('còn hiệu lực', { exact: true }).count(), { timeout: 60_000 }).toBe(5)

  await go(6, 'Bảng')
  await openFirst()
  await row(0).waitFor()
  const xlsx = await savedTo('bang.xlsx', async () => {
    await front().getByRole('button', { name: 'Xuất' }).first().click()
    await page.getByRole('menuitem', { name: /Excel/ }).click()
  })
  expect(xlsx.subarray(0, 2).toString('latin1')).toBe('PK')

  await go(7, 'Chỉ tiêu')
  expect(await front().locator('.df-open').count()).toBe(
    demonstrationDefinitions.filter((d) => d.kind === 'indicator').length,
  )
  await openFirst()
  await row(0).waitFor()

  await go(8, 'Biểu đồ')
  await openFirst()
  await front().locator('.ch-canvas svg').first().waitFor()
  const export_ = async (format: RegExp): Promise<void> => {
    await front().getByRole('button', { name: 'Xuất', exact: true }).click()
    await page.getByRole('menuitem', { name: format }).click()
  }
  const svg = await savedTo('bieu-do.svg', () => export_(/SVG/))
  expect(svg.toString('utf8')).toMatch(/^<svg|^<\?xml/)
  const png = await savedTo('bieu-do.png', () => export_(/PNG 300/))
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')

  await go(9, 'Bản đồ')
  await openFirst()
  await front().locator('[data-code="01"]').first().waitFor({ state: 'attached' })

  await page.getByRole('navigation').getByRole('button', { name: 'Báo cáo', exact: true }).click()
  await quiet(page)
  await openFirst()
  const preview = front().locator('iframe').first()
  await expect.poll(() => preview.contentFrame().locator('table').count(), { timeout: 60_000 }).toBeGreaterThan(0)
  const pdf = await savedTo('bao-cao.pdf', () => front().getByRole('button', { name: 'Lưu PDF' }).click())
  expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  await front().getByRole('button', { name: 'In', exact: true }).click()
  await expect.poll(() => app.printed.length, { timeout: 60_000 }).toBe(1)
}, 240_000)

test('a yearbook table is taken from the library; its cell tells how it was made; categories are found and copied with their headings', async () => {
  await go(6, 'Bảng')
  await front().getByRole('button', { name: 'Thư viện biểu' }).click()
  await front().locator('.lb-entry').first().waitFor()
  const all = await front().locator('.lb-entry').count()
  expect(all).toBeGreaterThanOrEqual(40)
  await page.keyboard.type('so truong')
  await expect.poll(() => front().locator('.lb-entry').count(), { timeout: 10_000 }).toBeLessThan(all)
  await page.keyboard.press('Control+Enter')
  await row(0).waitFor()
  await quiet(page)
  await row(0).locator('.ag-cell.tb-figure').first().click()
  await page.keyboard.press('Alt+Enter')
  await front().locator('.tb-passport__figure').first().waitFor()
  await page.keyboard.press('Control+f')
  await front().locator('.tb-find').waitFor()
  await page.keyboard.press('Escape')
  app.copied.length = 0
  await row(0).locator('.ag-cell.tb-figure').first().click()
  await page.keyboard.press('Control+Shift+c')
  await expect.poll(() => app.copied.length, { timeout: 10_000 }).toBe(1)
  expect(app.copied[0]?.html).toMatch(/<table[\s\S]*<th/)
  expect(app.copied[0]?.text.split('\n').length).toBeGreaterThan(3)
  await page.keyboard.press('Control+w')
})

test('explore: a condition is made in words, by keyboard alone', async () => {
  await go(5, 'Khai thác')
  await front().locator('.sd-card').filter({ hasText: 'Giáo viên' }).first().click()
  await row(0).waitFor()
  const whole = await front()
    .getByText(/^[\d.]+ dòng$/)
    .first()
    .innerText()
  await page.keyboard.press('Control+Shift+l')
  await front().locator('.sd-condition__values').first().waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.sd-picker__value').first().waitFor()
  await page.keyboard.type('ha noi')
  await expect
    .poll(() => page.locator('.sd-picker__value').first().innerText(), { timeout: 10_000 })
    .toContain('Hà Nội')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect
    .poll(
      () =>
        front()
          .getByText(/^[\d.]+ (trong [\d.]+ )?dòng$/)
          .first()
          .innerText(),
      { timeout: 20_000 },
    )
    .not.toBe(whole)
  await page.keyboard.press('Control+w')
})

test('a delivery is withdrawn after a question that says how many rows', async () => {
  await go(2, 'Đợt nhận')
  await front().getByRole('button', { name: 'customs_line_2024-02.csv' }).first().click()
  await front().getByRole('button', { name: 'Thu hồi…' }).click()
  const dialog = page.getByRole('alertdialog')
  expect(await dialog.innerText()).toMatch(/\d+ dòng của Dòng hàng tờ khai hải quan/)
  await dialog.getByRole('button', { name: 'Thu hồi…' }).click()
  await page
    .getByText(/^Đã thu hồi: \d+ dòng/)
    .first()
    .waitFor()
  await page.keyboard.press('Control+w')
})

test('nothing serious for accessibility on any screen or document, light, dark and high contrast', async () => {
  const findings: Record<string, string[]> = {}
  let colours = false
  const check = async (name: string) => {
    await quiet(page)
    const found = await seriousFindings(page, colours)
    if (found.length > 0) findings[name] = found
  }
  const theme = async (name: string) => {
    await page.keyboard.press('Control+,')
    await front().getByRole('radio', { name }).check()
    await quiet(page)
  }
  const tabs = () => page.getByRole('tab')
  for (const name of ['Sáng', 'Tối', 'Tương phản cao']) {
    await theme(name)
    // The structure is the same in every theme; only what has a colour can differ.
    colours = name !== 'Sáng'
    await check(`${name}: settings`)
    for (let index = 1; index <= 9; index += 1) {
      await page.keyboard.press(`Control+${index}`)
      await check(`${name}: Ctrl+${index}`)
    }
    // High contrast has the same colours in every document; the screens speak for them.
    const documents = name === 'Tương phản cao' ? 0 : await tabs().count()
    for (let index = 1; index < documents; index += 1) {
      await tabs().nth(index).click()
      await check(`${name}: ${await tabs().nth(index).innerText()}`)
    }
  }
  await theme('Sáng')
  expect(findings).toEqual({})
}, 480_000)

test('the language switches live; locked, the key is gone; a wrong passphrase is told in place; tabs come back', async () => {
  const open = await page.getByRole('tab').count()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Tìm nhanh' }).waitFor()
  await page.keyboard.type('hoc sinh')
  await page
    .getByRole('option', { name: /^Học sinh/ })
    .first()
    .waitFor()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('switch to english')
  await page
    .getByRole('option', { name: /Switch to English/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Tables' }).first().waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  await page.waitForTimeout(800)
  await page.keyboard.press('Control+l')
  await page
    .getByRole('button', { name: /^Không gian thử/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Passphrase').fill('wrong passphrase')
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await dialog.getByText(/passphrase is (wrong|not)/i).waitFor()
  await dialog.getByLabel('Passphrase').fill(passphrase)
  await dialog.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('navigation').first().waitFor()
  await expect.poll(() => page.getByRole('tab').count(), { timeout: 10_000 }).toBeGreaterThanOrEqual(open - 1)
})

test('forced colours show every screen without complaint', async () => {
  await page.emulateMedia({ forcedColors: 'active' })
  for (let index = 1; index <= 9; index += 1) {
    await page.keyboard.press(`Control+${index}`)
    await quiet(page)
    expect(await front().innerText()).not.toBe('')
  }
  await page.emulateMedia({ forcedColors: 'none' })
})

test('no screen complained to the console', () => {
  expect(app.complaints).toEqual([])
})
