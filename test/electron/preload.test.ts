// preload.ts from start to end: what the page sees is two functions and nothing else.
import { expect, test, vi } from 'vitest'

const exposed = new Map<string, Record<string, (...parameters: unknown[]) => unknown>>()
const invoked: unknown[][] = []
const listeners = new Set<(event: unknown, message: unknown) => void>()

const heardOf = new Map<string, (event: unknown) => void>()
vi.stubGlobal('window', { addEventListener: (name: string, listener: never) => void heardOf.set(name, listener) })

vi.mock('electron', () => ({
  webUtils: { getPathForFile: ({ name }: { name: string }) => (name === 'made up' ? '' : `/disk/${name}`) },
  contextBridge: { exposeInMainWorld: (name: string, value: never) => void exposed.set(name, value) },
  ipcRenderer: {
    invoke: async (...parameters: unknown[]) => {
      invoked.push(parameters)
      return '{}'
    },
    on: (_channel: string, listener: never) => void listeners.add(listener),
    off: (_channel: string, listener: never) => void listeners.delete(listener),
  },
}))

test('the bridge passes text in both directions and never an event object', async () => {
  await import('../../electron/preload/preload.ts')
  expect([...exposed.keys()]).toEqual(['statdesk'])
  const bridge = exposed.get('statdesk')!
  expect(Object.keys(bridge).toSorted()).toEqual(['invoke', 'subscribe'])
  expect(Object.isFrozen(bridge)).toBe(true)

  await bridge['invoke']!('datasets.list', '{}', 'ignored')
  expect(invoked).toEqual([['statdesk:invoke', 'datasets.list', '{}']])

  const heard: unknown[][] = []
  const unsubscribe = bridge['subscribe']!((...parameters: unknown[]) => void heard.push(parameters)) as () => void
  for (const listener of listeners) listener({ sender: 'an event object' }, 'text')
  expect(heard).toEqual([['text']])
  unsubscribe()
  expect(listeners.size).toBe(0)
})

test('paths of dropped files go to main alone, and only of a drop that a person made', () => {
  invoked.length = 0
  const prevented: string[] = []
  const drop = (isTrusted: boolean, names: string[], types = ['Files']): void =>
    heardOf.get('drop')?.({
      isTrusted,
      dataTransfer: { types, files: names.map((name) => ({ name })) },
      preventDefault: () => void prevented.push('drop'),
    })
  drop(false, ['a.csv'])
  drop(true, ['a.csv'], ['text/plain'])
  expect(invoked).toEqual([])
  drop(true, ['a.csv', 'made up'])
  expect(invoked).toEqual([['statdesk:dropped', ['/disk/a.csv']]])
  expect(prevented).toEqual(['drop'])
})
