// Issues of a report: frozen with every figure in them, approved by a second person, set against the last issue.
// Schemas, types and the methods themselves; methods.ts takes them into the one table.
import { z } from 'zod'
import type { ChangeCause } from '../model/changeCause.ts'
import type { CubeSource } from '../model/chart.ts'
import { stricterSchema } from '../model/officePolicy.ts'
import { periodSchema } from '../model/period.ts'
import { reportDefinitionSchema } from '../model/report.ts'
import { nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'
import { reportFileFormats } from './reports.ts'
import { signatureSchema } from './signature.ts'
import type { ReportProblem } from './reports.ts'
import type { ExportResult } from './responses.ts'

/** waiting: frozen, not yet looked at by a second person; until approved every page says so. */
export const issueStates = ['waiting', 'approved', 'returned'] as const
export type IssueState = (typeof issueStates)[number]

export type FrozenIssue = {
  id: number
  /** Id of the report's definition. */
  report: string
  title: Bilingual
  /** Counted for each report and territory, from 1. */
  number: number
  period: string | null
  territory: string | null
  territoryLabel: Bilingual
  state: IssueState
  frozenAt: string
  frozenBy: string
  decidedAt: string | null
  decidedBy: string | null
  /** What the second person said. */
  remark: string
  /** Of all that is in the issue, figures and words; written in the log. */
  sha256: string
  bytes: number
  tables: number
  pictures: number
  /** Figures that differ from the issue before; null where there was none. */
  changed: number | null
}

/** Why a published figure is another one than in the last issue; certain where the parts of the change are known. */
export type FigureChange = {
  source: CubeSource
  table: Bilingual
  /** Its number in this issue; empty where it stands only in a chart or sentence. */
  number: string
  place: Bilingual
  measure: Bilingual
  before: Bilingual
  after: Bilingual
  causes: ChangeCause[]
  certain: boolean
}
export type IssueChanges = {
  against: Pick<FrozenIssue, 'id' | 'number' | 'period' | 'state' | 'frozenAt'> | null
  /** At most `limit`, in the order of the report. */
  changes: FigureChange[]
  count: number
  limit: number
  /** Tables that cannot be set against the last issue, and why. */
  notices: Bilingual[]
}

const issue = {
  definition: reportDefinitionSchema,
  period: periodSchema.nullable().default(null),
  territory: z.string().nullable().default(null),
  stricter: stricterSchema,
}

export const issueMethods = {
  /** Newest first; of one report, or of all. */
  'issues.list': query<FrozenIssue[]>()(z.strictObject({ report: nameSchema.optional() })),
  /** The report with every figure of now, kept for good; refused where something could not be filled. */
  'issues.freeze': job<FrozenIssue>()(z.strictObject(issue), [], { writes: true, logs: 'freeze', within: true }),
  /** By another person than the one who froze it, with their passphrase. */
  'issues.decide': command<FrozenIssue>()(
    z.strictObject({
      issue: z.int(),
      decision: z.enum(['approve', 'return']),
      signature: signatureSchema,
      remark: z.string().trim().max(2000).default(''),
    }),
    [],
    { writes: true, logs: 'sign_off', within: true, signer: 'reviewer' },
  ),
  /** What changed since the issue before, as it was frozen with this one. */
  'issues.changes': query<IssueChanges>()(z.strictObject({ issue: z.int() })),
  /** What would be told as changed if the report were frozen now. */
  'issues.compare': job<IssueChanges>()(z.strictObject(issue)),
  /** The pages of an issue, for the screen and for report.print and report.export. */
  'issues.html': job<{ html: string; report: string; problems: ReportProblem[] }>()(z.strictObject({ issue: z.int() })),
  'issues.write': job<ExportResult>()(
    z.strictObject({ issue: z.int(), format: z.enum(reportFileFormats), path: z.string().min(1) }),
    ['path'],
    { leaves: true, logs: 'export' },
  ),
} as const
