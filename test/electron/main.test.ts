// main.ts from start to end against the stand-in, with the real engine behind it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { standIn } from './standIn.ts'

vi.mock('electron', async () => (await import('./standIn.ts')).electronStandIn)

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const userData = mkdtempSync(join(tmpdir(), 'statdesk-main-'))
const sender = { id: 1 }
const window = () => standIn.windows[0]!
const event = (url = 'app://statdesk/index.html') => ({
  sender,
  senderFrame: url === window().webContents.mainFrame.url ? window().webContents.mainFrame : { url },
})

const invoke = async (
  method: string,
  params: unknown,
  from = event(),
): Promise<{ ok: boolean; result?: Record<string, unknown>; failure?: { code: string } }> => {
  const handler = standIn.ipcHandlers.get('statdesk:invoke')!
  return JSON.parse(String(await handler(from, method, JSON.stringify(params)))) as { ok: boolean }
}

beforeAll(async () => {
  standIn.app.userData = userData
  standIn.useEngine(dist)
  await import('../../electron/main/main.ts')
  await vi.waitFor(() => expect(window().loaded).toEqual(['app://statdesk/index.html']))
})

afterAll(async () => {
  const prevented = { preventDefault: () => undefined }
  standIn.app.emit('will-quit', prevented)
  await vi.waitFor(() => expect(standIn.app.quits).toBeGreaterThan(0), { timeout: 10_000 })
  rmSync(userData, { recursive: true, force: true })
})

test('the window is sandboxed, isolated, bridged by the preload, and shown when it is ready', () => {
  expect(standIn.app.sandboxed).toBe(true)
  expect(standIn.app.modelId).toBe('vn.statdesk.desktop')
  expect(window().options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
  expect(window().options.webPreferences?.preload).toMatch(/preload\.cjs$/)
  expect(window().shown).toBe(true)
})

test('a call of our page reaches the real engine; a call from elsewhere is refused as an error', async () => {
  expect(await invoke('workspace.status', {})).toMatchObject({ ok: true, result: { state: 'none' } })
  expect((await invoke('datasets.list', {})).failure?.code).toBe('WORKSPACE_NONE')
  expect((await invoke('workspace.status', {}, event('https://evil.example/'))).failure?.code).toBe('SENDER_REFUSED')
})

test('navigation, windows and webviews are refused', () => {
  const contents = window().webContents
  const refused = (name: string, url: string) => {
    let prevented = false
    contents.emit(name, { url, preventDefault: () => void (prevented = true) })
    return prevented
  }
  for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    expect(refused(name, 'https://example.com/')).toBe(true)
    expect(refused(name, 'app://statdesk/index.html')).toBe(false)
  }
  expect(refused('will-attach-webview', 'app://statdesk/')).toBe(true)
  expect(contents.openHandler?.()).toEqual({ action: 'deny' })
})

test('the session reaches no network and grants no permission', () => {
  const cancelled = (url: string) => {
    let cancel = false
    standIn.defaultSession.beforeRequest?.({ url }, (answer) => void (cancel = answer.cancel))
    return cancel
  }
  expect(cancelled('https://example.com/')).toBe(true)
  expect(cancelled('app://statdesk/assets/x.js')).toBe(false)
  expect(standIn.defaultSession.permissionCheck?.(null, 'geolocation', 'app://statdesk')).toBe(false)
})

test('the page is served from the package with its policy, nothing beside it', async () => {
  const serve = standIn.defaultSession.served.get('app')!
  // The stand-in has no dist of its own: main.ts serves what lies beside it, so a missing file answers 404, a foreign
  // host too.
  expect((await serve(new Request('app://other/index.html'))).status).toBe(404)
  expect((await serve(new Request('app://statdesk/..%2fmain.ts'))).status).toBe(404)
  expect((await serve(new Request('app://statdesk/index.html', { method: 'POST' }))).status).toBe(404)
})

/** A report of one heading, made in a workspace of its own: what the host prints comes by this job's handle. */
const reportJob = async (): Promise<string> => {
  const folder = join(userData, 'workspace')
  standIn.dialogAnswers.open = [folder]
  await invoke('host.openFolder', { title: 'Workspace', create: false })
  const made = { path: folder, name: 'x', passphrase: null, demonstration: true }
  expect(await invoke('workspace.create', made)).toMatchObject({ ok: true })
  const definition = {
    kind: 'report',
    id: 'r',
    title: { vi: 'Báo cáo', en: 'Report' },
    office: { vi: 'Cục Thống kê', en: 'Statistics Office' },
    blocks: [{ type: 'heading', text: { vi: 'Mở đầu', en: 'Introduction' } }],
  }
  const started = (await invoke('report.html', { definition })) as unknown as { result: { job: string } }
  const { job } = started.result
  await vi.waitFor(
    async () => {
      const jobs = (await invoke('jobs.list', {})) as unknown as { result: { id: string; state: string }[] }
      expect(jobs.result.find((each) => each.id === job)?.state).toBe('done')
    },
    { timeout: 20_000 },
  )
  return job
}

test('a PDF is written where the dialog said, of the report the engine made, by a window without script', async () => {
  const path = join(userData, 'page.pdf')
  standIn.dialogAnswers.save = path
  await invoke('host.saveFile', { title: 'PDF', suggested: 'page.pdf', filters: [] })
  const job = await reportJob()
  expect(await invoke('host.writePdf', { job, path })).toMatchObject({ ok: true, result: { path } })
  expect(readFileSync(path, 'utf8')).toMatch(/^%PDF/)
  expect(existsSync(`${path}.partial`)).toBe(false)
  const printing = standIn.windows.at(-1)!
  expect(printing.options.webPreferences).toMatchObject({ sandbox: true, javascript: false })
  const page = await printing.webContents.session.served.get('app')!(new Request('app://print/document.html'))
  expect(await page.text()).toContain('Mở đầu')
})

test('a page that died is loaded again, one that ended is not', () => {
  const contents = window().webContents
  contents.emit('render-process-gone', {}, { reason: 'clean-exit' })
  contents.emit('render-process-gone', {}, { reason: 'crashed' })
  expect(contents.reloaded).toBe(1)
})

test('closing remembers where the window stood', () => {
  window().emit('close')
  expect(JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8'))).toMatchObject({
    windowBounds: { width: 1200, height: 700, maximized: false },
  })
})
