// Parts of a change: worked examples, and the one law that holds for all of them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeParts } from '#shared/contract/production.ts'
import { explainChange } from './explainChange.ts'

const told = (parts: readonly (number | bigint)[]) =>
  Object.fromEntries(changeParts.map((part, i) => [part, parts[i]]).filter(([, n]) => n !== 0))
const of = (entries: Record<string, number | bigint>) => new Map(Object.entries(entries))
const sum = (entries: Record<string, number | bigint>): bigint =>
  Object.values(entries).reduce<bigint>((n, v) => n + BigInt(v), 0n)

describe('explainChange', () => {
  it('tells new, replaced, withdrawn and reclassified apart', () => {
    const from = { a: 10, b: 20, c: 5, e: 7 }
    const to = { a: 12, b: 26, d: 40, e: 4 }
    expect(
      told(
        explainChange({
          before: 42,
          after: 82,
          from: of(from),
          to: of(to),
          middle: null,
          definitionChanged: false,
          deliveriesBefore: new Map([
            ['a', '1'],
            ['b', '2'],
            ['c', '3'],
            ['e', '5'],
          ]),
          deliveriesAfter: new Map([
            ['a', '1'],
            ['b', '9'],
            ['d', '4'],
            ['e', '5'],
          ]),
        }),
      ),
    ).toEqual({ new_records: 40, amended_records: 6, withdrawn_records: -5, recoded: -1 })
  })

  it('gives what stayed the same records to the definition, when only it changed or the old one was counted again', () => {
    const same = new Map([['a', '1']])
    const input = {
      before: 10,
      after: 4,
      from: of({ a: 10 }),
      to: of({ a: 4 }),
      deliveriesBefore: same,
      deliveriesAfter: same,
      definitionChanged: true,
    }
    expect(told(explainChange({ ...input, middle: null }))).toEqual({ definition: -6 })
    expect(told(explainChange({ ...input, middle: of({ a: 9 }) }))).toEqual({ recoded: -1, definition: -5 })
  })

  it('says what the deliveries do not explain, and stays exact beyond 2^53', () => {
    const big = 9_007_199_254_740_993n
    expect(
      told(
        explainChange({
          before: 0,
          after: big,
          from: of({}),
          to: of({ a: big - 1n }),
          middle: null,
          definitionChanged: false,
          deliveriesBefore: new Map(),
          deliveriesAfter: new Map([['a', '1']]),
        }),
      ),
    ).toEqual({ new_records: big - 1n, unexplained: 1 })
  })

  it('always adds up to the change', () => {
    const given = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }), {
      noNullPrototype: true,
    })
    const files = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2'), {
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(
        given,
        given,
        fc.option(given),
        files,
        files,
        fc.boolean(),
        (from, to, middle, old, now, definitionChanged) => {
          const parts = explainChange({
            before: sum(from),
            after: sum(to),
            from: of(from),
            to: of(to),
            middle: middle && of(middle),
            definitionChanged,
            deliveriesBefore: new Map(Object.entries(old)),
            deliveriesAfter: new Map(Object.entries(now)),
          })
          expect(parts.reduce<bigint>((n, p) => n + BigInt(p), 0n)).toBe(sum(to) - sum(from))
          expect(parts[changeParts.indexOf('unexplained')]).toBe(0)
        },
      ),
    )
  })
})
