// The rules a shown cube must keep, checked again from its cells alone, apart from the code that made it: parts add to
// totals where they should, percentages to 100. In: a cube, its definition, its protected form. Out: breaches. Withheld
// figures are never written out.
import type { Breach } from '#shared/contract/production.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { Cube, CubeDimension, CubeMeasure } from '#shared/model/cube.ts'
import { exactToDecimal } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { Dimension, Measure, TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'

export const shownBreaches = 20
export type Found = { breaches: Breach[]; count: number }

/** The place of a cell in words, totals left out. */
export const placeInWords = (cube: Cube, cell: number, without: readonly number[] = []): Bilingual => {
  const at = cube.dimensions.flatMap((d, i) => {
    if (without.includes(i)) return []
    const category = d.categories[cube.cells.coordinates[i]?.[cell] ?? 0]
    return category && category.kind !== 'total' ? [category.label] : []
  })
  if (at.length === 0) return { vi: 'Toàn bảng', en: 'Whole table' }
  return { vi: at.map((l) => l.vi).join(' · '), en: at.map((l) => l.en).join(' · ') }
}

const plain = (value: Exact | null, measure: CubeMeasure): string =>
  value === null ? '–' : measure.exact ? exactToDecimal(value, measure.scale) : String(value)

const definedAs = (definition: TableDefinition, dimension: CubeDimension): Dimension[] =>
  [...definition.rows, ...definition.columns, ...definition.layers].filter(
    (d) => d.variable === dimension.variable && d.level === dimension.level,
  )
/** With categories out of sight the parts on view need not add up. */
const isWhole = (definition: TableDefinition, dimension: CubeDimension): boolean =>
  definedAs(definition, dimension).every((d) => (d.hidden ?? []).length === 0)

type Line = { total: number; parts: number[] }

/** Cells that differ in the dimensions given only: groups by the others' coordinates. */
const linesAlong = (
  cube: Cube,
  along: readonly number[],
  isPart: (cell: number) => boolean,
  isTotal: (cell: number) => boolean,
): Line[] => {
  const lines = new Map<string, Line>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const [part, total] = [isPart(i), isTotal(i)]
    if (!part && !total) continue
    const key = cube.dimensions
      .map((_, d) => (along.includes(d) ? '' : String(cube.cells.coordinates[d]?.[i] ?? 0)))
      .join(',')
    const line = lines.get(key) ?? { total: -1, parts: [] }
    if (total) line.total = i
    else line.parts.push(i)
    lines.set(key, line)
  }
  return [...lines.values()].filter((line) => line.parts.length > 0)
}

const totalsOf = (cube: Cube): number[] => cube.dimensions.map((d) => d.categories.findIndex((c) => c.kind === 'total'))

const hiddenCells = (cube: Cube, shown: Cube | null): ((cell: number, measure: number) => boolean) => {
  if (shown === null) return () => false
  const key = (of: Cube, i: number): string =>
    of.dimensions
      .map((d, k) => {
        const c = d.categories[of.cells.coordinates[k]?.[i] ?? 0]
        return c ? categoryKey(c) : ''
      })
      .join('\u0001')
  const withheld = new Set<string>()
  shown.cells.records.forEach((_, i) =>
    shown.measures.forEach((m, column) => {
      if (shown.cells.statuses?.[column]?.[i]?.startsWith('suppressed') === true)
        withheld.add(`${m.id}\u0001${key(shown, i)}`)
    }),
  )
  return (cell, measure) =>
    withheld.size > 0 && withheld.has(`${cube.measures[measure]?.id ?? ''}\u0001${key(cube, cell)}`)
}

const sums = (
  cube: Cube,
  definition: TableDefinition,
  isHidden: (cell: number, measure: number) => boolean,
): Breach[] => {
  const totals = totalsOf(cube)
  const breaches: Breach[] = []
  cube.dimensions.forEach((dimension, d) => {
    const total = totals[d] ?? -1
    if (total < 0 || !isWhole(definition, dimension)) return
    const at = (i: number): number => cube.cells.coordinates[d]?.[i] ?? 0
    const lines = linesAlong(
      cube,
      [d],
      (i) => at(i) !== total,
      (i) => at(i) === total,
    )
    cube.measures.forEach((measure, m) => {
      if (!measure.additive || !measure.exact || measure.hidden === true || measure.inTotals !== undefined) return
      const value = (i: number): bigint => BigInt(cube.cells.values[m]?.[i] ?? 0)
      for (const line of lines) {
        if (line.total < 0) continue
        const sum = line.parts.reduce((n, i) => n + value(i), 0n)
        if (sum === value(line.total)) continue
        const secret = [line.total, ...line.parts].some((i) => isHidden(i, m))
        breaches.push({
          rule: 'sum',
          measure: measure.id,
          place: placeInWords(cube, line.total),
          against: dimension.variable,
          found: secret ? '…' : exactToDecimal(sum, measure.scale),
          expected: secret ? '…' : plain(cube.cells.values[m]?.[line.total] ?? null, measure),
        })
      }
    })
  })
  return breaches
}

/** The dimensions a percent is taken over: all but those its base keeps. */
const overOf = (cube: Cube, measure: Measure): ((d: number, present: readonly number[]) => boolean) | null => {
  if (measure.statistic !== 'percent' && measure.statistic !== 'share') return null
  const axis = (d: number) => cube.dimensions[d]?.axis
  const { base } = measure
  // Dimensions stand in the cube from outermost to innermost.
  const innermost = (wanted: 'row' | 'column') => (d: number, present: readonly number[]) =>
    present.filter((p) => axis(p) === wanted).at(-1) === d
  if (base === 'row') return (d) => axis(d) === 'column'
  if (base === 'column') return (d) => axis(d) === 'row'
  if (base === 'layer') return (d) => axis(d) !== 'layer'
  if (base === 'table') return () => true
  if (base === 'parent_row') return innermost('row')
  if (base === 'parent_column') return innermost('column')
  const named = new Set(measure.over ?? [])
  return (d) => named.has(cube.dimensions[d]?.variable ?? '')
}

const percents = (cube: Cube, definition: TableDefinition): Breach[] => {
  // Under a collapsed category the parts are not shown.
  if ([...definition.rows, ...definition.columns, ...definition.layers].some((d) => (d.collapsed ?? []).length > 0))
    return []
  const totals = totalsOf(cube)
  const breaches: Breach[] = []
  cube.measures.forEach((shape, m) => {
    const measure = definition.measures.find((each) => each.id === shape.id)
    const over = measure ? overOf(cube, measure) : null
    if (over === null || (measure?.statistic !== 'percent' && measure?.statistic !== 'share')) return
    const of = definition.measures.find((each) => each.id === measure.of)
    if (of?.statistic !== 'count' && of?.statistic !== 'sum') return
    const whole = measure.statistic === 'percent' ? 100 : 1
    const groups = new Map<string, { sum: number; first: number; along: number[]; broken: boolean }>()
    for (let i = 0; i < cube.cells.records.length; i += 1) {
      const present = cube.dimensions.flatMap((_, d) =>
        (cube.cells.coordinates[d]?.[i] ?? 0) === totals[d] ? [] : [d],
      )
      const along = present.filter((d) => over(d, present))
      if (
        along.length === 0 ||
        along.some((d) => {
          const dimension = cube.dimensions[d]
          return dimension !== undefined && !isWhole(definition, dimension)
        })
      )
        continue
      const key = `${along.join(' ')}|${present.map((d) => (along.includes(d) ? '' : `${d}:${cube.cells.coordinates[d]?.[i] ?? 0}`)).join(',')}`
      const group = groups.get(key) ?? { sum: 0, first: i, along, broken: false }
      const value = cube.cells.values[m]?.[i] ?? null
      if (value === null) group.broken = true
      group.sum += Number(value ?? 0)
      groups.set(key, group)
    }
    // Several sets of dimensions may be asked for; each that is complete adds to the whole. Subsets of a nested one do
    // so as well.
    for (const { sum, first, along, broken } of groups.values()) {
      if (broken || Math.abs(sum - whole) <= whole * 1e-6) continue
      breaches.push({
        rule: 'percent',
        measure: shape.id,
        place: placeInWords(cube, first, along),
        found: sum.toFixed(6),
        expected: String(whole),
        against: measure.base,
      })
    }
  })
  return breaches
}

export const checkFigures = (cube: Cube, definition: TableDefinition, shown: Cube | null): Found => {
  const isHidden = hiddenCells(cube, shown)
  const all = [...sums(cube, definition, isHidden), ...percents(cube, definition)]
  return { breaches: all.slice(0, shownBreaches), count: all.length }
}
