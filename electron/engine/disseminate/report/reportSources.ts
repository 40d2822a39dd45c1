// Everything a report names, computed and protected once, for one period and territory. In: a definition, an issue. Out: cubes and
// charts by name, or why there is none. A failure of one source is told in its place; only a cancel stops the report.
import { narrowDefinition } from '#engine/disseminate/batch/narrowDefinition.ts'
import type { DatasetFacts } from '#engine/disseminate/batch/narrowDefinition.ts'
import { datasetFacts } from '#engine/disseminate/batch/batchItems.ts'
import { protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { sourceCube } from '#engine/disseminate/chart/sourceCube.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { periodLabel } from '#shared/format/time.ts'
import type { CubeSource } from '#shared/model/chart.ts'
import type { ProtectedCube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { ReportChart, ReportIssue, ReportSource, ReportSources } from './composeReport.ts'

export type IssueRequest = {
  period: Period | null
  territory: string | null
  /** How much stricter than the office's policy. */
  stricter?: number | undefined
}

const keyOf = ({ from, id }: CubeSource): string => `${from} ${id}`

const inWords = (thrown: unknown): { problem: Bilingual } => {
  const failure = toFailureValue(thrown)
  if (failure.code === 'CANCELLED') throw thrown
  return { problem: { vi: failureMessage(failure, 'vi'), en: failureMessage(failure, 'en') } }
}

/** A territory without a school is no fault of the report: a sentence stands where its table would. */
const missed = (thrown: unknown, title: Bilingual): ReportSource =>
  toFailureValue(thrown).code === 'TABLE_EMPTY'
    ? {
        empty: {
          vi: `${title.vi}: không có số liệu cho kỳ và địa bàn này.`,
          en: `${title.en}: no figures for this period and territory.`,
        },
      }
    : inWords(thrown)

/**
 * The period of a table in this issue: a report of a calendar year shows the school year that begins in it. A table of another kind of
 * period stays as it was saved, with its periods in its headings.
 */
const periodFor = (period: Period | null, { periods, periodKind }: DatasetFacts): Period | null => {
  const asked = period === null ? null : parsePeriod(period)
  if (asked === null) return null
  const school = asked.kind === 'school_year'
  if (school === (periodKind === 'school_year')) return period
  const beginning = `${asked.year}-${asked.year + 1}`
  return asked.kind === 'year' && periods.includes(beginning) ? beginning : null
}

const namedSources = (block: ReportBlock, charts: ReadonlyMap<string, ReportChart>): CubeSource[] => {
  switch (block.type) {
    case 'table':
      return [block.source]
    case 'paragraph':
      return block.figures.map((figure) => figure.source)
    case 'panel':
      return block.items.map((item) => item.figure.source)
    case 'chart': {
      const found = charts.get(block.id)
      return found && 'chart' in found ? [found.chart.source] : []
    }
    default:
      return []
  }
}

const cubeOf = async (
  context: EngineContext,
  source: CubeSource,
  issue: IssueRequest,
  job: JobContext,
): Promise<{ cube: ProtectedCube; territory: Bilingual | null }> => {
  if (source.from === 'indicator' || (issue.period === null && issue.territory === null))
    return { cube: await sourceCube(context, source, issue.stricter, job), territory: null }
  const definition = definitionRepository(context.workspace().catalog).get('table', source.id)
  const facts = datasetFacts(context, definition, undefined)
  // A table without the variable of territory is the country's in every issue; its title says so.
  const territory = facts.territory === null ? undefined : issue.territory
  const narrowed = narrowDefinition(definition, facts, { period: periodFor(issue.period, facts), territory })
  const cube = await protectDefinition(
    context,
    narrowed.definition,
    { engine: 'duckdb', stricter: issue.stricter },
    job,
  )
  return { cube, territory: narrowed.territoryLabel }
}

export const reportSources = async (
  context: EngineContext,
  definition: ReportDefinition,
  issue: IssueRequest,
  job: JobContext,
): Promise<{ sources: ReportSources; issue: ReportIssue }> => {
  const definitions = definitionRepository(context.workspace().catalog)
  const charts = new Map<string, ReportChart>()
  for (const block of definition.blocks) {
    if (block.type !== 'chart' || charts.has(block.id)) continue
    try {
      charts.set(block.id, { chart: definitions.get('chart', block.id) })
    } catch (thrown) {
      charts.set(block.id, inWords(thrown))
    }
  }
  const named = new Map(
    definition.blocks.flatMap((block) => namedSources(block, charts).map((source) => [keyOf(source), source] as const)),
  )
  const titleOf = ({ from, id }: CubeSource): Bilingual =>
    definitions.list().find((saved) => saved.kind === from && saved.id === id)?.title ?? { vi: id, en: id }
  const cubes = new Map<string, ReportSource>()
  let territory: Bilingual | null = null
  for (const [key, source] of named) {
    job.throwIfCancelled()
    job.progress({ phase: 'report', done: cubes.size, total: named.size, subject: definition.title.vi })
    try {
      const found = await cubeOf(context, source, issue, job)
      territory ??= found.territory
      cubes.set(key, { cube: found.cube })
    } catch (thrown) {
      cubes.set(key, missed(thrown, titleOf(source)))
    }
  }
  job.progress({ phase: 'report', done: named.size, total: named.size })
  const missing: Bilingual = { vi: 'Không có nguồn này.', en: 'There is no such source.' }
  return {
    sources: {
      cube: (source) => cubes.get(keyOf(source)) ?? { problem: missing },
      chart: (id) => charts.get(id) ?? { problem: missing },
    },
    issue: {
      period: issue.period === null ? { vi: '', en: '' } : periodLabel(issue.period),
      territory: territory ?? { vi: issue.territory ?? '', en: issue.territory ?? '' },
    },
  }
}
