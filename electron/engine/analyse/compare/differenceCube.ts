// The differences of two cubes as a cube: for each measure old, new, change and percent, so that grid and files show
// them like any table. In: two cubes of one kind. Out: a cube. Withheld in either is withheld in what is computed of
// both. Pure.
import type { CellStatus, Cube, CubeMeasure } from '#shared/model/cube.ts'
import { toExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { spaceOf } from './keyedCells.ts'

type Figure = { value: Exact | null; status: CellStatus }
const isHidden = ({ status }: Figure): boolean => status === 'suppressed' || status === 'suppressed_secondary'
const labelled = (measure: CubeMeasure, label: Bilingual, id: string, more: Partial<CubeMeasure> = {}): CubeMeasure => {
  const { inTotals: _inTotals, formula: _formula, ...rest } = measure
  return {
    ...rest,
    id: `${measure.id}_${id}`.slice(0, 63),
    label: { vi: `${measure.label.vi}: ${label.vi}`, en: `${measure.label.en}: ${label.en}` },
    ...more,
  }
}

export type DifferenceNames = { before: Bilingual; after: Bilingual }

export const differenceCube = (before: Cube, after: Cube, names: DifferenceNames): Cube => {
  const space = spaceOf([after, before])
  const place = (cube: Cube): Map<string, number> => new Map(space.keys(cube).map((key, i) => [key, i]))
  const [old, now] = [place(before), place(after)]
  const order = (a: number[], b: number[]): number => a.reduce((found, c, d) => found || c - (b[d] ?? 0), 0)
  const keys = [...new Set([...now.keys(), ...old.keys()])]
    .map((key) => ({ key, at: space.coordinatesOf(key) }))
    .toSorted((a, b) => order(a.at, b.at))
  const shared = after.measures.flatMap((measure, m) => {
    const n = before.measures.findIndex(
      (b) => b.id === measure.id && b.exact === measure.exact && b.scale === measure.scale,
    )
    return measure.hidden === true || n < 0 ? [] : [{ measure, m, n }]
  })
  const measures: CubeMeasure[] = []
  const values: (Exact | null)[][] = []
  const statuses: CellStatus[][] = []
  for (const { measure, m, n } of shared) {
    const figure = (cube: Cube, column: number, i: number | undefined): Figure =>
      i === undefined
        ? { value: null, status: 'none' }
        : { value: cube.cells.values[column]?.[i] ?? null, status: cube.cells.statuses?.[column]?.[i] ?? 'value' }
    const pairs = keys.map(({ key }) => [figure(before, n, old.get(key)), figure(after, m, now.get(key))] as const)
    const change = pairs.map(([a, b]): Figure => {
      const hidden = [a, b].find(isHidden)
      if (hidden) return { value: null, status: hidden.status }
      const counts = (f: Figure): Exact | null =>
        f.value ?? (measure.additive && (f.status === 'none' || f.status === 'not_available') ? 0 : null)
      const [x, y] = [counts(a), counts(b)]
      if (x === null || y === null) return { value: null, status: 'not_available' }
      return { value: measure.exact ? toExact(BigInt(y) - BigInt(x)) : Number(y) - Number(x), status: 'value' }
    })
    const percent = change.map((c, i): Figure => {
      const base = pairs[i]?.[0].value ?? null
      if (c.value === null) return c
      return base === null || Number(base) === 0
        ? { value: null, status: 'not_available' }
        : { value: (100 * Number(c.value)) / Math.abs(Number(base)), status: 'value' }
    })
    const add = (shape: CubeMeasure, figures: readonly Figure[]): void => {
      measures.push(shape)
      values.push(figures.map((f) => f.value))
      statuses.push(figures.map((f) => f.status))
    }
    add(
      labelled(measure, names.before, 'before'),
      pairs.map(([a]) => a),
    )
    add(
      labelled(measure, names.after, 'after'),
      pairs.map(([, b]) => b),
    )
    add(labelled(measure, { vi: 'thay đổi', en: 'change' }, 'change'), change)
    add(
      labelled(measure, { vi: 'thay đổi %', en: 'change in %' }, 'percent', {
        exact: false,
        scale: 0,
        decimals: 1,
        power: 0,
        additive: false,
        unit: { vi: '%', en: '%' },
      }),
      percent,
    )
  }
  const { axes: _axes, footnotes: _footnotes, conditionalFormats: _formats, ...rest } = after
  return {
    ...rest,
    title: {
      vi: `${after.title.vi}: so sánh ${names.before.vi} và ${names.after.vi}`,
      en: `${after.title.en}: ${names.before.en} against ${names.after.en}`,
    },
    dimensions: space.dimensions.map(({ first, cubeCategories }) => ({ ...first, categories: cubeCategories })),
    measures,
    cells: {
      coordinates: space.dimensions.map((_, d) => keys.map(({ at }) => at[d] ?? 0)),
      records: keys.map(({ key }) => after.cells.records[now.get(key) ?? -1] ?? 0),
      values,
      statuses,
    },
  }
}
