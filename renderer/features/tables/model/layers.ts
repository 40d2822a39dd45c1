// Which category of each layer dimension is on screen. In: a cube and the user's choices by variable. Out: indices.
// Choices are kept by code, so that a re-run with other categories keeps what can be kept.
import type { Cube, CubeDimension } from '#shared/model/cube.ts'

export type LayerChoice = ReadonlyMap<string, string>

export const dimensionsOn = (cube: Cube, axis: CubeDimension['axis']): CubeDimension[] => cube.dimensions.filter((d) => d.axis === axis)

/** Names a category within its dimension: version and kind as well, since one code can stand in two versions. */
export const categoryKey = (category: CubeDimension['categories'][number]): string => `${category.kind}:${category.version ?? ''}:${category.code}`

/** One index per layer dimension: the choice, else the total, else the first. */
export const layerIndices = (cube: Cube, choice: LayerChoice): number[] =>
  dimensionsOn(cube, 'layer').map((dimension, i) => {
    const wanted = choice.get(`${i}:${dimension.variable}`)
    const chosen = wanted === undefined ? -1 : dimension.categories.findIndex((c) => categoryKey(c) === wanted)
    if (chosen >= 0) return chosen
    const total = dimension.categories.findIndex((c) => c.kind === 'total')
    return Math.max(0, total)
  })
