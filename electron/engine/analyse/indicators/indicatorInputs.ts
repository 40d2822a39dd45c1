// The inputs of an indicator as tables: each named aggregate over its dataset, by the chosen breakdowns and by period.
// In: an indicator. Out: one cube for each input (none where no record satisfies it) and the periods it covers. Never the formula.
import { parseAggregate } from '#shared/expression/index.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import type { Cube, Provenance } from '#shared/model/cube.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { Statistic, TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { periodAtLevel } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import type { CodeLists } from '#engine/process/categories/categories.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { fileLimit } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'

export type Breakdown = IndicatorDefinition['breakdowns'][number]

export type IndicatorInput = {
  name: string
  statistic: Statistic
  /** Breakdowns this input has; in the others it counts as a whole. */
  breakdowns: Breakdown[]
  cube: Cube | null
  periods: string[]
  /** The deliveries these periods are made of; absent where the input goes by another time. */
  delivered?: Period[]
  lists: CodeLists
}

/** The chosen breakdowns of a definition, all of them when none are named. */
export const chosenBreakdowns = (definition: IndicatorDefinition, ids: string[] | undefined): Breakdown[] =>
  ids === undefined
    ? definition.breakdowns
    : ids.map(
        (id) =>
          definition.breakdowns.find((b) => b.id === id) ??
          fail('DEFINITION_INVALID', { field: 'breakdowns', reason: id }),
      )

/** The table an input is read from. */
export const inputTable = (definition: IndicatorDefinition, name: string, breakdowns: Breakdown[]): TableDefinition => {
  const input = definition.inputs[name] ?? fail('DEFINITION_INVALID', { field: 'inputs', reason: name })
  const aggregate = parseAggregate(input.aggregate)
  if (aggregate.statistic !== 'count' && aggregate.variable === null) {
    return fail('DEFINITION_INVALID', { field: `inputs.${name}.aggregate`, reason: `${aggregate.statistic}(variable)` })
  }
  return tableDefinitionSchema.parse({
    kind: 'table',
    id: name,
    title: definition.label,
    dataset: input.dataset,
    rows: breakdowns.flatMap(({ variables, level, label }) => {
      const variable = variables[name]
      return variable === undefined ? [] : [{ variable, label, ...(level === undefined ? {} : { level }) }]
    }),
    columns: [
      { variable: definition.timeVariables[name] ?? periodVariableId, level: definition.periodKind, total: 'none' },
    ],
    measures: [
      {
        id: name,
        statistic: aggregate.statistic,
        ...(aggregate.variable === null ? {} : { variable: aggregate.variable }),
      },
    ],
    filter: aggregate.whereText,
    classification: definition.classification,
    status: definition.status,
  })
}

const emptyAsNull = async (run: Promise<Cube>): Promise<Cube | null> => {
  try {
    return await run
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code === 'TABLE_EMPTY') return null
    throw thrown
  }
}

export const indicatorInputs = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  breakdowns: Breakdown[],
  engine: Provenance['engine'],
  job: JobContext,
): Promise<IndicatorInput[]> => {
  const names = Object.keys(definition.inputs)
  const inputs: IndicatorInput[] = []
  for (const [done, name] of names.entries()) {
    job.throwIfCancelled()
    job.progress({ phase: 'tabulating', done, total: names.length, subject: name })
    const table = inputTable(definition, name, breakdowns)
    const cube = await emptyAsNull(tabulate(context, table, { engine, limit: fileLimit }, job))
    const model = tableModel(context, table.dataset)
    const byPeriod = definition.timeVariables[name] === undefined || definition.timeVariables[name] === periodVariableId
    // What was delivered and has no record is nothing; what was not delivered is not known.
    const delivered = byPeriod ? model.periods.flatMap((p) => periodAtLevel(p, definition.periodKind) ?? []) : []
    const found =
      cube?.dimensions
        .at(-1)
        ?.categories.filter((c) => c.kind === 'value')
        .map((c) => c.code) ?? []
    inputs.push({
      name,
      statistic: table.measures[0]?.statistic ?? 'count',
      cube,
      periods: [...new Set([...delivered, ...found])].sort(),
      ...(byPeriod ? { delivered: cube?.dimensions.at(-1)?.delivered ?? model.periods } : {}),
      lists: model.lists,
      breakdowns: breakdowns.filter((b) => b.variables[name] !== undefined),
    })
  }
  return inputs
}
