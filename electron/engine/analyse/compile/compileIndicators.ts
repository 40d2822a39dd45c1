// Indicators compiled for periods: computed, protected, checked, kept. In: which indicators, which periods. Out: what
// was kept and every exception. One indicator that fails stops none of the others; a cancel keeps what was finished.
// Never a kept figure changed.
import type {
  Compilation,
  CompiledIndicator,
  CompileException,
  Vintage,
  compileSchema,
} from '#shared/contract/indicators.ts'
import type { z } from 'zod'
import { periodLabel } from '#shared/format/time.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { parsePeriod, shiftPeriod } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { compileChecks, gapException } from './compileChecks.ts'
import { shareTables } from '#engine/analyse/indicators/sharedTables.ts'
import { computeBreakdowns } from './computeBreakdowns.ts'
import { duePeriods } from './duePeriods.ts'
import { periodFigures } from './vintageFigures.ts'
import type { Computed, PeriodFigures } from './vintageFigures.ts'
import { vintageRepository } from './vintages.ts'
import type { NewVintage } from './vintages.ts'

type Request = z.output<typeof compileSchema>
type One = { compiled: CompiledIndicator; exceptions: CompileException[] }
type Run = { request: Request; run: string; at: string }

const chosen = (context: EngineContext, { indicators, group }: Request): IndicatorDefinition[] => {
  const saved = definitionRepository(context.workspace().catalog)
  const all = saved.list('indicator').flatMap(({ definition }) => (definition.kind === 'indicator' ? [definition] : []))
  const asked =
    indicators?.map((id) => saved.get('indicator', id)) ?? all.filter((d) => group === undefined || d.domain === group)
  return asked.length > 0 ? asked : fail('COMPILE_NOTHING', { asked: group ?? 'all' })
}

const problemsOf = (
  definition: IndicatorDefinition,
  period: Period,
  { cells, gaps }: PeriodFigures,
  before: PeriodFigures,
): CompileException[] => {
  const labelOf = (place: Record<string, string>) =>
    cells.find((cell) => JSON.stringify(cell.place) === JSON.stringify(place))?.label ?? { vi: '', en: '' }
  const whole = gaps.find((gap) => Object.keys(gap.place).length === 0)
  // What holds of the whole is not told again of every part.
  const told = gaps.filter((gap) => gap === whole || gap.reason !== whole?.reason)
  return [
    ...told.map((gap) => gapException(definition.id, gap, labelOf(gap.place))),
    ...compileChecks({ definition, period, cells, before: before.cells }),
  ]
}

const missing = (definition: IndicatorDefinition, period: Period): CompileException =>
  gapException(definition.id, { period, place: {}, reason: 'not_delivered' }, periodLabel(period))

const vintageOf = (
  context: EngineContext,
  definition: IndicatorDefinition,
  { run, at, request }: Run,
  period: Period,
  { cells }: PeriodFigures,
  problems: CompileException[],
  computed: readonly Computed[],
): NewVintage => {
  const whole = cells.find((cell) => Object.keys(cell.place).length === 0)
  const shape = computed[0]?.cube.measures[0]
  const deliveries = computed.flatMap(({ cube }) => cube.provenance.deliveries)
  return {
    indicator: definition.id,
    period,
    title: computed[0]?.cube.title ?? definition.label,
    unit: shape?.unit ?? definition.unit,
    decimals: shape?.decimals ?? definition.decimals,
    figure: request.figure ?? definition.status,
    value: whole?.value ?? null,
    status: whole?.status ?? 'not_available',
    shown: whole?.shown ?? null,
    shownStatus: whole?.shownStatus ?? 'not_available',
    compiledAt: at,
    compiledBy: context.user,
    run,
    cells: cells.length,
    exceptions: problems.length,
    deliveries: [...new Map(deliveries.map((d) => [d.id, d])).values()].toSorted((a, b) => a.id - b.id),
    figures: cells,
    problems,
    definition,
  }
}

const compileOne = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  run: Run,
  job: JobContext,
): Promise<One> => {
  const started = performance.now()
  const done = (outcome: CompiledIndicator['outcome'], vintages: Vintage[], exceptions: CompileException[]): One => ({
    exceptions,
    compiled: {
      indicator: definition.id,
      title: definition.label,
      outcome,
      vintages,
      exceptions: exceptions.length,
      seconds: (performance.now() - started) / 1000,
    },
  })
  const { computed, failures } = await computeBreakdowns(context, definition, { stricter: run.request.stricter, job })
  const there = computed[0]?.cube.dimensions.at(-1)?.categories.map((c) => c.code) ?? []
  const due = duePeriods(run.request.periods, definition.periodKind, there)
  if (due.length === 0) {
    const coarser = run.request.periods.every((p) => parsePeriod(p)?.kind !== definition.periodKind)
    return coarser
      ? done('not_due', [], [])
      : done(
          'nothing',
          [],
          run.request.periods.map((p) => missing(definition, p)),
        )
  }
  const repository = vintageRepository(context.workspace().catalog)
  const vintages: Vintage[] = []
  const exceptions = failures.map(({ breakdowns, failure }) => failedException(definition, failure, run, breakdowns))
  let kept = 0
  context
    .workspace()
    .catalog.transaction(() => {
      for (const period of due) {
        const figures = periodFigures(computed, period)
        if (figures.cells.length === 0) {
          exceptions.push(missing(definition, period))
          continue
        }
        const before = periodFigures(computed, shiftPeriod(period, -1, 'year') ?? '')
        const problems = problemsOf(definition, period, figures, before)
        const added = repository.add(vintageOf(context, definition, run, period, figures, problems, computed))
        vintages.push(added.vintage)
        exceptions.push(...problems)
        if (added.kept) kept += 1
      }
    })
    .immediate()
  const figure = vintages.some((v) => v.value !== null)
  const outcome = !figure ? 'nothing' : kept > 0 ? 'compiled' : 'unchanged'
  return done(outcome, vintages, exceptions)
}

const failedException = (
  definition: IndicatorDefinition,
  failure: FailureValue,
  { request }: Run,
  breakdowns: readonly string[],
): CompileException => {
  const labels = definition.breakdowns.filter((b) => breakdowns.includes(b.id)).map((b) => b.label)
  const told = (language: 'vi' | 'en'): string =>
    `${labels.length === 0 ? '' : `${labels.map((l) => l[language]).join(' × ')}: `}${failureMessage(failure, language)}`
  return {
    indicator: definition.id,
    period: request.periods[0] ?? '',
    place: {},
    kind: 'failed',
    words: { vi: told('vi'), en: told('en') },
    failure,
  }
}

const failed = (definition: IndicatorDefinition, failure: FailureValue, run: Run): One => ({
  compiled: {
    indicator: definition.id,
    title: definition.label,
    outcome: 'failed',
    vintages: [],
    exceptions: 1,
    seconds: 0,
  },
  exceptions: [failedException(definition, failure, run, [])],
})

export const compileIndicators = async (
  context: EngineContext,
  request: Request,
  job: JobContext,
): Promise<Compilation> => {
  const started = performance.now()
  const definitions = chosen(context, request)
  const at = new Date().toISOString()
  const run: Run = { request, at, run: `${at} ${context.user}` }
  const all: One[] = []
  // Progress is told by indicator; the tables they share are made once.
  const step: JobContext = { ...job, progress: () => undefined }
  shareTables(step)
  try {
    for (const [done, definition] of definitions.entries()) {
      job.throwIfCancelled()
      job.progress({ phase: 'compiling', done, total: definitions.length, subject: definition.label.vi })
      try {
        all.push(await compileOne(context, definition, run, step))
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        if (failure.code === 'CANCELLED') throw thrown
        all.push(failed(definition, failure, run))
      }
    }
  } finally {
    // A run that was cancelled keeps what it finished, so it is told too.
    if (all.length > 0) {
      context.emit('data.changed', { what: 'vintages' })
      const subject = `${all.length}/${definitions.length} indicators, ${request.periods.join(' ')}`
      appendAudit(context.workspace(), { user: context.user, action: 'compile', subject })
    }
  }
  const count = (outcome: CompiledIndicator['outcome']): number =>
    all.filter(({ compiled }) => compiled.outcome === outcome).length
  return {
    periods: request.periods,
    indicators: all.map((one) => one.compiled),
    exceptions: all.flatMap((one) => one.exceptions),
    counts: {
      compiled: count('compiled'),
      unchanged: count('unchanged'),
      nothing: count('nothing'),
      failed: count('failed'),
      not_due: count('not_due'),
    },
    seconds: (performance.now() - started) / 1000,
  }
}
