// The time of a cube: moving a place to another period. In: a cube's dimensions. Out: where each category of time
// leads. Never the clock, never a period that the table does not have.
import type { CubeDimension } from '#shared/model/cube.ts'
import { periodAtLevel, shiftPeriod } from '#shared/model/period.ts'
import type { PeriodKind } from '#shared/model/period.ts'

const fineness: Record<PeriodKind, number> = { month: 0, quarter: 1, year: 2, school_year: 2 }

/** absent: the table does not have that period · none: no such movement from there. */
export const absentPeriod = -1
export const noMovement = -2

/** Puts the place `from` into `to`, moved; false with the reason when it cannot be. */
export type Movement = (from: ArrayLike<number>, to: Int32Array) => 'moved' | 'not_available' | 'not_applicable'

export type CubeTime = {
  /** Dimensions of time, finest first. */
  dimensions: number[]
  /** Movement that sends each period to the one `target` names; null: no such movement. */
  movement: (target: (period: string, kind: PeriodKind) => string | null) => Movement
  /** Movement to the next earlier period of the table, within the same outer category of time. */
  earlier: Movement
  /** Movement to the next later one. */
  later: Movement
  /** The same, whatever the outer category of time. */
  anyEarlier: Movement
  anyLater: Movement
}

/** The variable of time measures follow: the period of the records, else the first other variable of time. */
const timeVariable = (dimensions: readonly CubeDimension[]): string | null => {
  const all = dimensions.filter((d) => d.time !== null)
  return (all.find((d) => d.variable === 'period') ?? all[0])?.variable ?? null
}

/** Only steps that the kind of period has: a quarter has no month before it. */
export const shiftedPeriod = (
  period: string,
  kind: PeriodKind,
  count: number,
  step: 'month' | 'quarter' | 'year',
): string | null => {
  const steps: Record<PeriodKind, readonly string[]> = {
    month: ['month', 'quarter', 'year'],
    quarter: ['quarter', 'year'],
    year: ['year'],
    school_year: ['year'],
  }
  return steps[kind].includes(step) ? shiftPeriod(period, count, step) : null
}

export const cubeTime = (all: readonly CubeDimension[]): CubeTime | null => {
  const variable = timeVariable(all)
  if (variable === null) return null
  const kindOf = (d: number): PeriodKind => all[d]?.time ?? 'year'
  const dimensions = all
    .flatMap((d, i) => (d.variable === variable && d.time !== null ? [i] : []))
    .sort((a, b) => fineness[kindOf(a)] - fineness[kindOf(b)] || a - b)
  const periods = all.map(
    (dimension) => new Map(dimension.categories.flatMap((c, i) => (c.kind === 'value' ? [[c.code, i] as const] : []))),
  )
  const totals = all.map((dimension) => dimension.categories.findIndex((c) => c.kind === 'total'))
  /** holders[f][c][i]: category of dimension c that holds category i of the finer f. */
  const holders = new Map(
    dimensions.map((fine) => [
      fine,
      new Map(
        dimensions.map((coarse) => [
          coarse,
          Int32Array.from(all[fine]?.categories ?? [], (c) => {
            const holder = c.kind === 'value' ? periodAtLevel(c.code, kindOf(coarse)) : null
            return holder === null ? absentPeriod : (periods[coarse]?.get(holder) ?? absentPeriod)
          }),
        ]),
      ),
    ]),
  )

  const moveBy =
    (targets: Map<number, Int32Array>): Movement =>
    (from, to) => {
      const fine = dimensions.find((d) => from[d] !== totals[d])
      if (fine === undefined) return 'not_applicable'
      const target = targets.get(fine)?.[from[fine] ?? 0] ?? noMovement
      if (target === noMovement) return 'not_applicable'
      if (target === absentPeriod) return 'not_available'
      for (let d = 0; d < to.length; d += 1) to[d] = from[d] ?? 0
      to[fine] = target
      for (const coarse of dimensions) {
        if (coarse === fine || from[coarse] === totals[coarse]) continue
        const holder = holders.get(fine)?.get(coarse)?.[target] ?? absentPeriod
        if (holder < 0) return 'not_available'
        to[coarse] = holder
      }
      return 'moved'
    }
  const movement: CubeTime['movement'] = (target) =>
    moveBy(
      new Map(
        dimensions.map((d) => [
          d,
          Int32Array.from(all[d]?.categories ?? [], (c) => {
            const period = c.kind === 'value' ? target(c.code, kindOf(d)) : null
            return period === null ? noMovement : (periods[d]?.get(period) ?? absentPeriod)
          }),
        ]),
      ),
    )

  const neighbour = (step: 1 | -1): Movement =>
    moveBy(
      new Map(
        dimensions.map((d) => {
          const ordered = [...(periods[d] ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, i]) => i)
          const next = new Int32Array(all[d]?.categories.length ?? 0).fill(noMovement)
          ordered.forEach((i, o) => {
            next[i] = ordered[o + step] ?? absentPeriod
          })
          return [d, next] as const
        }),
      ),
    )
  const within = (move: Movement): Movement => {
    const before = new Int32Array(all.length)
    return (from, to) => {
      // `to` may be `from`: what stood there is kept to be compared.
      for (const d of dimensions) before[d] = from[d] ?? 0
      const moved = move(from, to)
      if (moved !== 'moved') return moved
      const fine = dimensions.find((d) => before[d] !== totals[d])
      return dimensions.every((d) => to[d] === before[d] || kindOf(d) === kindOf(fine ?? d)) ? 'moved' : 'not_available'
    }
  }
  const [anyEarlier, anyLater] = [neighbour(-1), neighbour(1)]
  return { dimensions, movement, earlier: within(anyEarlier), later: within(anyLater), anyEarlier, anyLater }
}
