// A definition made elsewhere, fitted to this workspace: what is known stays, what is not is left out and named. In: a
// model, a definition. Out: a definition that can be computed, and what was left out. Pure; nothing is guessed or
// replaced.
import { Failure } from '#shared/model/failure.ts'
import { isRecordMeasure, measureInputs, measuredVariable } from '#shared/model/measure.ts'
import type { Measure } from '#shared/model/measure.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { FittedDefinition } from '#shared/contract/responses.ts'
import type { TableModel } from './model.ts'
import { prepareTable } from './prepare.ts'

const trial: Pick<
  TableDefinition,
  'rows' | 'columns' | 'layers' | 'measures' | 'filter' | 'footnotes' | 'conditionalFormats' | 'categoryStatuses'
> = {
  rows: [],
  columns: [],
  layers: [],
  filter: null,
  footnotes: [],
  conditionalFormats: [],
  categoryStatuses: [],
  measures: [{ id: 'records', statistic: 'count', power: 0 }],
}

/** The failure code of a definition, null where it can be computed. */
const refusal = (model: TableModel, definition: TableDefinition): string | null => {
  try {
    prepareTable(model, definition)
    return null
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.value.code
    throw thrown
  }
}

export const fitDefinition = (model: TableModel, definition: TableDefinition): FittedDefinition => {
  const leftOut: FittedDefinition['leftOut'] = []
  const leave = (what: FittedDefinition['leftOut'][number]['what'], name: string, code: string): void => {
    leftOut.push({ what, name, code })
  }

  // Variables made for the table: those that cannot be resolved fall one by one, and with them what reads them.
  let variables = definition.variables
  const bare = { ...definition, ...trial }
  for (const variable of definition.variables) {
    const code = refusal(model, { ...bare, variables, rows: [{ variable: variable.id, total: 'none', sort: 'code' }] })
    if (code === null) continue
    leave('variable', variable.id, code)
    variables = variables.filter((v) => v !== variable)
  }
  const base: TableDefinition = { ...bare, variables }

  const usable = (axis: 'rows' | 'columns' | 'layers'): Dimension[] =>
    definition[axis].filter((dimension) => {
      const { sortBy: _, stack: __, ...alone } = dimension
      const code = refusal(model, { ...base, rows: [{ ...alone, sort: 'code' }] })
      if (code !== null)
        leave(
          'dimension',
          dimension.level === undefined ? dimension.variable : `${dimension.variable} (${dimension.level})`,
          code,
        )
      return code === null
    })
  const axes = { rows: usable('rows'), columns: usable('columns'), layers: usable('layers') }

  const records = definition.measures.filter((measure) => {
    if (!isRecordMeasure(measure)) return false
    const { inTotals: _, ...alone } = measure
    const code = refusal(model, { ...base, measures: [{ ...alone, hidden: false }] })
    if (code !== null) leave('measure', `${measure.id}: ${measure.statistic}(${measuredVariable(measure) ?? ''})`, code)
    return code === null
  })
  const kept = new Set(records.map((m) => m.id))
  // Derived measures stand while all they read stands.
  let grew = true
  while (grew) {
    grew = false
    for (const measure of definition.measures) {
      if (isRecordMeasure(measure) || kept.has(measure.id) || !measureInputs(measure).every((id) => kept.has(id)))
        continue
      kept.add(measure.id)
      grew = true
    }
  }
  for (const measure of definition.measures)
    if (!isRecordMeasure(measure) && !kept.has(measure.id))
      leave(
        'measure',
        `${measure.id}: ${measure.statistic}(${measureInputs(measure).join(', ')})`,
        'DEFINITION_INVALID',
      )
  const measures = definition.measures
    .filter((m) => kept.has(m.id))
    .map((m): Measure => {
      const { inTotals, ...plain } = m
      return inTotals === undefined || kept.has(inTotals) ? m : plain
    })

  const filterCode = definition.filter === null ? null : refusal(model, { ...base, filter: definition.filter })
  if (filterCode !== null) leave('filter', definition.filter ?? '', filterCode)

  const named = new Set([...axes.rows, ...axes.columns, ...axes.layers].map((d) => d.variable))
  const sorted = (dimension: Dimension): Dimension => {
    const { sortBy, ...plain } = dimension
    return sortBy === undefined || kept.has(sortBy.measure) ? dimension : { ...plain, sort: 'code' }
  }
  const fitted: TableDefinition = {
    ...definition,
    variables,
    rows: axes.rows.map(sorted),
    columns: axes.columns.map(sorted),
    layers: axes.layers.map(sorted),
    measures: measures.length > 0 ? measures : trial.measures,
    filter: filterCode === null ? definition.filter : null,
    footnotes: definition.footnotes.filter(
      (f) => (f.variable === undefined || named.has(f.variable)) && (f.measure === undefined || kept.has(f.measure)),
    ),
    conditionalFormats: definition.conditionalFormats.filter((f) => kept.has(f.measure)),
    categoryStatuses: definition.categoryStatuses.filter((s) => named.has(s.variable)),
  }
  return { definition: fitted, leftOut }
}
