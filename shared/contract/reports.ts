// Reports: made for a period and a territory, shown, printed, written as a document or a workbook, one or many in a
// job. Schemas, types and the methods themselves; methods.ts takes them into the one table.
import { z } from 'zod'
import { stricterSchema } from '../model/officePolicy.ts'
import { periodSchema } from '../model/period.ts'
import type { Period } from '../model/period.ts'
import { reportDefinitionSchema } from '../model/report.ts'
import { reportThemeSchema } from '../model/reportTheme.ts'
import type { ReportTheme } from '../model/reportTheme.ts'
import type { ReportDefinition, reportLevels } from '../model/report.ts'
import { nameSchema } from '../model/text.ts'
import type { Bilingual } from '../model/text.ts'
import { command, job, query } from './define.ts'
import type { ExportResult } from './responses.ts'

const path = z.string().min(1)

/** Which issue of the report: without them every table is as it was saved. */
const issue = {
  period: periodSchema.nullable().default(null),
  /** A code of the territory's list; null: the whole country. */
  territory: z.string().nullable().default(null),
  stricter: stricterSchema,
}

/**
 * What could not be filled: a table that was deleted, a figure that is no longer there. block: from 0; −1: the title.
 */
export type ReportProblem = { block: number; text: Bilingual }

/** A heading or paragraph with its figures filled in. */
export type ReportWords = { block: number; text: Bilingual }

/**
 * done, of: approved issues of this period, of the territories that make one; of is null where nothing tells how many
 * there are.
 */
export type DueReport = {
  report: string
  title: Bilingual
  period: Period
  level: (typeof reportLevels)[number]
  due: string
  /** open: not late yet · waiting: frozen, not approved. */
  state: 'late' | 'open' | 'waiting' | 'approved'
  done: number
  of: number | null
}

export type KeptPage = { html: string; problems: ReportProblem[]; words: ReportWords[]; madeAt: string }

export const reportFileFormats = ['docx', 'xlsx', 'html'] as const
export type ReportFileFormat = (typeof reportFileFormats)[number]

/** The territories one template can be made for, of the list valid in the period. */
export type ReportTerritories = { territories: { code: string; label: Bilingual }[] }

/** A template with how much it brings along. */
export type ReportTemplateEntry = { report: ReportDefinition; tables: number; charts: number }
/** saved: ids that were not there; kept: how many were, and stay as they are. */
export type TakenReport = { report: string; saved: string[]; kept: number }

export const reportMethods = {
  'library.reports': query<ReportTemplateEntry[]>()(z.strictObject({})),
  'library.takeReport': command<TakenReport>()(z.strictObject({ id: nameSchema }), [], { writes: true }),

  'report.territories': query<ReportTerritories>()(
    z.strictObject({ definition: reportDefinitionSchema, period: periodSchema.nullable().default(null) }),
  ),

  /**
   * A whole HTML document, fonts inlined, paged by CSS: what the screen shows, and what report.print and report.export
   * hand out.
   */
  'report.html': job<{
    html: string
    /** Id of its definition. */ report: string
    problems: ReportProblem[]
    words: ReportWords[]
  }>()(z.strictObject({ definition: reportDefinitionSchema, ...issue })),

  /** The calendar of forms: what is late, what comes within so many days, what was approved of the periods shown. */
  /** What the pages of the office have in common. */
  'report.theme': query<ReportTheme>()(z.strictObject({})),
  'report.setTheme': command<ReportTheme>()(z.strictObject({ theme: reportThemeSchema }), [], {
    writes: true,
    logs: 'setting',
  }),
  'report.due': query<DueReport[]>()(
    z.strictObject({ on: z.iso.date().optional(), ahead: z.int().min(0).max(400).default(60) }),
  ),

  /**
   * A board as it was last made with this definition, period, territory and policy; null where it never was, or is no
   * board.
   */
  'report.kept': query<KeptPage | null>()(z.strictObject({ definition: reportDefinitionSchema, ...issue })),

  /**
   * The document of a report that was made, for the host's printer: by the handle of the job that made it, never from a
   * page.
   */
  'report.print': command<{ html: string }>()(z.strictObject({ job: z.string() }), [], {
    leaves: true,
    logs: 'print',
    host: true,
  }),
  /** The same for a file that the host writes. */
  'report.export': command<{ html: string }>()(z.strictObject({ job: z.string(), path }), ['path'], {
    leaves: true,
    logs: 'export',
    host: true,
  }),
  /**
   * The report as a Word document, as one workbook of all its tables, or as one HTML file; refused where something
   * could not be filled.
   */
  'report.write': job<ExportResult>()(
    z.strictObject({ definition: reportDefinitionSchema, format: z.enum(reportFileFormats), path, ...issue }),
    ['path'],
    { leaves: true, logs: 'export' },
  ),
} as const
