// The engine as a child process: the protocol's words, a crash, a clean shutdown.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { EngineMessage, ReplyMessage } from '#shared/contract/protocol.ts'
import { parseExact } from '#shared/model/exact.ts'

let base: string
let child: ChildProcess
let messages: EngineMessage[]
const launch = (): Promise<void> =>
  new Promise((resolve) => {
    messages = []
    child = fork(join(import.meta.dirname, 'engineProcess.ts'), [], {
      cwd: join(import.meta.dirname, '../..'),
      execArgv: [],
    })
    child.on('message', (text) => {
      const message = parseExact(String(text)) as EngineMessage
      messages.push(message)
      if (message.type === 'ready') resolve()
    })
  })
const ask = async (id: number, method: string, params: unknown): Promise<ReplyMessage> => {
  child.send(JSON.stringify({ type: 'request', id, method, params }))
  for (;;) {
    const reply = messages.find((message): message is ReplyMessage => message.type === 'reply' && message.id === id)
    if (reply) return reply
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
  }
}
const exited = (): Promise<number | null> =>
  new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
  })

beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), 'statdesk-process-'))
  await launch()
})
afterEach(() => {
  child.kill('SIGKILL')
  rmSync(base, { recursive: true, force: true })
})

it('says it is ready first, answers by id, and sends failures as values', async () => {
  expect(messages[0]).toEqual({ type: 'ready' })
  expect(await ask(7, 'workspace.status', {})).toEqual({ type: 'reply', id: 7, ok: true, result: { state: 'none' } })
  expect(await ask(8, 'definitions.list', {})).toEqual({
    type: 'reply',
    id: 8,
    ok: false,
    failure: { code: 'WORKSPACE_NONE', facts: {} },
  })
  expect(await ask(9, 'workspace.open', { path: 3 })).toMatchObject({
    ok: false,
    failure: { code: 'REQUEST_INVALID', facts: { field: 'path' } },
  })
})

it('lets the workspace go on shutdown, when its host is gone, and when it is killed', async () => {
  const path = join(base, 'w')
  expect(await ask(1, 'workspace.create', { path, name: 'w', passphrase: 'con bò lạc vào chợ phiên' })).toMatchObject({
    ok: true,
  })
  expect(messages.some((message) => message.type === 'event' && message.event === 'workspace.changed')).toBe(true)
  expect(existsSync(join(path, 'writer.json'))).toBe(true)
  child.send(JSON.stringify({ type: 'shutdown' }))
  expect(await exited()).toBe(0)
  expect(existsSync(join(path, 'writer.json'))).toBe(false)

  await launch()
  expect(await ask(2, 'workspace.open', { path, passphrase: 'con bò lạc vào chợ phiên' })).toMatchObject({
    ok: true,
    result: { state: 'open' },
  })
  child.disconnect()
  expect(await exited()).toBe(0)
  expect(existsSync(join(path, 'writer.json'))).toBe(false)

  await launch()
  await ask(3, 'workspace.open', { path, passphrase: 'con bò lạc vào chợ phiên' })
  child.kill('SIGKILL')
  await exited()
  await launch()
  expect(await ask(4, 'workspace.open', { path, passphrase: 'con bò lạc vào chợ phiên' })).toMatchObject({
    ok: true,
    result: { state: 'open', readOnly: false },
  })
}, 120_000)
