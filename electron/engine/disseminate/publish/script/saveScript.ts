// A script as a file. In: definition, language, path. Out: its size and hash. Never a figure in it, never a
// half-written file.
import { writeFile } from 'node:fs/promises'
import type { ScriptLanguage } from '#shared/contract/files.ts'
import type { ExportResult } from '#shared/contract/responses.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import { writeFileTarget } from '#engine/workspace/files/outputTarget.ts'
import { tableScript } from './tableScript.ts'

export const saveScript = async (
  context: EngineContext,
  definition: TableDefinition,
  language: ScriptLanguage,
  path: string,
): Promise<ExportResult> => {
  const started = performance.now()
  const { text } = tableScript(definition, tableModel(context, definition.dataset), language)
  const written = await writeFileTarget(path, (temporary) => writeFile(temporary, text))
  return { path, ...written, seconds: (performance.now() - started) / 1000 }
}
