// A cell as the triangle of kept runs asks for it, and its line of figures in the answer. In: cube, address, triangle.
// Out: keys, figures. Never a figure but differences of exact ones of the same scale.
import type { RevisionTriangle } from '#shared/contract/production.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, Cube } from '#shared/model/cube.ts'
import { toExact } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import type { CellAddress } from '#shared/model/table.ts'

/**
 * time: the category of the first dimension of time; 'total' where the cell is a sum over it; null in a table without
 * time.
 */
export type TriangleAddress = { address: Record<string, string>; time: string | null }
export type RunFigure = {
  run: RevisionTriangle['runs'][number]
  value: Exact | null
  status: CellStatus
  /** On the run before that has a figure. */ change: Exact | null
}

export const triangleAddress = (cube: Cube, address: CellAddress): TriangleAddress => {
  const time = cube.dimensions.findIndex((d) => d.time !== null)
  const keys = cube.dimensions.map((d) => {
    const part = address.find((p) => p.variable === d.variable && p.level === d.level)
    return categoryKey({
      code: part?.code ?? '',
      kind: part?.kind ?? 'total',
      ...(part?.version === undefined ? {} : { version: part.version }),
    })
  })
  const total =
    time >= 0 &&
    (address.find((p) => p.variable === cube.dimensions[time]?.variable && p.level === cube.dimensions[time]?.level)
      ?.kind ?? 'total') === 'total'
  return {
    address: Object.fromEntries(
      cube.dimensions.flatMap((d, i) =>
        i === time ? [] : [[d.level === undefined ? d.variable : `${d.variable}@${d.level}`, keys[i] ?? '']],
      ),
    ),
    time: time < 0 ? null : total ? 'total' : (keys[time] ?? null),
  }
}

/** Oldest run first. Without a time category each run tells the newest period it was made from. */
export const cellOverRuns = ({ cube, runs }: RevisionTriangle, time: string | null): RunFigure[] => {
  const [periods, columns] = cube.dimensions
  const wanted = time === null ? null : (periods?.categories.findIndex((c) => categoryKey(c) === time) ?? -1)
  const lines: RunFigure[] = []
  let before: Exact | null = null
  columns?.categories.forEach((_, column) => {
    const run = runs[column]
    let at = -1
    for (let i = 0; i < cube.cells.records.length; i += 1)
      if (cube.cells.coordinates[1]?.[i] === column && (wanted === null || cube.cells.coordinates[0]?.[i] === wanted))
        at = i
    if (!run || at < 0) return
    const value = cube.cells.values[0]?.[at] ?? null
    lines.push({
      run,
      value,
      status: cube.cells.statuses?.[0]?.[at] ?? 'value',
      change: value === null || before === null ? null : subtract(value, before),
    })
    if (value !== null) before = value
  })
  return lines
}

const subtract = (a: Exact, b: Exact): Exact =>
  typeof a === 'number' && typeof b === 'number' && !(Number.isInteger(a) && Number.isInteger(b))
    ? a - b
    : toExact(BigInt(a) - BigInt(b))
