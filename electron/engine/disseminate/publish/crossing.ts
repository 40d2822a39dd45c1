// One block of rows × one of columns × one of layers: what a format that writes a full cross can hold. In: a cube,
// perhaps the number of a crossing. Out: its dimensions and where each place's cell is. Never a choice made for the
// user among several.
import { axesOf, categoryKey } from '#shared/model/cube.ts'
import type { AxisBlock, ProtectedCube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { Dimension } from '#shared/model/table.ts'
import type { Language } from '#shared/model/text.ts'
import { fileDimensions } from './fileCube.ts'
import type { FileDimension } from './fileCube.ts'

/** Places of a full cross: beyond this the file would be mostly nothing. */
const placeLimit = 20_000_000

export type Crossing = {
  /** Layers outermost, then rows, then columns; only the categories that stand in this crossing. */
  dimensions: (FileDimension & { /** Index of each category in the cube's dimension. */ places: number[] })[]
  sizes: number[]
  count: number
  /** Stored cell at each place, row-major, last dimension fastest; −1: nothing occurred there. */
  cells: Int32Array
  /**
   * Whether a place without a cell was left out of the table's view (inside a collapsed category), so that nothing is
   * known of it.
   */
  notShown: (place: number) => boolean
}

const orNone = (blocks: AxisBlock[]): AxisBlock[] => (blocks.length === 0 ? [[]] : blocks)

const blocksOf = (cube: ProtectedCube): AxisBlock[][] => {
  const { row, column, layer } = axesOf(cube)
  return orNone(layer).flatMap((l) => orNone(row).flatMap((r) => orNone(column).map((c) => [l, r, c])))
}

const nameOf = (cube: ProtectedCube, blocks: AxisBlock[], language: Language): string =>
  blocks
    .flat()
    .map(({ dimension }) => cube.dimensions[dimension]?.label[language] ?? '')
    .join(' × ') || '–'

/** Categories whose nested dimensions show only their total, as pairs of dimension positions and category keys. */
const collapsedOf = (cube: ProtectedCube): Map<string, Set<string>> => {
  const parsed = tableDefinitionSchema.safeParse(cube.provenance.definition)
  const asked: Dimension[] = parsed.success ? [...parsed.data.rows, ...parsed.data.columns, ...parsed.data.layers] : []
  return new Map(
    asked.flatMap((d) =>
      d.collapsed && d.collapsed.length > 0 ? [[`${d.variable} ${d.level ?? ''}`, new Set(d.collapsed)] as const] : [],
    ),
  )
}

export const crossingOf = (cube: ProtectedCube, format: string, chosen?: number): Crossing => {
  const all = blocksOf(cube)
  const blocks = all.length === 1 ? all[0] : all[(chosen ?? 0) - 1]
  if (!blocks) {
    const choices = (language: Language): string =>
      all.map((b, i) => `${i + 1}: ${nameOf(cube, b, language)}`).join('; ')
    return fail('PUBLISH_ONE_CROSSING', {
      format,
      count: all.length,
      choices: choices('en'),
      choices_vi: choices('vi'),
    })
  }

  const named = fileDimensions(cube)
  const placed = blocks.flat()
  const dimensions = placed.flatMap(({ dimension, total }) => {
    const of = named[dimension]
    if (!of) return []
    const places = of.categories.flatMap((c, i) => (c.kind === 'total' && total === 'none' ? [] : [i]))
    return [{ ...of, places, categories: places.flatMap((i) => of.categories[i] ?? []) }]
  })
  const sizes = dimensions.map((d) => d.categories.length)
  const count = sizes.reduce((n, size) => n * size, 1)
  if (count > placeLimit) return fail('PUBLISH_CROSS_TOO_LARGE', { format, places: count, limit: placeLimit })

  const inside = new Set(placed.map((p) => p.dimension))
  const position = dimensions.map((d) => new Map(d.places.map((category, at) => [category, at])))
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const cells = new Int32Array(count).fill(-1)
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const outside = cube.dimensions.some((_, d) => !inside.has(d) && cube.cells.coordinates[d]?.[i] !== totals[d])
    if (outside) continue
    let place = 0
    for (const [d, dimension] of dimensions.entries()) {
      const at = position[d]?.get(cube.cells.coordinates[dimension.index]?.[i] ?? -1)
      place = at === undefined || place < 0 ? -1 : place * (sizes[d] ?? 1) + at
    }
    if (place >= 0) cells[place] = i
  }

  const collapsed = collapsedOf(cube)
  const nested = blocks.flatMap((block) =>
    block.flatMap(({ dimension }, at) => {
      const of = cube.dimensions[dimension]
      const keys = of ? collapsed.get(`${of.variable} ${of.level ?? ''}`) : undefined
      const d = dimensions.findIndex((x) => x.index === dimension)
      const inner = block.slice(at + 1).map((b) => dimensions.findIndex((x) => x.index === b.dimension))
      return of && keys
        ? [
            {
              d,
              folded: (dimensions[d]?.places ?? []).map((p) =>
                keys.has(categoryKey(of.categories[p] ?? { code: '', kind: 'total' })),
              ),
              inner,
            },
          ]
        : []
    }),
  )
  const notShown = (place: number): boolean => {
    if (nested.length === 0) return false
    const at = coordinatesAt(sizes, place)
    return nested.some(
      ({ d, folded, inner }) =>
        folded[at[d] ?? 0] === true && inner.some((x) => dimensions[x]?.categories[at[x] ?? 0]?.kind !== 'total'),
    )
  }
  return { dimensions, sizes, count, cells, notShown }
}

/** Coordinates of a row-major place. */
export const coordinatesAt = (sizes: readonly number[], place: number): number[] => {
  const at = sizes.map(() => 0)
  let rest = place
  for (let d = sizes.length - 1; d >= 0; d -= 1) {
    const size = sizes[d] ?? 1
    at[d] = rest % size
    rest = Math.floor(rest / size)
  }
  return at
}
