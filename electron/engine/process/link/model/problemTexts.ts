// What speaks against trusting an estimate, as stable codes with the field they are about. In: problems. Out: "code" or
// "code:field". Never a sentence: the words are the screen's, in either language.
import type { LinkStages } from '#shared/model/linkModel.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { EstimateProblem } from './estimate.ts'

export const problemTexts = (problems: EstimateProblem[], stages: LinkStages, fields: PreparedField[]): string[] => {
  const fieldOf = (comparison: number): string => stages.model?.comparisons[comparison]?.field ?? ''
  const empty = fields.filter((field) => field.filled === 0).map((field) => `empty:${field.field.id}`)
  return [
    ...empty,
    ...problems.map((problem) => {
      switch (problem.kind) {
        case 'no_evidence':
          return `no_evidence:${fieldOf(problem.comparison)}`
        case 'unobserved':
          return `unobserved:${fieldOf(problem.comparison)}`
        case 'not_converged':
        case 'no_matches':
        case 'all_matches':
          return problem.kind
        default:
          return problem satisfies never
      }
    }),
  ]
}
