// Talks to the engine process: pairs replies with requests, passes events on, restarts a crashed engine.
// When it dies, every waiting request fails ENGINE_CRASHED; the window stays. Never retries a request by itself.
import type { EngineMessage, EventMessage } from '#shared/contract/protocol.ts'
import { Failure } from '#shared/model/failure.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import type { EngineHandle } from './platform.ts'

export type EngineClient = {
  call(method: string, params: unknown): Promise<unknown>
  restart(): void
  close(): Promise<void>
}

type Pending = { resolve: (value: unknown) => void; reject: (reason: unknown) => void }

/**
 * Crashes closer together than this many milliseconds are counted; after three in a row the engine is not restarted.
 */
const crashWindow = 20_000

export const createEngineClient = (
  launch: () => EngineHandle,
  listeners: { onEvent: (event: EventMessage) => void; onCrash: (restarted: boolean) => void },
): EngineClient => {
  let engine: EngineHandle | null = null
  let nextId = 1
  let closing = false
  let crashes: number[] = []
  const pending = new Map<number, Pending>()

  const receive = (text: string) => {
    const message = parseExact(text) as EngineMessage
    if (message.type === 'event') listeners.onEvent(message)
    if (message.type !== 'reply') return
    const waiting = pending.get(message.id)
    pending.delete(message.id)
    if (message.ok) waiting?.resolve(message.result)
    else waiting?.reject(new Failure(message.failure))
  }

  const start = () => {
    const started = launch()
    engine = started
    started.onMessage(receive)
    started.onExit((code) => {
      if (engine !== started) return
      engine = null
      const failure = new Failure({ code: 'ENGINE_CRASHED', facts: {}, detail: `exit code ${code}` })
      for (const waiting of pending.values()) waiting.reject(failure)
      pending.clear()
      if (closing) return
      const now = Date.now()
      crashes = [...crashes.filter((t) => now - t < crashWindow), now]
      const restart = crashes.length < 3
      if (restart) start()
      listeners.onCrash(restart)
    })
  }
  start()

  return {
    call: (method, params) =>
      new Promise((resolve, reject) => {
        if (!engine) return reject(new Failure({ code: 'ENGINE_CRASHED', facts: {} }))
        const id = nextId++
        pending.set(id, { resolve, reject })
        engine.send(stringifyExact({ type: 'request', id, method, params }))
      }),
    restart() {
      crashes = []
      if (engine) engine.kill()
      else start()
    },
    async close() {
      closing = true
      const last = engine
      if (!last) return
      await new Promise<void>((resolve) => {
        // The engine closes its databases on this message; a hung engine is killed.
        const timer = setTimeout(() => last.kill(), 5_000)
        last.onExit(() => {
          clearTimeout(timer)
          resolve()
        })
        last.send(JSON.stringify({ type: 'shutdown' }))
      })
    },
  }
}
