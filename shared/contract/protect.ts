// Protecting tables made elsewhere: request, answer and the method itself. The figures are the caller's own and no workspace need be
// open; what comes from a workspace leaves by table.publish.
import { z } from 'zod'
import type { Cube } from '../model/cube.ts'
import { protectionDefinitionSchema } from '../model/protection.ts'
import { tableDefinitionSchema } from '../model/table.ts'
import { job } from './define.ts'

export type ProtectedTableSummary = {
  name: string
  cells: number
  primary: number
  secondary: number
  published: number
  /** Cells that are given nowhere but follow from others: a reader does not know them. */
  hidden: number
}

export type ProtectFilesResult = {
  /** safe: every demand proven · unproven: do not publish · nothing: no sensitive cell. */
  audit: 'safe' | 'unproven' | 'nothing'
  cells: number
  relations: number
  primary: Record<string, number>
  secondary: number
  secondaryCost: number
  /** Sums of sensitive cells that must stay uncertain too. */
  pools: number
  demands: number
  /** Demands without a proof, by name: "ACTIVITY=02, SIZE=tr1 (upwards)". */
  unproven: string[]
  optimum: { proven: boolean; lowerBound: number; gapPercent: number } | null
  intervals: 'exact' | 'proven' | 'none'
  tables: ProtectedTableSummary[]
  method: string
  loss: { changedCells: number; largestChange: number; meanChange: number } | null
  notes: { vi: string; en: string }[]
  solver: string
  seconds: Record<string, number>
  files: { path: string; bytes: number; sha256: string }[]
}

const path = z.string().min(1)

export const protectMethods = {
  /** What the analyst's own screen shows, for standard output: only where the office's policy lets it, and logged. */
  'table.unprotected': job<Cube>()(
    z.strictObject({
      definition: tableDefinitionSchema,
      engine: z.enum(['duckdb', 'sqlite', 'evaluator']).default('duckdb'),
    }),
    [],
    { leaves: true, logs: 'unprotected_table' },
  ),

  /** With several CELLS files and one `out`, the name of each table is put before the ending. */
  'protect.files': job<ProtectFilesResult>()(
    z.strictObject({
      cells: z.array(path).max(40).default([]),
      definition: protectionDefinitionSchema,
      /** Files named in the definition lie beside it. */
      beside: path,
      out: path.nullable().default(null),
    }),
    ['beside', 'out'],
    // The files of cells are a list no dialog grants: from the command line only.
    { host: true },
  ),
}
