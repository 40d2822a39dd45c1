// What a derived variable makes of the current records, while it is edited. In: a definition, saved or not. Out: its
// categories with their records; for recode and top also the categories before and where each goes. Never a figure but
// counts of records.
import { linkPathsOf } from '#shared/model/variableRef.ts'
import { sampleSql } from '#engine/analyse/tabulate/scan/sample.ts'
import type { PreviewCategory, VariablePreview } from '#shared/contract/definitions.ts'
import type { CubeCategory } from '#shared/model/cube.ts'
import { categoryKey } from '#shared/model/cube.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { interruptible } from '#engine/analyse/tabulate/plan/model.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { tabulate } from '#engine/analyse/tabulate/ask/tabulate.ts'
import { quantileCuts } from '#engine/process/variables/quantileCuts.ts'
import { resolveVariables } from '#engine/process/variables/resolveVariables.ts'
import { keyOfCategory } from '#engine/process/variables/transforms.ts'
import type { Category, Cuts, QuantileCut, VariableSet } from '#engine/process/variables/types.ts'
import { variableContext } from './workspaceVariables.ts'

type Counted = { categories: { category: CubeCategory; records: number; sum: number | bigint }[] }
type Request = { variable: DerivedVariable; variables: DerivedVariable[]; classification: 'as_then' | 'as_now' }

/** One dimension over all records: categories with their records and, where asked, a sum. */
const counted = async (
  context: EngineContext,
  request: Request,
  variables: DerivedVariable[],
  dimension: { variable: string; level?: string | undefined },
  sum: string | null,
  job: JobContext,
): Promise<Counted> => {
  const definition = tableDefinitionSchema.parse({
    kind: 'table',
    id: 'preview',
    title: request.variable.label,
    dataset: request.variable.dataset,
    variables,
    classification: request.classification,
    missing: 'show',
    rows: [
      {
        variable: dimension.variable,
        ...(dimension.level === undefined ? {} : { level: dimension.level }),
        total: 'none',
      },
    ],
    measures: [
      { id: 'records', statistic: 'count' },
      ...(sum === null ? [] : [{ id: 'sum', statistic: 'sum', variable: sum }]),
    ],
  })
  const cube = await tabulate(context, definition, { engine: 'duckdb' }, job)
  const { coordinates, records, values } = cube.cells
  const at = new Map(Array.from(coordinates[0] ?? [], (category, cell) => [category, cell]))
  return {
    categories: (cube.dimensions[0]?.categories ?? []).flatMap((category, i) => {
      const cell = at.get(i)
      return category.kind === 'total' || cell === undefined
        ? []
        : [{ category, records: records[cell] ?? 0, sum: values[1]?.[cell] ?? 0 }]
    }),
  }
}

const shown = (category: CubeCategory, records: number): PreviewCategory => ({
  key: categoryKey(category),
  label: category.label,
  records,
})

const plain = ({ kind, code, version }: CubeCategory): Category => {
  const notLinked = kind === 'missing' && code === 'not_linked'
  return {
    kind: kind === 'total' ? 'value' : kind,
    code: kind === 'value' ? code : '',
    version: version ?? null,
    notLinked,
  }
}

/** The cuts the table above was made with, with what each band holds of the records or of the weight. */
const ownCuts = async (context: EngineContext, set: VariableSet, dataset: string, job: JobContext): Promise<Cuts> => {
  const model = tableModel(context, dataset)
  const links = linkPathsOf(set.quantiles.flatMap((q) => q.reads))
  const database = await (await model.columns()).connection()
  try {
    const source = await model.source('duckdb', links)
    return await interruptible(job.signal, database, () =>
      quantileCuts(
        set,
        { engine: 'duckdb', database, source, sample: sampleSql(source.rowId) },
        () => job.throwIfCancelled(),
        {
          owner: model.cacheOwner,
          scope: model.dataVersion(links),
        },
      ),
    )
  } finally {
    await database.close()
  }
}

/** Whole records can differ by one; weights by what one record weighs, which a hundredth of the whole allows for. */
const isUneven = (
  { count, weight }: Extract<DerivedVariable, { method: 'quantile_bands' }>,
  { shares, whole }: QuantileCut,
): boolean =>
  shares.some((share) =>
    weight === undefined ? Math.abs(share - 1 / count) * whole >= 1 + 1e-6 : Math.abs(share - 1 / count) > 0.01,
  )

export const previewVariable = async (
  context: EngineContext,
  request: Request,
  job: JobContext,
): Promise<VariablePreview> => {
  const { variable } = request
  const variables = [...request.variables.filter((v) => v.id !== variable.id), variable]
  const resolved = resolveVariables(variableContext(context, variable.dataset), variables, [variable.id])
  const self = resolved.find(variable.id)
  const step = self?.transforms.at(-1)
  if (!self || !step || (variable.method !== 'recode' && variable.method !== 'top')) {
    const { categories } = await counted(context, request, variables, { variable: variable.id }, null, job)
    const cut =
      variable.method === 'quantile_bands'
        ? (await ownCuts(context, resolved, variable.dataset, job)).get(variable.id)
        : undefined
    return {
      records: categories.reduce((n, c) => n + c.records, 0),
      categories: categories.map((c) => shown(c.category, c.records)),
      from: null,
      cuts: cut?.texts ?? null,
      shares: cut?.shares ?? null,
      uneven: variable.method === 'quantile_bands' && cut !== undefined && isUneven(variable, cut),
    }
  }
  const before = await counted(
    context,
    request,
    variables.filter((v) => v.id !== variable.id),
    { variable: variable.of, level: variable.level },
    step.kind === 'top' && step.by.statistic === 'sum' ? step.by.ref : null,
    job,
  )
  const categories = before.categories.map((c) => plain(c.category))
  const start = { categories, map: Int32Array.from(categories, (_, i) => i) }
  const after =
    step.kind === 'recode'
      ? step.apply(start)
      : step.apply(
          start,
          before.categories.map((c) => (step.by.statistic === 'sum' ? c.sum : c.records)),
        )
  const records = after.categories.map(() => 0)
  before.categories.forEach((c, i) => {
    const to = after.map[i] ?? -1
    if (to >= 0) records[to] = (records[to] ?? 0) + c.records
  })
  const labelled = after.categories.map((category, i): PreviewCategory => {
    const first = before.categories[after.map.indexOf(i)]?.category
    const missing = { vi: 'Không có thông tin', en: 'Not stated' }
    return {
      key: keyOfCategory(category),
      records: records[i] ?? 0,
      label:
        self.labelOf(category) ?? (first && categoryKey(first) === keyOfCategory(category) ? first.label : missing),
    }
  })
  return {
    records: records.reduce((a, b) => a + b, 0),
    categories: labelled,
    cuts: null,
    shares: null,
    uneven: false,
    from: before.categories.map((c, i) => ({
      ...shown(c.category, c.records),
      to: labelled[after.map[i] ?? -1]?.key ?? '',
    })),
  }
}
