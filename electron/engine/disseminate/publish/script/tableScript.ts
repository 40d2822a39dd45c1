// A script that repeats a table from exported records. In: definition, table model, language. Out: its text, and the
// records export it reads. What the language cannot say is refused by name (SCRIPT_NOT_SAYABLE). Never a figure of the
// table in it.
import type { ScriptLanguage, TableScript } from '#shared/contract/files.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { rScript } from './rScript.ts'
import { scriptPlan } from './scriptPlan.ts'
import type { ScriptPlan } from './scriptPlan.ts'
import { spssScript } from './spssScript.ts'
import { sqlScript } from './sqlScript.ts'
import { stataScript } from './stataScript.ts'

const writers: Record<ScriptLanguage, { extension: string; write: (plan: ScriptPlan) => string }> = {
  r: { extension: 'R', write: rScript },
  stata: { extension: 'do', write: stataScript },
  spss: { extension: 'sps', write: spssScript },
  sql: { extension: 'sql', write: sqlScript },
}

/** `fileName`: of the records export; absent, the dataset's name. */
export const tableScript = (
  definition: TableDefinition,
  model: TableModel,
  language: ScriptLanguage,
  fileName?: string,
): TableScript => {
  const plan = scriptPlan(definition, model, language, fileName)
  const { extension, write } = writers[language]
  const { format, variables, filter } = plan.file
  return {
    language,
    text: write(plan),
    fileName: `${definition.id}.${extension}`,
    records: { format, variables, filter },
  }
}
