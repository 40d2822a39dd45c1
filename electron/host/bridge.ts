// The host's side of window.statdesk: text in, text out. Host methods are answered here, the rest go to the engine
// once their paths are known to be granted. Never trusts the page: every request is validated, every path checked.
import { statSync } from 'node:fs'
import { hostMethods } from '#shared/contract/host.ts'
import type { DroppedFile, HostMethodName, HostMethodRequest, HostMethodResponse } from '#shared/contract/host.ts'
import { methods } from '#shared/contract/methods.ts'
import type { MethodName } from '#shared/contract/methods.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import { createEngineClient } from './engineClient.ts'
import { createGrants } from './grants.ts'
import { createHostHandlers } from './hostHandlers.ts'
import type { Platform } from './platform.ts'
import { openSettingsFile } from './settingsFile.ts'

export type HostBridge = {
  /** Answers the page: JSON params → JSON reply; never throws. */
  invoke(method: string, params: string): Promise<string>
  /** JSON text of every event of engine and host. Returns the unsubscriber. */
  subscribe(listener: (message: string) => void): () => void
  /** Files that the user dropped on the window, as the host itself saw them: granted, and told to the page. */
  drop(paths: readonly string[]): void
  /** For the host's own use (menus, tests): no path check. */
  engine: { call(method: string, params: unknown): Promise<unknown> }
  settings: ReturnType<typeof openSettingsFile>
  close(): Promise<void>
}

const isHostMethod = (method: string): method is HostMethodName => Object.hasOwn(hostMethods, method)
const isEngineMethod = (method: string): method is MethodName => Object.hasOwn(methods, method)

export const createBridge = (platform: Platform): HostBridge => {
  const listeners = new Set<(message: string) => void>()
  const tell = (message: unknown) => {
    const text = stringifyExact(message)
    for (const listener of listeners) listener(text)
  }
  const settings = openSettingsFile(platform.userData)
  const grants = createGrants()
  for (const recent of settings.read().recent) grants.grant(recent.path)

  const engine = createEngineClient(() => platform.launchEngine(), {
    onEvent(event) {
      // The engine alone knows that a workspace was really opened; only then is its path worth remembering.
      if (event.event === 'workspace.changed' && event.payload.state === 'open') {
        grants.grant(event.payload.path)
        settings.remember({ path: event.payload.path, name: event.payload.name })
      }
      tell(event)
    },
    onCrash: (restarted) => tell({ type: 'event', event: 'engine.crashed', payload: { restarted } }),
  })
  const handlers = createHostHandlers({ platform, settings, grants, restartEngine: () => engine.restart(), engine })

  const answerHost = async <M extends HostMethodName>(method: M, params: unknown): Promise<HostMethodResponse<M>> => {
    const parsed = hostMethods[method].request.safeParse(params)
    if (!parsed.success) {
      const issue = parsed.error.issues[0]
      return fail('REQUEST_INVALID', { method, field: issue?.path.join('.') ?? '', reason: issue?.message ?? '' })
    }
    return handlers[method](parsed.data as HostMethodRequest<M>)
  }

  const answer = async (method: string, params: unknown): Promise<unknown> => {
    if (isHostMethod(method)) return answerHost(method, params)
    if (!isEngineMethod(method)) return fail('METHOD_UNKNOWN', { method })
    if (methods[method].policy.host) return fail('METHOD_OF_HOST', { method })
    const fields = (params ?? {}) as Record<string, unknown>
    for (const field of methods[method].paths) {
      const path = fields[field]
      for (const one of Array.isArray(path) ? path : [path])
        if (typeof one === 'string' && !grants.isGranted(one)) return fail('PATH_NOT_GRANTED', { path: one })
    }
    return engine.call(method, params)
  }

  return {
    async invoke(method, params) {
      try {
        return stringifyExact({ type: 'reply', ok: true, result: (await answer(method, parseExact(params))) ?? null })
      } catch (thrown) {
        return stringifyExact({ type: 'reply', ok: false, failure: toFailureValue(thrown) })
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    drop(paths) {
      const files = paths.flatMap((path): DroppedFile[] => {
        const found = statSync(path, { throwIfNoEntry: false })
        return found?.isFile() || found?.isDirectory()
          ? [{ path: grants.grant(path), folder: found.isDirectory() }]
          : []
      })
      if (files.length > 0) tell({ type: 'event', event: 'files.dropped', payload: { files } })
    },
    engine,
    settings,
    close: () => engine.close(),
  }
}
