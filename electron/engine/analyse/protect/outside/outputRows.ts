// What is written of each cell: its codes, the figure where it is published, its status and rule, the attacker's
// interval, the audit's word. In: a table as it was read, the protection. Out: lines. Never a withheld figure, a
// contribution, a frequency or a level: from those the withheld figure could be computed.
import { at } from '../secondary/problem.ts'
import type { Protection } from '../secondary/protectProblem.ts'
import type { NamedProblem } from '../cells/problemOf.ts'
import type { CsvRows } from './csvRows.ts'
import type { ReadTable } from './readTable.ts'

const added = ['status', 'rule', 'lower', 'upper', 'audit']

const plain = (value: number): string => {
  if (value === Infinity) return 'Inf'
  if (value === -Infinity) return '-Inf'
  return Number.isNaN(value) ? '' : String(Number(value.toPrecision(12)))
}

export const statusAt = (
  named: NamedProblem,
  protection: Protection,
  cell: number,
): 'published' | 'primary' | 'secondary' => {
  if (at(protection.withheld, cell) === 0) return 'published'
  return named.rule[cell] === null ? 'secondary' : 'primary'
}

export const outputRows = (
  { table, separator }: ReadTable,
  cellOf: Int32Array,
  named: NamedProblem,
  protection: Protection,
): CsvRows => {
  const open = new Set(protection.open.map((demand) => demand.cell))
  const { lower, upper } = protection.intervals
  const lines = table.codes.map((codes, i) => {
    const cell = at(cellOf, i)
    const status = statusAt(named, protection, cell)
    const value = table.values[i] ?? 0
    if (status === 'published') return [...codes, plain(value), status, '', plain(value), plain(value), '']
    // A cell withheld for another has an interval only where it was computed exactly.
    const known = status === 'primary' || protection.intervals.kind === 'exact'
    const interval = known ? [plain(at(lower, cell)), plain(at(upper, cell))] : ['', '']
    const audit = open.has(cell) ? 'unproven' : 'safe'
    return [...codes, '', status, named.rule[cell] ?? '', ...interval, status === 'primary' ? audit : '']
  })
  return { header: [...table.dimensions.map((d) => d.name), table.figure, ...added], lines, separator }
}

/** Tables of which every figure may have changed: what a reader can conclude of the true one where that may be told. */
export const alteredRows = (
  { table, separator }: ReadTable,
  cellOf: Int32Array,
  altered: Float64Array,
  status: 'rounded' | 'perturbed',
  intervalOf: (value: number) => [number, number] | null,
): CsvRows => ({
  header: [...table.dimensions.map((d) => d.name), table.figure, ...added],
  lines: table.codes.map((codes, i) => {
    const value = at(altered, at(cellOf, i))
    const interval = intervalOf(value)?.map(plain) ?? ['', '']
    return [...codes, plain(value), status, '', ...interval, '']
  }),
  separator,
})
