// Inputs of an indicator that are sums of one dataset under different conditions: a formula may be their difference,
// which is a figure of its own. In: protected inputs of the whole tree, how a table is protected. Out: inputs with
// cells withheld too where a difference is of few. Never inputs that could not be laid side by side: those are refused.
import type { Cube, CubeCategory } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import type { IndicatorInput } from '#engine/analyse/indicators/inputTypes.ts'
import { plainColumn } from '#engine/analyse/tabulate/cells/cellColumns.ts'

type Protecting = (table: TableDefinition, engine: Cube['provenance']['engine']) => Promise<Cube>
type Member = { at: number; table: TableDefinition; cube: Cube }

const membersOf = (inputs: readonly IndicatorInput[]): Member[] =>
  inputs.flatMap(({ made, cube }, at) =>
    made || !cube ? [] : [{ at, cube, table: tableDefinitionSchema.parse(cube.provenance.definition) }],
  )

/** Inputs over the same categories. */
const familyOf = ({ rows, columns, layers }: TableDefinition): string =>
  JSON.stringify(
    [rows, columns, layers].map((axis) => axis.map(({ variable, level, total }) => [variable, level, total])),
  )

/** An input may have several measures: a value and a quantity. */
const measureId = (input: number, k: number): string => (k === 0 ? `input_${input}` : `input_${input}_${k}`)

const mentions = (text: string | null | undefined, id: string): boolean =>
  new RegExp(String.raw`(?<![\w.])${id}(?![\w.])`).test(text ?? '')

/** Variables made for an input under names of their own, where another input means something else by them. */
const withOwnNames = (table: TableDefinition, i: number, known: ReadonlyMap<string, string>): TableDefinition => {
  const renamed = new Map<string, string>()
  for (const made of table.variables) {
    const before = known.get(made.id)
    if (before === undefined || before === JSON.stringify(made)) continue
    const others = table.variables.flatMap((v) => (v.method === 'expression' && v.id !== made.id ? [v.expression] : []))
    const shape = JSON.stringify([table.rows, table.columns, table.layers])
    if ([table.filter, shape, ...others].some((text) => mentions(text, made.id)))
      fail('PROTECT_INPUTS_UNKNOWN', { inputs: table.id, reason: made.id })
    renamed.set(made.id, `input_${i}_${made.id}`.slice(0, 60))
  }
  const nameOf = (id: string): string => renamed.get(id) ?? id
  return {
    ...table,
    variables: table.variables.map((v) => ({ ...v, id: nameOf(v.id) })),
    measures: table.measures.map((m) => ('variable' in m ? { ...m, variable: nameOf(m.variable) } : m)),
  } as TableDefinition
}

/** One table that has each input as a measure of its own, under its own condition, over the dimensions given. */
const together = (members: readonly Member[], over: Pick<TableDefinition, 'rows' | 'columns' | 'layers'>) => {
  const known = new Map<string, string>()
  const tables = members.map(({ table }, i) => {
    const own = withOwnNames(table, i, known)
    for (const v of own.variables) known.set(v.id, JSON.stringify(v))
    return own
  })
  const variables = new Map(tables.flatMap((table) => table.variables.map((v) => [v.id, v] as const)))
  const { success, data, error } = tableDefinitionSchema.safeParse({
    ...tables[0],
    ...over,
    filter: null,
    measures: tables.flatMap((table, i) =>
      table.measures.map((m, k) => ({
        ...m,
        id: measureId(i, k),
        ...(table.filter === null ? {} : { filter: table.filter }),
      })),
    ),
    variables: [...variables.values()],
  })
  if (success) return data
  const inputs = members.map(({ table }) => table.id).join(', ')
  return fail('PROTECT_INPUTS_UNKNOWN', { inputs, reason: error.issues[0]?.path.join('.') ?? '' })
}

/** A cell by what it is not the total of. */
const nameOf = (cube: Cube, cell: number): string =>
  cube.dimensions
    .flatMap((d, k): string[] => {
      const category: CubeCategory | undefined = d.categories[cube.cells.coordinates[k]?.[cell] ?? 0]
      if (category === undefined || category.kind === 'total') return []
      return [`${d.variable}@${d.level ?? ''}=${categoryKey(category)}`]
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

/** Dimensions of one family that another can speak of too, at its own levels. */
const sharedWith = (
  table: TableDefinition,
  other: TableDefinition,
): Pick<TableDefinition, 'rows' | 'columns' | 'layers'> => {
  const spoken = new Set([...other.rows, ...other.columns, ...other.layers].map(({ variable }) => variable))
  const kept = (axis: readonly Dimension[]): Dimension[] => axis.filter(({ variable }) => spoken.has(variable))
  return { rows: kept(table.rows), columns: kept(table.columns), layers: kept(table.layers) }
}

/** Members of a family laid beside one another, or beside those of a family of other dimensions of the same records. */
type Laid = { own: Member[]; beside: Member[]; over: Pick<TableDefinition, 'rows' | 'columns' | 'layers'> }

const laidBeside = (members: readonly Member[]): Laid[] => {
  const ofRecords = Map.groupBy(members, ({ table }) => JSON.stringify([table.dataset, table.classification]))
  return [...ofRecords.values()].flatMap((same) => {
    const families = [...Map.groupBy(same, ({ table }) => familyOf(table)).values()]
    return families.flatMap((own, f) =>
      families.flatMap((beside, g): Laid[] => {
        const [first, second] = [own[0]?.table, beside[0]?.table]
        if (first === undefined || second === undefined) return []
        if (f === g) return own.length < 2 ? [] : [{ own, beside: [], over: first }]
        return [{ own, beside, over: sharedWith(first, second) }]
      }),
    )
  })
}

/** The same aggregate is one figure, however many inputs read it. */
const readsLike = ({ filter, measures, variables }: TableDefinition): string =>
  JSON.stringify([filter, measures.map((m) => ({ ...m, id: '' })), variables])

export const withoutInputDifferences = async (
  inputs: readonly IndicatorInput[],
  protect: Protecting,
): Promise<IndicatorInput[]> => {
  const safe = [...inputs]
  for (const { own, beside, over } of laidBeside(membersOf(inputs))) {
    const distinct = [...Map.groupBy([...own, ...beside], ({ table }) => readsLike(table)).values()]
    const [first] = own
    if (distinct.length < 2 || first === undefined) continue
    const { rows, columns, layers } = over
    const table = together(
      distinct.flatMap((group) => group[0] ?? []),
      { rows, columns, layers },
    )
    const shown = await protect(table, first.cube.provenance.engine)
    for (const [i, group] of distinct.entries()) {
      const hidden = new Set(
        (group[0]?.table.measures ?? []).flatMap((_, k) => {
          const statuses = shown.cells.statuses?.[shown.measures.findIndex((m) => m.id === measureId(i, k))] ?? []
          return statuses.flatMap((s, cell) => (s.startsWith('suppressed') ? [nameOf(shown, cell)] : []))
        }),
      )
      for (const { at } of group) {
        const input = safe[at]
        if (!input?.cube || !own.some((member) => member.at === at)) continue
        safe[at] = { ...input, cube: alsoWithheld(input.cube, hidden) }
      }
    }
  }
  return safe
}
