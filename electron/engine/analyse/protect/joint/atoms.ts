// The smallest groups of records that no table of a collection divides further. In: sheets, their conditions, what they
// add up. Out: for each atom its category in every dimension, the conditions it meets, its sums and its largest
// respondents.
import type { Cube } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { fail } from '#shared/model/failure.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { JobContext } from '#engine/workspace/context.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { tabulateWide } from '#engine/analyse/tabulate/plan/tabulateModel.ts'
import type { ContributionColumns } from '#engine/analyse/tabulate/types.ts'
import { columnParts } from './sheets.ts'
import type { Sheet, SheetDimension } from './sheets.ts'

export type Atoms = {
  count: number
  records: Float64Array
  /** Category keys by dimension name, and each atom's index among them. */
  categories: ReadonlyMap<string, { keys: string[]; index: ArrayLike<number> }>
  /** Whether an atom meets a condition. */
  meets(condition: string, atom: number): boolean
  /** By column: what each atom adds, and where respondents are known what they give. */
  sums: ReadonlyMap<string, { values: Float64Array; facts: ContributionColumns | null }>
  /** Respondents with a record; null where records are respondents. */
  respondents: ContributionColumns | null
}

/** More groups than this are not laid side by side. */
export const mostAtoms = 400_000
/** Conditions told by one number. */
const perVariable = 30

export const dimensionName = ({ variable, level }: Pick<SheetDimension, 'variable' | 'level'>): string =>
  `${variable}@${level ?? ''}`

const contentOf = (variable: DerivedVariable): string => JSON.stringify({ ...variable, label: '' })

const variablesOf = (sheets: readonly Sheet[]): DerivedVariable[] => {
  const made = new Map<string, DerivedVariable>()
  for (const { definition, table } of sheets) {
    for (const variable of definition.variables) {
      const known = made.get(variable.id)
      if (known !== undefined && contentOf(known) !== contentOf(variable))
        fail('PROTECT_JOINT_NAMES', { variable: variable.id, table })
      made.set(variable.id, variable)
    }
  }
  return [...made.values()]
}

const scopeVariables = (dataset: string, conditions: readonly string[]): DerivedVariable[] => {
  const made: DerivedVariable[] = []
  for (let at = 0; at < conditions.length; at += perVariable) {
    const own = conditions.slice(at, at + perVariable)
    made.push({
      kind: 'variable',
      id: `scope_${made.length}`,
      dataset,
      label: { vi: 'phạm vi', en: 'scope' },
      method: 'expression',
      expression: own.map((c, bit) => `case when ${c} then ${2 ** bit} else 0 end`).join(' + '),
      scale: 0,
    } as DerivedVariable)
  }
  return made
}

const atomTable = (
  base: TableDefinition,
  sheets: readonly Sheet[],
  scopes: readonly DerivedVariable[],
  columns: readonly string[],
): TableDefinition => {
  const dimensions = new Map(sheets.flatMap((s) => s.dimensions.map((d) => [dimensionName(d), d] as const)))
  const plain = { stack: false, total: 'none', sort: 'code', missing: 'show' }
  const { success, data } = tableDefinitionSchema.safeParse({
    kind: 'table',
    id: 'atoms',
    title: base.title,
    dataset: base.dataset,
    classification: base.classification,
    rows: [
      ...[...dimensions.values()].map(({ variable, level }) => ({
        variable,
        ...(level === null ? {} : { level }),
        ...plain,
      })),
      ...scopes.map(({ id }) => ({ variable: id, ...plain })),
    ],
    columns: [],
    measures: [
      { id: 'n', statistic: 'count' },
      ...columns.flatMap((key, i) => {
        const { variable, weight } = columnParts(key)
        const weighted = weight === null ? {} : { weight }
        if (variable !== null) return [{ id: `s${i}`, statistic: 'sum', variable, ...weighted }]
        return weight === null ? [] : [{ id: `s${i}`, statistic: 'count', ...weighted }]
      }),
    ],
    variables: [...variablesOf(sheets), ...scopes],
  })
  // More dimensions or made variables than one table takes.
  return success ? data : fail('TABLE_TOO_LARGE', { cells: dimensions.size + scopes.length, limit: mostAtoms })
}

/** `whole`: outside all conditions nothing has to be known, so those records are not read. */
export const atomsOf = async (
  model: TableModel,
  base: TableDefinition,
  sheets: readonly Sheet[],
  conditions: readonly string[],
  columns: readonly string[],
  respondent: string | null,
  job: JobContext,
): Promise<Atoms> => {
  const named = conditions.filter((c) => c !== '')
  const scopes = scopeVariables(base.dataset, named)
  const definition = atomTable(base, sheets, scopes, columns)
  const asked = ['', ...columns.filter((key) => key !== '')]
  const { cube, contributions } = await tabulateWide(
    model,
    { ...definition, filter: named.length === conditions.length ? named.map((c) => `(${c})`).join(' or ') : null },
    {
      engine: 'duckdb',
      limit: mostAtoms,
      contributions:
        respondent === null ? null : { respondent, of: asked.map((key) => ({ filter: null, ...columnParts(key) })) },
    },
    job,
  )
  const count = cube.cells.records.length
  const at = (name: string): number => cube.dimensions.findIndex((d) => `${d.variable}@${d.level ?? ''}` === name)
  const categories = new Map(
    cube.dimensions.map((d, k) => [
      `${d.variable}@${d.level ?? ''}`,
      { keys: d.categories.map(categoryKey), index: Array.from(cube.cells.coordinates[k] ?? []) },
    ]),
  )
  const bits = scopes.map(({ id }) => {
    const k = at(`${id}@`)
    const codes = cube.dimensions[k]?.categories.map((c) => Number(c.code === '' ? 0 : c.code)) ?? []
    return Float64Array.from(cube.cells.coordinates[k] ?? [], (c) => codes[c] ?? 0)
  })
  const bitOf = new Map(named.map((condition, i) => [condition, i]))
  return {
    count,
    records: Float64Array.from(cube.cells.records, Number),
    categories,
    meets: (condition, atom) => {
      const bit = bitOf.get(condition)
      if (bit === undefined) return true
      return Math.floor((bits[Math.floor(bit / perVariable)]?.[atom] ?? 0) / 2 ** (bit % perVariable)) % 2 === 1
    },
    sums: new Map(
      columns.map((key, i) => [
        key,
        {
          values: key === '' ? Float64Array.from(cube.cells.records, Number) : figuresOf(cube, `s${i}`),
          facts: key === '' ? null : (contributions[asked.indexOf(key)] ?? null),
        },
      ]),
    ),
    respondents: contributions[0] ?? null,
  }
}

const figuresOf = (cube: Cube, id: string): Float64Array => {
  const column = cube.cells.values[cube.measures.findIndex((m) => m.id === id)]
  return Float64Array.from({ length: cube.cells.records.length }, (_, i) => {
    const figure = Number(column?.[i] ?? 0)
    return Number.isNaN(figure) ? 0 : figure
  })
}
