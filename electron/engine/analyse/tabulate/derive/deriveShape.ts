// What a derived measure is in the cube: label, unit, decimals, whether it is exact. In: its definition and the
// measures it reads. Out: a measure of the cube. Never a figure.
import { bilingual as b } from '#shared/model/text.ts'
import {
  measureInWords,
  percentBaseInShort,
  samplingInShort,
  shiftInWords,
  stepInShort,
} from '#shared/format/measureInWords.ts'
import { formatInteger } from '#shared/format/number.ts'
import { periodLabel } from '#shared/format/time.ts'
import type { CubeDimension, CubeMeasure } from '#shared/model/cube.ts'
import type { DerivedMeasure, Measure } from '#shared/model/measure.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import type { Bilingual } from '#shared/model/text.ts'

const same = (x: Bilingual, y: Bilingual): boolean => x.vi === y.vi && x.en === y.en

/** Labels of the variables of a cube; a variable that is not a dimension is told by its name. */
export const variableNames =
  (dimensions: readonly CubeDimension[], measures: readonly CubeMeasure[], definitions: readonly Measure[]) =>
  (ref: string): Bilingual => {
    const dimension = dimensions.find((d) => d.variable === ref)
    if (dimension) return dimension.label
    const sum = definitions.find(
      (m) =>
        m.statistic === 'sum' &&
        m.variable === ref &&
        m.label === undefined &&
        m.weight === undefined &&
        m.filter === undefined,
    )
    return measures.find((m) => m.id === sum?.id)?.label ?? b(ref, ref)
  }

const ratioUnit = (numerator: CubeMeasure, denominator: CubeMeasure, factor: number): Bilingual => {
  if (same(numerator.unit, denominator.unit)) {
    const sign = { 1: '', 100: '%', 1000: '‰' }[factor]
    if (sign !== undefined) return b(sign, sign)
    return b(`trên ${formatInteger(factor, 'vi')}`, `per ${formatInteger(factor, 'en')}`)
  }
  if (factor === 1)
    return b(`${numerator.unit.vi}/${denominator.unit.vi}`, `${numerator.unit.en} per ${denominator.unit.en}`)
  return b(
    `${numerator.unit.vi}/${formatInteger(factor, 'vi')} ${denominator.unit.vi}`,
    `${numerator.unit.en} per ${formatInteger(factor, 'en')} ${denominator.unit.en}`,
  )
}

type Shape = Pick<CubeMeasure, 'label' | 'unit' | 'exact' | 'scale' | 'decimals' | 'additive'> & { power?: number }

const shapeOf = (
  measure: DerivedMeasure,
  input: (id: string) => CubeMeasure,
  variable: (ref: string) => Bilingual,
): Shape => {
  const double = { exact: false, scale: 0, additive: false }
  const named = (of: CubeMeasure, vi: string, en: string): Bilingual =>
    b(`${of.label.vi} – ${vi}`, `${of.label.en} – ${en}`)
  switch (measure.statistic) {
    case 'ratio': {
      const [numerator, denominator] = [input(measure.numerator), input(measure.denominator)]
      return {
        ...double,
        decimals: 1,
        label: b(`${numerator.label.vi} / ${denominator.label.vi}`, `${numerator.label.en} / ${denominator.label.en}`),
        unit: ratioUnit(numerator, denominator, measure.factor),
      }
    }
    case 'percent': {
      const base = percentBaseInShort(measure.base, (measure.over ?? []).map(variable))
      return {
        ...double,
        decimals: 1,
        label: named(input(measure.of), `cơ cấu ${base.vi}`, `percent ${base.en}`),
        unit: b('%', '%'),
      }
    }
    case 'share': {
      const base = percentBaseInShort(measure.base, (measure.over ?? []).map(variable))
      return {
        ...double,
        decimals: 3,
        label: named(input(measure.of), `tỷ trọng ${base.vi}`, `share ${base.en}`),
        unit: b('', ''),
      }
    }
    case 'rank':
      return {
        exact: true,
        scale: 0,
        additive: false,
        decimals: 0,
        label: named(input(measure.of), 'thứ hạng', 'rank'),
        unit: b('', ''),
      }
    case 'difference':
    case 'cumulative': {
      const of = input(measure.of)
      const before = measure.statistic === 'difference' ? stepInShort(measure.periods, measure.step) : null
      const label = before
        ? named(of, `chênh lệch với ${before.vi}`, `change on ${before.en}`)
        : named(of, 'cộng dồn', 'cumulative')
      return {
        exact: of.exact,
        scale: of.scale,
        decimals: of.decimals,
        additive: of.additive && before !== null,
        label,
        unit: of.unit,
        power: of.power,
      }
    }
    case 'growth': {
      const before = stepInShort(measure.periods, measure.step)
      return {
        ...double,
        decimals: 1,
        label: named(input(measure.of), `tăng so với ${before.vi}`, `growth on ${before.en}`),
        unit: b('%', '%'),
      }
    }
    case 'index': {
      const base =
        measure.basePeriod === undefined ? shiftInWords(measure.periods, measure.step) : periodLabel(measure.basePeriod)
      return {
        ...double,
        decimals: 1,
        label: named(input(measure.of), 'chỉ số', 'index'),
        unit: b(`${base.vi} = 100`, `${base.en} = 100`),
      }
    }
    case 'coefficient_of_variation':
      return {
        ...double,
        decimals: 1,
        label: named(input(measure.of), 'hệ số biến thiên', 'coefficient of variation'),
        unit: b('%', '%'),
      }
    case 'standard_error':
    case 'confidence_lower':
    case 'confidence_upper': {
      const of = input(measure.of)
      const { vi, en } = samplingInShort(measure)
      return { ...double, decimals: of.decimals, label: named(of, vi, en), unit: of.unit, power: of.power }
    }
    default:
      return measure satisfies never
  }
}

/** `known` holds the measures before it in order of computation. */
export const derivedCubeMeasure = (
  measure: DerivedMeasure,
  known: ReadonlyMap<string, CubeMeasure>,
  variable: (ref: string) => Bilingual,
): CubeMeasure => {
  const input = (id: string): CubeMeasure =>
    known.get(id) ?? {
      id,
      statistic: 'count',
      label: b(id, id),
      unit: b('', ''),
      exact: true,
      scale: 0,
      decimals: 0,
      power: 0,
      additive: true,
    }
  const { power, ...shape } = shapeOf(measure, input, variable)
  return {
    id: measure.id,
    statistic: measure.statistic,
    ...shape,
    // Changes and running sums are shown as what they are of, unless the definition says how.
    power: measure.power === 0 && measure.unit === undefined ? (power ?? 0) : measure.power,
    ...(measure.label === undefined ? {} : { label: measure.label }),
    ...(measure.unit === undefined ? {} : { unit: measure.unit }),
    ...(measure.decimals === undefined ? {} : { decimals: measure.decimals }),
    formula: measureInWords(measure, { measure: (id) => input(id).label, variable }),
  }
}

/** Measures of records say how they come about where a filter or weight makes it more than their label. */
export const recordCubeMeasure = (
  measure: Measure,
  cube: CubeMeasure,
  variable: (ref: string) => Bilingual,
): CubeMeasure => {
  const filtered = 'filter' in measure && typeof measure.filter === 'string'
  const weighted = 'weight' in measure && measure.weight !== undefined
  if (!filtered && !weighted) return cube
  const own = measuredVariable(measure)
  const names = (ref: string): Bilingual =>
    ref === own && measure.statistic === 'sum' && measure.label === undefined ? cube.label : variable(ref)
  return { ...cube, formula: measureInWords(measure, { measure: (id) => b(id, id), variable: names }) }
}

/** Headings that nobody wrote and that would read alike are numbered: two columns never carry the same one. */
export const distinctLabels = (measures: readonly CubeMeasure[], definitions: readonly Measure[]): CubeMeasure[] => {
  const told = ({ label, unit }: CubeMeasure): string => `${label.vi}\n${unit.vi}`
  const own = new Set(definitions.filter((m) => m.label !== undefined).map((m) => m.id))
  const seen = new Map<string, number>()
  for (const measure of measures) if (own.has(measure.id)) seen.set(told(measure), 1)
  return measures.map((measure) => {
    if (own.has(measure.id)) return measure
    const before = seen.get(told(measure)) ?? 0
    seen.set(told(measure), before + 1)
    if (before === 0) return measure
    const label = b(`${measure.label.vi} (${before + 1})`, `${measure.label.en} (${before + 1})`)
    return { ...measure, label }
  })
}
