// Sums that hold between blocks of a table though no line shows them: provinces add up to their region, quarters to the
// year, an activity to its section, whatever the variables are called. In: a wide cube, its definition, the model. Out:
// relations of cells. Learned from the records: where every category of one dimension lies in one category of another.
import type { Cube, CubeCategory, CubeDimension } from '#shared/model/cube.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { TabulateOptions } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { LevelRelation } from './cubeLines.ts'

const keyOf = ({ kind, code, version }: CubeCategory): string => `${kind}|${version ?? ''}|${code}`
const idOf = (d: Pick<CubeDimension, 'variable' | 'level'>): string => `${d.variable}@${d.level ?? ''}`
const totalOf = (d: CubeDimension): number => d.categories.findIndex((c) => c.kind === 'total')

/**
 * Category of `inner` → category of `outer` that holds all of it, as indexes of the cube; null where some lies in
 * several.
 */
const holders = (cross: Cube, inner: CubeDimension, outer: CubeDimension): Map<number, number> | null => {
  const [first, second] = cross.dimensions
  if (first === undefined || second === undefined) return null
  const [innerAt, outerAt] = idOf(first) === idOf(inner) ? [0, 1] : [1, 0]
  const place = (cube: CubeDimension): Map<string, number> => new Map(cube.categories.map((c, i) => [keyOf(c), i]))
  const [innerPlace, outerPlace] = [place(inner), place(outer)]
  const found = new Map<number, number>()
  const { coordinates, records } = cross.cells
  for (let i = 0; i < records.length; i += 1) {
    const own = cross.dimensions[innerAt]?.categories[coordinates[innerAt]?.[i] ?? 0]
    const above = cross.dimensions[outerAt]?.categories[coordinates[outerAt]?.[i] ?? 0]
    if (own === undefined || above === undefined || own.kind === 'total' || above.kind === 'total') continue
    const [a, b] = [innerPlace.get(keyOf(own)), outerPlace.get(keyOf(above))]
    if (a === undefined || b === undefined) return null
    if (found.has(a) && found.get(a) !== b) return null
    found.set(a, b)
  }
  return found.size === 0 ? null : found
}

/** Whether any cell has a category of both: then the lines of the cube hold their sums already. */
const crossed = (cube: Cube, a: number, b: number): boolean => {
  const [totalA, totalB] = [totalOf(cube.dimensions[a] as CubeDimension), totalOf(cube.dimensions[b] as CubeDimension)]
  const [columnA, columnB] = [cube.cells.coordinates[a], cube.cells.coordinates[b]]
  if (columnA === undefined || columnB === undefined) return true
  return cube.cells.records.some((_, i) => columnA[i] !== totalA && columnB[i] !== totalB)
}

const relationsBetween = (cube: Cube, inner: number, outer: number, holder: Map<number, number>): LevelRelation[] => {
  const { coordinates, records } = cube.cells
  const dimension = cube.dimensions
  const [innerTotal, outerTotal] = [
    totalOf(dimension[inner] as CubeDimension),
    totalOf(dimension[outer] as CubeDimension),
  ]
  const othersAt = (i: number): string =>
    coordinates.map((column, d) => (d === inner || d === outer ? '' : String(column[i] ?? 0))).join(' ')
  const groups = new Map<string, LevelRelation>()
  const groupAt = (key: string): LevelRelation => {
    const group = groups.get(key) ?? { total: -1, parts: [] }
    groups.set(key, group)
    return group
  }
  for (let i = 0; i < records.length; i += 1) {
    const [own, above] = [coordinates[inner]?.[i] ?? 0, coordinates[outer]?.[i] ?? 0]
    if (own === innerTotal && above !== outerTotal) groupAt(`${above} ${othersAt(i)}`).total = i
    else if (own !== innerTotal && above === outerTotal)
      groupAt(`${holder.get(own) ?? -1} ${othersAt(i)}`).parts.push(i)
  }
  return [...groups.values()].filter(({ total, parts }) => {
    if (total < 0 || parts.length === 0) return false
    const sum = parts.reduce((s, cell) => s + Number(records[cell]), 0)
    return sum === Number(records[total])
  })
}

export const levelRelations = async (
  model: TableModel,
  cube: Cube,
  definition: TableDefinition,
  options: TabulateOptions,
  job: JobContext,
): Promise<LevelRelation[]> => {
  const dimensions: Dimension[] = [...definition.rows, ...definition.columns, ...definition.layers]
  const found: LevelRelation[] = []
  for (let a = 0; a < cube.dimensions.length; a += 1) {
    for (let b = a + 1; b < cube.dimensions.length; b += 1) {
      const [first, second] = [cube.dimensions[a], cube.dimensions[b]]
      if (first === undefined || second === undefined || totalOf(first) < 0 || totalOf(second) < 0) continue
      if (crossed(cube, a, b)) continue
      const asked = [first, second].flatMap(
        (d) => dimensions.find((own) => own.variable === d.variable && (own.level ?? '') === (d.level ?? '')) ?? [],
      )
      if (asked.length < 2) continue
      const { cube: cross } = await tabulateWide(
        model,
        {
          ...definition,
          rows: asked.map((d) => ({ ...d, stack: false, total: 'none' as const, sort: 'code' as const })),
          columns: [],
          layers: [],
          measures: [{ id: 'n', statistic: 'count', power: 0 }],
          footnotes: [],
          conditionalFormats: [],
          categoryStatuses: [],
        },
        options,
        job,
      )
      for (const [inner, outer] of [
        [a, b],
        [b, a],
      ] as const) {
        const [own, above] = [cube.dimensions[inner], cube.dimensions[outer]]
        if (own === undefined || above === undefined || own.categories.length < above.categories.length) continue
        const holder = holders(cross, own, above)
        if (holder === null) continue
        found.push(...relationsBetween(cube, inner, outer, holder))
        break
      }
    }
  }
  return found
}
