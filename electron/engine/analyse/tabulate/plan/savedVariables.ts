// The variables saved in a workspace, as they stand now. In: a context. Out: their definitions.
import type { DerivedVariable } from '#shared/model/variable.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'

export const savedVariables = (context: EngineContext): DerivedVariable[] =>
  definitionRepository(context.workspace().catalog)
    .list('variable')
    .flatMap((saved) => (saved.definition.kind === 'variable' ? [saved.definition] : []))
