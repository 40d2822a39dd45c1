// The cells of cubes by their categories, so that two runs can be laid upon each other whatever their order, axes or
// labels. In: cubes. Out: one list of dimensions and, for each cube, its cells by a key. Never a match by position or
// label.
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube, CubeCategory, CubeDimension } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import type { DifferenceDimension } from '#shared/contract/production.ts'

/** More cells than this are not compared one by one. */
export const comparedLimit = 1_000_000

export const totalKey = '#total'
export const dimensionId = ({ variable, level }: Pick<CubeDimension, 'variable' | 'level'>): string =>
  level === undefined ? variable : `${variable}@${level}`

/** A variable twice in a cube at one level (on two axes) is told apart by its number. */
const idsOf = (cube: Pick<Cube, 'dimensions'>, without = -1): string[] => {
  const seen = new Map<string, number>()
  return cube.dimensions.map((d, i) => {
    if (i === without) return ''
    const id = dimensionId(d)
    const n = (seen.get(id) ?? 0) + 1
    seen.set(id, n)
    return n === 1 ? id : `${id}#${n}`
  })
}

export type Space = {
  /** The union of the dimensions given; a cube without one stands at its total. */
  dimensions: (DifferenceDimension & {
    id: string
    /** As the first cube that has it. */ first: CubeDimension
    cubeCategories: CubeCategory[]
  })[]
  /** For each cell of a cube, the key; leaving out dimensions by index. */
  keys(cube: Pick<Cube, 'dimensions' | 'cells'>, without?: number): string[]
  coordinatesOf(key: string): number[]
}

const totalCategory: CubeCategory = { code: '', label: { vi: 'Tổng số', en: 'Total' }, kind: 'total' }

/** `without`: a dimension of a cube that does not count as one. */
export const spaceOf = (cubes: readonly (Pick<Cube, 'dimensions' | 'cells'> & { without?: number })[]): Space => {
  const ids: string[] = []
  const found = new Map<string, { dimension: CubeDimension; places: Map<string, number>; categories: CubeCategory[] }>()
  for (const cube of cubes) {
    if (cube.cells.records.length > comparedLimit)
      fail('TABLE_TOO_LARGE', { cells: cube.cells.records.length, limit: comparedLimit })
    idsOf(cube, cube.without).forEach((id, d) => {
      const dimension = cube.dimensions[d]
      if (!dimension || d === cube.without) return
      let known = found.get(id)
      if (!known) {
        known = { dimension, places: new Map(), categories: [] }
        found.set(id, known)
        ids.push(id)
      }
      for (const category of dimension.categories) {
        const key = categoryKey(category)
        if (known.places.has(key)) continue
        known.places.set(key, known.categories.length)
        known.categories.push(category)
      }
    })
  }
  for (const known of found.values()) {
    if (known.places.has(totalKey)) continue
    known.places.set(totalKey, known.categories.length)
    known.categories.push(totalCategory)
  }
  const dimensions = ids.map((id) => {
    const known = found.get(id) ?? fail('UNEXPECTED', {}, id)
    return {
      id,
      variable: known.dimension.variable,
      level: known.dimension.level ?? null,
      label: known.dimension.label,
      first: known.dimension,
      cubeCategories: known.categories,
      categories: known.categories.map((c) => ({ key: categoryKey(c), label: c.label })),
    }
  })
  return {
    dimensions,
    keys: (cube, without = -1) => {
      const own = idsOf(cube, without)
      // For every dimension of the space: the column of the cube and its places, or its total throughout.
      const columns = ids.map((id) => {
        const places = found.get(id)?.places ?? new Map<string, number>()
        const d = own.indexOf(id)
        const total = String(places.get(totalKey) ?? 0)
        if (d < 0) return { at: null, texts: [], total }
        return {
          at: cube.cells.coordinates[d] ?? [],
          texts: (cube.dimensions[d]?.categories ?? []).map((c) => String(places.get(categoryKey(c)) ?? 0)),
          total,
        }
      })
      return Array.from({ length: cube.cells.records.length }, (_, i) =>
        columns.map(({ at, texts, total }) => (at === null ? total : (texts[at[i] ?? 0] ?? total))).join(','),
      )
    },
    coordinatesOf: (key) => (key === '' ? [] : key.split(',').map(Number)),
  }
}
