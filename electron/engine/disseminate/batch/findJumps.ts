// Figures that moved more than expected: against a kept run of the same table, or against the period before within the
// table. In: protected cubes and a threshold in percent. Out: breaches, largest first. Only published figures are
// looked at.
import type { Breach } from '#shared/contract/production.ts'
import type { Cube, CubeMeasure } from '#shared/model/cube.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { shiftPeriod } from '#shared/model/period.ts'
import { spaceOf } from '#engine/analyse/compare/keyedCells.ts'
import { placeInWords, shownBreaches } from './checkFigures.ts'
import type { Found } from './checkFigures.ts'

type Jump = Breach & { size: number }

const text = (value: Exact, measure: CubeMeasure): string =>
  measure.exact ? exactToDecimal(value, measure.scale) : Number(value).toFixed(measure.decimals)

const jumpOf = (
  cube: Cube,
  m: number,
  cell: number,
  now: Exact | null,
  before: Exact | null,
  against: string,
  threshold: number,
): Jump[] => {
  const measure = cube.measures[m]
  // A rank or a growth rate that moves by half says nothing.
  if (
    !measure ||
    measure.hidden === true ||
    ['rank', 'growth', 'difference', 'cumulative', 'index'].includes(measure.statistic)
  )
    return []
  if (now === null || before === null || Number(before) === 0) return []
  const size = (100 * Math.abs(Number(now) - Number(before))) / Math.abs(Number(before))
  return size <= threshold
    ? []
    : [
        {
          rule: 'jump',
          measure: measure.id,
          place: placeInWords(cube, cell),
          found: text(now, measure),
          expected: text(before, measure),
          against,
          size,
        },
      ]
}

const told = (jumps: Jump[]): Found => ({
  breaches: jumps
    .toSorted((a, b) => b.size - a.size)
    .slice(0, shownBreaches)
    .map(({ size: _size, ...breach }) => breach),
  count: jumps.length,
})

/** Cells with the same categories in both; `ignoreTime` where each is of a period of its own. */
export const jumpsAgainstRun = (
  cube: Cube,
  before: Cube,
  name: string,
  threshold: number,
  ignoreTime: boolean,
): Found => {
  const timeless = (of: Cube): Cube => {
    const single = of.dimensions.map(
      (d) => ignoreTime && d.time !== null && d.categories.filter((c) => c.kind === 'value').length === 1,
    )
    return {
      ...of,
      dimensions: of.dimensions.map((d, i) =>
        single[i] === true
          ? { ...d, categories: d.categories.map((c) => (c.kind === 'value' ? { ...c, code: 'period' } : c)) }
          : d,
      ),
    }
  }
  const [a, b] = [timeless(cube), timeless(before)]
  const space = spaceOf([a, b])
  const old = new Map(space.keys(b).map((key, i) => [key, i]))
  const jumps: Jump[] = []
  space.keys(a).forEach((key, i) => {
    const j = old.get(key)
    if (j === undefined) return
    cube.measures.forEach((measure, m) => {
      const n = before.measures.findIndex(
        (other) => other.id === measure.id && other.exact === measure.exact && other.scale === measure.scale,
      )
      if (n >= 0)
        jumps.push(
          ...jumpOf(
            cube,
            m,
            i,
            cube.cells.values[m]?.[i] ?? null,
            before.cells.values[n]?.[j] ?? null,
            name,
            threshold,
          ),
        )
    })
  })
  return told(jumps)
}

/** Each period against the same one a year before where the table has it, else against the one before. */
export const jumpsWithin = (cube: Cube, threshold: number): Found => {
  const time = cube.dimensions.findIndex((d) => d.time !== null)
  const dimension = cube.dimensions[time]
  if (!dimension) return { breaches: [], count: 0 }
  const places = new Map(dimension.categories.map((c, i) => [c.code, i]))
  const previous = dimension.categories.map((c) => {
    if (c.kind !== 'value') return undefined
    const yearBefore = places.get(shiftPeriod(c.code, -1, 'year') ?? '')
    return yearBefore ?? places.get(shiftPeriod(c.code, -1) ?? '')
  })
  const key = (i: number, place: number): string =>
    cube.dimensions.map((_, d) => (d === time ? place : (cube.cells.coordinates[d]?.[i] ?? 0))).join(',')
  const cells = new Map(Array.from(cube.cells.records, (_, i) => [key(i, cube.cells.coordinates[time]?.[i] ?? 0), i]))
  const jumps: Jump[] = []
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const before = previous[cube.cells.coordinates[time]?.[i] ?? 0]
    const j = before === undefined ? undefined : cells.get(key(i, before))
    if (before === undefined || j === undefined) continue
    cube.measures.forEach((_, m) =>
      jumps.push(
        ...jumpOf(
          cube,
          m,
          i,
          cube.cells.values[m]?.[i] ?? null,
          cube.cells.values[m]?.[j] ?? null,
          dimension.categories[before]?.code ?? '',
          threshold,
        ),
      ),
    )
  }
  return told(jumps)
}
