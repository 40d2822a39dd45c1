// Handed-down examples of disclosure control with known answers. They lie outside the project and may be absent: then
// this says so.
import { rulesWithMinimum } from '#test/support/protect/protectTable.ts'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Cube } from '#shared/model/cube.ts'
import { cubePattern } from './cubeProblem.ts'
import { relationsOf } from './relations.ts'
import { createPace } from './secondary/pace.ts'
import { cubeOf } from '#test/support/protect/cubeOf.ts'
import { determinedCells } from '#test/support/protect/determined.ts'

const examples = new URL('../../../../../shared/testdata/disclosure/', import.meta.url)
const present = existsSync(new URL('z1.csv', examples))
if (!present) console.warn('SKIPPED: disclosure examples not found beside the project')

type Line = Record<string, string>
const read = (name: string): Line[] => {
  const [header = '', ...lines] = readFileSync(new URL(name, examples), 'utf8').trim().split(/\r?\n/)
  const fields = (line: string) => line.split(',').map((field) => field.replaceAll('"', ''))
  return lines.map((line) => Object.fromEntries(fields(line).map((value, i) => [fields(header)[i]!, value])))
}

type Named = { cube: Cube; nameOf(cell: number): string }

/** A cube of the counts of a file, and the name of each cell: codes joined, "" for a total. */
const counted = (lines: Line[], variables: string[], frequency: string): Named => {
  const codes = variables.map((v) => [...new Set(lines.map((line) => line[v]!))].sort())
  const inner = new Map<string, { records: number; value: number }>()
  for (const line of lines) {
    const place = variables.map((v, d) => codes[d]!.indexOf(line[v]!)).join(' ')
    inner.set(place, { records: (inner.get(place)?.records ?? 0) + Number(line[frequency]), value: 0 })
  }
  const cube = cubeOf(
    codes.map((c) => c.length),
    inner,
  )
  return {
    cube,
    nameOf: (cell) => variables.map((_, d) => codes[d]![cube.cells.coordinates[d]![cell]!] ?? '').join('|'),
  }
}

const patternAt = async ({ cube }: Named, atMost: number): Promise<Uint8Array> =>
  (await cubePattern(cube, { frequency: cube.cells.records }, rulesWithMinimum(atMost + 1), [], createPace())).pattern
const relationsIn = (cube: Cube) =>
  relationsOf(
    cube.cells.coordinates,
    cube.dimensions.map((d) => d.categories.length - 1),
    cube.cells.records.length,
  )

describe.skipIf(!present)('worked examples of disclosure control', () => {
  it('z1: the three primary cells, and every cell beyond them needed', async () => {
    const named = counted(read('z1.csv'), ['region', 'hovedint'], 'ant')
    const pattern = await patternAt(named, 3)
    const expected = read('expected/gauss_z1_maxN3.csv')
      .filter((line) => line['primary'] === 'TRUE')
      .map((line) => `${line['region']}|${line['hovedint']}`)
    expect([...pattern].flatMap((mark, cell) => (mark === 1 ? [named.nameOf(cell)] : [])).sort()).toEqual(
      expected.sort(),
    )
    expect(expected).toHaveLength(3)
    expect(determinedCells(relationsIn(named.cube), pattern)).toEqual([])
  })

  it.each([[1], [2], [3], [5], [10]])(
    'd2, two hierarchies as nested rows, frequency up to %i: the primary cells of the file',
    async (atMost) => {
      const lines = read('d2.csv')
      const named = counted(lines, ['county', 'k_group', 'region', 'main_income'], 'freq')
      const primary = new Set(
        [...(await patternAt(named, atMost))].flatMap((mark, cell) => (mark === 1 ? [named.nameOf(cell)] : [])),
      )
      const groups = new Set(lines.map((line) => line['k_group']))
      const counties = new Set(lines.map((line) => line['county']))
      // The file tells each code by itself; empty cells are unsafe there and published here.
      const wanted = read('expected/gauss_d2_maxN3.csv').filter((line) => Number(line['freq']) > 0)
      let found = 0
      for (const line of wanted) {
        const code = line['region']!
        const name = [
          counties.has(code) ? code : '',
          groups.has(code) ? code : '',
          code === 'Total' || counties.has(code) || groups.has(code) ? '' : code,
          line['main_income'] === 'Total' ? '' : line['main_income']!,
        ].join('|')
        expect(primary.has(name), name).toBe(Number(line['freq']) <= atMost)
        if (atMost === 3) expect(primary.has(name), name).toBe(line['primary'] === 'TRUE')
        if (primary.has(name)) found++
      }
      const empty = read('expected/gauss_d2_maxN3.csv').length - wanted.length
      expect(found + empty).toBe({ 1: 4, 2: 9, 3: 11, 5: 14, 10: 26 }[atMost])
    },
  )

  it.each([
    [3, 503],
    [5, 621],
  ])('z3, six variables, frequency up to %i: %i primary cells', (atMost, answer) => {
    const lines = read('z3.csv')
    const named = counted(lines, ['fylke', 'kostragr', 'region', 'hovedint', 'mnd2', 'mnd'], 'ant')
    const pattern = Array.from(named.cube.cells.records, (n) => (n > 0 && n <= atMost ? 1 : 0))
    const primary = new Set([...pattern].flatMap((mark, cell) => (mark === 1 ? [named.nameOf(cell)] : [])))
    // Each place and each time of the two hierarchies once, with empty cells unsafe as in the source.
    const places = [
      ...new Set(lines.flatMap((l) => [`${l['fylke']}||`, `|${l['kostragr']}|`, `||${l['region']}`])),
      '||',
    ]
    const times = [...new Set(lines.flatMap((l) => [`${l['mnd2']}|`, `|${l['mnd']}`])), '|']
    const incomes = [...new Set(lines.map((l) => l['hovedint']!)), '']
    const known = new Set(Array.from(named.cube.cells.records, (_, cell) => named.nameOf(cell)))
    const names = places.flatMap((p) => incomes.flatMap((i) => times.map((t) => `${p}|${i}|${t}`)))
    expect(names.filter((name) => primary.has(name) || !known.has(name)).length).toBe(answer)
  })

  it('a 4 × 4 table where every line has two hidden cells and one is exact all the same', () => {
    const { attack_intervals: attacks } = JSON.parse(
      readFileSync(new URL('worked-examples.json', examples), 'utf8'),
    ) as {
      attack_intervals: {
        id: string
        rows?: Record<string, number[]>
        suppressed?: string[]
        intervals?: Record<string, [number, number]>
        cheapest_repair?: string
      }[]
    }
    const trap = attacks.find((a) => a.id === 'sdctable-4x4')!
    const rows = Object.keys(trap.rows!)
    const cube = cubeOf(
      [4, 4],
      new Map(
        rows.flatMap((row, r) =>
          trap.rows![row]!.map((n, c): [string, { records: number; value: number }] => [
            `${r} ${c}`,
            { records: n, value: n },
          ]),
        ),
      ),
    )
    const nameOf = (cell: number) =>
      `${rows[cube.cells.coordinates[0]![cell]!] ?? 'total'}${'abcd'[cube.cells.coordinates[1]![cell]!] ?? 'total'}`
    const patternWith = (hidden: string[]) =>
      Uint8Array.from(cube.cells.records, (_, i) => (hidden.includes(nameOf(i)) ? 1 : 0))
    const exact = Object.entries(trap.intervals!)
      .filter(([, [low, high]]) => low === high)
      .map(([name]) => name)
    expect(determinedCells(relationsIn(cube), patternWith(trap.suppressed!)).map(nameOf)).toEqual(exact)
    expect(
      determinedCells(relationsIn(cube), patternWith([...trap.suppressed!, trap.cheapest_repair!.slice(0, 2)])),
    ).toEqual([])
  })
})
