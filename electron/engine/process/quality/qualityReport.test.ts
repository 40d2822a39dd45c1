// The quality of a period: every figure counted by hand from small files.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runRules } from '#engine/collect/rules/runRules.ts'
import { saveRules } from '#engine/collect/rules/keepRules.ts'
import { qualityHtml } from '#engine/disseminate/report/qualityHtml.ts'
import { officeRuleSchema } from '#shared/model/officeRule.ts'
import { openBench, sampleHeader } from '#test/support/intake/importTest.ts'
import type { Bench } from '#test/support/intake/importTest.ts'
import { qualityReport } from './qualityReport.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const row = (code: string, province: string, amount: string, people: string): string[] => [
  code,
  'x',
  province,
  '',
  '',
  amount,
  people,
  '',
]
const take = (year: string, rows: string[][]) => bench.take(bench.file(`sample_${year}.csv`, [sampleHeader, ...rows]))
const said = async (period?: string) => {
  const report = await qualityReport(bench.context, { dataset: 'sample', ...(period ? { period } : {}) }, bench.job)
  return { report, of: Object.fromEntries(report.measures.map((m) => [m.id, m.why ?? [m.numerator, m.denominator]])) }
}

test('each measure is a count over a count, or says why it is none', async () => {
  await take('2020', [row('A1', '01', '1', '1'), row('A2', '01', '2', '2')])
  await take('2021', [
    row('A1', '01', '5000', '1'),
    row('A3', '', '', '2'),
    row('A1', '01', '1', '1'),
    row('A4', '01', '1', '-1'),
    row('A5', '01', '1', ''),
  ])
  const { report, of } = await said()
  expect([report.period, report.before, report.files.map((f) => [f.rowsRead, f.rowsAccepted])]).toEqual([
    '2021',
    '2020',
    [[5, 2]],
  ])
  // Seven delivered variables in the column set: code, province, tax_code, person, amount, headcount, day.
  expect(of).toMatchObject({
    filled: [6, 14],
    required_missing: [1, 5],
    rejected_invalid: [2, 5],
    duplicates: [1, 5],
    flagged: [1, 2],
    rules_failed: 'NO_RULES',
    units_kept: [1, 2],
    register_found: 'NO_RULES',
    repaired: [0, 14],
    imputed: [0, 14],
  })
  expect(report.measures.find((m) => m.id === 'filled')?.trend).toEqual([
    { period: '2020', value: 8 / 14 },
    { period: '2021', value: 6 / 14 },
  ])
  expect(report.variables.find((v) => v.variable === 'headcount')).toMatchObject({
    filled: 2,
    records: 2,
    filledBefore: 1,
    missingRequired: 1,
  })
  expect((await said('2020')).of).toMatchObject({ units_kept: 'NO_PREVIOUS', duplicates: [0, 2] })
  expect(qualityHtml(report, 'vi', 'StatDesk')).toContain('6 / 14')
})

test('rules count once they were run, and not as passed before', async () => {
  await take('2021', [row('A1', '01', '1', '1'), row('A2', '01', '', '5')])
  saveRules(bench.context, 'sample', [
    officeRuleSchema.parse({
      id: 'small',
      message: { vi: 's', en: 's' },
      over: 'record',
      severity: 'soft',
      expression: 'headcount < 3',
    }),
    officeRuleSchema.parse({
      id: 'paid',
      message: { vi: 'p', en: 'p' },
      over: 'record',
      severity: 'soft',
      expression: 'amount > 0',
    }),
  ])
  expect((await said()).of).toMatchObject({ rules_failed: 'RULES_NOT_RUN' })
  await runRules(bench.context, { dataset: 'sample' }, bench.job)
  const { report, of } = await said()
  expect(of).toMatchObject({ rules_failed: [1, 3] })
  expect(report.rules.map((r) => [r.rule, r.failed, r.unknown, r.state])).toEqual([
    ['small', 1, 0, 'done'],
    ['paid', 0, 1, 'done'],
  ])
})
