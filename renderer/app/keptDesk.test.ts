import { afterEach, beforeEach, expect, it } from 'vitest'
import { disconnect } from '../bridge/client.ts'
import { createMemoryBridge } from '../bridge/memoryBridge.ts'
import { sampleHandlers } from '../bridge/sample.ts'
import { keptDesk } from './keptDesk.ts'
import { useSettings } from './settings.ts'

const secret = [{ feature: 'datasets', documentId: 'd', title: 't', parameters: { filter: "tax_code = '0101234567'" } }]
const at = { path: '/w', readOnly: false }
let inWorkspace: string | null
let inSettings: string
beforeEach(() => {
  disconnect()
  inWorkspace = null
  inSettings = ''
  globalThis.statdesk = createMemoryBridge({
    ...sampleHandlers(),
    'desk.get': () => ({ documents: inWorkspace }),
    'desk.save': ({ documents }) => {
      inWorkspace = documents
      return null
    },
    'host.saveSettings': ({ settings }) => {
      inSettings = JSON.stringify(settings)
      return useSettings.getState().settings
    },
  })
  useSettings.getState().change({ screens: {} })
})
afterEach(() => {
  disconnect()
  globalThis.statdesk = undefined
})

it('keeps what lies open in a workspace with a key in that workspace alone', async () => {
  const desk = keptDesk({ ...at, encrypted: true })
  await desk.write(secret)
  expect(inWorkspace).toContain('0101234567')
  expect(inSettings).not.toContain('0101234567')
  expect(await desk.read()).toEqual(secret)
})

it('takes over what an earlier version left in the settings, and removes it there', async () => {
  useSettings.getState().change({ screens: { 'tabs:/w': secret, 'explore:d': { order: [] } } })
  expect(await keptDesk({ ...at, encrypted: true }).read()).toEqual(secret)
  expect(JSON.parse(inSettings)).toEqual({ screens: { 'explore:d': { order: [] } } })
})

it('writes nothing into a workspace that is open read-only, and that of made-up data into the settings', async () => {
  await keptDesk({ ...at, encrypted: true, readOnly: true }).write(secret)
  expect(inWorkspace).toBeNull()
  const open = keptDesk({ ...at, encrypted: false })
  await open.write(secret)
  expect([inWorkspace, await open.read()]).toEqual([null, secret])
})
