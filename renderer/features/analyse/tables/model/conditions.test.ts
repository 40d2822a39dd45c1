import { expect, it } from 'vitest'
import { conditionOf, joinConditions } from './conditions.ts'

it('quotes codes and keeps their zeros', () => {
  expect(conditionOf('province', ['01'])).toBe("province = '01'")
  expect(conditionOf('customs_register.ownership', ['1', "o'2"])).toBe("customs_register.ownership in ('1', 'o''2')")
})
it('joins without changing what was meant before', () => {
  expect(joinConditions('  ', "a = '1'")).toBe("a = '1'")
  expect(joinConditions("b = 'x or y'", "a = '1'")).toBe("b = 'x or y' and a = '1'")
  expect(joinConditions("b = 'x' or c = 'y'", "a = '1'")).toBe("(b = 'x' or c = 'y') and a = '1'")
})
