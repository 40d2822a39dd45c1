// A compiled figure through all compilations: reference periods down, compilations across, and how far it moved from
// status to status. In: vintages with their figures, a place. Out: a RevisionTriangle. Pure; the cube of each
// compilation is one figure a period.
import type { VintageDetail } from '#shared/contract/indicators.ts'
import type { RevisionTriangle } from '#shared/contract/production.ts'
import { formatDateTime, periodLabel } from '#shared/format/time.ts'
import type { Cube } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { revisionTriangle } from '#engine/analyse/compare/revisionTriangle.ts'
import type { TriangleRun } from '#engine/analyse/compare/revisionTriangle.ts'

const same = (a: Record<string, string>, b: Record<string, string>): boolean =>
  JSON.stringify(Object.entries(a).toSorted()) === JSON.stringify(Object.entries(b).toSorted())

const runCube = (vintages: readonly VintageDetail[], place: Record<string, string>): Cube => {
  const ordered = vintages.toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const [first] = ordered
  if (!first) return fail('VINTAGES_NONE', { indicator: '' })
  const figures = ordered.map((v) => v.figures.find((cell) => same(cell.place, place)))
  return {
    title: first.title,
    dimensions: [
      {
        variable: 'period',
        axis: 'row',
        label: { vi: 'Kỳ', en: 'Period' },
        time: first.definition.periodKind,
        codeList: null,
        categories: ordered.map((v) => ({
          code: v.period,
          label: periodLabel(v.period),
          kind: 'value' as const,
          status: v.figure,
        })),
      },
    ],
    measures: [
      {
        id: first.indicator,
        statistic: 'indicator',
        label: first.title,
        unit: first.unit,
        exact: false,
        scale: 0,
        decimals: first.decimals,
        power: 0,
        additive: false,
      },
    ],
    cells: {
      coordinates: [ordered.map((_, i) => i)],
      records: ordered.map(() => 0),
      values: [figures.map((cell) => cell?.value ?? null)],
      statuses: [figures.map((cell) => cell?.status ?? 'not_available')],
    },
    status: first.figure,
    source: { vi: '', en: '' },
    notes: [],
    provenance: {
      definition: first.definition,
      deliveries: first.deliveries,
      engine: 'duckdb',
      engineVersion: '',
      program: '',
      seconds: 0,
      ranAt: first.compiledAt,
      recordsRead: 0,
      recordsUsed: 0,
      unmappedRecords: 0,
    },
  }
}

/** `vintages` of one indicator, in any order. */
export const vintageTriangle = (
  vintages: readonly VintageDetail[],
  place: Record<string, string>,
): RevisionTriangle => {
  const byRun = new Map<string, VintageDetail[]>()
  for (const vintage of vintages.toSorted((a, b) => a.id - b.id))
    byRun.set(vintage.run, [...(byRun.get(vintage.run) ?? []), vintage])
  const runs = [...byRun.values()].flatMap((of): TriangleRun[] => {
    const [first] = of
    if (!first) return []
    return [
      {
        cube: runCube(of, place),
        run: {
          id: first.id,
          name: formatDateTime(first.compiledAt),
          status: first.figure,
          ranAt: first.compiledAt,
          period: '',
          deliveries: first.deliveries,
        },
      },
    ]
  })
  return revisionTriangle(runs, { address: {} })
}
