// The measures of a definition changed: added, moved, taken out, set. In: measures and a step. Out: measures, or the
// same ones when nothing changes. Measures that others read stay as helpers without a column; helpers nobody reads go.
import { measureInputs, measureSchema } from '#shared/model/measure.ts'
import type { Measure } from '#shared/model/measure.ts'
import { freeMeasureId } from './measureChoice.ts'
import type { NewMeasure } from './measureChoice.ts'

export const measureLimit = 40
export const countMeasure: Measure = { id: 'count', statistic: 'count', power: 0 }

const core = ({
  id: _id,
  label: _label,
  unit: _unit,
  decimals: _decimals,
  power: _power,
  inTotals: _inTotals,
  hidden: _hidden,
  ...rest
}: Measure): unknown => rest
/** Two measures that would always show the same figures. */
export const sameFigures = (a: Measure, b: Measure): boolean => JSON.stringify(core(a)) === JSON.stringify(core(b))

/** The measures that read one, straight or as its figure in totals. */
export const readersOf = (measures: readonly Measure[], id: string): Measure[] =>
  measures.filter((m) => m.id !== id && (measureInputs(m).includes(id) || m.inTotals === id))

/** Helpers without a reader are of no use. */
const tidy = (measures: readonly Measure[]): readonly Measure[] => {
  const kept = measures.filter((m) => m.hidden !== true || readersOf(measures, m.id).length > 0)
  return kept.length === measures.length ? measures : tidy(kept)
}

export const visible = (measures: readonly Measure[]): Measure[] => measures.filter((m) => m.hidden !== true)

export const added = (measures: readonly Measure[], index: number, bare: NewMeasure): readonly Measure[] => {
  if (measures.length >= measureLimit) return measures
  const parsed = measureSchema.safeParse({ ...bare, id: 'new', power: bare.power ?? 0 })
  if (!parsed.success || !hasInputs(measures, parsed.data)) return measures
  const twin = measures.findIndex((m) => sameFigures(m, parsed.data))
  // Asked for again: a helper gets its column back, one that is shown stays alone.
  if (twin >= 0)
    return measures[twin]?.hidden === true ? measures.map((m, i) => (i === twin ? shownMeasure(m) : m)) : measures
  const measure: Measure = { ...parsed.data, id: freeMeasureId(measures, parsed.data) }
  return measures.toSpliced(Math.max(0, Math.min(index, measures.length)), 0, measure)
}

/** A measure that reads what is not there would be refused by the engine. */
const hasInputs = (measures: readonly Measure[], measure: Measure): boolean =>
  [...measureInputs(measure), ...(measure.inTotals === undefined ? [] : [measure.inTotals])].every(
    (id) => id !== measure.id && measures.some((m) => m.id === id),
  )

const shownMeasure = ({ hidden: _hidden, ...measure }: Measure): Measure => measure as Measure

export const moved = (measures: readonly Measure[], from: number, to: number): readonly Measure[] => {
  const item = measures[from]
  if (!item) return measures
  const rest = measures.toSpliced(from, 1)
  const at = Math.max(0, Math.min(to, rest.length))
  return at === from ? measures : rest.toSpliced(at, 0, item)
}

export const taken = (measures: readonly Measure[], index: number): readonly Measure[] => {
  const measure = measures[index]
  if (!measure) return measures
  const rest =
    readersOf(measures, measure.id).length > 0
      ? measures.map((m, i): Measure => (i === index ? { ...m, hidden: true } : m))
      : tidy(measures.toSpliced(index, 1))
  if (visible(rest).length > 0) return rest
  // A table without a measure would say nothing; it falls back to the number of records.
  return measure.statistic === 'count' && measures.length === 1 ? measures : [countMeasure]
}

/**
 * Fields set (undefined takes one out); a change that makes no valid measure, or a twin of another, changes nothing.
 */
export const set = (
  measures: readonly Measure[],
  index: number,
  change: Readonly<Record<string, unknown>>,
): readonly Measure[] => {
  const old = measures[index]
  if (!old) return measures
  const next: Record<string, unknown> = { ...old, ...change, id: old.id }
  for (const key of Object.keys(next)) if (next[key] === undefined) delete next[key]
  return replacedBy(measures, index, next)
}

/** Another measure in its place, under the same name. */
export const replacedBy = (
  measures: readonly Measure[],
  index: number,
  measure: Readonly<Record<string, unknown>> | NewMeasure,
): readonly Measure[] => {
  const old = measures[index]
  const parsed = old && measureSchema.safeParse({ power: 0, ...measure, id: old.id })
  if (!old || !parsed?.success || JSON.stringify(parsed.data) === JSON.stringify(old)) return measures
  const next = parsed.data
  if (
    !hasInputs(measures, next) ||
    measures.some((m, i) => i !== index && sameFigures(m, next)) ||
    reads(measures, measureInputs(next), old.id)
  )
    return measures
  return tidy(measures.map((m, i) => (i === index ? next : m)))
}

/** Whether one of these measures, or what they read, is the one named: it would read itself. */
const reads = (
  measures: readonly Measure[],
  ids: readonly string[],
  wanted: string,
  seen: ReadonlySet<string> = new Set(),
): boolean =>
  ids.some(
    (id) =>
      id === wanted ||
      (!seen.has(id) &&
        reads(measures, measures.filter((m) => m.id === id).flatMap(measureInputs), wanted, new Set([...seen, id]))),
  )

/** Measures that can be read by this one without going round in a circle. */
export const possibleInputs = (measures: readonly Measure[], id: string): Measure[] =>
  measures.filter((m) => m.id !== id && !reads(measures, measureInputs(m), id))

/** Measures of a variable, and all that read them, are gone. */
export const withoutVariable = (measures: readonly Measure[], variable: string): readonly Measure[] => {
  const names = (m: Measure): boolean =>
    ('variable' in m && m.variable === variable) || ('weight' in m && m.weight === variable)
  let gone = new Set(measures.filter(names).map((m) => m.id))
  for (let before = -1; before !== gone.size;) {
    before = gone.size
    gone = new Set([...gone, ...measures.filter((m) => measureInputs(m).some((id) => gone.has(id))).map((m) => m.id)])
  }
  if (gone.size === 0) return measures
  const kept = measures
    .filter((m) => !gone.has(m.id))
    .map((m): Measure => {
      const { inTotals, ...rest } = m
      return inTotals !== undefined && gone.has(inTotals) ? (rest as Measure) : m
    })
  const rest = tidy(kept)
  return visible(rest).length > 0 ? rest : [countMeasure]
}
