// The office's rules: their list, checking, keeping and running them, what fails. In: documents and names. Out: lists
// and results.
import type { HandlersFor } from '#engine/workspace/context.ts'
import { knownDataset } from '#engine/collect/layouts/knownDatasets.ts'
import { listRules, ruleProblem, saveRules } from './keepRules.ts'
import { readFailures } from './readFailures.ts'
import { runRules } from './runRules.ts'

export const ruleHandlers: HandlersFor<'rules.list' | 'rules.check' | 'rules.save' | 'rules.run' | 'rules.failures'> = {
  'rules.list': (context, { dataset }) => listRules(context.workspace(), dataset),
  'rules.check': (context, { dataset, rule }) =>
    ruleProblem(context.workspace(), knownDataset(context.workspace(), dataset), rule),
  'rules.save': (context, { dataset, rules }) => saveRules(context, dataset, rules),
  'rules.run': runRules,
  'rules.failures': (context, request) => readFailures(context.workspace(), request),
}
