// A difference report as it may leave: figures as the protected sides show them. In: a report, both sides protected.
// Out: the report without what either withholds, and without parts of a change that may be of few records. Never a
// figure the sides do not show. Pure.
import type { DifferenceCell, DifferenceReport } from '#shared/contract/production.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, Cube } from '#shared/model/cube.ts'
import { dimensionId, totalKey } from './keyedCells.ts'

type Named = { variable: string; level: string | null }

/** Each dimension by name; one that is there twice is told apart by its number. */
const idsOf = (dimensions: readonly Named[]): string[] => {
  const seen = new Map<string, number>()
  return dimensions.map(({ variable, level }) => {
    const id = dimensionId(level === null ? { variable } : { variable, level })
    const n = (seen.get(id) ?? 0) + 1
    seen.set(id, n)
    return n === 1 ? id : `${id}#${n}`
  })
}

/** A cell by what it is not the total of, whatever the order of the dimensions. */
const nameOf = (ids: readonly string[], keys: readonly string[]): string =>
  ids
    .flatMap((id, d) => (keys[d] === undefined || keys[d] === totalKey ? [] : [`${id}=${keys[d]}`]))
    .toSorted()
    .join('\u0001')

const statusesOf = (cube: Cube): ((name: string, measure: string) => CellStatus) => {
  const ids = idsOf(cube.dimensions.map(({ variable, level }) => ({ variable, level: level ?? null })))
  const keys = cube.dimensions.map((d) => d.categories.map(categoryKey))
  const at = new Map<string, number>()
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    const own = cube.cells.coordinates.map((column, d) => keys[d]?.[column[i] ?? 0] ?? totalKey)
    at.set(nameOf(ids, own), i)
  }
  return (name, measure) => {
    const i = at.get(name)
    const m = cube.measures.findIndex(({ id }) => id === measure)
    if (i === undefined) return 'none'
    // What the protected side does not speak of does not leave.
    return m < 0 ? 'suppressed' : (cube.cells.statuses?.[m]?.[i] ?? 'value')
  }
}

/**
 * One part alone is the change itself. Of several only numbers of records are told, each of enough: what a few new
 * records add is theirs.
 */
const outwardParts = (parts: DifferenceCell['parts'], counts: boolean, minimum: number): DifferenceCell['parts'] => {
  const told = (parts ?? []).map(Number).filter((part) => part !== 0)
  if (told.length <= 1) return parts
  return counts && told.every((part) => Math.abs(part) >= minimum) ? parts : null
}

const isHidden = (status: CellStatus): boolean => status === 'suppressed' || status === 'suppressed_secondary'

export const outwardReport = (
  report: DifferenceReport,
  before: Cube,
  after: Cube,
  minimum: number,
): DifferenceReport => {
  const counts = report.measures.map(({ id }) => after.measures.find((m) => m.id === id)?.statistic === 'count')
  const [old, now] = [statusesOf(before), statusesOf(after)]
  const ids = idsOf(report.dimensions)
  const outward = (cell: DifferenceCell): DifferenceCell => {
    const { id, only } = report.measures[cell.measure] ?? { id: '', only: null }
    const name = nameOf(
      ids,
      cell.coordinates.map((c, d) => report.dimensions[d]?.categories[c]?.key ?? totalKey),
    )
    const [was, is] = [
      cell.before === null || only === 'after' ? cell.beforeStatus : old(name, id),
      cell.after === null || only === 'before' ? cell.afterStatus : now(name, id),
    ]
    // A figure that stands in no protected cell, as one recoded on the way, is not told.
    const [a, b] = [was, is].map((status, side): CellStatus => {
      const figure = side === 0 ? cell.before : cell.after
      return figure !== null && status === 'none' ? 'suppressed' : status
    }) as [CellStatus, CellStatus]
    const hidden = isHidden(a) || isHidden(b)
    return {
      ...cell,
      before: isHidden(a) ? null : cell.before,
      after: isHidden(b) ? null : cell.after,
      beforeStatus: a,
      afterStatus: b,
      change: hidden ? null : cell.change,
      percent: hidden ? null : cell.percent,
      parts: hidden ? null : outwardParts(cell.parts, counts[cell.measure] === true, minimum),
    }
  }
  return {
    ...report,
    cells: report.cells.map(outward),
    totals: report.totals.map(outward),
  }
}
