// The wide cube with the sampling errors asked for, and a mark for every figure that is not sure enough by the office's
// rule. In: the wide cube, the definition, a way to read the sample. Out: the cube with columns for sampling measures.
// Never an estimate changed: what is marked or added stands beside it.
import { fail } from '#shared/model/failure.ts'
import { figureAt, reliabilityMarks } from '#shared/model/cube.ts'
import type { Cube } from '#shared/model/cube.ts'
import { isSamplingMeasure } from '#shared/model/measure.ts'
import type { Measure, SamplingMeasure } from '#shared/model/measure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { usualSurveyRule } from '#shared/model/survey.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { PlainCategory } from '#engine/process/categories/types.ts'
import { baseFinder } from '../derive/deriveBase.ts'
import { neededMeasures } from '../derive/deriveOrder.ts'
import { cubeTime, shiftedPeriod } from '../derive/deriveTime.ts'
import type { Movement } from '../derive/deriveTime.ts'
import type { Prepared } from '../plan/prepare.ts'
import { tableShape } from '../plan/tableShape.ts'
import { designColumns } from './sampleKeys.ts'
import type { DesignProblem, Sample } from './sample.ts'
import { intervalOf, sampledEstimate } from './sampledEstimate.ts'
import type { Estimate, OtherPlace } from './sampledEstimate.ts'
import { isCalibrated, sampledMeasures } from './samplingFigures.ts'
import type { ChangeMeasure, SampledFigure, SampledMeasures } from './samplingFigures.ts'

export type SampledTable = {
  cube: Cube
  /** Where a category of a dimension stands in the cube; −1: nowhere. */
  cubeIndex(dimension: number, category: PlainCategory): number
}
export type SampleReader = (sampled: SampledMeasures, table: SampledTable) => Promise<Sample | DesignProblem>

const otherPlaces = (cube: Cube, definition: TableDefinition): OtherPlace => {
  const shape = tableShape(definition)
  const time = cubeTime(cube.dimensions)
  const scratch = (): Int32Array => new Int32Array(cube.dimensions.length)
  const bases = new Map<string, ReturnType<typeof baseFinder>>()
  const moves = new Map<string, Movement>()
  const movement = (measure: ChangeMeasure): Movement | null => {
    if (time === null) return null
    const base = measure.statistic === 'index' ? measure.basePeriod : undefined
    const made =
      moves.get(measure.id) ??
      (base === undefined
        ? time.movement((period, kind) => shiftedPeriod(period, kind, -measure.periods, measure.step))
        : time.movement((_, kind) => (parsePeriod(base)?.kind === kind ? base : null)))
    moves.set(measure.id, made)
    return made
  }
  return (figure, from) => {
    const to = scratch()
    if (figure.kind === 'part') {
      const find = bases.get(figure.measure.id) ?? baseFinder(cube.dimensions, shape, figure.measure)
      bases.set(figure.measure.id, find)
      return find(from, to) ? to : null
    }
    return movement(figure.measure)?.(from, to) === 'moved' ? to : null
  }
}

const statisticOf = (measure: SamplingMeasure, found: Estimate | null, quantile: boolean): number => {
  if (found === null) return NaN
  switch (measure.statistic) {
    case 'standard_error':
      return found.standardError
    case 'coefficient_of_variation':
      return found.estimate === 0 ? NaN : (found.standardError / Math.abs(found.estimate)) * 100
    case 'confidence_lower':
      return intervalOf(found, measure.confidence, quantile)?.low ?? NaN
    case 'confidence_upper':
      return intervalOf(found, measure.confidence, quantile)?.high ?? NaN
    default:
      return measure satisfies never
  }
}

/** Of a change the relative error says little: near zero it is large however sure the change is. */
const isMarked = (figure: SampledFigure): boolean => figure.kind !== 'change'

const unusable = (problem: DesignProblem, dataset: Bilingual): Bilingual => ({
  vi: `Không tính được độ tin cậy của số liệu: trong thiết kế mẫu của ${dataset.vi}, ${problem.variable} ${problem.vi} (${problem.records} bản ghi).`,
  en: `How sure the figures are is not known: in the sample design of ${dataset.en}, ${problem.variable} ${problem.en} (${problem.records} records).`,
})

const loneNote: Bilingual = {
  vi: 'Sai số mẫu theo thiết kế (tuyến tính hóa Taylor hoặc quyền số lặp); có tầng chỉ một đơn vị mẫu, xử lý theo quy định của cơ quan.',
  en: 'Design-based sampling errors; some stratum has one unit only, treated by the rule of the office.',
}

/**
 * With the calibrated weights taken as given the gain of calibration is not in the errors: they are rather too large
 * than too small.
 */
const calibratedNote: Bilingual = {
  vi: 'Sai số mẫu của số liệu dùng quyền số hiệu chỉnh được tính như với quyền số thiết kế, chưa trừ phần giảm do hiệu chỉnh, nên thường lớn hơn sai số thật.',
  en: 'Errors of figures with calibrated weights are computed as with design weights, without the gain of calibration: they are usually larger than the true ones.',
}

export const withSamplingErrors = async (
  prepared: Prepared,
  definition: TableDefinition,
  table: SampledTable,
  sample: boolean,
  read: SampleReader,
): Promise<Cube> => {
  const { model, plan } = prepared
  const { cube } = table
  const { design } = model.dataset
  const needed = neededMeasures(definition)
  const measures = definition.measures.filter((m) => needed.has(m.id))
  const asked = measures.filter(isSamplingMeasure)
  if (design === undefined) return asked.length === 0 ? cube : fail('SURVEY_DESIGN_NONE', { dataset: model.dataset.id })
  const rule = model.surveyRule ?? usualSurveyRule
  const sampled = sampledMeasures(measures, plan, design, designColumns(model, design).weight)
  const marked = measures.filter((m) => m.hidden !== true && isFigure(sampled, m))
  const plain = measures.filter((m) => m.hidden !== true && isUnweighted(m, design.weight))
  const noted = plain.length === 0 ? cube : { ...cube, notes: [...cube.notes, unweightedNote(cube, plain)] }
  if (asked.length === 0 && marked.length === 0) return noted
  // One record in sixteen is another sample than the one that was drawn.
  const found = sample ? null : await read(sampled, table)
  if (found !== null && 'variable' in found) {
    const { variable, records, vi, en } = found
    if (asked.length > 0)
      return fail('SURVEY_DESIGN_INVALID', {
        dataset: model.dataset.id,
        variable,
        problem_vi: `${vi} (${records} bản ghi)`,
        problem_en: `${en} (${records} records)`,
      })
    return { ...noted, notes: [...noted.notes, unusable(found, model.dataset.label)] }
  }
  const count = cube.cells.records.length
  const other = otherPlaces(cube, definition)
  const place = new Int32Array(cube.dimensions.length)
  const placeAt = (cell: number): Int32Array => {
    for (let d = 0; d < place.length; d++) place[d] = cube.cells.coordinates[d]?.[cell] ?? 0
    return place
  }
  const estimates = new Map<string, (Estimate | null)[]>()
  const estimatesOf = (id: string, confidence: number): (Estimate | null)[] => {
    const figure = sampled.figures.get(id)
    const key = `${id} ${figure?.kind === 'quantile' ? confidence : ''}`
    const known =
      estimates.get(key) ??
      Array.from({ length: count }, (_, cell) =>
        figure && found ? sampledEstimate(figure, placeAt(cell), found, other, design.replicates, confidence) : null,
      )
    estimates.set(key, known)
    return known
  }
  const columns = asked.map((measure) =>
    estimatesOf(measure.of, 'confidence' in measure ? measure.confidence : 95).map((one) => {
      const value = statisticOf(measure, one, sampled.figures.get(measure.of)?.kind === 'quantile')
      return Number.isFinite(value) ? value : null
    }),
  )
  const reliability = Object.fromEntries(
    (found === null ? [] : marked).map(({ id }) => {
      const m = cube.measures.findIndex((one) => one.id === id)
      return [
        id,
        estimatesOf(id, 95).map((one, cell) =>
          markOf(one, rule, m < 0 || figureAt(cube.cells.values[m], cell) !== null),
        ),
      ]
    }),
  )
  const lone = found !== null && found.strata.some((s) => s.clusters === 1 && s.population !== 1)
  return {
    ...cube,
    measures: [...cube.measures, ...asked.map((measure) => shapeOf(measure))],
    cells: {
      ...cube.cells,
      values: [...cube.cells.values, ...columns],
      ...(cube.cells.statuses || columns.some((c) => c.includes(null))
        ? {
            statuses: [
              ...(cube.cells.statuses ?? cube.measures.map(() => null)),
              ...columns.map((column) =>
                column.includes(null)
                  ? column.map((v) => (v === null ? ('not_available' as const) : ('value' as const)))
                  : null,
              ),
            ],
          }
        : {}),
      ...(found === null ? {} : { reliability }),
    },
    ...(found === null ? {} : { reliability: { caution: rule.caution, unreliable: rule.unreliable } }),
    notes: [
      ...noted.notes,
      ...(lone ? [loneNote] : []),
      ...(found !== null && measures.some((m) => isCalibrated(m, design)) ? [calibratedNote] : []),
    ],
  }
}

/** Of a sample such a figure speaks of the records that were asked, not of the population. */
const isUnweighted = (measure: Measure, weight: string): boolean =>
  !measure.id.startsWith('#') &&
  ['count', 'sum', 'mean', 'median', 'percentile'].includes(measure.statistic) &&
  !('weight' in measure && measure.weight !== undefined) &&
  !('variable' in measure && measure.variable === weight)

const unweightedNote = ({ measures }: Cube, plain: readonly Measure[]): Bilingual => {
  const names = (language: 'vi' | 'en'): string =>
    plain.map(({ id }) => measures.find((m) => m.id === id)?.label[language] ?? id).join(', ')
  return {
    vi: `${names('vi')}: số của mẫu, chưa suy rộng (không có quyền số).`,
    en: `${names('en')}: figures of the sample, not of the population (no weight).`,
  }
}

const isFigure = ({ figures }: SampledMeasures, { id }: Measure): boolean => {
  const figure = figures.get(id)
  return figure !== undefined && isMarked(figure)
}

const markOf = (
  found: Estimate | null,
  { caution, unreliable }: { caution: number; unreliable: number },
  shown: boolean,
): number => {
  if (!shown) return 0
  if (found === null) return reliabilityMarks.unknown
  if (found.estimate === 0) return found.standardError === 0 ? 0 : reliabilityMarks.unreliable
  const relative = (found.standardError / Math.abs(found.estimate)) * 100
  if (!Number.isFinite(relative)) return reliabilityMarks.unknown
  if (relative >= unreliable) return reliabilityMarks.unreliable
  return relative >= caution ? reliabilityMarks.caution : 0
}

/** Named and dressed where derived figures are. */
const shapeOf = (measure: SamplingMeasure): Cube['measures'][number] => ({
  id: measure.id,
  statistic: measure.statistic,
  label: { vi: measure.id, en: measure.id },
  unit: { vi: '', en: '' },
  exact: false,
  scale: 0,
  decimals: 1,
  power: 0,
  additive: false,
})
