import { expect, it } from 'vitest'
import { hostMethods, settingsSchema } from '#shared/contract/host.ts'

it('a change of one setting names no other: the rest must stay as they are', () => {
  expect(hostMethods['host.saveSettings'].request.parse({ settings: { theme: 'dark' } })).toEqual({
    settings: { theme: 'dark' },
  })
})

it('settings have a default for everything', () => {
  expect(settingsSchema.parse({})).toMatchObject({ language: 'vi', recent: [] })
})
