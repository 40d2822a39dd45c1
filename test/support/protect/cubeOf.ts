// A cube of counts and one sum for tests of protection, made from its inner cells. Never used outside tests.
import type { Cube, CubeDimension } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'

const b = (text: string) => ({ vi: text, en: text })

/** A cube of counts from inner cells, with every total, as tabulation makes it: empty cells are absent. */
export const cubeOf = (sizes: number[], inner: Map<string, { records: number; value: number }>): Cube => {
  const cells = new Map<string, { at: number[]; records: number; value: number }>()
  for (const [key, { records, value }] of inner) {
    if (records === 0) continue
    const own = key.split(' ').map(Number)
    for (let mask = 0; mask < 1 << sizes.length; mask++) {
      const at = own.map((c, d) => (mask & (1 << d) ? (sizes[d] ?? 0) : c))
      const cell = cells.get(at.join(' ')) ?? { at, records: 0, value: 0 }
      cell.records += records
      cell.value += value
      cells.set(at.join(' '), cell)
    }
  }
  const all = [...cells.values()].sort((x, y) => x.at.reduce((r, c, d) => r || c - (y.at[d] ?? 0), 0))
  const dimensions = sizes.map((size, d): CubeDimension => ({
    variable: `v${d}`,
    axis: 'row',
    label: b(`v${d}`),
    time: null,
    codeList: null,
    categories: [
      ...Array.from({ length: size }, (_, i) => ({ code: String(i), label: b(String(i)), kind: 'value' as const })),
      { code: '', label: b('total'), kind: 'total' },
    ],
  }))
  const measure = { label: b('m'), unit: b(''), exact: true, scale: 0, decimals: 0, power: 0, additive: true }
  return {
    title: b(''),
    dimensions,
    measures: [
      { id: 'n', statistic: 'count', ...measure },
      { id: 's', statistic: 'sum', ...measure },
    ],
    cells: {
      coordinates: sizes.map((_, d) => all.map((c) => c.at[d] ?? 0)),
      records: all.map((c) => c.records),
      values: [all.map((c) => c.records), all.map((c) => c.value)],
    },
    status: 'official',
    source: b(''),
    notes: [],
    provenance: {
      definition: tableDefinitionSchema.parse({
        kind: 'table',
        id: 't',
        title: b(''),
        dataset: 'd',
        measures: [{ id: 'n', statistic: 'count' }],
      }),
      deliveries: [],
      engine: 'duckdb',
      engineVersion: '',
      program: '',
      seconds: 0,
      ranAt: '',
      recordsRead: 0,
      recordsUsed: all.at(-1)?.records ?? 0,
      unmappedRecords: 0,
    },
  }
}
