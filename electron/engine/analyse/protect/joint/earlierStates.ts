// A table beside itself as it left before its records changed: a delivery replaced by one with an enterprise more. In:
// the table, how many stand behind its cells, what left. Out: the cells of which few came or went since they left: they
// are sensitive. Never compared with what left of other conditions or other periods.
import type { Cube } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Release, ReleaseBody } from '#engine/workspace/files/catalogReleases.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import type { Frequency } from '../frequency.ts'
import { keptPeriods } from '../keptPeriods.ts'
import { shown } from '../marks.ts'
import { sheetOf } from './sheets.ts'

/** Of larger tables the numbers are not kept. */
const mostKept = 50_000

type Named = { name: string; cell: number }

/** A cell by what it is not the total of, whatever the order of the dimensions. */
const nameOf = (parts: readonly { dimension: string; key: string }[]): string =>
  parts
    .flatMap(({ dimension, key }) => (key === '#total' ? [] : [`${dimension}=${key}`]))
    .toSorted()
    .join('|')

const cellsOf = (cube: Cube, { dimensions }: ReturnType<typeof sheetOf>): Named[] => {
  const keys = cube.dimensions.map((d) => d.categories.map(categoryKey))
  const names = dimensions.map(({ variable, level }) => `${variable}@${level ?? ''}`)
  return Array.from(cube.cells.records, (_, cell) => ({
    cell,
    name: nameOf(
      cube.cells.coordinates.map((column, d) => ({
        dimension: names[d] ?? '',
        key: keys[d]?.[column[cell] ?? 0] ?? '#total',
      })),
    ),
  }))
}

/** What is kept of a table that leaves: of each cell that shows its number, how many stand behind it. */
export const numbersBehind = (
  cube: Cube,
  definition: TableDefinition,
  counts: Frequency['counts'],
  pattern: Uint8Array,
): ReleaseBody['behind'] => {
  if (cube.cells.records.length > mostKept) return undefined
  const own = cellsOf(cube, sheetOf(definition)).filter(({ cell }) => pattern[cell] === shown)
  return { names: own.map(({ name }) => name), counts: own.map(({ cell }) => counts[cell] ?? 0) }
}

const isEarlier = (model: TableModel, definition: TableDefinition, { body }: Release): boolean => {
  if (body.behind === undefined || body.definition.filter !== definition.filter) return false
  if (body.definition.classification !== definition.classification) return false
  const current = new Set(model.deliveries([]).map(({ id }) => id))
  if (body.deliveries.every((id) => current.has(id))) return false
  const now = keptPeriods(model, definition)
  return now.length === body.periods.length && now.every((period, i) => period === body.periods[i])
}

/** `definition`: as registered, so that one name is one thing. */
export const besideEarlierStates = (
  model: TableModel,
  definition: TableDefinition,
  cube: Cube,
  frequency: Frequency,
  released: readonly Release[],
  minimum: number,
): Frequency => {
  const earlier = released.filter((release) => isEarlier(model, definition, release))
  if (earlier.length === 0) return frequency
  const changed = new Set<number>()
  const cells = cellsOf(cube, sheetOf(definition))
  for (const { body } of earlier) {
    const before = new Map(body.behind?.names.map((name, i) => [name, body.behind?.counts[i] ?? 0]))
    for (const { name, cell } of cells) {
      const was = before.get(name)
      const difference = was === undefined ? 0 : Math.abs((frequency.counts[cell] ?? 0) - was)
      if (difference > 0 && difference < minimum) changed.add(cell)
    }
  }
  return changed.size === 0 ? frequency : { ...frequency, changed }
}
