// Protection over generated cubes: what an attacker can do with one relation, tried out.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cube } from '#shared/model/cube.ts'
import { cubePattern } from './cubeProblem.ts'
import { membersOf, relationsOf } from './relations.ts'
import type { Relations } from './relations.ts'
import { createPace } from './secondary/pace.ts'
import { determinedCells } from '#test/support/protect/determined.ts'
import { cubeOf } from '#test/support/protect/cubeOf.ts'
import { protectTable, rulesWithMinimum } from '#test/support/protect/protectTable.ts'

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

const patternOf = async (original: Cube, counts: ArrayLike<number>, minimum: number): Promise<Uint8Array> =>
  (await cubePattern(original, { frequency: Array.from(counts) }, rulesWithMinimum(minimum), [], createPace())).pattern

/**
 * In two dimensions a hidden cell is exact just when its edge, row to column, is a bridge: without it they are not
 * connected.
 */
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
  it('leaves no hidden cell alone in a relation, and hides every unsafe cell with all its measures', async () => {
    await fc.assert(
      fc.asyncProperty(cube, fc.integer({ min: 1, max: 6 }), async (original, minimum) => {
        const { cube: safe, protection } = await protectTable(
          original,
          { unit: 'records', counts: original.cells.records },
          rulesWithMinimum(minimum),
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
      { numRuns: 60, seed: 7 },
    )
  })

  it('gives no cell away by any combination of sums, seen as a graph', async () => {
    const flat = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })).chain((s) => {
      const places = placesOf(s)
      return fc
        .array(fc.oneof(fc.nat(4), fc.nat(60)), { minLength: places.length, maxLength: places.length })
        .map((records) => cubeOf(s, new Map(places.map((p, i) => [p, { records: records[i]!, value: 1 }]))))
    })
    await fc.assert(
      fc.asyncProperty(flat, fc.integer({ min: 2, max: 6 }), async (original, minimum) => {
        expect(bridges(original, await patternOf(original, original.cells.records, minimum))).toEqual([])
      }),
      { numRuns: 60, seed: 23 },
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

  it('gives no hidden part of a published zero away', async () => {
    await fc.assert(
      fc.asyncProperty(cube, async (original) => {
        const pattern = await patternOf(original, original.cells.records, 3)
        const totals = original.dimensions.map((d) => d.categories.length - 1)
        for (const cells of linesOf(relationsOf(original.cells.coordinates, totals, pattern.length))) {
          const total = cells.at(-1)!
          const hidden = [...cells.subarray(0, -1)].filter((cell) => pattern[cell] !== 0)
          if (pattern[total] !== 0 || !hidden.some((cell) => pattern[cell] === 1)) continue
          const rest = hidden.reduce((sum, cell) => sum + Number(original.cells.values[1]![cell]), 0)
          expect(rest).toBeGreaterThan(0)
        }
      }),
      { numRuns: 60, seed: 3 },
    )
  })

  it('is deterministic and publishes zeros and safe tables untouched', async () => {
    const large = cubeOf(
      [2, 2],
      new Map([
        ['0 0', { records: 50, value: 1 }],
        ['0 1', { records: 60, value: 1 }],
        ['1 0', { records: 70, value: 1 }],
        ['1 1', { records: 0, value: 0 }],
      ]),
    )
    expect(
      (await protectTable(large, { unit: 'records', counts: large.cells.records }, rulesWithMinimum(3))).cube,
    ).toBe(large)
    const one = cubeOf(
      [2, 2],
      new Map([
        ['0 0', { records: 2, value: 1 }],
        ['0 1', { records: 60, value: 1 }],
        ['1 0', { records: 70, value: 1 }],
        ['1 1', { records: 9, value: 1 }],
      ]),
    )
    const again = async () => [...(await patternOf(one, one.cells.records, 3))]
    expect(await again()).toEqual([1, 2, 0, 2, 2, 0, 0, 0, 0])
    expect(await again()).toEqual(await again())
  })

  it('counts respondents where they are given: many records of one trader are one', async () => {
    const original = cubeOf(
      [3],
      new Map([
        ['0', { records: 40, value: 5 }],
        ['1', { records: 30, value: 5 }],
        ['2', { records: 20, value: 5 }],
      ]),
    )
    const pattern = await patternOf(original, [1, 9, 8, 18], 3)
    expect([...pattern]).toEqual([1, 0, 2, 0])
  })
})
