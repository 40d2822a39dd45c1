// The cell of a cube that a place of a sheet means. In: a protected cube, categories by dimension. Out: a cell, or why
// there is none. Never a sum of cells: a total the cube does not have is not there.
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, ProtectedCube } from '#shared/model/cube.ts'
import type { Exact } from '#shared/model/exact.ts'
import { dimensionName } from './bindLabels.ts'

export type Looked =
  /** index −1: nothing occurred there. */
  { kind: 'cell'; index: number; value: Exact | null; status: CellStatus } | { kind: 'no_total'; dimension: number }

export type CubeLookup = (categories: Map<string, string[]>, measure: number) => Looked

export const cubeLookup = (cube: ProtectedCube): CubeLookup => {
  const names = cube.dimensions.map((d) => dimensionName(d.variable, d.level ?? null))
  const indexes = cube.dimensions.map((d) => new Map(d.categories.map((c, i) => [categoryKey(c), i])))
  const totals = cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))
  const cells = new Map<string, number>()
  for (let i = 0; i < cube.cells.records.length; i += 1)
    cells.set(cube.dimensions.map((_, d) => cube.cells.coordinates[d]?.[i] ?? 0).join(' '), i)

  /**
   * For a category of a detailed level, its category at a coarser level of the same variable, where cells show one
   * only.
   */
  const above = new Map<string, number | null>()
  cube.dimensions.forEach((fine, d) =>
    cube.dimensions.forEach((coarse, e) => {
      if (d === e || fine.variable !== coarse.variable) return
      for (let i = 0; i < cube.cells.records.length; i += 1) {
        const [at, up] = [cube.cells.coordinates[d]?.[i] ?? 0, cube.cells.coordinates[e]?.[i] ?? 0]
        if (at === totals[d] || up === totals[e]) continue
        const key = `${d} ${at} ${e}`
        above.set(key, above.has(key) && above.get(key) !== up ? null : up)
      }
    }),
  )

  return (categories, measure) => {
    const choices: number[][] = []
    for (let d = 0; d < names.length; d += 1) {
      const keys = categories.get(names[d] ?? '')
      if (keys) {
        choices.push([...new Set(keys.map((key) => indexes[d]?.get(key) ?? -1))])
        continue
      }
      const inferred = cube.dimensions.flatMap((other, e) => {
        const bound =
          e !== d && other.variable === cube.dimensions[d]?.variable ? categories.get(names[e] ?? '') : undefined
        return (bound ?? []).flatMap((key) => above.get(`${e} ${indexes[e]?.get(key) ?? -1} ${d}`) ?? [])
      })
      const total = totals[d] ?? -1
      if (total < 0 && inferred.length === 0) return { kind: 'no_total', dimension: d }
      choices.push([...(total < 0 ? [] : [total]), ...new Set(inferred)])
    }
    let places: string[] = ['']
    for (const choice of choices)
      places = places.flatMap((place) => choice.map((index) => (place === '' ? String(index) : `${place} ${index}`)))
    const index = places.map((place) => cells.get(place)).find((i) => i !== undefined) ?? -1
    if (index < 0) return { kind: 'cell', index, value: null, status: 'none' }
    const value = cube.cells.values[measure]?.[index] ?? null
    return {
      kind: 'cell',
      index,
      value,
      status: cube.cells.statuses?.[measure]?.[index] ?? (value === null ? 'not_available' : 'value'),
    }
  }
}
