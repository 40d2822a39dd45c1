// Where a map's places come from: imported boundaries, or the tile grid that meets the table best. In: a definition, a
// cube, boundaries. Out: codes and how to put them on paper. Never a guess between two equal grids: the newer one is
// taken.
import type { Cube } from '../model/cube.ts'
import { tileGrids } from '../model/map.ts'
import type { MapDefinition, TileGridName } from '../model/map.ts'
import type { Language } from '../model/text.ts'
import type { BoundarySet } from './boundaries.ts'
import type { MapSource } from './mapScene.ts'
import { projectMap } from './project.ts'
import { placeTiles, tilesOf } from './tileGrids.ts'

const codesOf = (grid: TileGridName): string[] => tilesOf(grid).flatMap((t) => (/^\d/.test(t.code) ? [t.code] : []))

const bestGrid = (cube: Cube): TileGridName => {
  const met = (grid: TileGridName): number => {
    const known = new Set(codesOf(grid))
    return Math.max(
      0,
      ...cube.dimensions.map((d) => {
        const values = d.categories.filter((c) => c.kind === 'value')
        return values.length === 0 ? 0 : values.filter((c) => known.has(c.code)).length / values.length
      }),
    )
  }
  return met('tiles_63') > met('tiles_34') ? 'tiles_63' : 'tiles_34'
}

export const gridOf = (definition: Pick<MapDefinition, 'boundaries'>, cube: Cube): TileGridName | null => {
  if (definition.boundaries === undefined) return bestGrid(cube)
  return tileGrids.find((g) => g === definition.boundaries) ?? null
}

export const tileSource = (grid: TileGridName, cube: Cube, language: Language): MapSource => {
  const names = new Map<string, string>()
  for (const d of cube.dimensions)
    for (const c of d.categories) if (c.kind === 'value' && !names.has(c.code)) names.set(c.code, c.label[language])
  return { codes: codesOf(grid), project: (frame) => placeTiles(grid, frame, (code) => names.get(code) ?? code) }
}

/** Names of the table stand before those of the file, which often lack signs or a language. */
export const boundarySource = (set: BoundarySet, cube: Cube, language: Language): MapSource => {
  const names = new Map<string, string>()
  for (const d of cube.dimensions)
    for (const c of d.categories) if (c.kind === 'value' && !d.time) names.set(c.code, c.label[language])
  return {
    codes: set.features.map((f) => f.code),
    project: (frame) => {
      const projected = projectMap(set, frame)
      return {
        ...projected,
        features: projected.features.map((f) => ({ ...f, name: names.get(f.code) ?? (f.name || f.code) })),
      }
    },
  }
}
