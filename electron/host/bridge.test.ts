import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FailureValue } from '#shared/model/failure.ts'
import type { HostBridge } from './bridge.ts'
import { createBridge } from './bridge.ts'
import type { EngineHandle, Platform } from './platform.ts'

/** A stand-in for the engine process: the test answers, ends or floods it. */
type FakeEngine = EngineHandle & {
  sent: { id: number; method: string; params: unknown; type: string }[]
  say(message: unknown): void
  die(code: number): void
}

const fakeEngine = (): FakeEngine => {
  let receive = (_message: string) => {}
  const exits: ((code: number | null) => void)[] = []
  const engine: FakeEngine = {
    sent: [],
    send(message) {
      const parsed = JSON.parse(message) as FakeEngine['sent'][number]
      engine.sent.push(parsed)
      if (parsed.type === 'shutdown') engine.die(0)
    },
    onMessage: (listener) => void (receive = listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => engine.die(9),
    say: (message) => receive(JSON.stringify(message)),
    die: (code) => exits.splice(0).forEach((listener) => listener(code)),
  }
  return engine
}

let folder: string
let engines: FakeEngine[]
let chosen: string | null
let bridge: HostBridge
let events: { event: string; payload: unknown }[]

const platform = (): Platform => ({
  kind: 'chromium',
  version: '1',
  userData: folder,
  launchEngine: () => {
    const engine = fakeEngine()
    engines.push(engine)
    return engine
  },
  openFile: async () => (chosen === null ? null : [chosen]),
  openFolder: async () => chosen,
  saveFile: async () => chosen,
  writePdf: async (html, path) => writeFileSync(path, html),
  print: async () => undefined,
  showInFolder: async () => undefined,
  setTitle: async () => undefined,
  copyText: async () => undefined,
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'statdesk-bridge-'))
  engines = []
  events = []
  chosen = join(folder, 'file.csv')
  bridge = createBridge(platform())
  bridge.subscribe((text) => events.push(JSON.parse(text) as { event: string; payload: unknown }))
})
afterEach(async () => {
  await bridge.close()
  rmSync(folder, { recursive: true, force: true })
})

const invoke = async (
  method: string,
  params: unknown,
): Promise<{ ok: boolean; result?: unknown; failure?: FailureValue }> =>
  JSON.parse(await bridge.invoke(method, JSON.stringify(params))) as { ok: boolean }
const engine = () => engines.at(-1) as FakeEngine

test('a request reaches the engine and its reply comes back', async () => {
  const answer = invoke('datasets.list', {})
  expect(engine().sent).toEqual([{ type: 'request', id: 1, method: 'datasets.list', params: {} }])
  engine().say({ type: 'reply', id: 1, ok: true, result: [1, 2] })
  expect(await answer).toEqual({ type: 'reply', ok: true, result: [1, 2] })
})

test('a path that no dialog returned never reaches the engine; one that did does', async () => {
  const refused = await invoke('intake.preview', { path: '/etc/passwd' })
  expect(refused.failure?.code).toBe('PATH_NOT_GRANTED')
  expect(engine().sent).toEqual([])
  await invoke('host.openFile', { title: 't', filters: [] })
  const allowed = invoke('intake.preview', { path: chosen })
  expect(engine().sent).toHaveLength(1)
  engine().say({ type: 'reply', id: 1, ok: true, result: null })
  expect((await allowed).ok).toBe(true)
  expect((await invoke('intake.preview', { path: join(String(chosen), '..', 'other.csv') })).failure?.code).toBe(
    'PATH_NOT_GRANTED',
  )
})

test('when the engine dies its callers are told, it is restarted, and after three deaths no more', async () => {
  for (const restarted of [true, true, false]) {
    const waiting = invoke('datasets.list', {})
    engine().die(139)
    expect((await waiting).failure?.code).toBe('ENGINE_CRASHED')
    expect(events.at(-1)).toMatchObject({ event: 'engine.crashed', payload: { restarted } })
  }
  expect(engines).toHaveLength(3)
  expect((await invoke('datasets.list', {})).failure?.code).toBe('ENGINE_CRASHED')
  await invoke('host.restartEngine', {})
  expect(engines).toHaveLength(4)
})

test('an opened workspace is remembered and its path granted at the next start; the page cannot add one', async () => {
  engine().say({
    type: 'event',
    event: 'workspace.changed',
    payload: { state: 'open', path: join(folder, 'ws'), name: 'Thử' },
  })
  const saved = await invoke('host.saveSettings', {
    settings: {
      recent: [
        { path: '/etc', name: 'x' },
        { path: join(folder, 'ws'), name: 'Thử' },
      ],
      language: 'en',
    },
  })
  expect(saved.result).toMatchObject({ language: 'en', recent: [{ path: join(folder, 'ws') }] })
  await bridge.close()
  bridge = createBridge(platform())
  void invoke('workspace.open', { path: join(folder, 'ws') })
  expect(engine().sent.map((m) => m.method)).toEqual(['workspace.open'])
  engine().say({ type: 'reply', id: 1, ok: true, result: null })
})

test('wrong requests name the field; unknown methods the method', async () => {
  expect((await invoke('host.writePdf', { job: 1, path: 'x' })).failure).toMatchObject({
    code: 'REQUEST_INVALID',
    facts: { field: 'job' },
  })
  expect((await invoke('no.such', {})).failure?.code).toBe('METHOD_UNKNOWN')
  expect((await invoke('constructor', {})).failure?.code).toBe('METHOD_UNKNOWN')
  expect((await invoke('host.writePdf', { job: 'x', path: join(folder, 'secret.pdf') })).failure?.code).toBe(
    'PATH_NOT_GRANTED',
  )
})

test('what is printed comes from the engine by the handle of a report, never from the page', async () => {
  await invoke('host.saveFile', { title: 't', suggested: 's', filters: [] })
  const written = invoke('host.writePdf', { job: 'j1', path: chosen })
  expect(engine().sent).toMatchObject([{ method: 'report.export', params: { job: 'j1', path: chosen } }])
  engine().say({ type: 'reply', id: 1, ok: true, result: { html: '<p>protected</p>' } })
  expect((await written).result).toMatchObject({ path: chosen })
  expect(readFileSync(String(chosen), 'utf8')).toBe('<p>protected</p>')
  for (const method of ['report.print', 'report.export'])
    expect((await invoke(method, { job: 'j1', path: chosen })).failure?.code).toBe('METHOD_OF_HOST')
  expect(engine().sent).toHaveLength(1)
})

test('settings that cannot be read are kept aside, not lost', async () => {
  await bridge.close()
  writeFileSync(join(folder, 'settings.json'), '{ broken')
  bridge = createBridge(platform())
  expect(bridge.settings.read().language).toBe('vi')
  expect(readFileSync(join(folder, 'settings.json.unreadable'), 'utf8')).toBe('{ broken')
})
