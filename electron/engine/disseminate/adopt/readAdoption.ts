// What a workbook of last year is, for the person who adopts it: sheets, structure, proposed variables, bindings to a
// definition. In: the engine's context, a path. Out: an AdoptReading. Never a file written, never a record read unless
// a definition is bound.
import type { Stricter } from '#shared/model/officePolicy.ts'
import type { AdoptReading } from '#shared/contract/adopt.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext, JobContext } from '#engine/workspace/context.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { workspaceCodeLists } from '#engine/process/categories/workspaceCodeLists.ts'
import { bindLabels } from './bindLabels.ts'
import { bindTable } from './bindTable.ts'
import { adoptedCube, adoptedDefinition } from './fillWorkbook.ts'
import { draftDefinition, guessVariables } from './guessVariables.ts'
import { readTableSheet, sheetPeriods } from './readTableSheet.ts'

export type ReadRequest = {
  path: string
  sheet: string | null
  dataset: string | null
  definition: TableDefinition | null
  period: string | null
  stricter?: Stricter
  chosen: Record<string, string>
}

export const readAdoption = async (
  context: EngineContext,
  request: ReadRequest,
  job: JobContext,
): Promise<AdoptReading> => {
  job.progress({ phase: 'reading' })
  const { table, sheets } = await readTableSheet(request.path, request.sheet, () => job.throwIfCancelled())
  const workspace = context.currentWorkspace()
  const periods = sheetPeriods(table)
  if (!workspace)
    return { path: request.path, sheets, table, guesses: [], bindings: null, targets: null, periods, draft: null }
  const lists = workspaceCodeLists(workspace)
  const delivered = deliveryRepository(workspace.catalog)
  const datasets = knownDatasets(workspace).filter((d) =>
    request.dataset === null ? delivered.current(d.id).length > 0 : d.id === request.dataset,
  )
  const guesses = guessVariables(table, datasets, (list) => lists.versions(list))
  const draft = draftDefinition(table, guesses, datasets, periods)
  let bindings: AdoptReading['bindings'] = null
  let targets: AdoptReading['targets'] = null
  if (request.definition) {
    const latest = delivered
      .current(request.definition.dataset)
      .map((d) => d.period)
      .sort()
      .at(-1)
    const definition = adoptedDefinition(context, request.definition, request.period ?? periods.at(-1) ?? latest ?? '')
    const cube = await adoptedCube(context, definition, request.stricter, job)
    const target = bindTable(cube, lists, definition.classification).table
    bindings = bindLabels(table, target, request.chosen)
    targets = {
      // Periods are read from the headings, never chosen for a label.
      dimensions: target.dimensions
        .filter((d) => !d.time)
        .map(({ variable, level, label, categories }) => ({ variable, level, label, categories })),
      measures: target.measures.map(({ id, label }) => ({ id, label })),
    }
  }
  return { path: request.path, sheets, table, guesses: guesses.slice(0, 60), bindings, targets, periods, draft }
}
