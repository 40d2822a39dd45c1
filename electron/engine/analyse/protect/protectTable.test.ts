// Protection over generated cubes: what an attacker can do with one relation, tried out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cube } from '#shared/model/cube.ts'
import { pinnedCells } from './bounds.ts'
import { determinedCells } from './determined.ts'
import { patternOf, protectTable } from './protectTable.ts'
import { membersOf, relationsOf } from './relations.ts'
import type { Relations } from './relations.ts'
import type { SuppressionInput } from './bounds.ts'
import { cubeOf } from './testing/cubeOf.ts'

const linesOf = (relations: Relations): Int32Array[] =>
  Array.from({ length: relations.count }, (_, r) => membersOf(relations, r))
const placesOf = (of: number[]): string[] =>
  of.reduce<string[]>(
    (all, n) => all.flatMap((head) => Array.from({ length: n }, (_, i) => (head === '' ? `${i}` : `${head} ${i}`))),
    [''],
  )
const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
const cube = sizes.chain((s) => {
  const places = placesOf(s)
  const cell = fc.record({
    records: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 60 })),
    value: fc.oneof(fc.constant(0), fc.nat(1000)),
  })
  return fc
    .array(cell, { minLength: places.length, maxLength: places.length })
    .map((cells) => cubeOf(s, new Map(places.map((p, i) => [p, cells[i]!]))))
})

/** The lowest and highest number of records of a hidden cell that one relation allows, found by trying out every assignment. */
const possibleValues = (
  members: { records: number; mark: number }[],
  target: number,
  minimum: number,
  ceiling: number,
): Set<number> => {
  const found = new Set<number>()
  const allowed = (mark: number, n: number): boolean => (mark === 1 ? n >= 1 && n < minimum : n >= minimum)
  const walk = (i: number, sum: number, chosen: number): void => {
    if (found.size > 1) return
    if (i === members.length - 1) {
      const total = members[i]!
      const fits = total.mark === 0 ? sum === total.records : allowed(total.mark, sum)
      if (fits) found.add(target === i ? sum : chosen)
      return
    }
    const member = members[i]!
    if (member.mark === 0) return walk(i + 1, sum + member.records, i === target ? member.records : chosen)
    for (let n = 1; n <= ceiling; n++) if (allowed(member.mark, n)) walk(i + 1, sum + n, i === target ? n : chosen)
  }
  walk(0, 0, 0)
  return found
}

/** In two dimensions a hidden cell is exact just when its edge, row to column, is a bridge: without it they are not connected. */
const bridges = (original: Cube, pattern: Uint8Array): number[] => {
  const [rows, columns] = original.cells.coordinates as [number[], number[]]
  const edges = rows.flatMap((row, cell) =>
    pattern[cell] === 0 ? [] : [{ cell, ends: [`r${row}`, `c${columns[cell]}`] as [string, string] }],
  )
  const connected = (without: number, from: string, to: string): boolean => {
    const reached = new Set([from])
    for (const at of reached) {
      for (const {
        cell,
        ends: [p, q],
      } of edges) {
        if (cell !== without && at === p) reached.add(q)
        else if (cell !== without && at === q) reached.add(p)
      }
    }
    return reached.has(to)
  }
  return edges.filter(({ cell, ends }) => !connected(cell, ...ends)).map((e) => e.cell)
}

describe('protection of a table', () => {
  it('leaves no hidden cell alone in a relation, and hides every unsafe cell with all its measures', () => {
    fc.assert(
      fc.property(cube, fc.integer({ min: 1, max: 6 }), (original, minimum) => {
        const { cube: safe, protection } = protectTable(
          original,
          { unit: 'records', counts: original.cells.records },
          minimum,
        )
        const hidden = Array.from(safe.cells.records, (_, i) => (safe.cells.statuses?.[0]?.[i] ?? 'value') !== 'value')
        original.cells.records.forEach((n, i) => {
          if (n < minimum) expect(safe.cells.statuses?.[0]?.[i]).toBe('suppressed')
          for (const column of safe.cells.values) expect(column[i] === null).toBe(hidden[i])
          expect(safe.cells.records[i]).toBe(hidden[i] ? -1 : n)
        })
        const totals = original.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
        for (const members of linesOf(relationsOf(original.cells.coordinates, totals, hidden.length))) {
          const count = [...members].filter((cell) => hidden[cell]).length
          expect(count).not.toBe(1)
        }
        expect(protection).toMatchObject({ minimum, unit: 'records', cells: hidden.length })
        expect(protection.primary + protection.secondary).toBe(hidden.filter(Boolean).length)
      }),
      { numRuns: 400, seed: 7 },
    )
  })

  it('pins no hidden count by one relation, tried against every possible assignment', () => {
    const small = sizes
      .map((s) => s.slice(0, 2))
      .chain((s) => {
        const places = placesOf(s)
        return fc
          .array(fc.record({ records: fc.nat(5), value: fc.nat(3) }), {
            minLength: places.length,
            maxLength: places.length,
          })
          .map((cells) => cubeOf(s, new Map(places.map((p, i) => [p, cells[i]!]))))
      })
    fc.assert(
      fc.property(small, fc.integer({ min: 3, max: 4 }), (original, minimum) => {
        const pattern = patternOf(original, { unit: 'records', counts: original.cells.records }, minimum)
        const totals = original.dimensions.map((d) => d.categories.length - 1)
        for (const cells of linesOf(relationsOf(original.cells.coordinates, totals, pattern.length))) {
          // When nothing is left to hide in a relation, its cells are only bounded by the rule itself.
          if ([...cells].every((cell) => pattern[cell] !== 0)) continue
          const members = [...cells].map((cell) => ({ records: original.cells.records[cell]!, mark: pattern[cell]! }))
          members.forEach((member, i) => {
            if (member.mark !== 0) expect(possibleValues(members, i, minimum, 26).size).toBeGreaterThan(1)
          })
        }
      }),
      { numRuns: 150, seed: 11 },
    )
  })

  it('gives no cell away by any combination of sums, seen as a graph', () => {
    const flat = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })).chain((s) => {
      const places = placesOf(s)
      return fc
        .array(fc.oneof(fc.nat(4), fc.nat(60)), { minLength: places.length, maxLength: places.length })
        .map((records) => cubeOf(s, new Map(places.map((p, i) => [p, { records: records[i]!, value: 1 }]))))
    })
    fc.assert(
      fc.property(flat, fc.integer({ min: 2, max: 6 }), (original, minimum) => {
        expect(
          bridges(original, patternOf(original, { unit: 'records', counts: original.cells.records }, minimum)),
        ).toEqual([])
      }),
      { numRuns: 400, seed: 23 },
    )
  })

  it('finds exactly the bridges of any pattern, and nothing in three dimensions where one cell of a cube is free', () => {
    fc.assert(
      fc.property(
        cube.filter((c) => c.dimensions.length === 2),
        fc.infiniteStream(fc.boolean()),
        (original, hidden) => {
          const pattern = Uint8Array.from(original.cells.records, () => (hidden.next().value ? 1 : 0))
          const relations = relationsOf(
            original.cells.coordinates,
            original.dimensions.map((d) => d.categories.length - 1),
            pattern.length,
          )
          expect(determinedCells(relations, pattern)).toEqual(bridges(original, pattern))
        },
      ),
      { numRuns: 300, seed: 29 },
    )
    const full = cubeOf([2, 2, 2], new Map(placesOf([2, 2, 2]).map((p) => [p, { records: 9, value: 1 }])))
    const relations = relationsOf(full.cells.coordinates, [2, 2, 2], 27)
    const isInner = (i: number) => full.cells.coordinates.every((column) => column[i]! < 2)
    const inner = Uint8Array.from(full.cells.records, (_, i) => (isInner(i) ? 1 : 0))
    expect(determinedCells(relations, inner)).toEqual([])
    const allButOne = inner.map((mark, i) => (i === inner.lastIndexOf(1) ? 0 : mark))
    expect(determinedCells(relations, allButOne)).toHaveLength(7)
  })

  it('does not let two relations together pin a count that neither pins alone', () => {
    // The cell of 4: its row, 5 with a part of 1 or 2, leaves 3 or 4; its column, 6 with a part of 1 or 2, leaves 4 or 5.
    const original = cubeOf(
      [2, 2],
      new Map([
        ['0 0', { records: 4, value: 1 }],
        ['0 1', { records: 1, value: 1 }],
        ['1 0', { records: 2, value: 1 }],
        ['1 1', { records: 50, value: 1 }],
      ]),
    )
    const input = { relations: relationsOf(original.cells.coordinates, [2, 2], 9), minimum: 3 } as SuppressionInput
    const pattern = Uint8Array.from(original.cells.records, (n) => (n < 3 ? 1 : n === 4 || n === 50 ? 2 : 0))
    expect(pinnedCells(input, pattern, { values: original.cells.records, ruled: true })).toContain(0)
    expect(pinnedCells(input, pattern, { values: original.cells.records, ruled: false })).not.toContain(0)
    const safe = patternOf(original, { unit: 'records', counts: original.cells.records }, 3)
    expect(pinnedCells(input, safe, { values: original.cells.records, ruled: true })).toEqual([])
  })

  it('reckons with a published number of respondents', () => {
    // Shops 1 + 3 of 4 + 20 hidden: 4 leaves only 1 and 3 when the number of shops stands in the table.
    const plain = cubeOf(
      [3],
      new Map([
        ['0', { records: 40, value: 5 }],
        ['1', { records: 30, value: 5 }],
        ['2', { records: 200, value: 5 }],
      ]),
    )
    const frequency = { unit: 'shop', counts: [1, 3, 20, 24] }
    expect([...patternOf(plain, frequency, 3)]).toEqual([1, 2, 0, 0])
    const published: Cube = {
      ...plain,
      measures: plain.measures.map((m, i) => (i === 0 ? { ...m, statistic: 'distinct' } : m)),
    }
    expect([...patternOf(published, frequency, 3)]).toEqual([1, 2, 2, 0])
  })

  it('gives no hidden part of a published zero away', () => {
    fc.assert(
      fc.property(cube, (original) => {
        const pattern = patternOf(original, { unit: 'records', counts: original.cells.records }, 3)
        const totals = original.dimensions.map((d) => d.categories.length - 1)
        for (const cells of linesOf(relationsOf(original.cells.coordinates, totals, pattern.length))) {
          const total = cells.at(-1)!
          const hidden = [...cells.subarray(0, -1)].filter((cell) => pattern[cell] !== 0)
          if (pattern[total] !== 0 || hidden.length === 0) continue
          const rest = hidden.reduce((sum, cell) => sum + Number(original.cells.values[1]![cell]), 0)
          expect(rest).toBeGreaterThan(0)
        }
      }),
      { numRuns: 300, seed: 3 },
    )
  })

  it('is deterministic and publishes zeros and safe tables untouched', () => {
    const large = cubeOf(
      [2, 2],
      new Map([
        ['0 0', { records: 50, value: 1 }],
        ['0 1', { records: 60, value: 1 }],
        ['1 0', { records: 70, value: 1 }],
        ['1 1', { records: 0, value: 0 }],
      ]),
    )
    expect(protectTable(large, { unit: 'records', counts: large.cells.records }, 3).cube).toBe(large)
    const one = cubeOf(
      [2, 2],
      new Map([
        ['0 0', { records: 2, value: 1 }],
        ['0 1', { records: 60, value: 1 }],
        ['1 0', { records: 70, value: 1 }],
        ['1 1', { records: 9, value: 1 }],
      ]),
    )
    const again = () => [...patternOf(one, { unit: 'records', counts: one.cells.records }, 3)]
    expect(again()).toEqual([1, 2, 0, 2, 2, 0, 0, 0, 0])
    expect(again()).toEqual(again())
  })

  it('counts respondents where they are given: many records of one trader are one', () => {
    const original = cubeOf(
      [3],
      new Map([
        ['0', { records: 40, value: 5 }],
        ['1', { records: 30, value: 5 }],
        ['2', { records: 20, value: 5 }],
      ]),
    )
    const pattern = patternOf(original, { unit: 'trader', counts: [1, 9, 8, 18] }, 3)
    expect([...pattern]).toEqual([1, 0, 2, 0])
  })
})
