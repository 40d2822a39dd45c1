import { expect, it } from 'vitest'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { applyEdit } from './edit.ts'
import { addsStocks, choosePeriods, chosenPeriods } from './periodChoice.ts'

const table = (part: object): TableDefinition =>
  tableDefinitionSchema.parse({
    kind: 'table',
    id: 't',
    title: { vi: '', en: '' },
    dataset: 'd',
    measures: [{ id: 'n', statistic: 'count' }],
    ...part,
  })
const periods = ['2026', '2025', '2024']

it('chooses by the filter and reads the choice back from it', () => {
  const before = table({ filter: "sex = '2'" })
  expect(chosenPeriods(before, periods)).toEqual(periods)
  const one = applyEdit(before, choosePeriods(before, periods, ['2026']))
  expect(one.filter).toBe("sex = '2' and period = '2026'")
  expect(chosenPeriods(one, periods)).toEqual(['2026'])
  expect(applyEdit(one, choosePeriods(one, periods, [])).filter).toBe("sex = '2'")
  expect(chosenPeriods(table({ filter: "period >= '2025'" }), periods)).toBeNull()
})

it('hides periods instead where figures look back at the one before', () => {
  const growth = table({
    rows: [{ variable: 'period', hidden: ['#missing'] }],
    measures: [
      { id: 'n', statistic: 'count' },
      { id: 'g', statistic: 'growth', of: 'n' },
    ],
  })
  const latest = applyEdit(growth, choosePeriods(growth, periods, ['2026']))
  expect([latest.filter, latest.rows[0]?.hidden]).toEqual([null, ['#missing', '2025', '2024']])
  expect(chosenPeriods(latest, periods)).toEqual(['2026'])
  expect(applyEdit(latest, choosePeriods(latest, periods, [])).rows[0]?.hidden).toEqual(['#missing'])
})

it('warns of counts at a date added up over several periods, and of nothing else', () => {
  const plain = table({})
  expect(addsStocks(plain, 'stock', periods)).toBe(true)
  expect(addsStocks(plain, 'stock', ['2026'])).toBe(false)
  expect(addsStocks(plain, 'flow', periods)).toBe(false)
  expect(addsStocks(table({ columns: [{ variable: 'period' }] }), 'stock', periods)).toBe(false)
  expect(addsStocks(table({ measures: [{ id: 'm', statistic: 'mean', variable: 'age' }] }), 'stock', periods)).toBe(
    false,
  )
})
