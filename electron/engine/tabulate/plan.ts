// A table definition against what the catalog knows → a plan: which keys to group by, which sums to carry, which
// statistics need passes of their own. Pure; unknown names fail here, before any data is read.
import { fail } from '#shared/model/failure.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { Dimension, Measure, TableDefinition, VariableRef } from '#shared/model/table.ts'
import type { CubeDimension } from '#shared/model/cube.ts'
import type { PeriodKind } from '#shared/model/period.ts'
import { isInColumnSet } from '../columns/columnSet.ts'
import { periodVariable } from '../columns/recordSource.ts'
import type { Grouping, NonAdditive, Plan, PlannedDimension, PlannedMeasure } from './types.ts'
import type { TableModel } from './model.ts'

/** The variable behind a reference, or VARIABLE_UNKNOWN / LINK_NOT_USABLE. */
export const findVariable = (model: TableModel, ref: VariableRef): Variable => {
  const dot = ref.indexOf('.')
  if (dot < 0) {
    if (ref === periodVariableId) return periodVariable
    return model.dataset.variables.find((v) => v.id === ref) ?? fail('VARIABLE_UNKNOWN', { variable: ref, dataset: model.dataset.id })
  }
  const linkId = ref.slice(0, dot)
  const name = ref.slice(dot + 1)
  const link = model.link(linkId) ?? fail('LINK_UNKNOWN', { link: linkId })
  if (link.left !== model.dataset.id) return fail('LINK_NOT_USABLE', { link: linkId, left: link.left, dataset: model.dataset.id })
  return link.right.variables.find((v) => v.id === name) ?? fail('VARIABLE_UNKNOWN', { variable: ref, dataset: link.right.id })
}

const coarserPeriods: Record<PeriodKind, readonly PeriodKind[]> = {
  month: ['month', 'quarter', 'year'], quarter: ['quarter', 'year'], year: ['year'], school_year: ['school_year'],
}

const dateLevels = ['day', 'month', 'quarter', 'year'] as const

const groupingOf = (model: TableModel, ref: VariableRef, variable: Variable, level: string | undefined): Grouping => {
  const unknownLevel = () => fail('LEVEL_UNKNOWN', { variable: ref, level: level ?? '' })
  if (ref === periodVariableId) {
    const own = model.dataset.periodKind
    if (level === undefined) return { kind: 'period', level: own }
    const found = coarserPeriods[own].find((kind) => kind === level)
    return found ? { kind: 'period', level: found } : unknownLevel()
  }
  if (!isInColumnSet(variable) || variable.type === 'hash') return fail('VARIABLE_NOT_TABULABLE', { variable: ref })
  if (variable.type === 'date') {
    const found = dateLevels.find((kind) => kind === (level ?? 'day'))
    return found ? { kind: 'date', level: found } : unknownLevel()
  }
  if (variable.type === 'code') {
    if (level === undefined) return { kind: 'code', list: variable.codeList, level: null }
    if (variable.codeList === null || !model.lists.versions(variable.codeList).some((v) => v.levels.some((l) => l.id === level))) return unknownLevel()
    return { kind: 'code', list: variable.codeList, level }
  }
  return level === undefined ? { kind: 'number', scale: variable.scale } : unknownLevel()
}

const planDimension = (model: TableModel, dimension: Dimension, axis: CubeDimension['axis']): PlannedDimension => {
  const variable = findVariable(model, dimension.variable)
  const grouping = groupingOf(model, dimension.variable, variable, dimension.level)
  const rawKey = grouping.kind === 'date' ? `${dimension.variable}@${grouping.level}` : dimension.variable
  return { dimension, axis, ref: dimension.variable, variable, grouping, linked: dimension.variable.includes('.'), rawKey }
}

const planMeasure = (model: TableModel, measure: Measure, index: number): PlannedMeasure => {
  if (measure.statistic === 'count') return { measure, variable: null, ref: null }
  const ref = measure.variable
  if (ref === undefined) return fail('DEFINITION_INVALID', { field: `measures.${index}.variable`, reason: measure.statistic })
  const variable = findVariable(model, ref)
  if (!isInColumnSet(variable)) return fail('VARIABLE_NOT_TABULABLE', { variable: ref })
  const numeric = variable.type === 'integer' || variable.type === 'decimal'
  if (measure.statistic !== 'distinct' && !numeric) return fail('DEFINITION_INVALID', { field: `measures.${index}.variable`, reason: `${measure.statistic}(${ref}: ${variable.type})` })
  return { measure, variable, ref }
}

const uniqueBy = <T>(items: T[], key: (item: T) => string): T[] => [...new Map(items.map((item) => [key(item), item])).values()]

/** The plan of a definition; `filterRefs` are the variables its filter speaks of. */
export const planTable = (model: TableModel, definition: TableDefinition, filterRefs: VariableRef[]): Plan => {
  const dimensions = [
    ...definition.rows.map((d) => planDimension(model, d, 'row')),
    ...definition.columns.map((d) => planDimension(model, d, 'column')),
    ...definition.layers.map((d) => planDimension(model, d, 'layer')),
  ]
  const measures = definition.measures.map((m, i) => planMeasure(model, m, i))
  const ids = new Set<string>()
  definition.measures.forEach((m, i) => {
    if (ids.has(m.id)) fail('DEFINITION_INVALID', { field: `measures.${i}.id`, reason: m.id })
    ids.add(m.id)
  })
  filterRefs.forEach((ref) => findVariable(model, ref))

  const sums: VariableRef[] = []
  const nonAdditive: NonAdditive[] = []
  for (const { measure, ref } of measures) {
    if (ref === null) continue
    if (measure.statistic === 'sum' || measure.statistic === 'mean') sums.push(ref)
    if (measure.statistic === 'median' || measure.statistic === 'distinct') nonAdditive.push({ statistic: measure.statistic, ref })
  }
  const links = new Set([...dimensions.map((d) => d.ref), ...measures.flatMap((m) => m.ref ?? []), ...filterRefs].filter((r) => r.includes('.')).map((r) => r.slice(0, r.indexOf('.'))))
  const [link = null, second] = [...links].sort()
  if (link !== null && second !== undefined) return fail('DEFINITION_INVALID', { field: 'variable', reason: `${link} + ${second}` })
  return { definition, dimensions, measures, sums: uniqueBy(sums, (s) => s), nonAdditive: uniqueBy(nonAdditive, (n) => `${n.statistic} ${n.ref}`), link }
}
