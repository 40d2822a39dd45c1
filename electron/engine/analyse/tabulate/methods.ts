// Tables: estimate, run, check, drill. In: validated requests. Out: cubes, views. Nothing leaves the program here.
import { fail } from '#shared/model/failure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { registerView } from '#engine/analyse/explore/registerView.ts'
import { inOneState } from '#engine/workspace/records/oneState.ts'
import { checkTable } from './plan/checkTable.ts'
import { cellMatch } from './ask/cellMatch.ts'
import { drillCell } from './ask/drill.ts'
import { estimateTable } from './ask/estimate.ts'
import { fitDefinition } from './plan/fitDefinition.ts'
import { rememberCheck } from './plan/knownChecks.ts'
import { tableModel } from './plan/tableModel.ts'
import { tabulate } from './ask/tabulate.ts'

const countsOnly = ({ rows, columns, layers, measures }: TableDefinition): boolean =>
  rows.length <= 1 &&
  columns.length + layers.length === 0 &&
  measures.every((m) => m.statistic === 'count' && m.weight === undefined)

export const tableHandlers: HandlersFor<
  'table.estimate' | 'table.fit' | 'table.run' | 'table.check' | 'table.drill' | 'table.match'
> = {
  'table.estimate': (context, { definition }) => estimateTable(tableModel(context, definition.dataset), definition),

  'table.fit': (context, { definition }) => fitDefinition(tableModel(context, definition.dataset), definition),

  'table.run': async (context, { definition, engine, sample, purpose }, job) => {
    if (purpose === 'count' && !countsOnly(definition))
      fail('DEFINITION_INVALID', { field: 'purpose', reason: 'count' })
    const cube = await tabulate(context, definition, { engine, sample }, job)
    // Counts beside a filter or a list of categories are no table of the user's: the log tells of tables.
    if (purpose === 'count') context.account(null)
    return cube
  },

  'table.check': (context, { definition }, job) =>
    inOneState(context.workspace(), [definition.dataset], job, async () => {
      const model = tableModel(context, definition.dataset)
      const result = await checkTable(model, definition, job)
      rememberCheck(model, definition, result.check)
      return result
    }),

  'table.match': (context, { definition, address, measure }, job) =>
    inOneState(context.workspace(), [definition.dataset], job, async () => {
      const found = await cellMatch(tableModel(context, definition.dataset), definition, address, measure, job)
      context.account({ records: found.records })
      return found
    }),

  'table.drill': async (context, { definition, address, measure, part }, job) => {
    const drilled = await inOneState(context.workspace(), [definition.dataset], job, () =>
      drillCell(tableModel(context, definition.dataset), definition, address, measure, job, part),
    )
    const { rowIds, cellRecords, cellValue, viewValue, inputs } = drilled
    const description = drilled.address
      .filter((a) => a.kind !== 'total')
      .map((a) => `${a.variable} = ${a.code ?? a.kind}`)
      .join(' · ')
    const view = registerView(context, { dataset: definition.dataset, rowIds, description })
    context.account({ records: rowIds.length })
    const equal = cellRecords === rowIds.length && cellValue === viewValue
    return {
      view,
      cellRecords,
      viewRecords: rowIds.length,
      cellValue,
      viewValue,
      equal,
      measure: drilled.measure,
      address: drilled.address,
      inputs,
    }
  },
}
