// Last year's workbook → a copy with this year's figures, and the list of what differs. The public function of
// adoption. In: the engine's context, a workbook, a table definition, a period. Out: a file and differences. Never an
// unprotected figure, never the office's file itself changed.
import type { Stricter } from '#shared/model/officePolicy.ts'
import { realpath } from 'node:fs/promises'
import type { AdoptDifference, AdoptFillResult, AdoptMode } from '#shared/contract/adopt.ts'
import { categoryKey } from '#shared/model/cube.ts'
import type { PartialPeriod, ProtectedCube } from '#shared/model/cube.ts'
import { partialInWords } from '#shared/format/time.ts'
import { fail } from '#shared/model/failure.ts'
import { parsePeriod } from '#shared/model/period.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Dimension, TableDefinition } from '#shared/model/table.ts'
import { tableDefinitionSchema } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { protectDefinition } from '#engine/analyse/protect/protectCube.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import { bindLabels, boundPlaces, dimensionName } from './bindLabels.ts'
import { bindTable } from './bindTable.ts'
import { fillSheet } from './fillSheet.ts'
import { planColumns } from './planColumns.ts'
import { readTableSheet, sheetPeriods } from './readTableSheet.ts'
import { cellName } from './rawSheet.ts'
import { keepSharedFormulas, writeAdopted } from './writeAdopted.ts'

export type FillRequest = {
  path: string
  sheet: string | null
  definition: TableDefinition
  period: string
  /** Period of the figures the workbook has, where neither headings nor title tell. */
  previous: string | null
  mode: AdoptMode
  out: string
  stricter?: Stricter
  chosen: Record<string, string>
}

/** The table with all totals a sheet may have, nothing hidden, and its periods as a dimension of their own. */
export const adoptedDefinition = (
  context: EngineContext,
  definition: TableDefinition,
  period: string,
): TableDefinition => {
  const whole = (dimension: Dimension): Dimension => {
    const { sortBy: _sortBy, order: _order, hidden: _hidden, collapsed: _collapsed, ...kept } = dimension
    return {
      ...kept,
      sort: 'code',
      total: kept.total === 'none' && kept.variable !== periodVariableId ? 'after' : kept.total,
    }
  }
  const [rows, columns, layers] = [
    definition.rows.map(whole),
    definition.columns.map(whole),
    definition.layers.map(whole),
  ]
  const dated = [...rows, ...columns, ...layers].some((d) => d.variable === periodVariableId)
  const { periodKind } = knownDataset(context.workspace(), definition.dataset)
  const kind = parsePeriod(period)?.kind
  if (kind === undefined || (periodKind === 'school_year') !== (kind === 'school_year'))
    return fail('PERIOD_INVALID', { period, dataset: definition.dataset, kind: periodKind })
  const level = kind === periodKind ? {} : { level: kind }
  const byPeriod = dated
    ? []
    : [{ variable: periodVariableId, ...level, total: 'none' as const, sort: 'code' as const }]
  return tableDefinitionSchema.parse({ ...definition, rows, columns, layers: [...layers, ...byPeriod] })
}

export const adoptedCube = (
  context: EngineContext,
  definition: TableDefinition,
  stricter: Stricter,
  job: JobContext,
): Promise<ProtectedCube> => protectDefinition(context, definition, { engine: 'duckdb', stricter }, job)

export const timeName = (cube: ProtectedCube): string | null => {
  const found =
    cube.dimensions.find((d) => d.variable === periodVariableId) ?? cube.dimensions.find((d) => d.time !== null)
  return found ? dimensionName(found.variable, found.level ?? null) : null
}

const refuseSameFile = async (path: string, out: string): Promise<void> => {
  const [from, to] = await Promise.all([path, out].map((p) => realpath(p).catch(() => p)))
  if (from === to) fail('ADOPT_SAME_FILE', { path: out })
}

/** A part of a period under the heading of a whole one. */
const partDifference = (period: string, partial: PartialPeriod): AdoptDifference => {
  const words = partialInWords(partial)
  return {
    kind: 'kept',
    cell: '',
    message: {
      vi: `Kỳ ${period} mới có ${words.vi}; số điền vào chưa phải của cả kỳ.`,
      en: `Of ${period} there are ${words.en}; the figures filled in are not of the whole period.`,
    },
  }
}

/** Also tells how many records stand behind the file, for the log. */
export const fillWorkbook = async (
  context: EngineContext,
  request: FillRequest,
  job: JobContext,
): Promise<{ result: AdoptFillResult; records: number }> => {
  const started = performance.now()
  await refuseSameFile(request.path, request.out)
  job.progress({ phase: 'reading' })
  const { workbook, raw, table } = await readTableSheet(request.path, request.sheet, () => job.throwIfCancelled())
  const definition = adoptedDefinition(context, request.definition, request.period)
  const cube = await adoptedCube(context, definition, request.stricter, job)
  job.throwIfCancelled()

  const time = timeName(cube)
  const periods =
    cube.dimensions
      .find((d) => dimensionName(d.variable, d.level ?? null) === time)
      ?.categories.filter((c) => c.kind === 'value')
      .map(categoryKey) ?? []
  if (time !== null && !periods.includes(request.period))
    return fail('ADOPT_PERIOD_EMPTY', { period: request.period, periods: periods.join(', ') || '–' })
  const { table: target, dated } = bindTable(cube, workspaceCodeLists(context.workspace()), definition.classification)
  const bindings = bindLabels(table, target, request.chosen)
  const places = boundPlaces(table, bindings)
  const nothing =
    !places.columns.some((c) => c !== null) ||
    !places.rows.some((r, i) => r !== null && table.rows[i]?.heading === false)
  if (nothing || !bindings.some((b) => b.target?.kind === 'category'))
    return fail('ADOPT_NOTHING_BOUND', { sheet: table.sheet, table: definition.id })

  const inSheet = sheetPeriods(table)
  const previous = request.previous ?? inSheet.findLast((p) => p < request.period) ?? inSheet.at(-1) ?? null
  const status =
    definition.categoryStatuses.find((s) => s.variable === periodVariableId && s.category === request.period)?.status ??
    cube.status
  const plan = planColumns({ raw, table, bindings, time, period: request.period, previous, mode: request.mode, status })
  const filled = fillSheet({
    raw,
    table,
    bindings,
    cube,
    dated,
    time,
    period: request.period,
    previous,
    targets: plan.targets,
    targetRows: plan.targetRows,
  })
  // Figures come after the headings' blanks: what is said last of a cell holds.
  const last = new Map([...plan.edits, ...filled.edits].map((edit) => [cellName(edit.row, edit.column), edit]))
  const { edits, kept } = keepSharedFormulas(raw, [...last.values()])

  job.progress({ phase: 'publishing' })
  let certificate
  const written = await writeFileTarget(request.out, async (temporary) => {
    certificate = await writeAdopted(
      workbook,
      raw,
      { cells: edits, ...(plan.merges ? { merges: plan.merges } : {}), widths: plan.widths },
      { last: table.columns.at(-1)?.sheetColumn ?? 0, added: plan.added },
      temporary,
    )
    job.throwIfCancelled()
  })
  const partial = cube.dimensions
    .find((d) => dimensionName(d.variable, d.level ?? null) === time)
    ?.categories.find((c) => categoryKey(c) === request.period)?.partial
  const differences: AdoptDifference[] = [
    ...(partial ? [partDifference(request.period, partial)] : []),
    ...filled.differences,
    ...kept.map((e): AdoptDifference => ({
      kind: 'kept',
      cell: cellName(e.row, e.column),
      message: {
        vi: 'Ô có công thức dùng chung cho nhiều ô; giữ nguyên.',
        en: 'The cell holds a formula shared by others; left as it was.',
      },
    })),
  ]
  const { filled: count, blank, compared, agreeing } = filled
  const result: AdoptFillResult = {
    path: request.out,
    ...written,
    seconds: (performance.now() - started) / 1000,
    ...(certificate ? { certificate } : {}),
    sheet: table.sheet,
    period: request.period,
    mode: plan.mode,
    filled: count,
    blank,
    compared,
    agreeing,
    differences,
  }
  return { result, records: cube.provenance.recordsUsed }
}
