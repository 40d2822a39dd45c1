// The same table by DuckDB and by SQLite, compared cell by cell with no tolerance: the second opinion a user can ask
// for. In: a definition. Out: how many cells differ, and the first of them. Compared are the wide cubes, before any
// figure is derived. Never from a cache.
import type { TableCheck } from '#shared/contract/responses.ts'
import { figureAt } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { TableModel } from './model.ts'
import { fileLimit, tabulateWide } from './tabulateModel.ts'

const shownDifferences = 20

type Named = Map<string, { address: string; values: string[] }>

const namedCells = (cube: Cube): Named =>
  new Map(
    Array.from(cube.cells.records, (_, i) => {
      const at = cube.dimensions.map((d, k) => d.categories[cube.cells.coordinates[k]?.[i] ?? 0])
      const key = at.map((c) => `${c?.kind}|${c?.version ?? ''}|${c?.code ?? ''}`).join('\u0001')
      const address = cube.dimensions
        .map((d, k) => `${d.variable}=${at[k]?.kind === 'value' ? at[k]?.code : at[k]?.kind}`)
        .join(', ')
      return [key, { address, values: cube.measures.map((_m, m) => String(figureAt(cube.cells.values[m], i) ?? '')) }]
    }),
  )

/** Differences between two cubes of the same definition, by measure. */
export const compareCubes = (duckdb: Cube, sqlite: Cube): Pick<TableCheck, 'cells' | 'differing' | 'first'> => {
  const [left, right] = [namedCells(duckdb), namedCells(sqlite)]
  const first: TableCheck['first'] = []
  let differing = 0
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(key), right.get(key)]
    const wrong = duckdb.measures.filter((_, m) => a === undefined || b === undefined || a.values[m] !== b.values[m])
    if (wrong.length === 0) continue
    differing++
    for (const measure of wrong) {
      const m = duckdb.measures.indexOf(measure)
      if (first.length < shownDifferences)
        first.push({
          address: a?.address ?? b?.address ?? '',
          measure: measure.id,
          duckdb: a?.values[m] ?? '–',
          sqlite: b?.values[m] ?? '–',
        })
    }
  }
  return { cells: new Set([...left.keys(), ...right.keys()]).size, differing, first }
}

/** What a cube's provenance says of a check. */
export const checkedBy = ({
  differing,
  cells,
}: Pick<TableCheck, 'cells' | 'differing'>): NonNullable<Cube['provenance']['check']> => ({
  engine: 'sqlite',
  agrees: differing === 0,
  cells,
})

export const checkTable = async (
  model: TableModel,
  definition: TableDefinition,
  job: JobContext,
): Promise<TableCheck> => {
  const fresh: TableModel = { ...model, cacheOwner: {} }
  const timed = async (engine: 'duckdb' | 'sqlite'): Promise<{ cube: Cube; seconds: number }> => {
    const started = performance.now()
    const { cube } = await tabulateWide(fresh, definition, { engine, limit: fileLimit }, job)
    return { cube, seconds: (performance.now() - started) / 1000 }
  }
  const duckdb = await timed('duckdb')
  const sqlite = await timed('sqlite')
  const compared = compareCubes(duckdb.cube, sqlite.cube)
  return { ...compared, check: checkedBy(compared), seconds: { duckdb: duckdb.seconds, sqlite: sqlite.seconds } }
}
