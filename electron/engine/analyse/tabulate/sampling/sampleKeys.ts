// The keys by which records of a sample are put into clusters and strata, and the checks that a design can be used at
// all. In: a model, its design; the groups of the whole sample. Out: grouping keys; strata, or what is wrong with the
// design. Pure.
import { fail } from '#shared/model/failure.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { SurveyDesign } from '#shared/model/survey.ts'
import type { Stratum } from '#engine/analyse/survey/design.ts'
import type { RawValue } from '#engine/process/categories/types.ts'
import { isInColumnSet, physicalKind } from '#engine/workspace/columns/columnSet.ts'
import type { TableModel } from '../plan/model.ts'
import { findVariable } from '../plan/plan.ts'
import { accumulatorOf } from '../plan/planSums.ts'
import type { Accumulator, BaseGroups, Extreme, Factor, MeasuredColumn, PlannedDimension } from '../types.ts'
import { rowRef } from './sample.ts'
import type { DesignProblem } from './sample.ts'

const keyOf = (model: TableModel, ref: string): PlannedDimension => {
  const variable = findVariable(model, ref)
  if (!isInColumnSet(variable)) return fail('VARIABLE_NOT_TABULABLE', { variable: ref })
  const physical = physicalKind(variable)
  return {
    dimension: { variable: ref, total: 'none', sort: 'code' },
    axis: 'row',
    ref,
    base: ref,
    label: variable.label,
    grouping:
      physical === 'dictionary'
        ? { kind: 'code', list: null, level: null }
        : physical === 'date'
          ? { kind: 'date', level: 'day' }
          : { kind: 'number', scale: variable.scale },
    physical,
    derived: null,
    linked: false,
    path: null,
    hide: false,
    rawKey: physical === 'date' ? `${ref}@day` : ref,
  }
}

const rowKey: PlannedDimension = {
  dimension: { variable: rowRef, total: 'none', sort: 'code' },
  axis: 'row',
  ref: rowRef,
  base: rowRef,
  label: { vi: '', en: '' },
  grouping: { kind: 'number', scale: 0 },
  physical: 'integer',
  derived: null,
  linked: false,
  path: null,
  hide: false,
  rawKey: rowRef,
}

export type SampleKeys = {
  strata: PlannedDimension[]
  /** Empty: records were drawn. */
  clusters: PlannedDimension[]
  /** The clusters, or the record itself. */
  units: PlannedDimension[]
}

export const sampleKeys = (model: TableModel, design: SurveyDesign): SampleKeys => {
  const strata = [...design.strata, ...(design.periods === 'independent' ? [periodVariableId] : [])]
  const clusters = design.clusters.map((ref) => keyOf(model, ref))
  return {
    strata: [...new Set(strata)].map((ref) => keyOf(model, ref)),
    clusters,
    units: clusters.length > 0 ? clusters : [rowKey],
  }
}

const numberColumn = (model: TableModel, ref: string): MeasuredColumn => {
  const variable = findVariable(model, ref)
  if (!isInColumnSet(variable) || (variable.type !== 'integer' && variable.type !== 'decimal'))
    return fail('SURVEY_DESIGN_INVALID', {
      dataset: model.dataset.id,
      variable: ref,
      problem_vi: 'phải là số',
      problem_en: 'must be a number',
    })
  return {
    ref,
    identity: ref,
    linked: false,
    label: variable.label,
    unit: variable.unit,
    scale: variable.scale,
  }
}

export type DesignColumns = { weight: MeasuredColumn; population: MeasuredColumn | null; replicates: MeasuredColumn[] }
export const designColumns = (model: TableModel, design: SurveyDesign): DesignColumns => ({
  weight: numberColumn(model, design.weight),
  population: design.population === undefined ? null : numberColumn(model, design.population),
  replicates: (design.replicates?.weights ?? []).map((ref) => numberColumn(model, ref)),
})

/** What a value is as text, the same for every engine. */
export const valueText = (value: RawValue | undefined): string =>
  value === undefined || value.state !== 'value' ? '\u0000' : `${value.version ?? ''}\u0002${value.code}`

/** A text for each group, of some of its keys. */
export const groupTexts = (groups: BaseGroups, keys: readonly PlannedDimension[]): string[] => {
  const columns = keys.map((key) => {
    const raw = groups.keys.get(key.rawKey)
    return { index: raw?.index ?? new Int32Array(groups.rows), texts: (raw?.values ?? []).map(valueText) }
  })
  return Array.from({ length: groups.rows }, (_, g) =>
    columns.map(({ index, texts }) => texts[index[g] ?? 0] ?? '').join('\u0001'),
  )
}

/** What must be known of every record of the sample, whatever the table keeps of them. */
export type WholeNeeds = { accumulators: Accumulator[]; extremes: Extreme[] }
const extremeOf = (which: Extreme['which'], factor: Factor): Extreme => ({
  key: JSON.stringify([which, null, factor.identity]),
  filter: null,
  factor,
  which,
})
export const wholeNeeds = ({ weight, population }: DesignColumns): WholeNeeds => ({
  accumulators: [weight, ...(population ? [population] : [])].map((factor) => accumulatorOf(null, [factor])),
  extremes: [
    extremeOf('minimum', weight),
    ...(population ? [extremeOf('minimum', population), extremeOf('maximum', population)] : []),
  ],
})

type Counted = { clusters: number; least: number | null; most: number | null }
export type WholeSample = { strata: Stratum[]; numbers: ReadonlyMap<string, number> }

/** The strata by ascending text, or the first thing that keeps the design from being used. */
export const wholeSample = (
  groups: BaseGroups,
  { strata, clusters }: SampleKeys,
  columns: DesignColumns,
): WholeSample | DesignProblem => {
  const records = (g: number): number => groups.records[g] ?? 0
  const problem = (variable: string, found: number, vi: string, en: string): DesignProblem => ({
    variable,
    records: found,
    vi,
    en,
  })
  for (const key of [...strata, ...clusters]) {
    const raw = groups.keys.get(key.rawKey)
    let missing = 0
    for (let g = 0; g < groups.rows; g++) if (raw?.values[raw.index[g] ?? 0]?.state !== 'value') missing += records(g)
    if (missing > 0) return problem(key.ref, missing, 'để trống', 'is empty')
  }
  const needs = wholeNeeds(columns)
  for (const column of [columns.weight, ...(columns.population ? [columns.population] : [])]) {
    const count = groups.sums.get(accumulatorOf(null, [column]).key)?.count
    let missing = 0
    for (let g = 0; g < groups.rows; g++) missing += records(g) - (count?.[g] ?? 0)
    if (missing > 0) return problem(column.ref, missing, 'để trống', 'is empty')
  }
  const least = groups.extremes.get(needs.extremes[0]?.key ?? '')
  const negative = Array.from({ length: groups.rows }, (_, g) => g).filter((g) => (least?.values[g] ?? 0n) < 0n)
  if (negative.length > 0)
    return problem(
      columns.weight.ref,
      negative.reduce((n, g) => n + records(g), 0),
      'âm',
      'is negative',
    )

  const texts = groupTexts(groups, strata)
  const counted = new Map<string, Counted>()
  const [low, high] = [needs.extremes[1], needs.extremes[2]].map((e) => groups.extremes.get(e?.key ?? '')?.values)
  for (let g = 0; g < groups.rows; g++) {
    const text = texts[g] ?? ''
    const known = counted.get(text) ?? { clusters: 0, least: null, most: null }
    known.clusters += clusters.length > 0 ? 1 : records(g)
    if (columns.population) {
      const unit = 10 ** columns.population.scale
      const [from, to] = [Number(low?.[g] ?? 0) / unit, Number(high?.[g] ?? 0) / unit]
      known.least = Math.min(known.least ?? from, from)
      known.most = Math.max(known.most ?? to, to)
    }
    counted.set(text, known)
  }
  const names = [...counted.keys()].sort()
  const population = columns.population?.ref ?? ''
  for (const { clusters: drawn, least: from, most: to } of counted.values()) {
    if (from !== to)
      return problem(population, drawn, 'không như nhau trong một tầng', 'is not the same within a stratum')
    if (from !== null && from < drawn)
      return problem(population, drawn, 'nhỏ hơn số đơn vị mẫu của tầng', 'is less than the units drawn in a stratum')
  }
  return {
    strata: names.map((name) => {
      const one = counted.get(name)
      return { clusters: one?.clusters ?? 0, population: one?.most ?? null }
    }),
    numbers: new Map(names.map((name, i) => [name, i])),
  }
}
