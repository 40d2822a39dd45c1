import { expect, it } from 'vitest'
import { resolveTheme } from './theme.ts'

it.each([
  ['system', false, false, 'light'],
  ['system', true, false, 'dark'],
  ['system', true, true, 'contrast'],
  ['light', true, true, 'light'],
  ['dark', false, false, 'dark'],
  ['contrast', false, false, 'contrast'],
] as const)('%s, dark %s, forced %s: %s', (setting, dark, forced, expected) =>
  expect(resolveTheme(setting, dark, forced)).toBe(expected),
)
