// A cube against another program's answer to the same table. In: the cube, that program's cells. Out: what differs, in
// words; empty when nothing does. Exact figures must be equal, quotients equal to 1e-12 of themselves; every cell must
// be on both sides.
import { categoryKey, figureAt } from '#shared/model/cube.ts'
import type { Cube, CubeMeasure } from '#shared/model/cube.ts'

/** "12345e-2" exact · digits of a double · "NA" not available · "NP" not applicable. */
export type Answers = Map<string, string>

const tolerance = 1e-12

const scaled = (text: string, scale: number): bigint | null => {
  const [digits = '', exponent = '0'] = text.split('e')
  const shift = scale + Number(exponent)
  return /^-?\d+$/.test(digits) && shift >= 0 ? BigInt(digits) * 10n ** BigInt(shift) : null
}

const agrees = (measure: CubeMeasure, value: number | bigint, answer: string): boolean => {
  if (measure.exact) return scaled(answer, measure.scale) === BigInt(value)
  const other = Number(answer)
  return (
    Number.isFinite(other) &&
    Math.abs(Number(value) - other) <= tolerance * Math.max(Math.abs(other), Math.abs(Number(value)))
  )
}

export const cellKeys = ({ dimensions, cells }: Cube): string[] => {
  const keys = dimensions.map((d) => d.categories.map(categoryKey))
  return Array.from(cells.records, (_, cell) =>
    dimensions.map((_, d) => keys[d]?.[cells.coordinates[d]?.[cell] ?? -1] ?? '?').join('|'),
  )
}

const words = { not_available: 'NA', not_applicable: 'NP' } as const

/**
 * Answers by measure and cell: "measure\tcell". A cell the other side has and the cube has not is a difference, and the
 * other way round.
 */
export const differences = (cube: Cube, answers: Answers): string[] => {
  const found: string[] = []
  const left = new Set(answers.keys())
  const keys = cellKeys(cube)
  cube.measures.forEach((measure, m) => {
    if (measure.hidden === true) return
    keys.forEach((key, cell) => {
      const at = `${measure.id}\t${key}`
      const answer = answers.get(at)
      left.delete(at)
      const value = figureAt(cube.cells.values[m], cell)
      const status = cube.cells.statuses?.[m]?.[cell] ?? (value === null ? 'not_available' : 'value')
      const ours =
        status === 'value' && value !== null
          ? `${value}`
          : status === 'not_available' || status === 'not_applicable'
            ? words[status]
            : status
      const same =
        answer !== undefined &&
        (status === 'value' && value !== null ? agrees(measure, value, answer) : answer === ours)
      if (!same)
        found.push(
          `${measure.id} at ${key}: ${ours}${measure.exact ? `e-${measure.scale}` : ''}, other ${answer ?? 'nothing'}`,
        )
    })
  })
  for (const at of left) found.push(`${at.replace('\t', ' at ')}: nothing, other ${answers.get(at) ?? ''}`)
  return found
}
