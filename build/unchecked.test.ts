import { expect, test } from 'vitest'
import { uncheckedFile, uncheckedLines } from './unchecked.ts'
import { uncheckedFile as written } from '#test/support/outsideTools.ts'

test('absent programs are named once with how to get them, then what was skipped', () => {
  expect(uncheckedLines(['a file opens in PSPP'], 'PSPP: apt install pspp\nPSPP: apt install pspp\n')).toEqual([
    'Not checked on this machine:',
    '  PSPP: apt install pspp',
    '  skipped: a file opens in PSPP',
  ])
  expect(uncheckedLines([], '')).toEqual([])
  expect(
    uncheckedLines(
      Array.from({ length: 43 }, (_, i) => `test ${i}`),
      '',
    ).at(-1),
  ).toBe('  … and 3 more')
})

test('both sides name one file', () => expect(written).toBe(uncheckedFile))
