// The answer about tables protected for somebody: counts by rule, secondaries, proof, gap, what is unproven by name.
// Pure.
import type { ProtectFilesResult } from '#shared/contract/protect.ts'
import type { ProtectionDefinition } from '#shared/model/protection.ts'
import type { NamedProblem } from '../cells/problemOf.ts'
import type { TableCells } from '../cells/tableCells.ts'
import { at } from '../secondary/problem.ts'
import type { Demand } from '../secondary/problem.ts'
import type { Protection } from '../secondary/protectProblem.ts'
import { statusAt } from './outputRows.ts'
import type { ReadTable } from './readTable.ts'

export const demandName = (cells: TableCells, named: NamedProblem, demand: Demand): string => {
  const arrow = demand.direction === 'up' ? '↑' : '↓'
  const own = cells.names[demand.cell]
  if (own !== undefined) return `${own} ${arrow}`
  const pool = named.pools[demand.cell - cells.count]
  return `${pool?.cells.map((c) => cells.names[c] ?? '').join(' + ') ?? '?'} ${arrow}`
}

export const summaryOf = (input: {
  tables: ReadTable[]
  cells: TableCells
  named: NamedProblem
  protection: Protection
  definition: ProtectionDefinition
  files: ProtectFilesResult['files']
}): ProtectFilesResult => {
  const { tables, cells, named, protection, definition, files } = input
  const primary: Record<string, number> = {}
  for (const rule of named.rule) if (rule !== null) primary[rule] = (primary[rule] ?? 0) + 1
  const { optimum } = protection
  const gap =
    optimum === null || protection.cost === 0 ? 0 : (100 * (protection.cost - optimum.lowerBound)) / protection.cost
  const notes: ProtectFilesResult['notes'] = []
  const hidden = cells.hidden.reduce((n, h) => n + h, 0)
  if (hidden > 0)
    notes.push({
      vi: `${hidden} ô không có trong tệp nhưng suy được từ ô khác; chương trình coi là không công bố.`,
      en: `${hidden} cells are not in the files but follow from others; they are treated as not published.`,
    })
  const sensitive = named.rule.filter((r) => r !== null).length
  if (sensitive > 0.4 * cells.count)
    notes.push({
      vi: 'Hơn 40 % số ô là nhạy cảm: nên gộp nhóm hoặc bỏ một cấp trước khi bảo mật.',
      en: 'More than 40 % of the cells are sensitive: merge categories or drop a level first.',
    })
  const audit = protection.open.length > 0 ? ('unproven' as const) : ('safe' as const)
  return {
    audit: protection.demands === 0 ? 'nothing' : audit,
    cells: cells.count,
    relations: cells.relations.starts.length - 1,
    primary,
    secondary: protection.secondaries,
    secondaryCost: protection.cost,
    pools: named.pools.length,
    demands: protection.demands,
    unproven: protection.open.map((demand) => demandName(cells, named, demand)),
    optimum: optimum === null ? null : { ...optimum, gapPercent: Math.max(0, gap) },
    intervals: protection.demands === 0 ? 'none' : protection.intervals.kind,
    tables: tables.map((table, t) => {
      const statuses = Array.from(cells.cellOf[t] ?? [], (cell) => statusAt(named, protection, cell))
      return {
        name: table.table.name,
        cells: statuses.length,
        primary: statuses.filter((s) => s === 'primary').length,
        secondary: statuses.filter((s) => s === 'secondary').length,
        published: statuses.filter((s) => s === 'published').length,
        hidden: Array.from(cells.cellOf[t] ?? [], (cell) => at(cells.hidden, cell)).reduce((a, b) => a + b, 0),
      }
    }),
    method: definition.method,
    loss: null,
    notes: [...notes, ...tables.flatMap((t) => t.notes.map((n) => ({ vi: n, en: n })))],
    solver: `HiGHS ${protection.solver}`,
    seconds: protection.seconds,
    files,
  }
}
