// Every stored variable that some part of a prepared table reads, across links too. In: a prepared table. Out: names,
// each once. Pure.
import { periodVariableId } from '#shared/model/dataset.ts'
import { designVariables } from '#shared/model/survey.ts'
import { rowRef } from '../sampling/sample.ts'
import type { Prepared } from './prepare.ts'

export const storedRefs = ({ model, plan, variables, filter, measureFilters }: Prepared): string[] => {
  const { design } = model.dataset
  const made = new Set(variables.computed.map((c) => c.ref))
  return [
    ...new Set([
      ...plan.dimensions.map((d) => d.base),
      ...plan.measures.flatMap((m) => [m.column?.ref ?? [], m.weight?.ref ?? []].flat()),
      ...variables.used.flatMap((v) => v.reads),
      ...variables.computed.flatMap((c) => c.reads),
      ...variables.quantiles.flatMap((q) => q.reads),
      ...(filter?.variables ?? []),
      ...(plan.contributions?.respondent ? [plan.contributions.respondent.ref] : []),
      ...(plan.contributions?.of.flatMap((sum) => sum.factors.map((f) => f.ref)) ?? []),
      ...[...measureFilters.values()].flatMap((f) => f.variables),
      ...(design === undefined ? [] : [rowRef, periodVariableId, ...designVariables(design)]),
    ]),
  ].filter((ref) => !made.has(ref))
}
