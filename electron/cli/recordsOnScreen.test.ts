import { expect, it } from 'vitest'
import type { Arguments } from './commandTypes.ts'
import { recordsShown } from './recordsOnScreen.ts'

const args = (person: string | null, json = false): Arguments =>
  ({
    options: json ? { json: true } : {},
    ask: () => Promise.resolve({ state: 'open', person }),
  }) as never

it('prints values of records on a terminal, and of made-up data anywhere; a file or program gets none', async () => {
  expect(await recordsShown(args('Lan'), true)).toBe(true)
  expect(await recordsShown(args('Lan'), false)).toBe(false)
  expect(await recordsShown(args('Lan', true), true)).toBe(false)
  expect(await recordsShown(args(null), false)).toBe(true)
})
