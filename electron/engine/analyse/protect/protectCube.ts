// The only maker of protected cubes: nothing else in the program can produce the type that publishing accepts. In: a
// cube with its provenance, how much stricter than the office's policy. Out: the cube with unsafe cells hidden, and
// what was done.
import type { OfficePolicy, Stricter } from '#shared/model/officePolicy.ts'
import { fail } from '#shared/model/failure.ts'
import type { CellStatus, Cube, ProtectedCube, ProtectionRecord } from '#shared/model/cube.ts'
import { indicatorDefinitionSchema } from '#shared/model/indicator.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import { withTotals } from '#shared/model/totals.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { releaseRepository } from '#engine/workspace/files/catalogReleases.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { withIndicatorInputs } from '#engine/analyse/indicators/computeIndicator.ts'
import type { IndicatorOptions } from '#engine/analyse/indicators/computeIndicator.ts'
import { evaluateIndicator, evaluateWithGaps } from '#engine/analyse/indicators/evaluateIndicator.ts'
import type { Evaluated } from '#engine/analyse/indicators/evaluateIndicator.ts'
import { partInput } from '#engine/analyse/indicators/indicatorInputs.ts'
import { onceInJob } from '#engine/analyse/indicators/sharedTables.ts'
import type { IndicatorInput } from '#engine/analyse/indicators/inputTypes.ts'
import { knownCheck } from '#engine/analyse/tabulate/plan/knownChecks.ts'
import { savedVariables } from '#engine/analyse/tabulate/plan/savedVariables.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { fileLimit, finishCube } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { TabulateOptions } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { protectionPolicy } from '#engine/workspace/policy/officePolicy.ts'
import { officeRules } from './officeRules.ts'
import { wideWithFrequency } from './frequency.ts'
import { levelRelations } from './levelRelations.ts'
import { hasSensitive } from './cubeProblem.ts'
import { protectJointly, releaseDraft } from './joint/jointly.ts'
import { besideEarlierStates } from './joint/earlierStates.ts'
import { stableNames } from './joint/stableNames.ts'
import { tablePatterns, withTablePatterns } from './protectTable.ts'
import type { TablePattern } from './protectTable.ts'
import { createPace } from './secondary/pace.ts'
import type { Pace } from './secondary/pace.ts'
import { withoutInputDifferences } from './inputDifferences.ts'
import { withoutCuts } from './withheldCuts.ts'
import { withoutFigureOfOne } from './withheldStatistics.ts'
import { withoutExtremes } from './withheldMeasures.ts'

/** The rule is the workspace's policy; a caller may only ask for more respondents. */
export type Strictness = { stricter?: Stricter }

const paceOf = (job: JobContext): Pace =>
  createPace({ signal: job.signal, progress: ({ done, total }) => job.progress({ phase: 'protecting', done, total }) })

const branded = (cube: Cube, protection: ProtectionRecord): ProtectedCube => ({ ...cube, protection }) as ProtectedCube

/**
 * The tables behind the inputs, those of the indicators among them too, in the order in which `rebuilt` asks for them.
 */
const tablesBehind = (inputs: readonly IndicatorInput[]): IndicatorInput[] =>
  inputs.flatMap((input) => (input.made ? tablesBehind(input.made.inputs) : [input]))

/** The inputs over their tables as these are now, the indicators among them evaluated again. */
const rebuilt = (inputs: readonly IndicatorInput[], tables: Iterator<IndicatorInput>): IndicatorInput[] =>
  inputs.map((input) => {
    if (!input.made) return tables.next().value ?? input
    const { definition } = input.made
    return {
      ...partInput(input.name, [], definition, rebuilt(input.made.inputs, tables)),
      breakdowns: input.breakdowns,
    }
  })

/**
 * A protected table, from this job's earlier indicators where one had it; what is registered is protected each time.
 */
const protectedOnce = (
  context: EngineContext,
  table: TableDefinition,
  options: Parameters<typeof protectedWide>[2],
  policy: OfficePolicy,
  job: JobContext,
): Promise<{ cube: Cube | null; unit: string }> => {
  const make = async () => {
    const { shown, unit } = await protectedWide(context, table, options, policy, job)
    return { cube: shown, unit }
  }
  if (context.releases !== undefined) return make()
  // Who reads it is told to the registry alone.
  const { indicator: _, ...same } = options
  const how = `protected ${JSON.stringify([same, policy])}`
  return onceInJob(context.workspace(), job, how, table, make)
}

/**
 * Every table behind the inputs protected, whatever the depth: a formula may hide a difference in the input of an
 * input.
 */
const protectInputs = async (
  context: EngineContext,
  indicator: string,
  inputs: readonly IndicatorInput[],
  policy: OfficePolicy,
  units: Set<string>,
  job: JobContext,
): Promise<IndicatorInput[]> => {
  const safe: IndicatorInput[] = []
  for (const input of tablesBehind(inputs)) {
    if (!input.cube) {
      safe.push(input)
      continue
    }
    const table = tableDefinitionSchema.parse(input.cube.provenance.definition)
    const options = { engine: input.cube.provenance.engine, limit: fileLimit, indicator }
    const { cube, unit } = await protectedOnce(context, table, options, policy, job)
    units.add(unit)
    safe.push({ ...input, cube })
  }
  const apart = await withoutInputDifferences(safe, async (table, engine) => {
    const { cube } = await protectedOnce(context, table, { engine, limit: fileLimit, alone: true }, policy, job)
    return cube ?? fail('TABLE_EMPTY')
  })
  return rebuilt(inputs, apart.values())
}

/** An indicator as it is and as it may leave, from one reading of its inputs. */
export const computeAndProtectIndicator = async (
  context: EngineContext,
  asked: IndicatorDefinition,
  options: IndicatorOptions & Strictness,
  job: JobContext,
): Promise<Evaluated & { shown: ProtectedCube }> => {
  const policy = protectionPolicy(context.workspace(), options.stricter)
  return withIndicatorInputs(context, asked, options, job, async (definition, inputs) => {
    const units = new Set<string>()
    const computed = evaluateWithGaps(definition, inputs)
    job.progress({ phase: 'protecting' })
    const safe = await protectInputs(context, definition.id, inputs, policy, units, job)
    return { ...computed, shown: protectedIndicator(evaluateIndicator(definition, safe), policy, units) }
  })
}

/** An indicator's cell is hidden when any figure its formula reads there is hidden in the table it comes from. */
const protectIndicator = async (
  context: EngineContext,
  cube: Cube,
  policy: OfficePolicy,
  job: JobContext,
): Promise<ProtectedCube> => {
  const asked = indicatorDefinitionSchema.parse(cube.provenance.definition)
  const { engine, ranAt, seconds } = cube.provenance
  return withIndicatorInputs(context, asked, { engine }, job, async (definition, inputs) => {
    const units = new Set<string>()
    const result = evaluateIndicator(
      definition,
      await protectInputs(context, definition.id, inputs, policy, units, job),
    )
    return protectedIndicator({ ...result, provenance: { ...result.provenance, ranAt, seconds } }, policy, units)
  })
}

const protectedIndicator = (
  result: Cube,
  { minimum, pPercent }: OfficePolicy,
  units: ReadonlySet<string>,
): ProtectedCube => {
  const statuses = result.cells.statuses?.[0] ?? []
  return branded(result, {
    rule: 'minimum_frequency',
    minimum,
    pPercent,
    unit: [...units].join(', '),
    cells: result.cells.records.length,
    primary: statuses.filter((s) => s === 'suppressed').length,
    secondary: statuses.filter((s) => s === 'suppressed_secondary').length,
  })
}

/** Cells shown with some figure withheld, first-hand and to protect others. */
const shownRecord = (cube: Cube, { rule, minimum, pPercent, unit }: ProtectionRecord): ProtectionRecord => {
  const withheld =
    (status: CellStatus) =>
    (i: number): boolean =>
      cube.cells.statuses?.some((column) => column?.[i] === status) ?? false
  const [first, second] = [withheld('suppressed'), withheld('suppressed_secondary')]
  let primary = 0
  let secondary = 0
  for (let i = 0; i < cube.cells.records.length; i++) {
    if (first(i)) primary++
    else if (second(i)) secondary++
  }
  const p = pPercent === undefined ? {} : { pPercent }
  return { rule, minimum, ...p, unit, cells: cube.cells.records.length, primary, secondary }
}

/**
 * The wide cube is computed again (from the groups kept of it, as a rule) and protected before anything is derived or
 * arranged: a total that is not shown may give a cell away, and a percentage tells of both its figures.
 */
export const protectCube = async (
  context: EngineContext,
  cube: Cube,
  { stricter }: Strictness,
  job: JobContext,
): Promise<ProtectedCube> => {
  job.progress({ phase: 'protecting' })
  if ('protection' in cube) return fail('UNEXPECTED', {}, 'a protected cube is not protected twice')
  if (cube.provenance.definition.kind === 'indicator')
    return protectIndicator(context, cube, protectionPolicy(context.workspace(), stricter), job)
  const shown = await protectDefinition(
    context,
    tableDefinitionSchema.parse(cube.provenance.definition),
    { engine: cube.provenance.engine, limit: fileLimit, stricter },
    job,
  )
  const { seconds, ranAt, check } = cube.provenance
  return branded(
    { ...shown, provenance: { ...shown.provenance, seconds, ranAt, ...(check ? { check } : {}) } },
    shown.protection,
  )
}

/** A table straight to its protected cube: for files, where nobody sees the cube before it is protected. */
export const protectDefinition = async (
  context: EngineContext,
  definition: TableDefinition,
  { stricter, ...options }: TabulateOptions & Strictness,
  job: JobContext,
): Promise<ProtectedCube> => {
  const policy = protectionPolicy(context.workspace(), stricter)
  const { shown } = await protectedWide(context, definition, options, policy, job)
  return shown
}

/** A table and its protected form, from one tabulation: for what is kept and compared later. */
export const tabulateAndProtect = async (
  context: EngineContext,
  asked: TableDefinition,
  { stricter, ...options }: TabulateOptions & Strictness,
  job: JobContext,
): Promise<{ cube: Cube; shown: ProtectedCube }> => {
  const policy = protectionPolicy(context.workspace(), stricter)
  const { wide, definition, shown } = await protectedWide(context, asked, options, policy, job)
  const cube = finishCube(wide, definition)
  const { seconds, ranAt, check } = shown.provenance
  return { cube: { ...cube, provenance: { ...cube.provenance, seconds, ranAt, ...(check ? { check } : {}) } }, shown }
}

export type ProtectedWide = {
  wide: Cube
  definition: TableDefinition
  shown: ProtectedCube
  unit: string
  /** Why cells are withheld: for the analyst's own screen, never in an output. */
  patterns: TablePattern[]
}

export const protectedWide = async (
  context: EngineContext,
  asked: TableDefinition,
  {
    alone,
    indicator,
    ...options
  }: TabulateOptions & {
    /** A table made to look at another: never published itself. */
    alone?: boolean
    /** The indicator whose formula reads it. */
    indicator?: string
  },
  policy: OfficePolicy,
  job: JobContext,
): Promise<ProtectedWide> => {
  job.progress({ phase: 'protecting' })
  const started = performance.now()
  const rules = officeRules(policy)
  const {
    model,
    definition,
    cube: wide,
    frequency: counted,
  } = await inOneState(context.workspace(), [asked.dataset], job, async () => {
    const read = tableModel(context, asked.dataset)
    const said = withTotals(asked, read.dataset)
    return { model: read, definition: said, ...(await wideWithFrequency(read, said, options, job)) }
  })
  job.throwIfCancelled()
  const named = stableNames(definition, savedVariables(context))
  const released = alone === true ? [] : releaseRepository(context.workspace().catalog).of(definition.dataset)
  const frequency = besideEarlierStates(model, named, wide, counted, released, rules.minimumFrequency)
  const levels = hasSensitive(wide, frequency, rules) ? await levelRelations(model, wide, definition, options, job) : []
  const pace = paceOf(job)
  const patterns = await tablePatterns(wide, frequency, rules, { levels, pace })
  const table = {
    context,
    model,
    definition: named,
    wide,
    patterns,
    counts: counted.counts,
    changed: frequency.changed ?? new Set<number>(),
  }
  if (alone !== true) {
    const seen = await protectJointly(table, rules, job, pace)
    context.releases?.enter(releaseDraft(table, rules, { seen, by: indicator ?? null }))
  }
  const { cube: safe, protection } = withTablePatterns(wide, patterns, rules, frequency.unit)
  const withheld = withoutFigureOfOne(withoutExtremes(model, safe, definition), definition, counted)
  const shown = finishCube(withoutCuts(withheld, definition), definition)
  const check = knownCheck(model, definition)
  const seconds = (performance.now() - started) / 1000
  return {
    wide,
    definition,
    patterns,
    unit: frequency.unit,
    shown: branded(
      { ...shown, provenance: { ...shown.provenance, seconds, ...(check === null ? {} : { check }) } },
      shownRecord(shown, protection),
    ),
  }
}
