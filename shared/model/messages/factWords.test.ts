// Messages speak the user's language to the last word: kinds are words, not identifiers; a fact that is missing leaves
// no braces.
import { expect, it } from 'vitest'
import { definitionKinds } from '../definition.ts'
import { failureMessage, failureMessages } from '../messages.ts'

it('names kinds of definitions and periods in both languages', () => {
  const unknown = (kind: string) => ({ code: 'DEFINITION_UNKNOWN', facts: { kind, id: 'x' } })
  expect(failureMessage(unknown('table'), 'vi')).toBe('Không có định nghĩa bảng “x”.')
  expect(failureMessage(unknown('chart_theme'), 'en')).toBe('There is no chart theme definition “x”.')
  for (const kind of definitionKinds) expect(failureMessage(unknown(kind), 'vi')).not.toContain(` ${kind} “`)
  const period = { code: 'PERIOD_INVALID', facts: { period: '2024', dataset: 'pupil', kind: 'school_year' } }
  expect(failureMessage(period, 'vi')).toContain('(năm học)')
})

it('never shows a place that was not filled', () => {
  for (const code of Object.keys(failureMessages))
    for (const language of ['vi', 'en'] as const)
      expect(failureMessage({ code, facts: {} }, language)).not.toMatch(/\{\w+\}/)
})
