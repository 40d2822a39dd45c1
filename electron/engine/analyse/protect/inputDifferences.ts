// Inputs of an indicator that are sums of one dataset under different conditions: a formula may be their difference, which is a figure
// of its own. In: protected inputs, how a table is protected. Out: inputs with cells withheld too where a difference is of few.
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { IndicatorInput } from '#engine/analyse/indicators/inputTypes.ts'
import { plainColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'

type Protecting = (table: TableDefinition, engine: Cube['provenance']['engine']) => Promise<Cube>

const tableOf = (input: IndicatorInput): TableDefinition | null =>
  input.made || !input.cube ? null : tableDefinitionSchema.parse(input.cube.provenance.definition)

/** Inputs over the same categories of the same records. */
const familyOf = ({ dataset, rows, columns, layers, classification }: TableDefinition): string =>
  JSON.stringify([
    dataset,
    [rows, columns, layers].map((axis) => axis.map(({ variable, level, total }) => [variable, level, total])),
    classification,
  ])

/** An input may have several measures: a value and a quantity. */
const measureId = (input: number, k: number): string => (k === 0 ? `input_${input}` : `input_${input}_${k}`)

/** One table that has each input as a measure of its own, under its own condition. */
const together = (tables: readonly TableDefinition[]): TableDefinition | null => {
  const [first] = tables
  if (first === undefined) return null
  const measures = tables.flatMap((table, i) =>
    table.measures.map((m, k) => ({
      ...m,
      id: measureId(i, k),
      ...(table.filter === null ? {} : { filter: table.filter }),
    })),
  )
  const variables = new Map(tables.flatMap((table) => table.variables.map((v) => [v.id, v] as const)))
  const { success, data } = tableDefinitionSchema.safeParse({
    ...first,
    filter: null,
    measures,
    variables: [...variables.values()],
  })
  return success ? data : null
}

const nameOf = (cube: Cube, cell: number): string =>
  cube.dimensions
    .map((d, k) => {
      const category: CubeCategory | undefined = d.categories[cube.cells.coordinates[k]?.[cell] ?? 0]
      return category ? categoryKey(category) : ''
    })
    .join('\u0001')

/** The input with the cells withheld that are withheld in the other cube. */
const alsoWithheld = (cube: Cube, hidden: ReadonlySet<string>): Cube => {
  if (hidden.size === 0) return cube
  const own = Array.from(cube.cells.records, (_, i) => hidden.has(nameOf(cube, i)))
  return {
    ...cube,
    cells: {
      ...cube.cells,
      records: plainColumn(own.length, (i) => (own[i] === true ? -1 : (cube.cells.records[i] ?? 0))),
      values: cube.cells.values.map((column) =>
        plainColumn(column.length, (i) => (own[i] === true ? null : (column[i] ?? null))),
      ),
      statuses: cube.cells.values.map((column, m) =>
        plainColumn(column.length, (i) => {
          const before = cube.cells.statuses?.[m]?.[i] ?? 'value'
          return own[i] === true && !before.startsWith('suppressed') ? 'suppressed' : before
        }),
      ),
    },
  }
}

export const withoutInputDifferences = async (
  inputs: readonly IndicatorInput[],
  protect: Protecting,
): Promise<IndicatorInput[]> => {
  const families = Map.groupBy(
    inputs.flatMap((input, at) => {
      const table = tableOf(input)
      return table === null ? [] : [{ at, table }]
    }),
    ({ table }) => familyOf(table),
  )
  const safe = [...inputs]
  for (const members of families.values()) {
    const table = members.length < 2 ? null : together(members.map((m) => m.table))
    const engine = safe[members[0]?.at ?? -1]?.cube?.provenance.engine
    if (table === null || engine === undefined) continue
    const shown = await protect(table, engine)
    for (const [i, { at, table: own }] of members.entries()) {
      const input = safe[at]
      const hidden = new Set(
        own.measures.flatMap((_, k) => {
          const statuses = shown.cells.statuses?.[shown.measures.findIndex((m) => m.id === measureId(i, k))] ?? []
          return statuses.flatMap((s, cell) => (s.startsWith('suppressed') ? [nameOf(shown, cell)] : []))
        }),
      )
      if (input?.cube) safe[at] = { ...input, cube: alsoWithheld(input.cube, hidden) }
    }
  }
  return safe
}
