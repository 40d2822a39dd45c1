// Tables made elsewhere, protected: files of cells and a definition → files with a status, the attacker's interval and
// the audit's result for every cell. Never a file that says "safe" of a cell without proof; sums that cannot be proven
// are named.
import { readFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fail } from '#shared/model/failure.ts'
import type { ProtectionDefinition } from '#shared/model/protection.ts'
import type { ProtectFilesResult } from '#shared/contract/protect.ts'
import type { ProblemCell } from '../cells/problemOf.ts'
import { problemOf } from '../cells/problemOf.ts'
import { tableCells } from '../cells/tableCells.ts'
import { sensitivityOf } from '../primary/rules.ts'
import { createPace } from '../secondary/pace.ts'
import type { PaceOptions } from '../secondary/pace.ts'
import { defaultOptions, protectProblem } from '../secondary/protectProblem.ts'
import { at } from '../secondary/problem.ts'
import { alterFiles } from './alterFiles.ts'
import { outputRows } from './outputRows.ts'
import { readTable } from './readTable.ts'
import { primaryRulesOf } from './rulesOf.ts'
import { summaryOf } from './summaryOf.ts'
import { writeTables } from './writeTables.ts'

export type ProtectFilesRequest = {
  cells: string[]
  definition: ProtectionDefinition
  beside: string
  out: string | null
}

/** Beyond this the relations alone would not fit the memory of a workstation. */
export const largestTables = 1_000_000

const textOf = async (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((cause: unknown) => fail('FILE_NOT_FOUND', { path }, undefined, cause))

export const protectFiles = async (
  request: ProtectFilesRequest,
  options: PaceOptions = {},
): Promise<ProtectFilesResult> => {
  const { definition } = request
  const pace = createPace(options)
  pace.phase('read')
  const beside = dirname(resolve(request.beside))
  const given = definition.tables ?? []
  const paths =
    request.cells.length > 0
      ? request.cells
      : given.flatMap((t) => (t.cells === undefined ? [] : [join(beside, t.cells)]))
  if (paths.length === 0) fail('PROTECT_COLUMN_MISSING', { file: '', field: 'tables.0.cells', column: '', columns: '' })
  const readBeside = (name: string): string => {
    try {
      return readFileSync(resolve(beside, name), 'utf8')
    } catch (cause) {
      return fail('FILE_NOT_FOUND', { path: resolve(beside, name) }, undefined, cause)
    }
  }
  const tables = []
  for (const [i, path] of paths.entries())
    tables.push(readTable(await textOf(path), basename(path), given[i] ?? {}, definition, readBeside))
  const size = tables.reduce((n, t) => n + t.cells.length, 0)
  if (size > largestTables) fail('PROTECT_TOO_LARGE', { cells: size, limit: largestTables })
  const cells = tableCells(tables.map((t) => t.table))
  const facts: (ProblemCell | undefined)[] = Array.from({ length: cells.count })
  tables.forEach((table, t) => {
    table.cells.forEach((cell, i) => {
      const place = at(cells.cellOf[t] ?? [], i)
      const before = facts[place]
      if (before !== undefined && before.status !== null && cell.status !== null && before.status !== cell.status)
        fail('PROTECT_STATUS_DISAGREES', { cell: cells.names[place] ?? '', table: table.table.name })
      // A hand's decision in one table holds for the same cell in all.
      facts[place] = before === undefined ? cell : { ...cell, ...before, status: before.status ?? cell.status }
    })
  })
  const counts = tables.every((t) => t.counts)
  const decimals = Math.max(0, ...tables.map((t) => t.table.decimals))
  const rules = primaryRulesOf(definition.rules, counts ? 1 : 10 ** -decimals)
  if (definition.method !== 'suppression')
    return alterFiles({ definition, tables, cells, facts, counts, out: request.out })
  const known = facts.map((f) => f ?? { facts: { value: 0, frequency: null, largest: [] }, status: null, cost: null })
  // A figure too close to few is not made safe by being asked for: nothing is called safe beside it.
  known.forEach((cell, c) => {
    const rule = cell.status === 'published' ? (sensitivityOf(cell.facts, rules)?.rule ?? null) : null
    if (rule !== null) fail('PROTECT_FROZEN_SENSITIVE', { cell: cells.names[c] ?? '', rule })
  })
  const named = problemOf(cells, known, {
    rules,
    cost: definition.cost ?? (counts ? 'unity' : 'value'),
    counts,
    pools: definition.pools,
    knownWithin: definition.knownWithin,
  })
  const primaries = named.rule.filter((r) => r !== null).length
  const intervals = definition.intervals ?? (primaries <= 250 ? 'exact' : 'proven')
  const protection = await protectProblem(named.problem, pace, {
    ...defaultOptions,
    exactCells: definition.exactCells,
    intervals,
  })
  const files = await writeTables(request.out, tables, (table, t) =>
    outputRows(table, cells.cellOf[t] ?? new Int32Array(0), named, protection),
  )
  return summaryOf({ tables, cells, named, protection, definition, files })
}
