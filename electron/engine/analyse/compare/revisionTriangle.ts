// The triangle of a figure: each reference period down, each kept run across, and how far figures moved from one status
// to the next. In: runs with their cubes, oldest first, and which cell. Out: a cube and summaries of the revisions.
// Pure.
import type { KeptRun, RevisionSummary, RevisionTriangle } from '#shared/contract/production.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { CellStatus, Cube, CubeCategory, CubeDimension, CubeMeasure } from '#shared/model/cube.ts'
import { exactToNumber } from '#shared/model/exact.ts'
import type { Exact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { FigureStatus } from '#shared/model/table.ts'
import { dimensionId, totalKey } from './keyedCells.ts'

export type TriangleRun = {
  run: Pick<KeptRun, 'id' | 'name' | 'status' | 'ranAt' | 'period' | 'deliveries'>
  cube: Cube
}
export type TriangleRequest = { measure?: string | undefined; address: Record<string, string> }

type Vintage = { run: number; value: Exact | null; status: CellStatus; figure: FigureStatus }

const timeOf = (cube: Cube): number => cube.dimensions.findIndex((d) => d.time !== null)

/** The key looked for on a dimension: what was asked, else the total, else the first category. */
const chosenKey = (dimension: CubeDimension, address: Record<string, string>): string => {
  const keys = dimension.categories.map(categoryKey)
  const asked = address[dimensionId(dimension)]
  if (asked !== undefined) return asked
  return keys.includes(totalKey) ? totalKey : (keys[0] ?? totalKey)
}

/**
 * Figures of the chosen cell by reference period; of a table without time, under the newest period it was made from.
 */
const figuresOf = (
  { run, cube }: TriangleRun,
  measure: string,
  address: Record<string, string>,
): { category: CubeCategory; value: Exact | null; status: CellStatus }[] => {
  const m = cube.measures.findIndex((c) => c.id === measure)
  if (m < 0) return []
  const time = timeOf(cube)
  const wanted = cube.dimensions.map((d, i) =>
    i === time ? -1 : d.categories.findIndex((c) => categoryKey(c) === chosenKey(d, address)),
  )
  if (wanted.some((c, i) => i !== time && c < 0)) return []
  const own: CubeCategory = {
    code:
      run.period ||
      (run.deliveries
        .map((d) => d.period)
        .toSorted()
        .at(-1) ??
        ''),
    label: { vi: '', en: '' },
    kind: 'value',
  }
  const found: { category: CubeCategory; value: Exact | null; status: CellStatus }[] = []
  for (let i = 0; i < cube.cells.records.length; i += 1) {
    if (!wanted.every((c, d) => d === time || cube.cells.coordinates[d]?.[i] === c)) continue
    const category =
      time < 0
        ? { ...own, label: { vi: own.code, en: own.code } }
        : cube.dimensions[time]?.categories[cube.cells.coordinates[time]?.[i] ?? 0]
    if (category?.kind !== 'value') continue
    found.push({ category, value: cube.cells.values[m]?.[i] ?? null, status: cube.cells.statuses?.[m]?.[i] ?? 'value' })
  }
  return found
}

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length

const summary = (
  from: RevisionSummary['from'],
  to: RevisionSummary['to'],
  pairs: readonly (readonly [number, number])[],
): RevisionSummary => {
  const changes = pairs.map(([a, b]) => b - a)
  const percents = pairs.flatMap(([a, b]) => (a === 0 ? [] : [(100 * (b - a)) / Math.abs(a)]))
  return {
    from,
    to,
    periods: pairs.length,
    mean: mean(changes),
    meanAbsolute: mean(changes.map(Math.abs)),
    meanPercent: mean(percents),
    meanAbsolutePercent: mean(percents.map(Math.abs)),
  }
}

const transitions = [
  ['estimate', 'preliminary'],
  ['preliminary', 'official'],
  ['estimate', 'official'],
] as const

/**
 * Last figure of the earlier status against the first figure of the later one that came after it; and first against
 * last of all.
 */
export const revisionsOf = (rows: readonly (readonly Vintage[])[], scale: number): RevisionSummary[] => {
  const number = (v: Vintage): number => exactToNumber(v.value ?? 0, scale)
  const known = rows.map((row) => row.filter((v) => v.value !== null))
  const between = (from: FigureStatus, to: FigureStatus): [number, number][] =>
    known.flatMap((row) => {
      const later = row.findIndex(
        (v, i) => v.figure === to && row.slice(0, i).some((earlier) => earlier.figure === from),
      )
      const earlier = row.slice(0, later < 0 ? 0 : later).findLast((v) => v.figure === from)
      const reached = row[later]
      return earlier && reached ? [[number(earlier), number(reached)] as [number, number]] : []
    })
  const whole = known.flatMap((row) => {
    const [first, last] = [row[0], row.at(-1)]
    return first && last && row.length > 1 ? [[number(first), number(last)] as const] : []
  })
  return [
    summary('first', 'last', whole),
    ...transitions.flatMap(([from, to]) => {
      const pairs = between(from, to)
      return pairs.length === 0 ? [] : [summary(from, to, pairs)]
    }),
  ]
}

/** A name like "sơ bộ 2025" tells the status already. */
const saysStatus = (name: string): boolean => /ước tính|sơ bộ|chính thức|estimate|preliminary|official/i.test(name)

export const revisionTriangle = (
  runs: readonly TriangleRun[],
  { measure: asked, address }: TriangleRequest,
): RevisionTriangle => {
  const last = runs.at(-1) ?? fail('RUN_UNKNOWN', { run: '–' })
  const shown = last.cube.measures.filter((m) => m.hidden !== true)
  const measure: CubeMeasure =
    (asked === undefined ? shown[0] : shown.find((m) => m.id === asked)) ??
    fail('VARIABLE_UNKNOWN', { variable: asked ?? '', dataset: last.cube.title.vi })
  const rows = new Map<string, { category: CubeCategory; vintages: Vintage[] }>()
  runs.forEach((each, r) => {
    const shape = each.cube.measures.find((m) => m.id === measure.id)
    // A run whose measure counted in other units of scale cannot be set beside the others.
    if (!shape || shape.exact !== measure.exact || shape.scale !== measure.scale) return
    for (const { category, value, status } of figuresOf(each, measure.id, address)) {
      const key = categoryKey(category)
      const row = rows.get(key) ?? { category, vintages: [] }
      row.vintages.push({ run: r, value, status, figure: category.status ?? each.run.status })
      rows.set(key, row)
    }
  })
  const ordered = [...rows.values()].toSorted((a, b) => (a.category.code < b.category.code ? -1 : 1))
  const time = last.cube.dimensions[timeOf(last.cube)]
  const { inTotals: _inTotals, formula: _formula, ...plain } = measure
  const { axes: _axes, footnotes: _footnotes, conditionalFormats: _formats, ...rest } = last.cube
  const cells = ordered.flatMap((row, at) => row.vintages.map((vintage) => ({ at, vintage })))
  const cube: Cube = {
    ...rest,
    title: {
      vi: `${last.cube.title.vi}: số liệu qua các lần công bố`,
      en: `${last.cube.title.en}: figures in successive runs`,
    },
    dimensions: [
      {
        variable: time?.variable ?? 'period',
        axis: 'row',
        label: { vi: 'Kỳ tham chiếu', en: 'Reference period' },
        time: time?.time ?? null,
        codeList: null,
        categories: ordered.map(({ category: { status: _status, ...category } }) => category),
      },
      {
        variable: 'run',
        axis: 'column',
        label: { vi: 'Lần chạy', en: 'Run' },
        time: null,
        codeList: null,
        categories: runs.map(({ run }) => ({
          code: String(run.id),
          label: { vi: run.name, en: run.name },
          kind: 'value' as const,
          ...(saysStatus(run.name) ? {} : { status: run.status }),
        })),
      },
    ],
    measures: [{ ...plain, additive: false }],
    cells: {
      coordinates: [cells.map(({ at }) => at), cells.map(({ vintage }) => vintage.run)],
      records: cells.map(() => 0),
      values: [cells.map(({ vintage }) => vintage.value)],
      statuses: [cells.map(({ vintage }) => vintage.status)],
    },
    notes: [],
  }
  return {
    cube,
    measure: measure.id,
    runs: runs.map(({ run: { id, name, status, ranAt } }) => ({ id, name, status, ranAt })),
    revisions: revisionsOf(
      ordered.map(({ vintages }) => vintages),
      measure.exact ? measure.scale : 0,
    ),
    dimensions: last.cube.dimensions.flatMap((d, i) =>
      i === timeOf(last.cube)
        ? []
        : [
            {
              id: dimensionId(d),
              label: d.label,
              chosen: chosenKey(d, address),
              categories: d.categories.map((c) => ({ key: categoryKey(c), label: c.label })),
            },
          ],
    ),
    measures: shown.map(({ id, label }) => ({ id, label })),
  }
}
