// Why a cell has no figure: each statistic says its own causes, in both languages; a cell with its figure says nothing.
import { expect, it } from 'vitest'
import { statistics } from '../model/measure.ts'
import { absenceInWords } from './absence.ts'

const part = { delivered: 6, of: 12, kind: 'month' as const }

it('says the cause of each statistic, and the part of its period that was delivered', () => {
  expect(absenceInWords({ statistic: 'growth' }, 'not_available', part)?.vi).toMatch(/kỳ so sánh.*\(6\/12 tháng\)$/)
  expect(absenceInWords({ statistic: 'cumulative' }, 'not_available', null)?.en).toContain('not delivered in full')
  expect(absenceInWords({ statistic: 'mean' }, 'not_available', null)?.en).toContain('no record has a value')
  expect(absenceInWords({ statistic: 'ratio' }, 'not_available', null)?.vi).toContain('mẫu số bằng 0')
  expect(absenceInWords({ statistic: 'rank' }, 'not_applicable', part)?.en).not.toContain('6 of 12')
})

it('tells nothing of what is withheld, and nothing where there is a figure', () => {
  expect(absenceInWords({ statistic: 'growth' }, 'suppressed', part)?.en).toBe('Confidential: withheld')
  expect(absenceInWords({ statistic: 'sum' }, 'value', part)).toBeNull()
})

it('has a cause for every statistic that can be without a figure', () => {
  const always = ['count', 'distinct', 'rank']
  const silent = statistics.filter((s) => !absenceInWords({ statistic: s }, 'not_available', null)?.en.includes(':'))
  expect(silent.toSorted()).toEqual(always.toSorted())
})
