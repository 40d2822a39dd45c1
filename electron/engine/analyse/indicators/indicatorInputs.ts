// The inputs of an indicator: each named aggregate tabulated by the chosen breakdowns and by period, each indicator it
// names evaluated. In: a tree of definitions. Out: inputs with their cubes (none where no record satisfies one) and the
// periods they cover.
import {
  checkExpression,
  parseAggregate,
  parseExpression,
  parseFormula,
  scopeOf,
  unitMismatch,
} from '#shared/expression/index.ts'
import type { AggregateAst } from '#shared/expression/index.ts'
import { Failure, fail } from '#shared/model/failure.ts'
import type { Cube, Provenance } from '#shared/model/cube.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { isRecordInput } from '#shared/model/indicator.ts'
import type { IndicatorDefinition, RecordInput } from '#shared/model/indicator.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { periodAtLevel } from '#shared/model/period.ts'
import type { Period } from '#shared/model/period.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { fileLimit } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { evaluateIndicator } from './evaluateIndicator.ts'
import type { IndicatorTree } from './indicatorTree.ts'
import type { Breakdown, IndicatorInput } from './inputTypes.ts'
import { schoolYearOf } from './readableCube.ts'
import { onceInJob } from './sharedTables.ts'

/** The chosen breakdowns of a definition, all of them when none are named. */
export const chosenBreakdowns = (definition: IndicatorDefinition, ids: string[] | undefined): Breakdown[] =>
  ids === undefined
    ? definition.breakdowns
    : ids.map(
        (id) =>
          definition.breakdowns.find((b) => b.id === id) ??
          fail('DEFINITION_INVALID', { field: 'breakdowns', reason: id }),
      )

const recordInput = (definition: IndicatorDefinition, name: string): RecordInput => {
  const input = definition.inputs[name]
  return input && isRecordInput(input) ? input : fail('DEFINITION_INVALID', { field: 'inputs', reason: name })
}

/** An aggregate over more than a bare variable is one over a variable made of its argument. */
const argumentVariable = (
  definition: IndicatorDefinition,
  name: string,
  aggregate: AggregateAst,
  model: TableModel,
): DerivedVariable | null => {
  if (aggregate.argumentText === null || aggregate.variable !== null) return null
  const scope = scopeOf(
    model.dataset.variables,
    model.links.map(({ id, right }) => ({ id, variables: right.variables })),
    undefined,
    (path) => model.link(path)?.right.variables ?? null,
  )
  const { type } = checkExpression(parseExpression(aggregate.argumentText), scope)
  const scale = type.type === 'real' ? 6 : Math.min(6, type.scale)
  return {
    kind: 'variable',
    id: `${name}_argument`.slice(0, 60),
    dataset: recordInput(definition, name).dataset,
    label: { vi: aggregate.argumentText, en: aggregate.argumentText },
    method: 'expression',
    expression: aggregate.argumentText,
    scale,
  }
}

/** The table an input is read from. */
export const inputTable = (
  definition: IndicatorDefinition,
  name: string,
  breakdowns: Breakdown[],
  model: TableModel,
): TableDefinition => {
  const input = recordInput(definition, name)
  const aggregate = parseAggregate(input.aggregate)
  const argument = argumentVariable(definition, name, aggregate, model)
  const measured = argument?.id ?? aggregate.variable
  const { over } = input
  return tableDefinitionSchema.parse({
    kind: 'table',
    id: name,
    title: definition.label,
    dataset: input.dataset,
    rows: [
      ...breakdowns.flatMap(({ variables, level, label }) => {
        const variable = variables[name]
        return variable === undefined ? [] : [{ variable, label, ...(level === undefined ? {} : { level }) }]
      }),
      ...(input.prices?.strata.map((variable) => ({ variable, total: 'none' })) ?? []),
      ...(over
        ? [{ variable: over.variable, total: 'none', ...(over.level === undefined ? {} : { level: over.level }) }]
        : []),
    ],
    columns: [
      {
        variable: definition.timeVariables[name] ?? periodVariableId,
        level: input.yearAs === undefined ? definition.periodKind : 'year',
        total: 'none',
      },
    ],
    measures: [
      { id: name, statistic: aggregate.statistic, ...(measured === null ? {} : { variable: measured }) },
      ...(input.prices
        ? [{ id: `${name}_quantity`.slice(0, 60), statistic: 'sum', variable: input.prices.quantity }]
        : []),
    ],
    variables: [
      ...definition.variables.filter((v) => v.dataset === input.dataset),
      ...(argument === null ? [] : [argument]),
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

const overRecords = async (
  context: EngineContext,
  definition: IndicatorDefinition,
  name: string,
  breakdowns: Breakdown[],
  engine: Provenance['engine'],
  job: JobContext,
): Promise<IndicatorInput> => {
  const input = recordInput(definition, name)
  const model = tableModel(context, input.dataset)
  const table = inputTable(definition, name, breakdowns, model)
  const { cube } = await onceInJob(context.workspace(), job, `tabulated ${engine}`, table, async () => ({
    cube: await emptyAsNull(tabulate(context, table, { engine, limit: fileLimit }, job)),
    unit: '',
  }))
  const byPeriod = definition.timeVariables[name] === undefined || definition.timeVariables[name] === periodVariableId
  const read = (period: Period): Period => (input.yearAs === undefined ? period : schoolYearOf(period))
  const level = input.yearAs === undefined ? definition.periodKind : 'year'
  // What was delivered and has no record is nothing; what was not delivered is not known.
  const delivered = byPeriod ? model.periods.flatMap((p) => periodAtLevel(p, level) ?? []) : []
  const time = cube?.dimensions.at(-1)
  const found = time?.categories.filter((c) => c.kind === 'value').map((c) => c.code) ?? []
  return {
    name,
    // Of a reading that is not additive nothing is not zero.
    statistic: input.over || input.prices ? 'mean' : (table.measures[0]?.statistic ?? 'count'),
    cube,
    periods: [...new Set([...delivered, ...found].map(read))].sort(),
    ...(byPeriod ? { delivered: (time?.delivered ?? model.periods).map(read) } : {}),
    lists: model.lists,
    breakdowns: breakdowns.filter((b) => b.variables[name] !== undefined),
    reading: input,
  }
}

/** The breakdowns of an indicator named as an input, in the order of those that use them. */
const partBreakdowns = (part: IndicatorDefinition, name: string, breakdowns: Breakdown[]): Breakdown[] =>
  breakdowns.flatMap(({ variables }) => {
    const id = variables[name]
    return id === undefined ? [] : (chosenBreakdowns(part, [id])[0] ?? [])
  })

const unitsFit = (definition: IndicatorDefinition, inputs: readonly IndicatorInput[]): void => {
  const units = new Map(
    inputs.map(({ name, statistic, cube }) => {
      const unit = cube?.measures[0]?.unit.vi ?? ''
      return [name, statistic === 'count' || statistic === 'distinct' || unit === '' ? null : unit]
    }),
  )
  const formula = parseFormula(definition.formula, Object.keys(definition.inputs))
  const wrong = unitMismatch(formula, (name) => units.get(name) ?? null)
  if (wrong) fail('INDICATOR_UNITS', { indicator: definition.id, left: wrong.left, right: wrong.right })
}

export const indicatorInputs = async (
  context: EngineContext,
  { definition, parts }: IndicatorTree,
  breakdowns: Breakdown[],
  engine: Provenance['engine'],
  job: JobContext,
): Promise<IndicatorInput[]> => {
  const names = Object.keys(definition.inputs)
  const inputs: IndicatorInput[] = []
  for (const [done, name] of names.entries()) {
    job.throwIfCancelled()
    job.progress({ phase: 'tabulating', done, total: names.length, subject: name })
    const part = parts.get(name)
    if (!part) {
      inputs.push(await overRecords(context, definition, name, breakdowns, engine, job))
      continue
    }
    const own = partBreakdowns(part.definition, name, breakdowns)
    const used = { ...part.definition, breakdowns: own }
    const made = await indicatorInputs(context, { ...part, definition: used }, own, engine, job)
    inputs.push(partInput(name, breakdowns, used, made))
  }
  unitsFit(definition, inputs)
  return inputs
}

/** An input that is an indicator, from what that is made of; again after these were protected. */
export const partInput = (
  name: string,
  breakdowns: Breakdown[],
  definition: IndicatorDefinition,
  inputs: IndicatorInput[],
): IndicatorInput => {
  const evaluated = evaluatedOrNull(definition, inputs)
  return {
    name,
    statistic: 'indicator',
    cube: evaluated,
    periods:
      evaluated?.dimensions
        .at(-1)
        ?.categories.filter((c) => c.kind === 'value')
        .map((c) => c.code) ?? [],
    lists: inputs[0]?.lists ?? { versions: () => [], correspondence: () => null },
    breakdowns: breakdowns.filter((b) => b.variables[name] !== undefined),
    made: { definition, inputs },
  }
}

const evaluatedOrNull = (definition: IndicatorDefinition, inputs: IndicatorInput[]): Cube | null => {
  try {
    return evaluateIndicator(definition, inputs)
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.value.code === 'TABLE_EMPTY') return null
    throw thrown
  }
}
