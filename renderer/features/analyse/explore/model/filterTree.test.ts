import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeItem,
  filterText,
  filterTree,
  literal,
  operators,
  otherConditions,
  toggleValue,
  valuesOf,
  withCondition,
} from './filterTree.ts'
import type { Condition, Group, Item } from './filterTree.ts'

const types = {
  province: 'code',
  grade: 'code',
  name: 'text',
  birth_year: 'integer',
  value_usd: 'decimal',
  registered_on: 'date',
} as const
const variables = new Map(Object.entries(types).map(([id, type]) => [id, { type }]))
const condition = (variable: string, operator: Condition['operator'], ...values: string[]): Condition => ({
  kind: 'condition',
  variable,
  operator,
  values,
})
const and = (...items: Item[]): Group => ({ kind: 'group', join: 'and', items })
const or = (...items: Item[]): Group => ({ kind: 'group', join: 'or', items })
const text = (root: Group): string | null => filterText(root, variables)

describe('a filter as text', () => {
  it.each<[Group, string | null]>([
    [and(), null],
    [and(condition('province', 'in')), null],
    [and(condition('birth_year', 'between', '2000', '')), null],
    [and(condition('province', 'in', '01')), "province = '01'"],
    [and(condition('province', 'in', '01', "o'")), "province in ('01', 'o''')"],
    [
      and(condition('province', 'not_in', '01', '79'), condition('birth_year', 'in', '2010')),
      "province not in ('01', '79') and birth_year = 2010",
    ],
    [
      or(
        condition('birth_year', 'between', '2000', '2010'),
        and(condition('value_usd', 'at_least', '-10.50'), condition('registered_on', 'less', '2025-06-30')),
      ),
      "birth_year between 2000 and 2010 or (value_usd >= -10.50 and registered_on < '2025-06-30')",
    ],
    [and(condition('name', 'contains', 'Nguyễn Văn Đ')), "contains(fold(name), 'nguyen van d')"],
    [
      and(condition('province', 'missing'), or(condition('grade', 'starts', '1'))),
      "province is null and starts_with(grade, '1')",
    ],
    [
      and({ kind: 'written', text: ' year(registered_on) = 2025 or grade = province ' }),
      'year(registered_on) = 2025 or grade = province',
    ],
    [
      and(condition('province', 'in', '01'), { kind: 'written', text: 'grade = province or grade is null' }),
      "province = '01' and (grade = province or grade is null)",
    ],
  ])('%#', (root, expected) => {
    expect(text(root)).toBe(expected)
    // Read back and written again, it is the same text.
    expect(text(filterTree(expected))).toBe(expected)
  })

  it('quotes what is not a number even for a numeric variable, so typed text is never syntax', () => {
    expect(literal({ type: 'integer' }, '1 or 1=1')).toBe("'1 or 1=1'")
  })

  it('says again what it read, whatever was put together', () => {
    const value = fc.oneof(
      fc.constantFrom('01', "it's", '2025-01-31', '-3', '12.50', 'NT'),
      fc.string({ minLength: 1, maxLength: 6 }).filter((s) => s.trim() !== ''),
    )
    const leaf = fc
      .record({
        variable: fc.constantFrom(...Object.keys(types)),
        operator: fc.constantFrom(...operators),
        values: fc.array(value, { minLength: 2, maxLength: 3 }),
      })
      .map(({ variable, operator, values }): Item => {
        const wanted = valuesOf(operator)
        return { kind: 'condition', variable, operator, values: wanted === 'many' ? values : values.slice(0, wanted) }
      })
    const tree = fc.letrec<{ item: Item; group: Group }>((tie) => ({
      item: fc.oneof({ maxDepth: 3 }, leaf, tie('group')),
      group: fc.record({
        kind: fc.constant('group' as const),
        join: fc.constantFrom('and' as const, 'or' as const),
        items: fc.array(tie('item'), { maxLength: 3 }),
      }),
    })).group
    fc.assert(
      fc.property(tree, (root) => {
        const once = text(root)
        expect(text(filterTree(once))).toBe(once)
      }),
      { seed: 6 },
    )
  })
})

describe('reading a filter', () => {
  it('keeps what no condition can say as it was written', () => {
    expect(filterTree("province = '01' and length(name) > 3 and not (grade = '5')")).toEqual(
      and(
        condition('province', 'in', '01'),
        { kind: 'written', text: 'length(name) > 3' },
        { kind: 'written', text: expect.stringContaining("grade = '5'") as string },
      ),
    )
    expect(filterTree('province = ')).toEqual(and({ kind: 'written', text: 'province = ' }))
    expect(filterTree("customs_register.ownership in ('1', '2')")).toEqual(
      and(condition('customs_register.ownership', 'in', '1', '2')),
    )
  })
})

describe('changing a filter', () => {
  const root = and(
    condition('province', 'in', '01'),
    or(condition('grade', 'in', '5'), condition('birth_year', 'at_least', '2010')),
  )
  it('changes and removes at a place, empty groups too', () => {
    expect(text(changeItem(root, [1, 0], () => condition('grade', 'in', '6')))).toBe(
      "province = '01' and (grade = '6' or birth_year >= 2010)",
    )
    const one = changeItem(root, [1, 0], () => null)
    expect(text(changeItem(one, [1, 0], () => null))).toBe("province = '01'")
  })
  it('knows the other conditions, for counts while choosing', () => {
    expect(otherConditions(root, [0], variables)).toBe("grade = '5' or birth_year >= 2010")
    expect(otherConditions(root, [1, 0], variables)).toBe("province = '01'")
    expect(
      otherConditions(or(condition('grade', 'in', '5'), condition('province', 'missing')), [0], variables),
    ).toBeNull()
    expect(
      otherConditions(
        and(condition('province', 'in', '01'), and(condition('grade', 'in', '5'), condition('name', 'present'))),
        [1, 0],
        variables,
      ),
    ).toBe("province = '01' and name is not null")
  })
  it('picks values of a variable beside everything else', () => {
    const two = toggleValue(toggleValue(root, 'grade', '3'), 'grade', '4')
    expect(text(two)).toBe("province = '01' and (grade = '5' or birth_year >= 2010) and grade in ('3', '4')")
    expect(text(toggleValue(toggleValue(two, 'grade', '3'), 'grade', '4'))).toBe(text(root))
    expect(
      text(
        withCondition(
          or(condition('grade', 'in', '5'), condition('name', 'missing')),
          'birth_year',
          ['between'],
          condition('birth_year', 'between', '1', '2'),
        ),
      ),
    ).toBe("(grade = '5' or name is null) and birth_year between 1 and 2")
  })
})
