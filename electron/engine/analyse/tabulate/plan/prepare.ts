// A definition ready to be computed: its wide form, filters and derived variables resolved, the plan. In: a model and a
// definition. Out: Prepared. Pure; everything that can be wrong with a definition fails here, before any record is
// read.
import { withoutImputed } from './withoutImputed.ts'
import { linkPathOf } from '#shared/model/variableRef.ts'
import { namesInExpression } from '#shared/expression/index.ts'
import { fail } from '#shared/model/failure.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import type { TableDefinition, VariableRef } from '#shared/model/table.ts'
import { withTotals } from '#shared/model/totals.ts'
import { resolveVariables } from '#engine/process/variables/index.ts'
import type { VariableSet } from '#engine/process/variables/types.ts'
import { prepareFilter } from './filter.ts'
import type { Filter } from './filter.ts'
import type { TableModel } from './model.ts'
import { planTable, storedVariable, weightRef } from './plan.ts'
import type { ContributionRequest } from './plan.ts'
import type { Plan } from '../types.ts'
import { widenDefinition } from '../cells/widen.ts'
import type { WideDefinition } from '../cells/widen.ts'

export type Prepared = {
  model: TableModel
  wide: WideDefinition
  plan: Plan
  variables: VariableSet
  filter: Filter | null
  /** Filters of measures, by their text. */
  measureFilters: ReadonlyMap<string, Filter>
  /** What the conditions mean beside their texts: the variables made on the spot, where some names one. */
  conditions: string
}

/** What the dimensions and measures of a definition name. */
export const namesOf = (
  definition: Pick<TableDefinition, 'rows' | 'columns' | 'layers' | 'measures'>,
): VariableRef[] => [
  ...new Set([
    ...[...definition.rows, ...definition.columns, ...definition.layers].map((d) => d.variable),
    ...definition.measures.flatMap((m) =>
      [measuredVariable(m) ?? [], 'weight' in m && m.weight !== undefined ? m.weight : []].flat(),
    ),
  ]),
]

/** Variables a definition names that this workspace does not have, stored or made. */
export const unknownVariables = (model: TableModel, definition: TableDefinition): VariableRef[] => {
  const made = new Set([...model.variables, ...definition.variables].map((v) => v.id))
  return namesOf(definition).filter(
    (ref) => ref !== periodVariableId && !made.has(ref) && storedVariable(model, ref) === null,
  )
}

export const variableContext = (model: TableModel) => ({
  dataset: model.dataset,
  links: model.links.map(({ id, right }) => ({ id, right })),
  link: (path: string) => model.link(path),
  lists: model.lists,
  saved: model.variables,
})

/** The path of a name that leads nowhere; empty where it leads somewhere. */
const unknownPath = (model: TableModel, ref: VariableRef): string => {
  const path = linkPathOf(ref)
  return path !== null && model.link(path) === null ? path : ''
}

export const prepareTable = (
  whole: TableModel,
  asked: TableDefinition,
  contributions: ContributionRequest | null = null,
): Prepared => {
  const model = asked.imputed === 'without' ? withoutImputed(whole) : whole
  const definition = withTotals(asked, model.dataset)
  const unknown = unknownVariables(model, definition)
  // A link that was not run yet is another matter than a variable that is not there.
  const links = [...new Set(unknown.map((ref) => unknownPath(model, ref)))]
  if (links.length === 1 && links[0] !== '') return fail('LINK_UNKNOWN', { link: links[0] ?? '' })
  if (unknown.length > 0) return fail('VARIABLES_UNKNOWN', { variables: unknown.join(', '), dataset: model.dataset.id })
  const wide = widenDefinition(definition)
  const filter = prepareFilter(model, wide.filter, definition.variables)
  const filters = [...wide.measures.map((m) => m.filter ?? null), ...(contributions?.of.map((sum) => sum.filter) ?? [])]
  const measureFilters = new Map(
    filters.flatMap((text) => {
      const prepared = text === null ? null : prepareFilter(model, text, definition.variables)
      return prepared ? [[text ?? '', prepared] as const] : []
    }),
  )
  const variables = resolveVariables(variableContext(model), definition.variables, [
    ...namesOf(wide),
    ...wide.measures.flatMap((m) => weightRef(m) ?? []),
    ...(contributions?.of.flatMap((sum) => [sum.variable ?? [], sum.weight ?? []].flat()) ?? []),
  ])
  const filterRefs = [
    ...new Set([...(filter?.variables ?? []), ...[...measureFilters.values()].flatMap((f) => f.variables)]),
  ]
  const periods = model.periods.filter((period) => filter?.keepsPeriod(period) ?? true)
  const all = [...model.variables, ...definition.variables]
  const named = new Set([wide.filter, ...filters].flatMap((text) => (text ? namesInExpression(text) : [])))
  const conditions = all.some((v) => named.has(v.id)) ? JSON.stringify(all) : ''
  return {
    model,
    wide,
    variables,
    filter,
    measureFilters,
    conditions,
    plan: planTable(model, wide, variables, filterRefs, periods, contributions),
  }
}
