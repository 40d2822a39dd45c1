// Entry of the engine's child process, under Electron's utilityProcess and Node's fork alike. In: request messages.
// Out: replies, events. Speaks shared/contract/protocol.ts as JSON text. Never goes on after an exception nobody
// foresaw: it exits and the host restarts it.
import { userInfo } from 'node:os'
import type { EngineMessage, RequestMessage, ShutdownMessage } from '#shared/contract/protocol.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import manifest from '../../package.json' with { type: 'json' }
import { createEngine } from './engine.ts'

/** Electron's port, as far as it is used here; the engine never imports electron. */
type ParentPort = {
  postMessage(message: string): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}
const parentPort = (process as typeof process & { parentPort?: ParentPort }).parentPort

const send = (message: EngineMessage): void => {
  const text = stringifyExact(message)
  if (parentPort) parentPort.postMessage(text)
  else if (process.connected) process.send?.(text)
}

const userName = (): string => {
  try {
    return userInfo().username
  } catch {
    // An account without an entry in the user database.
    return process.env['USERNAME'] ?? process.env['USER'] ?? '?'
  }
}

const engine = createEngine({
  program: `StatDesk ${manifest.version}`,
  user: userName(),
  scheduled: true,
  emit: (event, payload) => send({ type: 'event', event, payload } as EngineMessage),
})

const exit = async (): Promise<void> => {
  await engine.close()
  process.exit(0)
}

const answer = async ({ id, method, params }: RequestMessage): Promise<void> => {
  try {
    send({ type: 'reply', id, ok: true, result: (await engine.call(method, params)) ?? null })
  } catch (thrown) {
    send({ type: 'reply', id, ok: false, failure: toFailureValue(thrown) })
  }
}

const receive = (text: unknown): void => {
  const message = parseExact(String(text)) as RequestMessage | ShutdownMessage
  if (message.type === 'shutdown') void exit()
  else if (message.type === 'request') void answer(message)
}

if (parentPort) parentPort.on('message', (event) => receive(event.data))
else {
  process.on('message', receive)
  // The host is gone: nobody would ever close the workspace.
  process.on('disconnect', () => void exit())
}
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  process.exit(70)
})

send({ type: 'ready' })
