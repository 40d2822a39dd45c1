// Invented tables, indicators, charts and reports for the memory bridge: a cube of any definition, with totals that add
// up. For tests of these screens and for looking at them without an engine. Never part of the product's bundle.
import { bilingual as b } from '#shared/model/text.ts'
import { isLinked, linkPathOf } from '#shared/model/variableRef.ts'
import { referenceDate, shiftPeriod } from '#shared/model/period.ts'
import { periodLabel } from '#shared/format/time.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import type { Cube, CubeCategory, CubeDimension, CubeMeasure } from '#shared/model/cube.ts'
import type { Definition } from '#shared/model/definition.ts'
import { definitionSchema } from '#shared/model/definition.ts'
import { fail } from '#shared/model/failure.ts'
import type { IndicatorDefinition } from '#shared/model/indicator.ts'
import { measuredVariable } from '#shared/model/measure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { MemoryHandlers } from '../../../bridge/memoryBridge.ts'
import { titleOf } from './titles.ts'

export type SampleVariables = (
  ref: string,
  dataset: string,
) => { label: Bilingual; codeList: string | null; unit: Bilingual | null; scale: number } | null
export type SampleWorld = {
  lists: readonly CodeListVersion[]
  variables: SampleVariables
  periods: (dataset: string) => string[]
}

const noise = (text: string): number => {
  let h = 2166136261
  for (const c of text) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 16777619)
  return ((h >>> 8) % 10_000) / 10_000
}

const totalCategory: CubeCategory = { code: '', label: b('Tổng số', 'Total'), kind: 'total' }

const categoriesOf = (
  world: SampleWorld,
  definition: TableDefinition,
  variable: string,
  total: 'auto' | 'none' | 'before' | 'after',
): CubeCategory[] => {
  const found =
    world.variables(variable, definition.dataset) ?? fail('VARIABLE_UNKNOWN', { variable, dataset: definition.dataset })
  const list = world.lists.findLast((l) => l.list === found.codeList)
  const values = list
    ? list.items.map((item): CubeCategory => ({
        code: item.code,
        label: item.label,
        kind: 'value',
        ...(list.validFrom === null ? {} : { version: list.version }),
      }))
    : variable === 'period'
      ? world.periods(definition.dataset).map((p): CubeCategory => ({ code: p, label: periodLabel(p), kind: 'value' }))
      : [2010, 2011, 2012, 2013].map((y): CubeCategory => ({
          code: String(y),
          label: b(String(y), String(y)),
          kind: 'value',
        }))
  if (definition.missing === 'show' && isLinked(variable))
    values.push({ code: '', label: b('Không liên kết được', 'Not linked'), kind: 'missing' })
  return total === 'before' ? [totalCategory, ...values] : total === 'after' ? [...values, totalCategory] : values
}

/** A cube whose additive cells are sums of invented leaves. */
export const sampleCube = (world: SampleWorld, definition: TableDefinition): Cube => {
  const dimensions: CubeDimension[] = (
    [
      ['rows', 'row'],
      ['columns', 'column'],
      ['layers', 'layer'],
    ] as const
  ).flatMap(([part, axis]) =>
    definition[part].map((d): CubeDimension => ({
      variable: d.variable,
      axis,
      label: d.label ?? world.variables(d.variable, definition.dataset)?.label ?? b(d.variable, d.variable),
      categories: categoriesOf(world, definition, d.variable, d.total),
      time: d.variable === 'period' ? 'school_year' : null,
      codeList: world.variables(d.variable, definition.dataset)?.codeList ?? null,
    })),
  )
  const names: Record<string, Bilingual> = {
    count: b('Số bản ghi', 'Records'),
    sum: b('Tổng', 'Sum'),
    mean: b('Bình quân', 'Mean'),
    median: b('Trung vị', 'Median'),
    distinct: b('Số giá trị khác nhau', 'Distinct values'),
  }
  const measures = definition.measures.map((m): CubeMeasure => {
    const ref = measuredVariable(m)
    const variable = ref === null ? null : world.variables(ref, definition.dataset)
    const average = m.statistic === 'mean' || m.statistic === 'median'
    const name = names[m.statistic] ?? b(m.statistic, m.statistic)
    return {
      id: m.id,
      statistic: m.statistic,
      label: m.label ?? (variable ? b(`${name.vi}: ${variable.label.vi}`, `${name.en}: ${variable.label.en}`) : name),
      unit: m.unit ?? (m.statistic === 'count' ? b('học sinh', 'pupils') : (variable?.unit ?? b('', ''))),
      exact: !average,
      scale: average ? 0 : m.statistic === 'sum' ? (variable?.scale ?? 0) : 0,
      decimals: m.decimals ?? (average ? 1 : 0),
      power: m.power,
      additive: m.statistic === 'count' || m.statistic === 'sum',
    }
  })
  const leaves = (at: number[], d = 0): number => {
    const dimension = dimensions[d]
    if (!dimension)
      return Math.round(200 + 90_000 * noise(at.map((c, i) => dimensions[i]?.categories[c]?.code ?? '').join('|')) ** 3)
    if (dimension.categories[at[d] ?? 0]?.kind !== 'total') return leaves(at, d + 1)
    return dimension.categories.reduce(
      (sum, c, i) => (c.kind === 'total' ? sum : sum + leaves([...at.slice(0, d), i, ...at.slice(d + 1)], d + 1)),
      0,
    )
  }
  const coordinates: number[][] = dimensions.map(() => [])
  const records: number[] = []
  const values: number[][] = measures.map(() => [])
  const walk = (at: number[]): void => {
    const dimension = dimensions[at.length]
    if (dimension) return dimension.categories.forEach((_, i) => walk([...at, i]))
    const n = leaves(at)
    at.forEach((c, d) => coordinates[d]?.push(c))
    records.push(n)
    measures.forEach((m, i) =>
      values[i]?.push(
        m.additive
          ? m.statistic === 'count'
            ? n
            : n * 137
          : m.statistic === 'distinct'
            ? Math.round(n * 0.83)
            : 12 + 4 * noise(at.join(',')),
      ),
    )
  }
  walk([])
  const used =
    dimensions.length === 0
      ? (records[0] ?? 0)
      : leaves(
          dimensions.map((d) =>
            Math.max(
              0,
              d.categories.findIndex((c) => c.kind === 'total'),
            ),
          ),
        )
  const linked = [...definition.rows, ...definition.columns, ...definition.layers].find((d) => isLinked(d.variable))
  return {
    title: definition.title,
    dimensions,
    measures,
    cells: { coordinates, records, values },
    status: definition.status,
    source: definition.source ?? b('Bộ Giáo dục và Đào tạo', 'Ministry of Education and Training'),
    notes: definition.notes,
    provenance: {
      definition,
      deliveries: [],
      engine: 'duckdb',
      engineVersion: '1.5.6',
      program: 'StatDesk 0.1.0',
      seconds: 0.182,
      ranAt: '2026-01-05T08:00:00.000Z',
      recordsRead: 24_012_345,
      recordsUsed: used,
      unmappedRecords: 0,
      ...(linked
        ? {
            link: {
              id: linkPathOf(linked.variable) ?? '',
              matchedRecords: 23_700_000,
              unmatchedRecords: 312_345,
              stale: false,
            },
          }
        : {}),
    },
  }
}

/** The smallest cells of the cube withheld, as the engine would. */
const withheld = (
  cube: Cube,
  minimum: number,
): Cube & {
  protection: { rule: string; minimum: number; unit: string; cells: number; primary: number; secondary: number }
} => {
  const small = Array.from(cube.cells.records, (n) => n < minimum * 100)
  const statuses = cube.measures.map(() =>
    small.map((s, i) =>
      !s ? ('value' as const) : i % 3 === 0 ? ('suppressed_secondary' as const) : ('suppressed' as const),
    ),
  )
  const secondary = statuses[0]?.filter((s) => s === 'suppressed_secondary').length ?? 0
  const primary = small.filter(Boolean).length - secondary
  return {
    ...cube,
    cells: {
      ...cube.cells,
      statuses,
      values: cube.cells.values.map((line) => Array.from(line, (v, i) => (small[i] ? null : v))),
    },
    protection: {
      rule: 'minimum_frequency',
      minimum,
      unit: 'records',
      cells: cube.cells.records.length,
      primary,
      secondary,
    },
  }
}

const indicatorCube = (definition: IndicatorDefinition, breakdowns: readonly string[], world: SampleWorld): Cube => {
  const start =
    definition.periodKind === 'month' ? '2024-01' : definition.periodKind === 'school_year' ? '2021-2022' : '2019'
  const periods = Array.from(
    { length: definition.periodKind === 'month' ? 24 : 6 },
    (_, i) => shiftPeriod(start, i) ?? start,
  ).filter((p) => referenceDate(p) !== null)
  const province = world.lists.findLast((l) => l.list === 'province')
  const dimensions: CubeDimension[] = [
    ...definition.breakdowns
      .filter((d) => breakdowns.includes(d.id))
      .map((d): CubeDimension => ({
        variable: d.variables[Object.keys(d.variables)[0] ?? ''] ?? d.id,
        axis: 'row',
        label: d.label,
        time: null,
        codeList: 'province',
        categories: [
          ...(province?.items ?? []).map((item): CubeCategory => ({
            code: item.code,
            label: item.label,
            kind: 'value',
            version: province?.version ?? '',
          })),
          { code: '', label: b('Cả nước', 'Whole country'), kind: 'total' },
        ],
      })),
    {
      variable: 'period',
      axis: breakdowns.length > 0 ? 'column' : 'row',
      label: b('Kỳ', 'Period'),
      time: definition.periodKind,
      codeList: null,
      categories: periods.map((p) => ({ code: p, label: periodLabel(p), kind: 'value' })),
    },
  ]
  const coordinates: number[][] = dimensions.map(() => [])
  const values: (number | null)[] = []
  const first = dimensions.length > 1 ? (dimensions[0]?.categories.length ?? 1) : 1
  for (let r = 0; r < first; r += 1) {
    periods.forEach((p, i) => {
      if (dimensions.length > 1) coordinates[0]?.push(r)
      coordinates.at(-1)?.push(i)
      values.push(
        definition.formula.includes('prev') && i < 12 ? null : 14 + i * 0.11 + 5 * noise(`${definition.id}${r}${p}`),
      )
    })
  }
  return {
    title: definition.label,
    dimensions,
    status: definition.status,
    source: definition.source ?? b('', ''),
    notes: definition.notes,
    measures: [
      {
        id: definition.id,
        statistic: 'indicator',
        label: definition.label,
        unit: definition.unit,
        exact: false,
        scale: 0,
        decimals: definition.decimals,
        power: 0,
        additive: false,
      },
    ],
    cells: {
      coordinates,
      records: values.map(() => 1000),
      values: [values],
      statuses: [values.map((v) => (v === null ? 'not_available' : 'value'))],
    },
    provenance: {
      definition: definition as Record<string, unknown>,
      deliveries: [],
      engine: 'duckdb',
      engineVersion: '1.5.6',
      program: 'StatDesk 0.1.0',
      seconds: 0.05,
      ranAt: '2026-01-05T08:00:00.000Z',
      recordsRead: 0,
      recordsUsed: 1,
      unmappedRecords: 0,
    },
  }
}

/**
 * Handlers of tables, indicators, charts, reports and definitions over an invented world. `asked` records every export
 * and print.
 */
export const studioHandlers = (
  world: SampleWorld,
  initial: readonly unknown[],
  html: string,
  asked: { method: string; request: unknown }[] = [],
): MemoryHandlers => {
  const definitions = new Map<string, Definition>()
  for (const value of initial) {
    const definition = definitionSchema.parse(value)
    definitions.set(`${definition.kind}:${definition.id}`, definition)
  }
  const saved = (definition: Definition) => ({
    kind: definition.kind,
    id: definition.id,
    title: titleOf(definition),
    savedAt: '2026-01-05T04:10:00.000Z',
    definition,
  })
  const written = (method: string, request: { path: string }) => {
    asked.push({ method, request })
    return { path: request.path, bytes: 48_211, sha256: 'ab', seconds: 0.4 }
  }
  return {
    'definitions.list': ({ kind }) =>
      [...definitions.values()].filter((d) => kind === undefined || d.kind === kind).map(saved),
    'definitions.get': ({ kind, id }) => definitions.get(`${kind}:${id}`) ?? fail('DEFINITION_UNKNOWN', { kind, id }),
    'definitions.save': ({ definition }) => {
      definitions.set(`${definition.kind}:${definition.id}`, definition)
      return saved(definition)
    },
    'definitions.uses': () => [],
    'variables.list': () => [],
    'definitions.remove': ({ kind, id }) => {
      definitions.delete(`${kind}:${id}`)
      return null
    },
    'table.estimate': ({ definition }) => {
      const cells =
        [...definition.rows, ...definition.columns, ...definition.layers].reduce(
          (n, d) => n * categoriesOf(world, definition, d.variable, d.total).length,
          1,
        ) * definition.measures.length
      return { cells, limit: 20_000, tooLarge: cells > 20_000, records: 24_012_345, seconds: 0 }
    },
    'table.run': ({ definition }) => sampleCube(world, definition),
    'table.protect': ({ definition, stricter }) =>
      withheld(sampleCube(world, definition), typeof stricter === 'number' ? stricter : (stricter?.minimum ?? 3)),
    'table.withheld': () => null,
    'clipboard.table': () => null,
    'clipboard.shown': () => null,
    'table.check': ({ definition }) => ({
      cells: sampleCube(world, definition).cells.records.length,
      differing: 0,
      first: [],
      seconds: { duckdb: 0.2, sqlite: 7.4 },
      check: { engine: 'sqlite', agrees: true, cells: sampleCube(world, definition).cells.records.length },
    }),
    'table.drill': ({ definition, measure, address }) => ({
      measure,
      address,
      inputs: [],
      view: {
        view: 'view-1',
        dataset: definition.dataset,
        rows: 1204,
        totalRows: 24_012_345,
        seconds: 0.1,
        filter: null,
      },
      cellRecords: 1204,
      viewRecords: 1204,
      cellValue: 1204,
      viewValue: 1204,
      equal: true,
    }),
    'table.publish': (request) => written('table.publish', request),
    'indicator.run': ({ definition, breakdowns }) =>
      indicatorCube(definition, breakdowns ?? definition.breakdowns.map((d) => d.id), world),
    'indicator.publish': (request) => written('indicator.publish', request),
    'chart.export': (request) => written('chart.export', request),
    'report.html': ({ definition }) => ({ html, report: definition.id, problems: [], words: [] }),
    'report.territories': () => ({ territories: [] }),
    'host.writePdf': (request) => written('host.writePdf', request),
    'host.print': (request) => {
      asked.push({ method: 'host.print', request })
      return null
    },
  }
}
