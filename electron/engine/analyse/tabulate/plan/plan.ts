// A table definition against what the catalog knows → a plan: which keys to group by, which sums to carry, which
// statistics need passes of their own. Pure; unknown names fail here, before any data is read.
import { isLinked, isOneRecord, linkPathOf, linkPathsOf, nameOf } from '#shared/model/variableRef.ts'
import { fail } from '#shared/model/failure.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'
import type { RecordMeasure } from '#shared/model/measure.ts'
import type { Period, PeriodKind } from '#shared/model/period.ts'
import type { VariableRef } from '#shared/model/table.ts'
import { isInColumnSet, physicalKind } from '#engine/workspace/columns/columnSet.ts'
import { periodVariable } from '#engine/workspace/columns/recordSource.ts'
import type { VariableSet } from '#engine/process/variables/types.ts'
import type { TableModel } from './model.ts'
import { accumulatorOf, carried, planReads } from './planSums.ts'
import { computedSets } from './sets.ts'
import { tableShape } from './tableShape.ts'
import type { ShapeDimension } from './tableShape.ts'
import type { Grouping } from '#engine/process/categories/types.ts'
import type { Contributions, Factor, MeasuredColumn, Plan, PlannedDimension, PlannedMeasure } from '../types.ts'
import type { WideDefinition } from '../cells/widen.ts'

/**
 * The stored variable behind a reference; null where there is none of that name. LINK_NOT_USABLE for a link from
 * another dataset.
 */
export const storedVariable = (model: TableModel, ref: VariableRef): Variable | null => {
  const path = linkPathOf(ref)
  if (path === null)
    return ref === periodVariableId ? periodVariable : (model.dataset.variables.find((v) => v.id === ref) ?? null)
  const link = model.link(path)
  if (link === null) return null
  if (link.left !== model.dataset.id)
    return fail('LINK_NOT_USABLE', { link: link.id, left: link.left, dataset: model.dataset.id })
  const name = nameOf(ref)
  return name === periodVariableId && isOneRecord(path)
    ? periodVariable
    : (link.right.variables.find((v) => v.id === name) ?? null)
}

export const findVariable = (model: TableModel, ref: VariableRef): Variable =>
  storedVariable(model, ref) ?? fail('VARIABLE_UNKNOWN', { variable: ref, dataset: model.dataset.id })

const coarserPeriods: Record<PeriodKind, readonly PeriodKind[]> = {
  month: ['month', 'quarter', 'year'],
  quarter: ['quarter', 'year'],
  year: ['year'],
  school_year: ['school_year'],
}
const dateLevels = ['day', 'month', 'quarter', 'year'] as const

const groupingOf = (model: TableModel, ref: VariableRef, variable: Variable, level: string | undefined): Grouping => {
  const unknownLevel = () => fail('LEVEL_UNKNOWN', { variable: ref, level: level ?? '' })
  if (nameOf(ref) === periodVariableId) {
    const path = linkPathOf(ref)
    const own = (path === null ? model.dataset : (model.link(path)?.right ?? model.dataset)).periodKind
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
    if (
      variable.codeList === null ||
      !model.lists.versions(variable.codeList).some((v) => v.levels.some((l) => l.id === level))
    )
      return unknownLevel()
    return { kind: 'code', list: variable.codeList, level }
  }
  return level === undefined ? { kind: 'number', scale: variable.scale } : unknownLevel()
}

const planDimension = (
  model: TableModel,
  variables: VariableSet,
  { dimension, axis }: ShapeDimension,
  hide: boolean,
): PlannedDimension => {
  const derived = variables.find(dimension.variable)
  const { level } = dimension
  if (derived && level !== undefined && !derived.levels.includes(level))
    return fail('LEVEL_UNKNOWN', { variable: dimension.variable, level })
  const computed = derived?.base.computed ?? null
  const base = derived ? derived.base.ref : dimension.variable
  const variable = computed ? computed.variable : findVariable(model, base)
  const grouping = groupingOf(model, base, variable, level ?? derived?.base.level ?? undefined)
  const key = computed ? computed.identity : base
  return {
    dimension,
    axis,
    ref: dimension.variable,
    base,
    grouping,
    derived,
    hide,
    label: derived ? derived.label : variable.label,
    physical: computed ? computed.physical : physicalKind(variable),
    linked: computed ? computed.sides !== 'own' : isLinked(base),
    path: computed ? null : linkPathOf(base),
    rawKey: grouping.kind === 'date' ? `${key}@${grouping.level}` : key,
  }
}

const measuredColumn = (
  model: TableModel,
  variables: VariableSet,
  ref: VariableRef,
  field: string,
  statistic: string,
  numeric: boolean,
): MeasuredColumn => {
  const wrongType = (type: string) => fail('DEFINITION_INVALID', { field, reason: `${statistic}(${ref}: ${type})` })
  const derived = variables.find(ref)
  if (derived) {
    const { computed } = derived.base
    if (numeric && derived.measurable === null) return wrongType(derived.definition.method)
    if (computed === null || derived.transforms.length > 0) return wrongType(derived.definition.method)
    return {
      ref: computed.ref,
      identity: computed.identity,
      linked: computed.sides !== 'own',
      label: derived.label,
      unit: derived.unit,
      scale: derived.measurable?.scale ?? 0,
    }
  }
  const variable = findVariable(model, ref)
  if (!isInColumnSet(variable)) return fail('VARIABLE_NOT_TABULABLE', { variable: ref })
  if (numeric && variable.type !== 'integer' && variable.type !== 'decimal') return wrongType(variable.type)
  return {
    ref,
    identity: ref,
    linked: isLinked(ref),
    label: variable.label,
    unit: variable.unit,
    scale: variable.scale,
  }
}

/** Where a dimension stands in several blocks, any of them may leave its missing out. */
const hidesMissing = (definition: WideDefinition, { axis, dimension }: ShapeDimension): boolean =>
  (axis === 'row' ? definition.rows : axis === 'column' ? definition.columns : definition.layers).some(
    (d) =>
      d.variable === dimension.variable && d.level === dimension.level && (d.missing ?? definition.missing) === 'hide',
  )

/**
 * What protection asks to know of respondents: sums of a variable, weighted or not, under a filter; without a variable,
 * records.
 */
export type ContributionRequest = {
  /** Null: every record is a respondent. */
  respondent: VariableRef | null
  of: { filter: string | null; variable: VariableRef | null; weight: VariableRef | null }[]
}

const planContributions = (
  model: TableModel,
  variables: VariableSet,
  asked: ContributionRequest | null,
): Contributions | null => {
  if (asked === null) return null
  const respondent =
    asked.respondent === null
      ? null
      : measuredColumn(model, variables, asked.respondent, 'respondent', 'distinct', false)
  const measured = (ref: VariableRef | null): Factor[] =>
    ref === null ? [] : [measuredColumn(model, variables, ref, 'variable', 'sum', true)]
  const of = asked.of.map(({ filter, variable, weight }) =>
    accumulatorOf(filter, [...measured(weight), ...measured(variable)]),
  )
  return { key: JSON.stringify([respondent?.identity ?? null, of.map((a) => a.key)]), respondent, of }
}

/** The plan of a wide definition; `filterRefs` are the stored variables its filters speak of. */
export const planTable = (
  model: TableModel,
  definition: WideDefinition,
  variables: VariableSet,
  filterRefs: VariableRef[],
  periods: Period[],
  asked: ContributionRequest | null = null,
): Plan => {
  const shape = tableShape(definition)
  const dimensions = shape.dimensions.map((d) => planDimension(model, variables, d, hidesMissing(definition, d)))
  const into = carried()
  const measures = definition.measures.map((measure, i): PlannedMeasure => {
    const numeric = measure.statistic !== 'distinct'
    const column =
      measure.statistic === 'count'
        ? null
        : measuredColumn(model, variables, measure.variable, `measures.${i}.variable`, measure.statistic, numeric)
    const weight =
      weightRef(measure) === null
        ? null
        : measuredColumn(model, variables, weightRef(measure) ?? '', `measures.${i}.weight`, 'weight', true)
    return { measure, column, weight, reads: planReads(into, i, measure, column, weight) }
  })
  filterRefs.forEach((ref) => findVariable(model, ref))
  const contributions = planContributions(model, variables, asked)
  const used = [
    ...new Set(
      [...dimensions, ...measures.flatMap((m) => [m.column ?? [], m.weight ?? []].flat())]
        .map((d) => variables.find(d.ref))
        .filter((d) => d !== null),
    ),
  ]
  for (const { transforms } of used) {
    for (const transform of transforms) {
      if (transform.kind !== 'top' || transform.by.statistic !== 'sum') continue
      const sum = accumulatorOf(null, [factorOf(variables, transform.by.ref)])
      into.accumulators.set(sum.key, sum)
    }
  }
  const links = linkPathsOf([
    ...dimensions.map((d) => d.base),
    ...measures.flatMap((m) => [m.column?.ref ?? [], m.weight?.ref ?? []].flat()),
    ...variables.used.flatMap((v) => v.reads),
    ...filterRefs,
    ...(contributions?.respondent ? [contributions.respondent.ref] : []),
    ...(contributions?.of.flatMap((sum) => sum.factors.map((f) => f.ref)) ?? []),
  ])
  return {
    definition,
    dimensions,
    measures,
    links,
    periods,
    sets: computedSets(shape.crossings),
    accumulators: [...into.accumulators.values()],
    extremes: [...into.extremes.values()],
    passes: [...into.passes.values()],
    contributions,
  }
}

export const weightRef = (measure: RecordMeasure): VariableRef | null =>
  'weight' in measure ? (measure.weight ?? null) : null

/** A variable as a factor of a sum. */
export const factorOf = (variables: VariableSet, ref: VariableRef): Factor => {
  const computed = variables.computed.find((c) => c.ref === ref)
  return computed
    ? { ref, identity: computed.identity, linked: computed.sides !== 'own' }
    : { ref, identity: ref, linked: isLinked(ref) }
}
