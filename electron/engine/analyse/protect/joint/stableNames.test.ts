// Made variables called by what they are: one name for one thing, whatever an analyst calls it.
import { describe, expect, it } from 'vitest'
import { firmTable } from '#test/support/protect/firmWorkspace.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { stableNames } from './stableNames.ts'

const made = (id: string, expression: string): DerivedVariable => ({
  kind: 'variable',
  id,
  dataset: 'firm',
  label: { vi: id, en: id },
  method: 'expression',
  expression,
  scale: 0,
})
const table = (variables: DerivedVariable[], more: object = {}) =>
  stableNames(
    firmTable({ variables, measures: [{ id: 'x', statistic: 'sum', variable: variables[0]?.id }], ...more }),
    [],
  )
const summed = (definition: ReturnType<typeof table>) => {
  const [measure] = definition.measures
  return measure !== undefined && 'variable' in measure ? measure.variable : ''
}

describe('made variables', () => {
  it('of two names and one meaning are one, of one name and two meanings two', () => {
    const [first, other] = [table([made('a', 'income')]), table([made('b', 'income')])]
    expect(summed(first)).toBe(summed(other))
    expect(summed(first)).not.toBe(summed(table([made('a', 'income - revenue')])))
  })

  it('are called so in conditions and in each other, in no text and no other word', () => {
    const definition = table([made('a', 'b + 1'), made('b', 'income')], { filter: "a > 1 and code <> 'a'" })
    const [a, b] = definition.variables
    expect(definition.filter).toBe(`${a?.id} > 1 and code <> 'a'`)
    expect(a).toMatchObject({ expression: `${b?.id} + 1` })
    const other = table([made('c', 'd + 1'), made('d', 'income')])
    expect(other.variables[0]?.id).toBe(a?.id)
  })

  it('that are saved are written in, as they stand when the table leaves', () => {
    const definition = stableNames(firmTable({ filter: 'size > 2' }), [made('size', 'income / 100')])
    expect(definition.variables).toHaveLength(1)
    expect(definition.filter).toBe(`${definition.variables[0]?.id} > 2`)
  })
})
