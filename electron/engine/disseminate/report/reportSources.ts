// Everything a report names, computed and protected once, for one period and territory. In: a definition, an issue.
// Out: cubes and charts by name, or why there is none. A failure of one source is told in its place; only a cancel
// stops the report.
import type { Stricter } from '#shared/model/officePolicy.ts'
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
import { fail, toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { parsePeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { ReportBlock, ReportDefinition } from '#shared/model/report.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { boundaryStore } from '#engine/disseminate/map/boundaryStore.ts'
import { computeState, frozenNow } from '#engine/analyse/compare/computeState.ts'
import type { RunState } from '#engine/analyse/compare/runState.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { ReportChart, ReportIssue, ReportMap, ReportSource, ReportSources } from './composeReport.ts'

export type IssueRequest = {
  period: Period | null
  territory: string | null
  /** How much stricter than the office's policy. */
  stricter?: Stricter
}

export const sourceKey = ({ from, id }: CubeSource): string => `${from} ${id}`

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
 * The period of a table in this issue: a report of a calendar year shows the school year that begins in it. A table of
 * another kind of period stays as it was saved, with its periods in its headings.
 */
const periodFor = (period: Period | null, { periods, periodKind }: DatasetFacts): Period | null => {
  const asked = period === null ? null : parsePeriod(period)
  if (asked === null) return null
  const school = asked.kind === 'school_year'
  if (school === (periodKind === 'school_year')) return period
  const beginning = `${asked.year}-${asked.year + 1}`
  return asked.kind === 'year' && periods.includes(beginning) ? beginning : null
}

/**
 * What explains later why a figure changed: the state of the narrowed table, and its definition before it was narrowed.
 */
export type SourceState = { base: TableDefinition; state: RunState }

/** Charts and maps by name, or why there is none. */
type Pictures = { charts: Map<string, ReportChart>; maps: Map<string, ReportMap> }

const namedSources = (block: ReportBlock, { charts, maps }: Pictures): CubeSource[] => {
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
    case 'map': {
      const found = maps.get(block.id)
      return found && 'map' in found ? [found.map.source] : []
    }
    default:
      return []
  }
}

type FoundCube = { cube: ProtectedCube; territory: Bilingual | null; state: SourceState | null }

const protectedTable = async (
  context: EngineContext,
  base: TableDefinition,
  narrowed: TableDefinition,
  { stricter, explain }: IssueRequest & { explain: boolean },
  job: JobContext,
): Promise<Omit<FoundCube, 'territory'>> => {
  if (!explain)
    return { cube: await protectDefinition(context, narrowed, { engine: 'duckdb', stricter }, job), state: null }
  const state = await computeState(context, narrowed, { protect: { stricter }, explain: true }, job)
  const cube = state.protected ?? fail('UNEXPECTED', {}, 'a state without its protected cube')
  for (const draft of state.releases ?? []) context.releases?.enter(draft)
  return { cube, state: { base: frozenNow(context, base), state } }
}

const cubeOf = async (
  context: EngineContext,
  source: CubeSource,
  issue: IssueRequest & { explain: boolean },
  job: JobContext,
): Promise<FoundCube> => {
  if (source.from === 'indicator')
    return { cube: await sourceCube(context, source, issue.stricter, job), territory: null, state: null }
  const definition = definitionRepository(context.workspace().catalog).get('table', source.id)
  if (issue.period === null && issue.territory === null)
    return { ...(await protectedTable(context, definition, definition, issue, job)), territory: null }
  const facts = datasetFacts(context, definition, undefined)
  // A table without the variable of territory is the country's in every issue; its title says so.
  const territory = facts.territory === null ? undefined : issue.territory
  const narrowed = narrowDefinition(definition, facts, {
    period: periodFor(issue.period, facts),
    territory,
    series: true,
  })
  const found = await protectedTable(context, definition, narrowed.definition, issue, job)
  return { ...found, territory: narrowed.territoryLabel }
}

/** Charts and maps the report names; what was deleted is a problem in its place. */
const picturesOf = async (context: EngineContext, { blocks }: ReportDefinition): Promise<Pictures> => {
  const { catalog } = context.workspace()
  const definitions = definitionRepository(catalog)
  const charts = new Map<string, ReportChart>()
  const maps = new Map<string, ReportMap>()
  // Loaded where a map is asked for: its drawing is not needed by a report without one.
  const drawing = blocks.some((block) => block.type === 'map') ? await import('./mapDrawing.ts') : null
  for (const block of blocks) {
    try {
      if (block.type === 'chart') charts.set(block.id, { chart: definitions.get('chart', block.id) })
      if (block.type !== 'map' || !drawing) continue
      const map = definitions.get('map', block.id)
      const boundaries = boundaryStore(catalog).get
      maps.set(block.id, { map, draw: (cube, language) => drawing.mapDrawing(cube, map, boundaries, language) })
    } catch (thrown) {
      if (block.type === 'chart') charts.set(block.id, inWords(thrown))
      if (block.type === 'map') maps.set(block.id, inWords(thrown))
    }
  }
  return { charts, maps }
}

export type FoundSources = { sources: ReportSources; issue: ReportIssue; states: Map<string, SourceState> }

/** With `explain`, tables bring along what each delivery gave to them: another pass over the records. */
export const reportSources = async (
  context: EngineContext,
  definition: ReportDefinition,
  issue: IssueRequest,
  job: JobContext,
  { explain = false }: { explain?: boolean } = {},
): Promise<FoundSources> => {
  const definitions = definitionRepository(context.workspace().catalog)
  const pictures = await picturesOf(context, definition)
  const named = new Map(
    definition.blocks.flatMap((block) =>
      namedSources(block, pictures).map((source) => [sourceKey(source), source] as const),
    ),
  )
  const titleOf = ({ from, id }: CubeSource): Bilingual =>
    definitions.list().find((saved) => saved.kind === from && saved.id === id)?.title ?? { vi: id, en: id }
  const cubes = new Map<string, ReportSource>()
  const states = new Map<string, SourceState>()
  let territory: Bilingual | null = null
  for (const [key, source] of named) {
    job.throwIfCancelled()
    job.progress({ phase: 'report', done: cubes.size, total: named.size, subject: definition.title.vi })
    try {
      const found = await cubeOf(context, source, { ...issue, explain }, job)
      territory ??= found.territory
      cubes.set(key, { cube: found.cube })
      if (found.state) states.set(key, found.state)
    } catch (thrown) {
      cubes.set(key, missed(thrown, titleOf(source)))
    }
  }
  job.progress({ phase: 'report', done: named.size, total: named.size })
  const missing: Bilingual = { vi: 'Không có nguồn này.', en: 'There is no such source.' }
  return {
    states,
    sources: {
      cube: (source) => cubes.get(sourceKey(source)) ?? { problem: missing },
      chart: (id) => pictures.charts.get(id) ?? { problem: missing },
      map: (id) => pictures.maps.get(id) ?? { problem: missing },
    },
    issue: {
      period: issue.period === null ? { vi: '', en: '' } : periodLabel(issue.period),
      territory: territory ?? { vi: issue.territory ?? '', en: issue.territory ?? '' },
    },
  }
}
