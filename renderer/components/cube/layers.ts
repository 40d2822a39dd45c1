// Which category of each layer dimension is on screen, and which measure where measures are layers. In: a cube and the
// user's choices by variable. Out: indices. Choices are kept by code, so that a re-run keeps what can be kept.
import { visibleMeasures } from '#shared/format/measureUnits.ts'
import { defaultLayer } from '#shared/format/tableLayout.ts'
import { axesOf, categoryKey } from '#shared/model/cube.ts'
import type { Cube, CubeDimension } from '#shared/model/cube.ts'

export type LayerChoice = ReadonlyMap<string, string>

/** Where the choice of the measure is kept. */
export const measureChoice = '#measure'
export const choiceKey = (dimension: Pick<CubeDimension, 'variable' | 'level'>): string =>
  `${dimension.variable}@${dimension.level ?? ''}`

export const dimensionsOn = (cube: Cube, axis: CubeDimension['axis']): CubeDimension[] =>
  cube.dimensions.filter((d) => d.axis === axis)

/** One index per layer dimension: the choice, else the total, else the first. */
export const layerIndices = (cube: Cube, choice: LayerChoice): number[] => {
  const first = defaultLayer(cube)
  return dimensionsOn(cube, 'layer').map((dimension, i) => {
    const wanted = choice.get(choiceKey(dimension))
    const chosen = wanted === undefined ? -1 : dimension.categories.findIndex((c) => categoryKey(c) === wanted)
    return chosen >= 0 ? chosen : (first[i] ?? 0)
  })
}

/** The measure on show where measures stand on the layers; undefined elsewhere. */
export const layerMeasureOf = (cube: Cube, choice: LayerChoice): number | undefined => {
  const visible = visibleMeasures(cube)
  if (axesOf(cube).measureAxis !== 'layer' || visible.length < 2) return undefined
  const wanted = choice.get(measureChoice)
  return visible.find((m) => cube.measures[m]?.id === wanted) ?? visible[0]
}
