import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Failure, fail } from '#shared/model/failure.ts'
import { call, callHost, disconnect, onEvent, runJob } from './client.ts'
import { createMemoryBridge } from './memoryBridge.ts'
import type { MemoryBridge, MemoryHandlers } from './memoryBridge.ts'
import { sampleHandlers } from './sample.ts'

let bridge: MemoryBridge
const open = (handlers: MemoryHandlers): void => {
  bridge = createMemoryBridge(handlers)
  globalThis.statdesk = bridge
}
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'no failure',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.value.code : `not a Failure: ${String(thrown)}`),
  )

beforeEach(() => open(sampleHandlers()))
afterEach(() => {
  disconnect()
  globalThis.statdesk = undefined
})

describe('call', () => {
  it('answers typed values, and lets exact integers beyond 2^53 through', async () => {
    expect((await call('datasets.list', {})).map((d) => d.id)).toContain('pupil')
    open({ 'jobs.list': () => [{ sum: 12345678901234567890n }] as never })
    disconnect()
    expect(await call('jobs.list', {})).toEqual([{ sum: 12345678901234567890n }])
  })
  it('throws the Failure the engine told, with its facts', async () => {
    const work = call('datasets.get', { dataset: 'nothing' })
    await expect(work).rejects.toMatchObject({ value: { code: 'DATASET_UNKNOWN', facts: { dataset: 'nothing' } } })
  })
  it('speaks to the host the same way', async () => {
    expect((await callHost('host.info', {})).host).toBe('chromium')
  })
})

describe('runJob', () => {
  it('tells progress and answers with the result', async () => {
    const phases: string[] = []
    const status = await runJob(
      'workspace.createDemonstration',
      { path: 'd' },
      { onProgress: (state) => phases.push(`${state.state}:${state.phase}`) },
    )
    expect(status.state).toBe('open')
    expect(phases).toContain('running:generating')
    expect(phases.at(-1)).toBe('done:generating')
  })
  it('throws what made the job fail', async () => {
    open({ 'links.run': () => fail('DATASET_EMPTY', { dataset: 'pupil' }) })
    const definition = {
      kind: 'link' as const,
      id: 'a',
      label: { vi: 'a', en: 'a' },
      left: 'l',
      right: 'r',
      keys: [{ left: 'k', right: 'k' }],
    }
    expect(await code(runJob('links.run', { definition }))).toBe('DATASET_EMPTY')
  })
  it('cancels through the signal and says CANCELLED', async () => {
    open({
      'workspace.verify': (_request, job) =>
        new Promise((_resolve, reject) => job.signal.addEventListener('abort', () => reject(new Error('stopped')))),
    })
    const controller = new AbortController()
    const work = code(runJob('workspace.verify', {}, { signal: controller.signal }))
    setTimeout(() => controller.abort(), 5)
    expect(await work).toBe('CANCELLED')
    expect(await code(runJob('workspace.verify', {}, { signal: controller.signal }))).toBe('CANCELLED')
  })
  it('does not miss an end that is told before the handle arrives', async () => {
    const plain = createMemoryBridge({ 'workspace.verify': () => ({ ok: true, checks: [], seconds: 0 }) })
    globalThis.statdesk = {
      subscribe: plain.subscribe,
      async invoke(method, params) {
        const reply = await plain.invoke(method, params)
        if (method === 'workspace.verify') await new Promise((resolve) => setTimeout(resolve, 20))
        return reply
      },
    }
    expect((await runJob('workspace.verify', {})).ok).toBe(true)
  })
  it('ends with ENGINE_CRASHED when the engine dies under it', async () => {
    open({ 'workspace.verify': () => new Promise(() => undefined) })
    const work = code(runJob('workspace.verify', {}))
    setTimeout(() => bridge.emit('engine.crashed', { restarted: true }), 5)
    expect(await work).toBe('ENGINE_CRASHED')
  })
})

it('onEvent hears until unsubscribed', () => {
  const heard: string[] = []
  const off = onEvent('data.changed', ({ what }) => heard.push(what))
  bridge.emit('data.changed', { what: 'links' })
  off()
  bridge.emit('data.changed', { what: 'deliveries' })
  expect(heard).toEqual(['links'])
})
