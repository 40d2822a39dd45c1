// The periods of a cube that are shown, from one to another. In: a cube with time, a range. Out: the cube with these
// periods alone. Never a figure computed anew: growth of the first period shown still knows the one before.
import type { Cube } from '#shared/model/cube.ts'

export type PeriodRange = { from: string | null; to: string | null }

export const periodCodes = (cube: Cube): string[] =>
  (cube.dimensions.find((d) => d.time !== null)?.categories ?? []).flatMap((c) => (c.kind === 'value' ? [c.code] : []))

export const withinRange = (cube: Cube, { from, to }: PeriodRange): Cube => {
  const time = cube.dimensions.findIndex((d) => d.time !== null)
  const dimension = cube.dimensions[time]
  if (!dimension || (from === null && to === null)) return cube
  const kept = dimension.categories.flatMap((c, i) =>
    c.kind !== 'value' || ((from === null || c.code >= from) && (to === null || c.code <= to)) ? [i] : [],
  )
  const place = new Map(kept.map((old, now) => [old, now]))
  const cells = Array.from(cube.cells.records, (_, i) => i).filter((i) =>
    place.has(cube.cells.coordinates[time]?.[i] ?? -1),
  )
  return {
    ...cube,
    dimensions: cube.dimensions.map((d, i) =>
      i === time ? { ...d, categories: kept.flatMap((k) => dimension.categories[k] ?? []) } : d,
    ),
    cells: {
      coordinates: cube.cells.coordinates.map((column, d) =>
        cells.map((i) => (d === time ? (place.get(column[i] ?? 0) ?? 0) : (column[i] ?? 0))),
      ),
      records: cells.map((i) => cube.cells.records[i] ?? 0),
      values: cube.cells.values.map((column) => cells.map((i) => column[i] ?? null)),
      ...(cube.cells.statuses
        ? { statuses: cube.cells.statuses.map((column) => column && cells.map((i) => column[i] ?? 'none')) }
        : {}),
    },
  }
}
