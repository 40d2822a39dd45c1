// Forms of columns decided from the shapes of their texts: what proves one, what contradicts, what stays open.
import { describe, expect, test } from 'vitest'
import { dateForms, numberForm } from './columnForms.ts'
import type { DateShapes, NumberShapes } from './columnForms.ts'

const numbers = (some: Partial<NumberShapes>): NumberShapes => ({
  below1000: 0,
  from1000: 0,
  decimalPoint: 0,
  decimalComma: 0,
  thousandPoints: 0,
  thousandCommas: 0,
  onePoint: 0,
  onePointOdd: 0,
  oneComma: 0,
  oneCommaOdd: 0,
  spaces: 0,
  ...some,
})
const dates = (some: Partial<DateShapes>): DateShapes => ({
  dayFirst: 0,
  monthFirst: 0,
  either: 0,
  inPeriodDayFirst: 0,
  inPeriodMonthFirst: 0,
  ...some,
})

describe('numbers', () => {
  test.each([
    ['1.000 alone in whole numbers is open', 0, { onePoint: 2 }, 'unsure'],
    ['1.250 in whole numbers is 1250', 0, { onePoint: 2, onePointOdd: 1, below1000: 5 }, 'comma'],
    ['1.250 beside 1500 is open', 0, { onePoint: 2, onePointOdd: 1, from1000: 1 }, 'unsure'],
    ['1.234.567 beside 1000000 is still grouped', 0, { thousandPoints: 1, from1000: 3 }, 'comma'],
    ['1,250 in whole numbers is 1250', 0, { oneComma: 1, oneCommaOdd: 1 }, 'point'],
    ['12.0 says decimal point, 1.250 thousands: open', 0, { decimalPoint: 1, onePoint: 1, onePointOdd: 1 }, 'unsure'],
    ['25.000 alone in money of two decimals is open', 2, { onePoint: 3, below1000: 2 }, 'unsure'],
    ['25.000 beside 12.50', 2, { onePoint: 3, decimalPoint: 1 }, 'point'],
    ['25.000 beside 12,50', 2, { onePoint: 3, decimalComma: 1 }, 'comma'],
    ['25.000 beside 1500: nobody groups', 2, { onePoint: 3, from1000: 1 }, 'point'],
    ['1.234,5 and 1,234.5 in one column', 2, { thousandPoints: 1, thousandCommas: 1 }, 'unsure'],
    ['three decimals as agreed', 3, { onePoint: 9 }, 'point'],
    ['1.500 beside 250 where three decimals are agreed', 3, { onePoint: 9, below1000: 2 }, 'unsure'],
    ['1,500 alone', 3, { oneComma: 2 }, 'unsure'],
    ['plain', 2, { below1000: 4, from1000: 2 }, 'point'],
  ] as const)('%s', (_, scale, shapes, form) => {
    expect(numberForm(scale, numbers(shapes))).toBe(form)
  })
})

describe('dates', () => {
  test.each([
    ['a day above 12', { dayFirst: 1, either: 5 }, 'day'],
    ['a month above 12', { monthFirst: 1, either: 5 }, 'month'],
    ['both, evenly', { dayFirst: 3, monthFirst: 3, either: 5 }, 'unsure'],
    ['a slip among many', { dayFirst: 100, monthFirst: 2, either: 50 }, 'day'],
    ['the period tells', { either: 4, inPeriodMonthFirst: 4 }, 'month'],
    ['the period tells, otherwise', { either: 4, inPeriodDayFirst: 3 }, 'day'],
    ['the period fits both', { either: 4, inPeriodDayFirst: 4, inPeriodMonthFirst: 4 }, 'ask'],
    ['nothing tells', { either: 4 }, 'ask'],
    ['no date of two readings', {}, 'day'],
  ] as const)('%s', (_, shapes, form) => {
    expect(dateForms(new Map([['a', dates(shapes)]])).get('a')).toBe(form)
  })
  test('a column that cannot tell follows the others of its file', () => {
    const forms = dateForms(
      new Map([
        ['a', dates({ monthFirst: 2 })],
        ['b', dates({ either: 3 })],
      ]),
    )
    expect([...forms.values()]).toEqual(['month', 'month'])
  })
})
