// Lines and sums of an official form: names, printed numbers, and a message that says just what the rule says.
import { expect, test } from 'vitest'
import { parseExpression } from '#shared/expression/index.ts'
import { formLines } from './formLines.ts'
import { builtInDatasets } from './index.ts'

test('a line is a variable named after its number, a sum a soft rule with its own formula as message', () => {
  const { line, adds } = formLines({ variable: 'b01', column: 'b01_', name: 'B01' })
  expect(line('100', 'Tài sản', 'Assets')).toMatchObject({
    id: 'b01_100',
    source: 'b01_100',
    label: { vi: 'B01 [100] Tài sản', en: 'B01 [100] Assets' },
    role: 'measure',
    type: 'integer',
  })
  expect(adds('20', '10 - 11')).toEqual({
    id: 'b01_20_adds_up',
    severity: 'soft',
    expression: 'b01_20 = b01_10 - b01_11',
    message: { vi: 'B01: [20] khác [10] − [11]', en: 'B01: [20] differs from [10] − [11]' },
  })
  const plain = formLines({ variable: 'line', column: 'ct', shown: (number) => number.toUpperCase() })
  expect(plain.line('32a', 'x', 'y')).toMatchObject({ id: 'line_32a', source: 'ct32a', label: { en: '[32A] y' } })
  expect(plain.adds('40a - 41', '36')).toMatchObject({
    id: 'line_41_adds_up',
    expression: 'line_40a - line_41 = line_36',
    message: { en: '[40A] − [41] differs from [36]' },
  })
})

test('every sum of the built-in forms speaks of lines its dataset has', () => {
  const sums = builtInDatasets.flatMap((d) =>
    d.rules
      .filter((r) => r.id.endsWith('_adds_up'))
      .map((rule) => ({ rule, known: new Set(d.variables.map((v) => v.id)) })),
  )
  expect(sums.length).toBe(22)
  for (const { rule, known } of sums) {
    parseExpression(rule.expression)
    for (const name of rule.expression.match(/[a-z]\w*/g) ?? [])
      expect(known.has(name), `${rule.id}: ${name}`).toBe(true)
  }
})
