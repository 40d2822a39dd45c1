// A cube whose every figure is copied or computed from figures of protected cubes: it tells nothing they do not tell.
// In: the cube and the protected cubes it was made from. Out: a protected cube. Never for a cube with any figure from
// elsewhere.
import type { Cube, ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'

export const protectedFrom = (cube: Cube, sources: readonly ProtectedCube[]): ProtectedCube => {
  const protection = sources.at(-1)?.protection ?? fail('UNEXPECTED', {}, 'a protected cube made from none')
  const withheld = (of: string): number =>
    Math.max(0, ...(cube.cells.statuses ?? []).map((column) => column?.filter((status) => status === of).length ?? 0))
  return {
    ...cube,
    protection: {
      ...protection,
      cells: cube.cells.records.length,
      primary: withheld('suppressed'),
      secondary: withheld('suppressed_secondary'),
    },
  } as ProtectedCube
}
