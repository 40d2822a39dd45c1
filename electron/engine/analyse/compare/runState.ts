// The state of a table at one moment: its figures, what each delivery gave to them, and all that decided how they were
// counted. Packed into bytes to be kept, and read again. Never a formatted number, never a record.
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Cube, ProtectedCube } from '#shared/model/cube.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { ReleaseDraft } from '#engine/workspace/files/catalogReleases.ts'

export type RunState = {
  format: 1
  /** With the saved variables it used written into it, so that their later change is seen. */
  definition: TableDefinition
  /** As computed; not protected. */
  cube: Cube
  /** The same cells protected, where they were: what may leave the program. */
  protected: ProtectedCube | null
  /** What the release registry is told when the protected form leaves; absent of states kept before there was one. */
  releases?: ReleaseDraft[]
  /**
   * Measures that add up, by the table's dimensions and the delivery's period; null where none does, or it is too
   * large.
   */
  contributions: Cube | null
  /** Hash of every version of each code list the dataset uses. */
  classifications: Record<string, string>
  /** When the link of the table was run. */
  link: { id: string; ranAt: string } | null
}

/** Typed columns become plain ones: JSON knows no others. */
const plainCube = <C extends Cube>(cube: C): C => ({
  ...cube,
  cells: {
    coordinates: Array.from(cube.cells.coordinates, (column) => Array.from(column)),
    records: Array.from(cube.cells.records),
    values: Array.from(cube.cells.values, (column) => Array.from(column)),
    ...(cube.cells.statuses
      ? { statuses: Array.from(cube.cells.statuses, (column) => (column ? Array.from(column) : null)) }
      : {}),
  },
})

export const packState = (state: RunState): Promise<Buffer> =>
  promisify(gzip)(
    stringifyExact({
      ...state,
      cube: plainCube(state.cube),
      protected: state.protected && plainCube(state.protected),
      contributions: state.contributions && plainCube(state.contributions),
    }),
  )

export const unpackState = async (body: Buffer): Promise<RunState> =>
  parseExact((await promisify(gunzip)(body)).toString('utf8')) as RunState
