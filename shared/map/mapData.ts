// One figure a territory out of a cube, and how its codes meet those of the boundaries. In: a cube, a definition, codes
// of the map. Out: figures by code, and both lists of what does not match. Never a total drawn as a place, never a code
// changed quietly.
import { cellNumber } from '../format/cell.ts'
import type { MapDefinition } from '../model/map.ts'
import type { CellStatus, Cube, CubeCategory, CubeDimension, CubeMeasure } from '../model/cube.ts'
import type { Exact } from '../model/exact.ts'

export type MapFigure = {
  category: CubeCategory
  cell: number
  value: Exact | null
  status: CellStatus
  shown: number | null
}

export type MapData = {
  measure: CubeMeasure
  dimension: CubeDimension
  /** By the code of the map. */
  figures: Map<string, MapFigure>
  /** In the table, not on the map. */
  tableOnly: CubeCategory[]
  /** On the map, not in the table. */
  mapOnly: string[]
  /** Codes were compared with leading zeros put back, which number columns of other programs lose. */
  padded: boolean
  held: { dimension: CubeDimension; category: CubeCategory }[]
  withheld: number
}

const territory = /province|district|commune|region|territory|tinh|huyen|xa\b/
const places = (d: CubeDimension): number => d.categories.filter((c) => c.kind === 'value').length

/** The territory among the dimensions: by the codes that meet the map, then by its name. */
export const chooseTerritory = (cube: Cube, codes: ReadonlySet<string>, not?: number): number => {
  const score = (d: CubeDimension): number => {
    const values = d.categories.filter((c) => c.kind === 'value')
    const met = values.filter((c) => codes.has(c.code)).length
    return (values.length === 0 ? 0 : met / values.length) + (territory.test(d.variable) ? 0.5 : 0) - (d.time ? 2 : 0)
  }
  let best = -1
  cube.dimensions.forEach((d, i) => {
    if (i === not || places(d) === 0) return
    const current = cube.dimensions[best]
    if (!current || score(d) > score(current)) best = i
  })
  return best
}

const heldAt = (dimension: CubeDimension): number => {
  const total = dimension.categories.findIndex((c) => c.kind === 'total')
  if (total >= 0) return total
  return dimension.time ? dimension.categories.findLastIndex((c) => c.kind === 'value') : 0
}

/** Codes of the map with the zeros a number column lost, where that makes codes of the table of them. */
export const paddedCodes = (codes: Iterable<string>, wanted: ReadonlySet<string>): Map<string, string> | null => {
  const list = [...codes]
  const length = Math.max(0, ...[...wanted].map((c) => c.length))
  if (list.some((c) => wanted.has(c)) && list.every((c) => c.length >= length)) return null
  const padded = new Map(list.map((c) => [c, /^\d+$/.test(c) ? c.padStart(length, '0') : c]))
  const before = list.filter((c) => wanted.has(c)).length
  return [...padded.values()].filter((c) => wanted.has(c)).length > before ? padded : null
}

export const mapData = (
  cube: Cube,
  definition: Pick<MapDefinition, 'dimension' | 'measure'>,
  codes: readonly string[],
): MapData | null => {
  const index = definition.dimension ?? chooseTerritory(cube, new Set(codes))
  const dimension = cube.dimensions[index]
  const m = definition.measure === undefined ? 0 : cube.measures.findIndex((x) => x.id === definition.measure)
  const measure = cube.measures[m]
  if (!dimension || !measure) return null
  const place = cube.dimensions.map((d, i) => (i === index ? -1 : heldAt(d)))
  const wanted = new Set(dimension.categories.flatMap((c) => (c.kind === 'value' ? [c.code] : [])))
  const renamed = paddedCodes(codes, wanted)
  const known = new Map(codes.map((code) => [renamed?.get(code) ?? code, code]))
  const figures = new Map<string, MapFigure>()
  const seen = new Set<string>()
  let withheld = 0
  const { coordinates, values, statuses, records } = cube.cells
  for (let i = 0; i < records.length; i += 1) {
    if (!place.every((p, d) => p < 0 || coordinates[d]?.[i] === p)) continue
    const category = dimension.categories[coordinates[index]?.[i] ?? -1]
    if (!category || category.kind !== 'value') continue
    const code = known.get(category.code)
    seen.add(category.code)
    if (code === undefined) continue
    const value = values[m]?.[i] ?? null
    const status = statuses?.[m]?.[i] ?? (value === null ? 'not_available' : 'value')
    if (status === 'suppressed' || status === 'suppressed_secondary') withheld += 1
    figures.set(code, { category, cell: i, value, status, shown: cellNumber({ value, status }, measure) })
  }
  return {
    measure,
    dimension,
    figures,
    tableOnly: dimension.categories.filter((c) =>
      c.kind === 'value' ? seen.has(c.code) && !known.has(c.code) : c.kind === 'unmapped' || c.kind === 'missing',
    ),
    mapOnly: codes.filter((code) => !figures.has(code)),
    padded: renamed !== null,
    held: cube.dimensions.flatMap((d, i) => {
      const at = d.categories[place[i] ?? -1]
      return at && at.kind !== 'total' ? [{ dimension: d, category: at }] : []
    }),
    withheld,
  }
}

export type Flow = { from: string; to: string; value: number }

/** Figures between two territories; what stays in its own place is counted apart. */
export const mapFlows = (
  cube: Cube,
  definition: Pick<MapDefinition, 'dimension' | 'toDimension' | 'measure'>,
  codes: ReadonlySet<string>,
): { flows: Flow[]; within: number; measure: CubeMeasure } | null => {
  const from = definition.dimension ?? chooseTerritory(cube, codes)
  const to = definition.toDimension ?? chooseTerritory(cube, codes, from)
  const [a, b] = [cube.dimensions[from], cube.dimensions[to]]
  const m = definition.measure === undefined ? 0 : cube.measures.findIndex((x) => x.id === definition.measure)
  const measure = cube.measures[m]
  if (!a || !b || from === to || !measure || b.time) return null
  const place = cube.dimensions.map((d, i) => (i === from || i === to ? -1 : heldAt(d)))
  const flows: Flow[] = []
  let within = 0
  const { coordinates, values, statuses, records } = cube.cells
  for (let i = 0; i < records.length; i += 1) {
    if (!place.every((p, d) => p < 0 || coordinates[d]?.[i] === p)) continue
    const [x, y] = [a.categories[coordinates[from]?.[i] ?? -1], b.categories[coordinates[to]?.[i] ?? -1]]
    if (x?.kind !== 'value' || y?.kind !== 'value' || !codes.has(x.code) || !codes.has(y.code)) continue
    const value = values[m]?.[i] ?? null
    const shown = cellNumber({ value, status: statuses?.[m]?.[i] ?? 'value' }, measure)
    if (shown === null || shown <= 0) continue
    if (x.code === y.code) within += shown
    else flows.push({ from: x.code, to: y.code, value: shown })
  }
  return { flows: flows.toSorted((p, q) => q.value - p.value), within, measure }
}
