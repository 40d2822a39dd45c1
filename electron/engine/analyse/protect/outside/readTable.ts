// One file of cells or records → a table with the facts of every cell. In: text, definition. Out: cells with codes,
// facts, costs, and for each line of the file its cell. Records are netted by holding and added up to every margin
// here, so that rules see margins from contributions and never inherit them.
import { fail } from '#shared/model/failure.ts'
import type { ProtectionDefinition, ProtectionTable } from '#shared/model/protection.ts'
import type { Hierarchy } from '../cells/hierarchy.ts'
import type { GivenStatus, ProblemCell } from '../cells/problemOf.ts'
import type { TableInput } from '../cells/tableCells.ts'
import { keyOfFraction, keyOfName } from '../perturb/cellKeys.ts'
import { aggregateRecords } from './aggregateRecords.ts'
import type { RecordLine } from './aggregateRecords.ts'
import { decimalsIn, numberIn, readCsvRows } from './csvRows.ts'
import { findColumns } from './findColumns.ts'
import type { FoundColumns } from './findColumns.ts'
import { readHierarchy, totalAmong } from './readHierarchy.ts'

export type ReadTable = {
  table: TableInput
  cells: ProblemCell[]
  separator: string
  counts: boolean
  /** Records that stand for several. */
  weighted: boolean
  notes: string[]
}

const statusIn = (text: string, file: string, line: number): GivenStatus => {
  const word = text.trim().toLowerCase()
  if (['', 's', 'safe', 'v', 'value', 'ok', 'na'].includes(word)) return null
  if (['u', 'unsafe', 'p', 'primary', 'sensitive', 'a', 'b', 'c', 'true', '1'].includes(word)) return 'sensitive'
  if (['m', 'd', 'x', 'withheld', 'suppressed', 'secondary', 'forced'].includes(word)) return 'withheld'
  if (['z', 'publish', 'published', 'frozen', 'protected', 'keep'].includes(word)) return 'published'
  return fail('PROTECT_VALUE_WRONG', { file, line, field: 'status', value: text })
}

const isYes = (text: string): boolean => ['1', 'true', 'yes', 'y', 'x', 'có'].includes(text.trim().toLowerCase())

export const readTable = (
  text: string,
  file: string,
  given: ProtectionTable,
  definition: ProtectionDefinition,
  readFile: (name: string) => string,
): ReadTable => {
  const rows = readCsvRows(text, file)
  const asked = { ...definition.columns, ...given.columns }
  const said = given.input ?? definition.input
  const found = findColumns(rows.header, asked, given.dimensions ?? definition.dimensions, said ?? 'cells', file)
  const { dimensions } = found
  const place = (name: string): number => rows.header.findIndex((h) => h.toLowerCase() === name.toLowerCase())
  const places = dimensions.map((d) => place(d.column))
  const codesOf = places.map((p) => new Set(rows.lines.map((line) => (line[p] ?? '').trim())))
  const hasTotals = dimensions.every((d, i) => {
    const codes = codesOf[i] ?? new Set<string>()
    const known = d.hierarchy === undefined ? undefined : definition.hierarchies[d.hierarchy]
    return codes.has(d.total ?? known?.total ?? totalAmong(codes)) || d.hierarchy !== undefined
  })
  const input = said ?? (hasTotals ? 'cells' : 'records')
  const columns: FoundColumns =
    input === (said ?? 'cells') ? found.columns : findColumns(rows.header, asked, dimensions, input, file).columns
  const number = (line: string[], column: number, i: number, field: string): number | null => {
    const value = numberIn(line[column] ?? '')
    if (Number.isNaN(value)) fail('PROTECT_VALUE_WRONG', { file, line: i + 2, field, value: line[column] ?? '' })
    return value
  }
  const hierarchies: Hierarchy[] = dimensions.map((d, i) => {
    const ladders = (d.nested ?? []).map((names) => names.map(place))
    const nested = ladders.map((ladder) => rows.lines.map((line) => ladder.map((p) => (line[p] ?? '').trim())))
    return readHierarchy(d, definition, codesOf[i] ?? new Set(), nested, readFile)
  })
  const counts = columns.value === null
  const valueColumn = columns.value ?? columns.frequency ?? 0
  const decimals = Math.min(8, Math.max(0, ...rows.lines.map((line) => decimalsIn(line[valueColumn] ?? ''))))
  const named = dimensions.map((d, i) => ({
    name: d.name ?? d.column,
    hierarchy: hierarchies[i] ?? { codes: [], total: '', families: [] },
  }))
  const base = { name: given.name ?? file, dimensions: named, figure: rows.header[valueColumn] ?? 'value', decimals }
  const codesIn = (line: string[]): string[] => places.map((p) => (line[p] ?? '').trim())
  const keyIn = (line: string[], i: number): number | null => {
    if (columns.key !== null) {
      const fraction = number(line, columns.key, i, 'key')
      return fraction === null ? null : keyOfFraction(fraction)
    }
    const name = columns.identifier === null ? '' : (line[columns.identifier] ?? '').trim()
    return name === '' || definition.secret === undefined ? null : keyOfName(definition.secret, name)
  }
  const factsIn = (line: string[], i: number): RecordLine => {
    const value = number(line, valueColumn, i, 'value')
    const frequency = columns.frequency === null ? null : number(line, columns.frequency, i, 'frequency')
    const contributions = columns.contributions
      .map((c) => number(line, c, i, 'contributions'))
      .filter((v): v is number => v !== null)
    return {
      codes: codesIn(line),
      value: value ?? (frequency === 0 ? 0 : Number.NaN),
      frequency,
      contributions,
      respondents: columns.respondents.map((c) => ((line[c] ?? '').trim() === '' ? null : (line[c] ?? '').trim())),
      holding: columns.holding === null ? null : (line[columns.holding] ?? '').trim() || null,
      weight: columns.weight === null ? null : number(line, columns.weight, i, 'weight'),
      waived: columns.waivers.map((c) => isYes(line[c] ?? '')),
      requested: columns.request !== null && isYes(line[columns.request] ?? ''),
      status: columns.status === null ? null : statusIn(line[columns.status] ?? '', file, i + 2),
      cost: columns.cost === null ? null : number(line, columns.cost, i, 'cost'),
      key: keyIn(line, i),
    }
  }
  const lines = rows.lines.map(factsIn)
  if (input === 'records') {
    const wrong = lines.findIndex((line) => Number.isNaN(line.value))
    if (wrong >= 0) fail('PROTECT_VALUE_WRONG', { file, line: wrong + 2, field: 'value', value: '' })
    const added = aggregateRecords(lines, named, definition.rules, counts)
    return {
      table: { ...base, codes: added.codes, values: added.values },
      cells: added.cells,
      separator: rows.separator,
      counts,
      weighted: columns.weight !== null,
      notes: added.notes,
    }
  }
  const cells = lines.map((line, i): ProblemCell => {
    if (Number.isNaN(line.value)) fail('PROTECT_VALUE_WRONG', { file, line: i + 2, field: 'value', value: '' })
    const frequency = line.frequency ?? (counts ? line.value : null)
    return {
      facts: {
        value: line.value,
        frequency,
        largest: line.contributions,
        ...(line.respondents.some((r) => r !== null) ? { respondents: line.respondents } : {}),
        ...(line.holding === null ? {} : { respondents: [line.holding] }),
        ...(line.waived.length > 0 ? { waived: line.waived } : {}),
        ...(line.requested ? { requested: true } : {}),
      },
      status: line.status,
      cost: line.cost,
      key: line.key,
    }
  })
  return {
    table: { ...base, codes: lines.map((line) => line.codes), values: lines.map((line) => line.value) },
    cells,
    separator: rows.separator,
    counts,
    weighted: false,
    notes: [],
  }
}
