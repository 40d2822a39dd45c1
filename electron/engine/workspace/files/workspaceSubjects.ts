// The subject areas of a workspace: those of the program, and those of datasets that users made. In: a workspace. Out:
// names. Each is a database file of the workspace, made when its first rows come.
import { builtInSubjects } from '#shared/model/dataset.ts'
import type { Subject } from '#shared/model/dataset.ts'
import { datasetRepository } from './catalogDatasets.ts'
import type { Workspace } from './workspace.ts'

export const subjectsOf = (workspace: Workspace): Subject[] => [
  ...new Set<Subject>([
    ...builtInSubjects,
    ...datasetRepository(workspace.catalog)
      .list()
      .map((dataset) => dataset.subject),
  ]),
]
