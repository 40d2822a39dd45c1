// Which printed figures are other ones than in the issue before. In: two protected cubes of one source. Out: the cells
// that differ as printed, with their place in words. Matched by code and period; what only one of them has is new, not
// changed. Pure.
import { spaceOf } from '#engine/analyse/compare/keyedCells.ts'
import type { Space } from '#engine/analyse/compare/keyedCells.ts'
import { formatCell } from '#shared/format/cell.ts'
import type { CellLike } from '#shared/format/cell.ts'
import { axesOf, categoryKey, figureAt } from '#shared/model/cube.ts'
import type { Cube, CubeMeasure } from '#shared/model/cube.ts'
import type { Bilingual } from '#shared/model/text.ts'

export type ChangedCell = {
  /** Of the new cube; −1: it has no record there any more. */
  cell: number
  /** As shown there: in totals it may be another than the column's. */
  measure: number
  /**
   * The measure and the categories that are not totals, in an order of their own: the same figure in any cube of the
   * table.
   */
  key: string
  place: Bilingual
  label: Bilingual
  before: Bilingual
  after: Bilingual
  /** Withheld in one of the two. */
  protection: boolean
}

const total: Bilingual = { vi: 'Tổng số', en: 'Total' }

/** Category indexes of the space that a cube has, by dimension. */
const heldBy = (space: Space, cube: Cube): Set<number>[] => {
  const own = new Map(
    cube.dimensions.map((d) => [
      `${d.variable}${d.level === undefined ? '' : `@${d.level}`}`,
      new Set(d.categories.map(categoryKey)),
    ]),
  )
  return space.dimensions.map(({ id, categories }) => {
    const held = own.get(id)
    // A cube without the dimension stands at its total throughout.
    return new Set(categories.flatMap(({ key }, i) => ((held ? held.has(key) : key === '#total') ? [i] : [])))
  })
}

/** Totals over periods are of other things where the periods are others. */
const unequalTimes = (space: Space, a: Set<number>[], b: Set<number>[]): number[] =>
  space.dimensions.flatMap(({ first }, d) => {
    if (first.time === null) return []
    const [x, y] = [a[d] ?? new Set(), b[d] ?? new Set()]
    return x.size === y.size && [...x].every((i) => y.has(i)) ? [] : [d]
  })

/** A year of ten months and one of eleven are two things, unless the same issue is made again. */
const unequalParts = (space: Space, before: Cube, after: Cube): Set<number>[] => {
  const parts = (cube: Cube): Map<string, number> =>
    new Map(
      cube.dimensions.flatMap((d) =>
        d.categories.flatMap((c): [string, number][] =>
          c.partial ? [[`${d.variable}@${d.level ?? ''} ${categoryKey(c)}`, c.partial.delivered]] : [],
        ),
      ),
    )
  const [a, b] = [parts(before), parts(after)]
  return space.dimensions.map(
    ({ variable, level, categories }) =>
      new Set(
        categories.flatMap(({ key }, i) => {
          const id = `${variable}@${level ?? ''} ${key}`
          return a.get(id) === b.get(id) ? [] : [i]
        }),
      ),
  )
}

/**
 * A place that is not stored did not occur, where the table has one block and nothing folded; else it may not have been
 * asked for.
 */
const tellsNone = (cube: Cube): boolean => {
  const { row, column, layer } = axesOf(cube)
  return [row, column, layer].every(
    (blocks) => blocks.length <= 1 && blocks.every((block) => block.every((part) => part.collapsed === undefined)),
  )
}

const cellOf = (cube: Cube, measure: number, i: number | undefined): CellLike => {
  if (i === undefined) return { value: null, status: 'none' }
  const value = figureAt(cube.cells.values[measure], i)
  return { value, status: cube.cells.statuses?.[measure]?.[i] ?? (value === null ? 'not_available' : 'value') }
}

const isWithheld = ({ status }: CellLike): boolean => status === 'suppressed' || status === 'suppressed_secondary'

/** The measure whose figure stands in a cell: another one in totals, where the table says so. */
const shownMeasure = (cube: Cube, measure: number, inTotal: boolean): number =>
  inTotal ? (cube.measures[measure]?.inTotals ?? measure) : measure

type Pair = { label: Bilingual; old: number; now: number }
const sharedMeasures = (before: Cube, after: Cube): Pair[] =>
  after.measures.flatMap((measure, now) => {
    const old = before.measures.findIndex((m) => m.id === measure.id && m.hidden !== true)
    return measure.hidden === true || old < 0 ? [] : [{ label: measure.label, old, now }]
  })

/** Written alike: a figure shown with another number of decimals is not another figure. */
const printed = (cell: CellLike, own: CubeMeasure, shown: CubeMeasure): Bilingual => {
  const shape = { ...own, decimals: shown.decimals, power: shown.power }
  return { vi: formatCell(cell, shape, 'vi'), en: formatCell(cell, shape, 'en') }
}

export const changedFigures = (before: Cube, after: Cube, samePeriod = true): ChangedCell[] => {
  const space = spaceOf([after, before])
  const [heldNow, heldBefore] = [heldBy(space, after), heldBy(space, before)]
  const unequal = unequalTimes(space, heldNow, heldBefore)
  const [now, old] = [after, before].map((cube) => new Map(space.keys(cube).map((key, i) => [key, i]))) as [
    Map<string, number>,
    Map<string, number>,
  ]
  const otherParts = samePeriod ? [] : unequalParts(space, before, after)
  const certainNone = tellsNone(after) && tellsNone(before)
  const measures = sharedMeasures(before, after)
  const isTotal = (coordinate: number, d: number): boolean =>
    space.dimensions[d]?.categories[coordinate]?.key === '#total'
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key): ChangedCell[] => {
    const [i, j] = [now.get(key), old.get(key)]
    if ((i === undefined || j === undefined) && !certainNone) return []
    const at = space.coordinatesOf(key)
    if (!at.every((c, d) => heldNow[d]?.has(c) === true && heldBefore[d]?.has(c) === true)) return []
    if (otherParts.some((parts, d) => parts.has(at[d] ?? -1))) return []
    if (unequal.some((d) => isTotal(at[d] ?? -1, d))) return []
    const named = at.flatMap((c, d) => {
      const category = space.dimensions[d]?.categories[c]
      return category === undefined || isTotal(c, d) ? [] : [{ id: space.dimensions[d]?.id ?? '', category }]
    })
    const inTotal = at.some(isTotal)
    return measures.flatMap(({ label, old: m, now: n }): ChangedCell[] => {
      const [x, y] = [shownMeasure(before, m, inTotal), shownMeasure(after, n, inTotal)]
      const [own, shown] = [before.measures[x], after.measures[y]]
      if (!own || !shown) return []
      const [was, is] = [cellOf(before, x, j), cellOf(after, y, i)]
      const [told, tells] = [printed(was, own, shown), printed(is, shown, shown)]
      if (told.vi === tells.vi && isWithheld(was) === isWithheld(is)) return []
      const place = (language: 'vi' | 'en'): string =>
        named.map(({ category }) => category.label[language]).join(' · ') || total[language]
      return [
        {
          cell: i ?? -1,
          measure: y,
          key: figureKey(
            shown.id,
            named.map((part) => [part.id, part.category.key]),
          ),
          place: { vi: place('vi'), en: place('en') },
          label,
          before: told,
          after: tells,
          protection: isWithheld(was) !== isWithheld(is),
        },
      ]
    })
  })
}

export const figureKey = (measure: string, place: [dimension: string, category: string][]): string =>
  [measure, ...place.map((part) => part.join('=')).toSorted()].join('|')

/** The same cube with these figures marked. */
export const withRevised = <C extends Cube>(cube: C, changed: readonly ChangedCell[]): C => {
  if (changed.length === 0) return cube
  const revised = cube.measures.map((): number[] => [])
  for (const { cell, measure } of changed) if (cell >= 0) revised[measure]?.push(cell)
  return { ...cube, cells: { ...cube.cells, revised } }
}
