// The sample design of a dataset, declared or taken away after it was defined. In: a dataset, a design or null. Out:
// the dataset as it is now. Never a row changed; a design that names what the dataset does not have, or a weight that
// is no number, is refused.
import type { Dataset } from '#shared/model/dataset.ts'
import { fail } from '#shared/model/failure.ts'
import type { SurveyDesign } from '#shared/model/survey.ts'
import { appendAudit } from '#engine/workspace/audit/audit.ts'
import { isInColumnSet } from '#engine/workspace/columns/columnSet.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { datasetRepository } from '#engine/workspace/files/catalogDatasets.ts'
import { knownDataset } from './knownDatasets.ts'

const refuse = (dataset: Dataset, variable: string, vi: string, en: string): never =>
  fail('SURVEY_DESIGN_INVALID', { dataset: dataset.id, variable, problem_vi: vi, problem_en: en })

export const checkSurveyDesign = (dataset: Dataset, design: SurveyDesign): void => {
  const find = (id: string) => {
    const found = dataset.variables.find((v) => v.id === id)
    if (!found) return fail('VARIABLE_UNKNOWN', { variable: id, dataset: dataset.id })
    return isInColumnSet(found) ? found : fail('VARIABLE_NOT_TABULABLE', { variable: id })
  }
  const numbers = [design.weight, ...(design.replicates?.weights ?? [])]
  for (const id of design.population === undefined ? numbers : [...numbers, design.population]) {
    const { type } = find(id)
    if (type !== 'integer' && type !== 'decimal') refuse(dataset, id, 'phải là số', 'must be a number')
  }
  for (const id of [...design.strata, ...design.clusters]) {
    find(id)
    if (numbers.includes(id))
      refuse(dataset, id, 'là quyền số, không thể là tầng hay chùm', 'is a weight and cannot be a stratum or cluster')
  }
}

/** Calibrated weights belong to the weight they were made of: another weight leaves them behind. */
const withItsCalibrations = (before: SurveyDesign | undefined, design: SurveyDesign): SurveyDesign => {
  if (before === undefined || before.weight === design.weight) return design
  const { calibrations: _, ...plain } = design
  return plain
}

export const setSurveyDesign = (context: EngineContext, id: string, design: SurveyDesign | null): Dataset => {
  const workspace = context.workspace()
  const known = knownDataset(workspace, id)
  if (design !== null) checkSurveyDesign(known, design)
  const { design: before, ...plain } = known
  const dataset: Dataset = design === null ? plain : { ...plain, design: withItsCalibrations(before, design) }
  workspace.catalog
    .transaction(() => {
      appendAudit(workspace, {
        user: context.user,
        action: 'design',
        subject: `${id}: ${JSON.stringify(before ?? null)} → ${JSON.stringify(design)}`,
      })
      datasetRepository(workspace.catalog).save(dataset)
    })
    .immediate()
  context.emit('data.changed', { what: 'definitions' })
  return dataset
}
