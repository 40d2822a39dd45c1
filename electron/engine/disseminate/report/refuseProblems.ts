// What could not be filled as one failure, in the words of each place. In: a composed report. Out: nothing, or
// REPORT_INCOMPLETE.
import { fail } from '#shared/model/failure.ts'
import type { ComposedReport } from './composeReport.ts'

export const refuseProblems = ({ definition, problems }: Pick<ComposedReport, 'definition' | 'problems'>): void => {
  const [first] = problems
  if (!first) return
  fail('REPORT_INCOMPLETE', { report: definition.id, count: problems.length, vi: first.text.vi, en: first.text.en })
}
