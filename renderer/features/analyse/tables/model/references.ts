// What a definition names, and the definition without what is gone. In: definitions and fields. Out: names,
// definitions. The rest of a table is always kept. Never the engine, never a component.
import { namesInExpression } from '#shared/expression/index.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import { removed } from './blocks.ts'
import { withoutVariable } from './measureEdit.ts'

const axes = ['rows', 'columns', 'layers'] as const
export type Reference = { variable: string; where: 'rows' | 'columns' | 'layers' | 'measures' | 'variables' | 'filter' }

/** Names an expression uses; none where it does not read (the run says why). */
const namesIn = (expression: string | null | undefined): string[] => (expression ? namesInExpression(expression) : [])

/** The variables a variable made on the spot reads. */
export const inputsOf = (variable: DerivedVariable): string[] => {
  switch (variable.method) {
    case 'recode':
    case 'bands':
      return [variable.of]
    case 'top':
      return [variable.of, ...(variable.by.statistic === 'sum' ? [variable.by.variable] : [])]
    case 'quantile_bands':
      return [variable.of, ...(variable.weight === undefined ? [] : [variable.weight]), ...namesIn(variable.filter)]
    case 'expression':
      return namesIn(variable.expression)
  }
}

/** Variables a definition names that nothing knows: each once for every place it stands in. */
export const unknownReferences = (definition: TableDefinition, fields: { has(ref: string): boolean }): Reference[] => {
  const own = new Set(definition.variables.map((v) => v.id))
  const unknown: Reference[] = []
  const look = (variable: string | null | undefined, where: Reference['where']): void => {
    if (variable === null || variable === undefined || fields.has(variable) || own.has(variable)) return
    if (!unknown.some((u) => u.variable === variable && u.where === where)) unknown.push({ variable, where })
  }
  for (const axis of axes) for (const { variable } of definition[axis]) look(variable, axis)
  for (const measure of definition.measures) {
    look(measuredVariable(measure), 'measures')
    if ('weight' in measure) look(measure.weight, 'measures')
    if ('along' in measure) look(measure.along, 'measures')
    if ('over' in measure) for (const variable of measure.over ?? []) look(variable, 'measures')
    if ('filter' in measure) for (const variable of namesIn(measure.filter)) look(variable, 'measures')
  }
  for (const variable of definition.variables) for (const input of inputsOf(variable)) look(input, 'variables')
  for (const variable of namesIn(definition.filter)) look(variable, 'filter')
  return unknown
}

/**
 * Everything that needs one of these variables taken out: dimensions, measures with what reads them, made variables,
 * filters that name it.
 */
export const withoutReferences = (definition: TableDefinition, gone: ReadonlySet<string>): TableDefinition => {
  const all = new Set(gone)
  // A variable made from one that is gone is gone too.
  for (let before = -1; before !== all.size;) {
    before = all.size
    for (const v of definition.variables) if (inputsOf(v).some((input) => all.has(input))) all.add(v.id)
  }
  const next = { ...definition, variables: definition.variables.filter((v) => !all.has(v.id)) }
  for (const axis of axes) {
    let dimensions = definition[axis]
    for (let i = dimensions.length - 1; i >= 0; i -= 1)
      if (all.has(dimensions[i]?.variable ?? '')) dimensions = removed(dimensions, i)
    next[axis] = dimensions
  }
  let measures: readonly TableDefinition['measures'][number][] = definition.measures
  for (const variable of all) measures = withoutVariable(measures, variable)
  next.measures = measures.flatMap((m) => {
    if ('filter' in m && m.filter !== undefined && names(m.filter, all)) {
      const { filter: _filter, ...rest } = m
      return [rest as typeof m]
    }
    if ('over' in m && m.over?.some((v) => all.has(v))) return [{ ...m, over: m.over.filter((v) => !all.has(v)) }]
    if ('along' in m && m.along !== undefined && all.has(m.along)) {
      const { along: _along, ...rest } = m
      return [rest as typeof m]
    }
    return [m]
  })
  next.footnotes = definition.footnotes.filter((note) => note.variable === undefined || !all.has(note.variable))
  next.categoryStatuses = definition.categoryStatuses.filter((status) => !all.has(status.variable))
  const known = new Set(next.measures.map((m) => m.id))
  next.conditionalFormats = definition.conditionalFormats.filter((format) => known.has(format.measure))
  // The filter is one expression: a part of it cannot be taken out safely, so a filter that names the variable goes
  // whole.
  if (definition.filter !== null && names(definition.filter, all)) next.filter = null
  return JSON.stringify(next) === JSON.stringify(definition) ? definition : next
}

const names = (expression: string, variables: ReadonlySet<string>): boolean =>
  namesIn(expression).some((name) => variables.has(name))
