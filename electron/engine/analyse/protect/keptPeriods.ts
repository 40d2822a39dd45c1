// The periods a table can hold. In: the model, a definition. Out: periods of deliveries that its filter does not leave
// out as a whole. Never read from the text of the filter: what a condition says of a period alone is asked of the
// condition.
import type { TableDefinition } from '#shared/model/table.ts'
import { prepareFilter } from '#engine/analyse/tabulate/plan/filter.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'

export const keptPeriods = (model: TableModel, { filter, variables }: TableDefinition): string[] => {
  const prepared = prepareFilter(model, filter, variables)
  return model.periods.filter((period) => prepared?.keepsPeriod(period) ?? true)
}
