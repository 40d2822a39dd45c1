// What an outside reader found in a file against the protected cube. In: the cube, the figures found by code or as a
// grid. Out: what differs, in words. Rounding and units are worked out here once more, from the cube's integers.
import { figureAt } from '#shared/model/cube.ts'
import type { CubeCategory, CubeMeasure, ProtectedCube } from '#shared/model/cube.ts'

/**
 * A figure in a file: codes by name of variable (those not named are at their total), the measure, the text or none,
 * and why.
 */
export type Found = { key: Record<string, string>; measure: string; text: string | null; status: string }
/** exact: every digit, in the shown unit · double: as a double holds it · rounded: to the decimals shown. */
export type Digits = 'exact' | 'double' | 'rounded'

const special: Record<Exclude<CubeCategory['kind'], 'value'>, string> = {
  total: '_T',
  missing: '_U',
  unmapped: '_X',
  others: '_O',
}
const codeOf = ({ kind, code }: CubeCategory): string =>
  kind === 'value' ? code : kind === 'missing' && code === 'not_linked' ? '_NL' : special[kind]

/** Text as an integer at a scale; null where it has more decimals or is no number. */
const atScale = (text: string, scale: number): bigint | null => {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? []
  const decimals = part.replace(/0+$/, '')
  if (whole === '' || decimals.length > scale) return null
  return BigInt(`${sign}${whole}${decimals.padEnd(scale, '0')}`)
}

/** value ÷ 10^digits to the nearest integer, half away from zero. */
const halfAway = (value: bigint, digits: number): bigint => {
  const unit = 10n ** BigInt(digits)
  const size = value < 0n ? -value : value
  const rounded = (2n * size + unit) / (2n * unit)
  return value < 0n ? -rounded : rounded
}

export const sameFigure = (
  { exact, scale, power, decimals }: CubeMeasure,
  value: number | bigint,
  text: string,
  digits: Digits,
): boolean => {
  if (digits === 'rounded') {
    const shown = atScale(text, decimals)
    if (shown === null) return false
    const cut = scale + power - decimals
    if (exact) return shown === (cut >= 0 ? halfAway(BigInt(value), cut) : BigInt(value) * 10n ** BigInt(-cut))
    // Of a double: within half a unit of the last place, whichever side a tie falls.
    return Math.abs(Number(shown) / 10 ** decimals - Number(value) / 10 ** power) <= 0.5 * 10 ** -decimals * (1 + 1e-9)
  }
  if (exact && digits === 'exact') return atScale(text, scale + power) === BigInt(value)
  const meant = Number(value) / 10 ** (power + (exact ? scale : 0))
  return Math.abs(Number(text) - meant) <= 1e-15 * Math.abs(meant)
}

const shownMeasures = (cube: ProtectedCube) =>
  cube.measures.flatMap((measure, index) => (measure.hidden === true ? [] : [{ measure, index }]))

const shownAt = (cube: ProtectedCube, measure: number, cell: number) => {
  const value = figureAt(cube.cells.values[measure], cell)
  const status = cube.cells.statuses?.[measure]?.[cell] ?? (value === null ? 'not_available' : 'value')
  return { value, status: status === 'suppressed_secondary' ? 'suppressed' : status }
}

const cellsByPlace = (cube: ProtectedCube): Map<string, number> =>
  new Map(
    Array.from(cube.cells.records, (_, cell) => [
      cube.dimensions.map((_, d) => cube.cells.coordinates[d]?.[cell] ?? -1).join(),
      cell,
    ]),
  )

const differing = (
  cube: ProtectedCube,
  measure: number,
  cell: number,
  text: string | null,
  status: string | null,
  digits: Digits,
): string | null => {
  const meant = cell < 0 ? { value: null, status: 'none' } : shownAt(cube, measure, cell)
  const of = cube.measures[measure]
  if (status !== null && status !== meant.status) return `status ${status}, not ${meant.status}`
  // Formats that must say a number say nothing occurred as 0.
  if (meant.status === 'none' && text === '0' && ['count', 'sum', 'distinct'].includes(of?.statistic ?? '')) return null
  if (meant.status !== 'value') return text === null ? null : `figure ${text}, though ${meant.status}`
  return of && text !== null && meant.value !== null && sameFigure(of, meant.value, text, digits)
    ? null
    : `${text ?? 'no figure'}, not ${meant.value} (scale ${of?.scale}, power ${of?.power})`
}

/** Every figure found must be the cube's, each place once, and every cell of the cube must be found. */
export const foundDifferences = (cube: ProtectedCube, found: readonly Found[], digits: Digits): string[] => {
  const out: string[] = []
  // Two versions of a list side by side would need them in the code; no table here has that.
  const codes = cube.dimensions.map((d) => new Map(d.categories.map((c, i) => [codeOf(c), i])))
  const cells = cellsByPlace(cube)
  const left = new Set(
    shownMeasures(cube).flatMap(({ index }) => Array.from(cube.cells.records, (_, cell) => `${index} ${cell}`)),
  )
  const seen = new Set<string>()
  for (const { key, measure, text, status } of found) {
    const name = `${measure} at ${JSON.stringify(key)}`
    const place = cube.dimensions.map((d, i) => codes[i]?.get((key[d.variable] ?? '_T').replace(/@\d{4}$/, '')) ?? -1)
    const index = cube.measures.findIndex((m) => m.id === measure)
    if (place.includes(-1) || index < 0 || seen.has(name)) out.push(`${name}: ${seen.has(name) ? 'twice' : 'unknown'}`)
    seen.add(name)
    const cell = cells.get(place.join()) ?? -1
    left.delete(`${index} ${cell}`)
    const difference = differing(cube, index, cell, text, status, digits)
    if (difference !== null) out.push(`${name}: ${difference}`)
  }
  return [...out, ...[...left].map((at) => `not in the file: ${at}`)]
}

const noFigure: Record<string, readonly string[]> = {
  '-': ['none'],
  '…': ['not_available', 'suppressed'],
  x: ['not_applicable'],
}

/**
 * A printed grid: rows of figures in the order meant. Rows are [dimension, category] of each block one after the other,
 * columns the categories of the last dimension with the measures inside or around them.
 */
export const gridDifferences = (
  cube: ProtectedCube,
  grid: readonly (readonly string[])[],
  blocks: readonly number[],
  measuresOutside: boolean,
): string[] => {
  const column = cube.dimensions.length - 1
  const totalOf = (d: number): number => cube.dimensions[d]?.categories.findIndex((c) => c.kind === 'total') ?? -1
  const categories = cube.dimensions[column]?.categories.map((_, i) => i) ?? []
  const measures = shownMeasures(cube).map(({ index }) => index)
  const columns = measuresOutside
    ? measures.flatMap((m) => categories.map((c) => [c, m] as const))
    : categories.flatMap((c) => measures.map((m) => [c, m] as const))
  const rows = blocks.flatMap((d, block) =>
    (cube.dimensions[d]?.categories ?? []).flatMap((c, i) =>
      block > 0 && c.kind === 'total' ? [] : [[d, i] as const],
    ),
  )
  const cells = cellsByPlace(cube)
  const out: string[] = []
  if (grid.length !== rows.length) out.push(`${grid.length} rows, not ${rows.length}`)
  rows.forEach(([dimension, category], r) => {
    const line = grid[r] ?? []
    if (line.length !== columns.length) out.push(`row ${r + 1}: ${line.length} figures, not ${columns.length}`)
    columns.forEach(([c, m], k) => {
      const place = cube.dimensions.map((_, d) => (d === column ? c : d === dimension ? category : totalOf(d)))
      const cell = cells.get(place.join()) ?? -1
      const text = line[k] ?? ''
      const states = noFigure[text]
      const meant = cell < 0 ? 'none' : shownAt(cube, m, cell).status
      const difference = states
        ? states.includes(meant)
          ? null
          : `${text}, though ${meant}`
        : differing(cube, m, cell, text, null, 'rounded')
      if (difference !== null) out.push(`row ${r + 1}, column ${k + 1}: ${difference}`)
    })
  })
  return out
}
