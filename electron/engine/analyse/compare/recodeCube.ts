// Old codes as they would be called now: a cube whose dated categories are recoded to the newest version by the
// correspondences. One counterpart is followed, none or several make the category "not classifiable", as in a table "as
// now". Cells that meet are added.
import { ancestorCode } from '#engine/classify/codeLists.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, Cube, CubeCategory, CubeDimension } from '#shared/model/cube.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { addExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'

const unmapped: CubeCategory = {
  code: '',
  label: { vi: 'Mã không hợp lệ / không chuyển được', en: 'Code not valid or not convertible' },
  kind: 'unmapped',
}

/** Detailed codes of a version, followed version by version to the newest. */
const followed = (
  lists: CodeLists,
  list: string,
  versions: readonly CodeListVersion[],
  from: number,
): Map<string, Set<string>> => {
  let found = new Map<string, Set<string>>()
  for (let step = from; step < versions.length - 1; step += 1) {
    const pairs =
      lists.correspondence(list, versions[step]?.version ?? '', versions[step + 1]?.version ?? '')?.pairs ?? []
    const next = Map.groupBy(pairs, (pair) => pair.from)
    const targets = (code: string): string[] => next.get(code)?.map((pair) => pair.to) ?? []
    found =
      step === from
        ? new Map([...next.keys()].map((code) => [code, new Set(targets(code))]))
        : new Map([...found].map(([code, middle]) => [code, new Set([...middle].flatMap(targets))]))
  }
  return found
}

/** Where codes of a level go: by the detailed codes under them. */
const counterparts = (
  lists: CodeLists,
  list: string,
  versions: readonly CodeListVersion[],
  from: number,
  level: string,
): Map<string, Set<string>> => {
  const [old, newest] = [versions[from], versions.at(-1)]
  const found = new Map<string, Set<string>>()
  if (!old || !newest) return found
  for (const [code, detailed] of followed(lists, list, versions, from)) {
    const source = ancestorCode(old, code, level)
    if (source === undefined) continue
    const targets = found.get(source) ?? new Set<string>()
    for (const target of detailed) targets.add(ancestorCode(newest, target, level) ?? '')
    found.set(source, targets)
  }
  return found
}

type Recoded = { dimension: CubeDimension; map: number[] }

const recodeDimension = (lists: CodeLists, dimension: CubeDimension): Recoded => {
  const versions = dimension.codeList === null ? [] : lists.versions(dimension.codeList)
  const newest = versions.at(-1)
  const same: Recoded = { dimension, map: dimension.categories.map((_, i) => i) }
  if (
    !newest ||
    versions.length < 2 ||
    !dimension.categories.some((c) => c.kind === 'value' && c.version !== undefined && c.version !== newest.version)
  )
    return same
  const level = dimension.level ?? newest.levels[0]?.id ?? ''
  const maps = new Map(
    versions.map((v, at) => [
      v.version,
      v === newest ? null : counterparts(lists, dimension.codeList ?? '', versions, at, level),
    ]),
  )
  const categories: CubeCategory[] = []
  const places = new Map<string, number>()
  const placeOf = (category: CubeCategory): number => {
    const key = categoryKey(category)
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, categories.length)
    categories.push(category)
    return categories.length - 1
  }
  const targetOf = (category: CubeCategory): CubeCategory => {
    if (category.kind !== 'value' || category.version === undefined) return category
    const map = maps.get(category.version)
    if (map === null) return category
    const targets = map?.get(category.code)
    const [code] = targets ?? []
    if (targets?.size !== 1 || code === undefined || code === '') return unmapped
    const label = newest.items.find((item) => item.code === code && item.level === level)?.label ?? {
      vi: code,
      en: code,
    }
    return { code, label, kind: 'value', version: newest.version }
  }
  const map = dimension.categories.map((category) => placeOf(targetOf(category)))
  return { dimension: { ...dimension, categories }, map }
}

export const recodeCube = (cube: Cube, lists: CodeLists): Cube => {
  const recoded = cube.dimensions.map((d) => recodeDimension(lists, d))
  if (recoded.every(({ dimension }, d) => dimension === cube.dimensions[d])) return cube
  const coordinates: number[][] = cube.dimensions.map(() => [])
  const records: number[] = []
  const values: (Exact | null)[][] = cube.measures.map(() => [])
  const statuses: CellStatus[][] = cube.measures.map(() => [])
  const at = new Map<string, number>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const place = recoded.map(({ map }, d) => map[cube.cells.coordinates[d]?.[i] ?? 0] ?? 0)
    const key = place.join(',')
    const known = at.get(key)
    if (known === undefined) {
      at.set(key, records.length)
      place.forEach((c, d) => coordinates[d]?.push(c))
      records.push(cube.cells.records[i] ?? 0)
      cube.measures.forEach((_, m) => {
        values[m]?.push(cube.cells.values[m]?.[i] ?? null)
        statuses[m]?.push(cube.cells.statuses?.[m]?.[i] ?? 'value')
      })
      continue
    }
    records[known] = (records[known] ?? 0) + (cube.cells.records[i] ?? 0)
    cube.measures.forEach((measure, m) => {
      const [a, b] = [values[m]?.[known] ?? null, cube.cells.values[m]?.[i] ?? null]
      const column = values[m]
      const status = statuses[m]
      if (!column || !status) return
      const hidden = [status[known], cube.cells.statuses?.[m]?.[i]].find(
        (each) => each === 'suppressed' || each === 'suppressed_secondary',
      )
      // A mean or a number of different units cannot be put together from two cells; a withheld part withholds the
      // whole.
      const sum = !measure.additive || hidden !== undefined ? null : a === null ? b : b === null ? a : addExact(a, b)
      column[known] = sum
      status[known] = hidden ?? (sum === null ? 'not_available' : 'value')
    })
  }
  return {
    ...cube,
    dimensions: recoded.map(({ dimension }) => dimension),
    cells: { coordinates, records, values, statuses },
  }
}
