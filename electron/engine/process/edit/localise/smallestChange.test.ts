// Error localisation against worked examples of the field: the records, rules, weights and answers that the
// documentation and tests of R's errorlocate give, and against trying every set of fields.
import { expect, test } from 'vitest'
import { checkCondition, parseExpression, scopeOf, variablesOf } from '#shared/expression/index.ts'
import { variableSchema } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { smallestChange } from './smallestChange.ts'
import { conditionTerms } from './terms.ts'

type Value = number | string | null
const variableOf = (id: string, value: Value): Variable =>
  variableSchema.parse({
    id,
    source: id,
    label: { vi: id, en: id },
    role: 'measure',
    type: typeof value === 'string' ? 'code' : 'integer',
  })

const localised = (rules: readonly string[], record: Record<string, Value>, weights: Record<string, number> = {}) => {
  const scope = scopeOf(Object.entries(record).map(([id, value]) => variableOf(id, value)))
  const row = Object.fromEntries(
    Object.entries(record).map(([id, value]) => [id, typeof value === 'number' ? BigInt(value) : value]),
  )
  const typed = rules.map((text) => checkCondition(parseExpression(text), scope))
  const named = new Set(typed.flatMap(variablesOf))
  const numbers = new Map(Object.entries(record).flatMap(([id, v]) => (typeof v === 'number' ? [[id, BigInt(v)]] : [])))
  const codes = new Map(Object.entries(record).flatMap(([id, v]) => (typeof v === 'string' ? [[id, v]] : [])))
  const missing = new Set(Object.entries(record).flatMap(([id, v]) => (v === null && named.has(id) ? [id] : [])))
  return smallestChange(
    typed.map((one) => conditionTerms(one, row)),
    { numbers, codes, missing, weights: (id) => weights[id] ?? 1 },
  )
}
const sets = (...parameters: Parameters<typeof localised>) => {
  const found = localised(...parameters)
  return found.state === 'found' ? found.sets : found.state
}

const accounts = ['profit + cost = turnover', 'cost - 0.6 * turnover >= 0', 'cost >= 0', 'turnover >= 0']

test('linear rules: profit, cost and turnover', () => {
  expect(sets(accounts, { profit: 755, cost: 125, turnover: 200 })).toEqual([['profit']])
  const rules = ['profit + cost = turnover', 'cost - 0.6 * turnover >= 0', 'cost >= 0', 'profit >= 0']
  const record = { profit: 55, cost: 125, turnover: 200 }
  expect(sets(rules, record, { profit: 2, cost: 2, turnover: 1 })).toEqual([['turnover']])
  expect(sets(rules, record, { profit: 2, cost: 1, turnover: 2 })).toEqual([['cost']])
  expect(sets(rules, record, { profit: 1, cost: 2, turnover: 2 })).toEqual([['profit']])
  expect(sets(rules, record)).toEqual([['cost'], ['profit'], ['turnover']])
  expect(sets(rules, { profit: 75, cost: 125, turnover: 200 })).toEqual([[]])
})

test('codes and conditional rules', () => {
  const tax = ["branch in ('government', 'industry')", "tax in ('none', 'VAT')", "tax <> 'VAT' or branch = 'industry'"]
  expect(sets(tax, { branch: 'government', tax: 'VAT' })).toEqual([['branch'], ['tax']])
  expect(sets(tax, { branch: 'industry', tax: 'VAT' })).toEqual([[]])
  expect(
    sets(["voted <> 'yes' or citizen = 'yes'"], { voted: 'yes', citizen: 'no' }, { voted: 2, citizen: 1 }),
  ).toEqual([['citizen']])
  const married = ["married <> 'yes' or age >= 17", "married in ('yes', 'no')"]
  expect(sets(married, { married: 'yes', age: 16 }, { married: 1, age: 2 })).toEqual([['married']])
  expect(sets(married, { married: 'yes', age: 14 }, { married: 2, age: 1 })).toEqual([['age']])
  expect(sets(married, { married: 'yes', age: 14 }, { age: Infinity })).toEqual([['married']])
  expect(sets(['age > 0', 'income <= 0 or age > 16'], { age: -10, income: 0 })).toEqual([['age']])
  expect(sets(['age > 0', 'income <= 0 or age > 16'], { age: 15, income: 2000 })).toEqual([['age'], ['income']])
})

test('what rules imply together counts: a field is not freed that would break another rule', () => {
  // Changing b alone would break b = c; both sums must hold.
  expect(sets(['a = b', 'b = c', 'c = d'], { a: 1, b: 2, c: 2, d: 2 })).toEqual([['a']])
  expect(sets(['a + b = t', 'c + d = t', 'e = t'], { a: 1, b: 2, c: 1, d: 2, e: 9, t: 9 }, { e: 0.5 })).toEqual([
    ['e', 't'],
  ])
  expect(sets(['abs(a - b) <= 1', 'a between 0 and 10', 'b between 20 and 30'], { a: 5, b: 25 })).toBe('impossible')
  expect(sets(['a + b = t', 'b >= 0'], { a: 3, b: null, t: 1 })).toEqual([['a'], ['t']])
})

/** The tries of a whole grid: the least number of fields that can be changed, by trying all values. */
const tried = (rules: readonly string[], record: Record<string, number>, domain: readonly number[]): number => {
  const names = Object.keys(record)
  const passes = (values: Record<string, number>): boolean => {
    const found = localised(rules, values)
    return found.state === 'found' && found.weight === 0
  }
  for (let size = 0; size <= names.length; size += 1)
    for (let mask = 0; mask < 2 ** names.length; mask += 1) {
      const chosen = names.filter((_, bit) => (mask >> bit) % 2 === 1)
      if (chosen.length !== size) continue
      const grow = (left: readonly string[], values: Record<string, number>): boolean => {
        const [next, ...rest] = left
        if (next === undefined) return passes(values)
        return domain.some((value) => grow(rest, { ...values, [next]: value }))
      }
      if (grow(chosen, record)) return size
    }
  return -1
}

test('the weight is that of trying every set with every value', () => {
  const rules = ['a + b = c', 'a >= 0', 'b >= 0', 'a <= 1 or b <= 1', 'c <= 6', 'd = a or d = b']
  const domain = [0, 1, 2, 3, 4, 5, 6]
  let seed = 7
  const next = (): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % 8
  for (let n = 0; n < 25; n += 1) {
    const record = { a: next() - 1, b: next(), c: next(), d: next() }
    const found = localised(rules, record)
    expect([record, found.state === 'found' ? found.weight : found.state]).toEqual([
      record,
      tried(rules, record, domain),
    ])
  }
})
