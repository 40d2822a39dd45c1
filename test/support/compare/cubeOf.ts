// A cube written by hand for tests: dimensions with their categories, figures by place.
import type { Cube, CubeCategory, CubeDimension, CubeMeasure } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'

const label = (text: string) => ({ vi: text, en: text })
const category = (key: string): CubeCategory =>
  key === '#total'
    ? { code: '', label: label('Tổng'), kind: 'total' }
    : {
        code: key.split('@')[0] ?? '',
        label: label(key),
        kind: 'value',
        ...(key.includes('@') ? { version: key.split('@')[1] ?? '' } : {}),
      }

export type Written = { axis?: CubeDimension['axis']; time?: CubeDimension['time']; codeList?: string; keys: string[] }
export const measureOf = (id: string, more: Partial<CubeMeasure> = {}): CubeMeasure => ({
  id,
  statistic: 'count',
  label: label(id),
  unit: label(''),
  exact: true,
  scale: 0,
  decimals: 0,
  power: 0,
  additive: true,
  ...more,
})

/** `figures`: "a b" → one figure per measure. */
export const cubeOf = (
  dimensions: Record<string, Written>,
  measures: CubeMeasure[],
  figures: Record<string, (number | null)[]>,
): Cube => {
  const shapes = Object.entries(dimensions).map(
    ([variable, { axis = 'row', time = null, codeList = null, keys }]): CubeDimension => ({
      variable,
      axis,
      label: label(variable),
      time,
      codeList,
      categories: keys.map(category),
    }),
  )
  const all = Object.values(dimensions).map(({ keys }) => keys)
  const cells = Object.entries(figures).map(([place, values]) => ({
    at: place.split(' ').map((key, d) => all[d]?.indexOf(key) ?? -1),
    values,
  }))
  return {
    title: label('Bảng'),
    dimensions: shapes,
    measures,
    status: 'preliminary',
    source: label(''),
    notes: [],
    cells: {
      coordinates: shapes.map((_, d) => cells.map(({ at }) => at[d] ?? 0)),
      records: cells.map(() => 10),
      values: measures.map((_, m) => cells.map(({ values }) => values[m] ?? null)),
      statuses: measures.map((_, m) =>
        cells.map(({ values }) => (values[m] === null ? ('not_available' as const) : ('value' as const))),
      ),
    },
    provenance: {
      definition: tableDefinitionSchema.parse({
        kind: 'table',
        id: 't',
        title: label('Bảng'),
        dataset: 'visit',
        measures: [{ id: 'n', statistic: 'count' }],
      }),
      deliveries: [],
      engine: 'duckdb',
      engineVersion: '1',
      program: 'StatDesk test',
      seconds: 0,
      ranAt: '2026-01-01T00:00:00.000Z',
      recordsRead: 0,
      recordsUsed: 0,
      unmappedRecords: 0,
    },
  }
}
