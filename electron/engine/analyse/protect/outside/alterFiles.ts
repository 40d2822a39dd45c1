// Tables whose figures are changed rather than withheld: rounding and noise. In: tables as read, the method. Out:
// files, and what the method costs: cells changed, by how much, sums that no longer add up. Nothing is withheld, and
// nothing is said of a single cell.
import { fail } from '#shared/model/failure.ts'
import type { ProtectionDefinition } from '#shared/model/protection.ts'
import type { ProtectFilesResult } from '#shared/contract/protect.ts'
import type { ProblemCell } from '../cells/problemOf.ts'
import type { TableCells } from '../cells/tableCells.ts'
import { noiseTable } from '../perturb/noiseTable.ts'
import { perturbedAmount, perturbedCount } from '../perturb/perturbCells.ts'
import { controlledRounding } from '../rounding/controlledRounding.ts'
import { randomlyRounded } from '../rounding/randomRounding.ts'
import { smallCountsRounded } from '../rounding/smallCountRounding.ts'
import { linearSolver } from '../secondary/linearSolver.ts'
import { at } from '../secondary/problem.ts'
import { keysByCodes } from './keysByCodes.ts'
import { alteredRows } from './outputRows.ts'
import type { ReadTable } from './readTable.ts'
import { writeTables } from './writeTables.ts'

export type AlterInput = {
  definition: ProtectionDefinition
  tables: readonly ReadTable[]
  cells: TableCells
  facts: readonly (ProblemCell | undefined)[]
  counts: boolean
  out: string | null
}
type Altered = {
  values: Float64Array
  status: 'rounded' | 'perturbed'
  intervalOf: (value: number) => [number, number] | null
}

const isGiven = ({ cells }: AlterInput, cell: number): boolean => at(cells.hidden, cell) === 0

const wantCounts = (input: AlterInput): void => {
  const { cells, definition } = input
  const wrong = cells.values.findIndex((v) => v < 0 || !Number.isInteger(v))
  if (wrong >= 0)
    fail('PERTURB_COUNTS_WANTED', {
      method: definition.method,
      cell: cells.names[wrong] ?? '',
      value: String(at(cells.values, wrong)),
    })
}

/** Keys as given or made of identifiers, of every cell that is written. */
const keysGiven = (input: AlterInput): Float64Array | null => {
  const { cells, facts, definition, tables } = input
  const keys = Float64Array.from({ length: cells.count }, (_, c) => facts[c]?.key ?? Number.NaN)
  const lacking = Array.from(keys.keys()).filter((c) => Number.isNaN(at(keys, c)) && isGiven(input, c))
  const { length } = lacking
  if (length === cells.count - cells.hidden.reduce((n, h) => n + h, 0)) return null
  const first = lacking.find((c) => at(cells.values, c) !== 0)
  if (first !== undefined)
    fail('PERTURB_NEEDS', {
      file: tables[0]?.table.name ?? '',
      method: definition.method,
      field: 'columns.key',
      reason: cells.names[first] ?? '',
    })
  return keys
}

const keysOf = (input: AlterInput, byCodes: boolean): Float64Array => {
  const { definition, tables } = input
  const given = keysGiven(input)
  if (given !== null) return given
  if (byCodes && definition.secret !== undefined) return keysByCodes(input.cells, definition.secret)
  const field = byCodes
    ? 'columns.key, columns.identifier + secret, secret'
    : 'columns.key, columns.identifier + secret'
  return fail('PERTURB_NEEDS', {
    file: tables[0]?.table.name ?? '',
    method: definition.method,
    field,
    reason: 'keys of records',
  })
}

const byCellKey = (input: AlterInput): Altered => {
  const { definition, cells, facts, counts, tables } = input
  const { noise } = definition
  if (tables.some((t) => t.weighted))
    fail('PERTURB_NEEDS', {
      file: tables[0]?.table.name ?? '',
      method: definition.method,
      field: 'columns.weight',
      reason: 'weighted records have no cell keys',
    })
  const keys = keysOf(input, false)
  if (counts) wantCounts(input)
  const table = noiseTable({
    largest: noise.largest,
    variance: noise.variance,
    forbidden: counts ? noise.forbidden : 0,
    monotone: noise.monotone,
    ...(noise.stays === undefined ? {} : { stays: noise.stays }),
  })
  const decimals = Math.max(0, ...tables.map((t) => t.table.decimals))
  const values = cells.values.map((value, c) => {
    if (!isGiven(input, c)) return value
    if (counts) return perturbedCount(table, value, at(keys, c))
    const largest = facts[c]?.facts.largest ?? []
    if (largest.length === 0 && value !== 0)
      fail('PERTURB_NEEDS', {
        file: tables[0]?.table.name ?? '',
        method: definition.method,
        field: 'columns.contributions',
        reason: cells.names[c] ?? '',
      })
    return Number(perturbedAmount(table, noise, value, largest, at(keys, c)).toFixed(decimals))
  })
  // What is added at most is nobody's business: an interval would tell it.
  return { values, status: 'perturbed', intervalOf: () => null }
}

const alter = async (input: AlterInput): Promise<Altered> => {
  const { definition, cells } = input
  const { base, method } = definition
  const around = (value: number): [number, number] => [Math.max(0, value - base + 1), value + base - 1]
  if (method === 'random_rounding') {
    wantCounts(input)
    const keys = keysOf(input, true)
    const values = cells.values.map((v, c) => (isGiven(input, c) ? randomlyRounded(v, at(keys, c), base) : v))
    return { values, status: 'rounded', intervalOf: around }
  }
  if (method === 'small_count_rounding') {
    wantCounts(input)
    const { values } = smallCountsRounded(cells.values, cells.relations, base)
    return { values, status: 'rounded', intervalOf: () => null }
  }
  if (method === 'cell_key') return byCellKey(input)
  const found = await controlledRounding(cells.values, cells.relations, base)
  if (found === null) return fail('PROTECT_ROUNDING_IMPOSSIBLE', { base })
  const reach = base * (found.steps + 1) - 1
  const least = cells.values.some((v) => v < 0) ? -Infinity : 0
  return { values: found.values, status: 'rounded', intervalOf: (v) => [Math.max(least, v - reach), v + reach] }
}

const lossOf = (input: AlterInput, altered: Float64Array): NonNullable<ProtectFilesResult['loss']> => {
  const { cells, tables } = input
  const given = Array.from(altered.keys()).filter((c) => isGiven(input, c))
  const changes = given.map((c) => Math.abs(at(altered, c) - at(cells.values, c)))
  const smallest = 10 ** -Math.max(0, ...tables.map((t) => t.table.decimals))
  const { starts, cells: members, signs } = cells.relations
  let sumsOff = 0
  for (let r = 0; r + 1 < starts.length; r += 1) {
    let [sum, before, whole] = [0, 0, true]
    for (let i = at(starts, r); i < at(starts, r + 1); i += 1) {
      whole &&= isGiven(input, at(members, i))
      sum += at(signs, i) * at(altered, at(members, i))
      before += at(signs, i) * at(cells.values, at(members, i))
    }
    if (whole && Math.abs(sum - before) > smallest / 2) sumsOff += 1
  }
  return {
    changedCells: changes.filter((change) => change > 0).length,
    largestChange: changes.reduce((most, change) => Math.max(most, change), 0),
    meanChange: changes.length === 0 ? 0 : changes.reduce((sum, change) => sum + change, 0) / changes.length,
    sumsOff,
  }
}

const handNote = {
  vi: 'Trạng thái cho bằng tay không dùng trong phương pháp này.',
  en: 'Statuses given by hand are not used by this method.',
}

export const alterFiles = async (input: AlterInput): Promise<ProtectFilesResult> => {
  const { definition, tables, cells, out } = input
  const started = performance.now()
  const altered = await alter(input)
  const files = await writeTables(out, tables, (table, t) =>
    alteredRows(table, cells.cellOf[t] ?? new Int32Array(0), altered.values, altered.status, altered.intervalOf),
  )
  const solved = definition.method === 'controlled_rounding'
  return {
    audit: 'nothing',
    cells: cells.count,
    relations: cells.relations.starts.length - 1,
    primary: {},
    secondary: 0,
    secondaryCost: 0,
    pools: 0,
    demands: 0,
    unproven: [],
    optimum: null,
    intervals: 'none',
    tables: tables.map(({ table }) => ({
      name: table.name,
      cells: table.values.length,
      primary: 0,
      secondary: 0,
      published: table.values.length,
      hidden: 0,
    })),
    method: definition.method,
    loss: lossOf(input, altered.values),
    notes: input.facts.some((f) => (f?.status ?? null) !== null) ? [handNote] : [],
    solver: solved ? `HiGHS ${(await linearSolver()).version}` : '',
    seconds: { altering: (performance.now() - started) / 1000 },
    files,
  }
}
