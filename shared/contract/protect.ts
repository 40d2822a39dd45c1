// Protecting tables made elsewhere: request, answer and the method itself. The figures are the caller's own and no
// workspace need be open; what comes from a workspace leaves by table.publish.
import { z } from 'zod'
import type { Cube } from '../model/cube.ts'
import { indicatorDefinitionSchema } from '../model/indicator.ts'
import { stricterSchema } from '../model/officePolicy.ts'
import { protectionDefinitionSchema } from '../model/protection.ts'
import { cellAddressSchema, tableDefinitionSchema } from '../model/table.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'

export type ProtectedTableSummary = {
  name: string
  cells: number
  primary: number
  secondary: number
  published: number
  /** Cells that are given nowhere but follow from others: a reader does not know them. */
  hidden: number
}

/** Why a figure is withheld, for the analyst's own screen: nothing of it is ever in an output. */
export type WithheldReason = {
  /**
   * sensitive: by itself · beside: or another could be computed · statistic: it tells of single respondents whatever it
   * is.
   */
  kind: 'sensitive' | 'beside' | 'statistic'
  rule: 'frequency' | 'dominance' | 'p_percent' | 'zero' | 'request' | 'manual' | 'pool' | 'changed' | null
  figure: number | null
  /** How far to each side it must stay open. */
  level: number | null
  /** What a reader cannot narrow down further, as far as proven. */
  interval: [number, number] | null
  /** Sensitive figures in a sum with it. */
  protects: Bilingual[]
  protectsMore: number
  minimum: number
  pPercent: number
}

/** A table in the release registry; withdrawn: when, by whom and why. */
export type ReleaseEntry = {
  id: number
  dataset: string
  table: string
  at: string
  by: string
  withdrawn: string | null
  /** formula: an indicator reads it · printed: on standard output · else its figures stand in a file or on paper. */
  told: 'published' | 'formula' | 'printed'
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
  /** Where figures are changed; sumsOff: sums that no longer add up. */
  loss: { changedCells: number; largestChange: number; meanChange: number; sumsOff: number } | null
  notes: { vi: string; en: string }[]
  solver: string
  seconds: Record<string, number>
  files: { path: string; bytes: number; sha256: string }[]
}

const path = z.string().min(1)
const engine = z.enum(['duckdb', 'sqlite', 'evaluator']).default('duckdb')

export const protectMethods = {
  /** What the analyst's own screen shows, for standard output: only where the office's policy lets it, and logged. */
  'table.unprotected': job<Cube>()(
    z.strictObject({
      definition: tableDefinitionSchema,
      engine,
    }),
    [],
    { leaves: true, logs: 'unprotected_table' },
  ),

  /** A protected table or indicator for standard output, where that goes on to a file or another program. */
  'table.print': job<Cube>()(
    z.strictObject({
      definition: z.union([tableDefinitionSchema, indicatorDefinitionSchema]),
      engine,
      stricter: stricterSchema,
    }),
    [],
    { leaves: true, logs: 'print', host: true },
  ),

  /** Why one figure of a table as published is withheld; null: there is no such cell. */
  'table.withheld': job<WithheldReason | null>()(
    z.strictObject({ definition: tableDefinitionSchema, address: cellAddressSchema, measure: z.string().min(1) }),
  ),

  /** What left of this workspace, newest first. */
  'release.list': query<ReleaseEntry[]>()(z.strictObject({})),
  /** One that never went out: later tables are no longer protected against it. */
  'release.withdraw': command<ReleaseEntry[]>()(
    z.strictObject({ id: z.int().positive(), reason: z.string().trim().min(10).max(500) }),
    [],
    { writes: true, logs: 'release_withdrawn', role: 'administrator', leave: 'several' },
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
