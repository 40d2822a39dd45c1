// What one job has tabulated or protected, used again by the same job: many indicators read the same table under other
// names. In: a job, a table, how it is made. Out: the cube under the names asked for. Never a cube of another state of
// the data.
import type { Cube } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { stateOf } from '#engine/workspace/records/oneState.ts'

/** Cells kept at once, over all tables of a job: some hundred megabytes. */
const mostCells = 6_000_000

type Made = { cube: Cube | null; unit: string }
type Kept = { made: Promise<Made>; cells: number }
const kept = new WeakMap<JobContext, Map<string, Kept>>()

/** From now on what this job tabulates for indicators is kept until it ends. */
export const shareTables = (job: JobContext): void => void kept.set(job, new Map())

/** The names of a table do not change its figures; those of its measures stand where they stand. */
const unnamed = (table: TableDefinition): string =>
  JSON.stringify({ ...table, id: '', title: null, measures: table.measures.map((measure) => ({ ...measure, id: '' })) })

const canShare = ({ measures }: TableDefinition): boolean =>
  measures.every((measure) => 'variable' in measure || measure.statistic === 'count')

const underNames = (cube: Cube, { id, title, measures }: TableDefinition): Cube => {
  const definition = tableDefinitionSchema.parse(cube.provenance.definition)
  return {
    ...cube,
    title,
    measures: cube.measures.map((measure, m) => ({ ...measure, id: measures[m]?.id ?? measure.id })),
    provenance: {
      ...cube.provenance,
      definition: {
        ...definition,
        id,
        title,
        measures: definition.measures.map((measure, m) => ({ ...measure, id: measures[m]?.id ?? measure.id })),
      },
    },
  }
}

const makeRoom = (tables: Map<string, Kept>): void => {
  let cells = [...tables.values()].reduce((sum, one) => sum + one.cells, 0)
  for (const [key, one] of tables) {
    if (cells <= mostCells) return
    tables.delete(key)
    cells -= one.cells
  }
}

/** `how`: what is done to the table (tabulated, protected by which rule), as one text. */
export const onceInJob = async (
  workspace: Workspace,
  job: JobContext,
  how: string,
  table: TableDefinition,
  make: () => Promise<Made>,
): Promise<Made> => {
  const tables = kept.get(job)
  if (tables === undefined || !canShare(table)) return make()
  const key = JSON.stringify([how, unnamed(table), stateOf(workspace, [table.dataset]).text])
  const known = tables.get(key)
  if (known !== undefined) {
    const { cube, unit } = await known.made
    // Marks of a sample go by the names of measures.
    if (cube?.cells.reliability !== undefined) return make()
    return { unit, cube: cube && underNames(cube, table) }
  }
  const entry: Kept = { made: make(), cells: 0 }
  tables.set(key, entry)
  try {
    const made = await entry.made
    entry.cells = made.cube?.cells.records.length ?? 0
    makeRoom(tables)
    return made
  } catch (thrown) {
    tables.delete(key)
    throw thrown
  }
}
