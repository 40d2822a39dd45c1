// The variable every dataset has beside its own: the period of the delivery a row came in.
import { periodVariableId, variableSchema } from '#shared/model/dataset.ts'
import type { Variable } from '#shared/model/dataset.ts'

export const periodVariable: Variable = variableSchema.parse({
  id: periodVariableId,
  source: null,
  label: { vi: 'Kỳ', en: 'Period' },
  role: 'time',
  type: 'code',
})
