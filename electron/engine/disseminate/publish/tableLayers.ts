// The sheets a layered table comes apart into: one for each combination of layer categories that has cells, and for
// each measure where measures stand on the layers. In: a cube. Out: layers in order, with their labels. Never a layer
// left out.
import { axesOf } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { visibleMeasures } from '#shared/format/measureUnits.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type TableLayer = {
  place: number[]
  measure: number | undefined
  /** Null where the table has no layers. */
  label: Bilingual | null
}

export const tableLayers = (cube: Cube): TableLayer[] => {
  const dimensions = cube.dimensions.flatMap((dimension, d) =>
    dimension.axis === 'layer' ? [{ dimension, coordinates: cube.cells.coordinates[d] ?? [] }] : [],
  )
  const visible = visibleMeasures(cube)
  const measures = visible.length > 1 && axesOf(cube).measureAxis === 'layer' ? visible : [undefined]
  if (dimensions.length === 0 && measures.length === 1) return [{ place: [], measure: measures[0], label: null }]
  // One number for a combination: layers are few, cells may be millions.
  const found = new Map<number, number[]>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    let key = 0
    for (const { dimension, coordinates } of dimensions) key = key * dimension.categories.length + (coordinates[i] ?? 0)
    if (!found.has(key))
      found.set(
        key,
        dimensions.map(({ coordinates }) => coordinates[i] ?? 0),
      )
  }
  const places = [...found].sort(([a], [b]) => a - b).map(([, place]) => place)
  return places.flatMap((place) =>
    measures.map((measure): TableLayer => {
      const labels = [
        ...dimensions.map(({ dimension }, l) => dimension.categories[place[l] ?? 0]?.label ?? { vi: '', en: '' }),
        ...(measure === undefined ? [] : [cube.measures[measure]?.label ?? { vi: '', en: '' }]),
      ]
      return {
        place,
        measure,
        label: { vi: labels.map((t) => t.vi).join(', '), en: labels.map((t) => t.en).join(', ') },
      }
    }),
  )
}
