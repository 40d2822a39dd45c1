// A report template taken into the workspace, with the tables and charts it shows. In: its id. Out: the report's id and
// what was saved. Never over a definition that is there already: what the office changed stays, and the report uses it.
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import type { TakenReport } from '#shared/contract/reports.ts'
import type { Definition } from '#shared/model/definition.ts'
import { fail } from '#shared/model/failure.ts'
import { tableLibrary } from './index.ts'
import { reportTemplates, tablesOfReport } from './reportTemplates.ts'

export const takeReport = (context: EngineContext, id: string): TakenReport => {
  const template = reportTemplates.find(({ report }) => report.id === id)
  if (!template) return fail('DEFINITION_UNKNOWN', { kind: 'report', id })
  const definitions = definitionRepository(context.workspace().catalog)
  const wanted = new Set(tablesOfReport(template.report, template.charts))
  const needed: Definition[] = [
    ...tableLibrary.filter((table) => wanted.has(table.id)),
    ...template.charts,
    template.report,
  ]
  const known = new Set(definitions.list().map((saved) => `${saved.kind} ${saved.id}`))
  const missing = needed.filter((definition) => !known.has(`${definition.kind} ${definition.id}`))
  for (const definition of missing) definitions.save(definition, context.user)
  context.emit('data.changed', { what: 'definitions' })
  return { report: id, saved: missing.map((definition) => definition.id), kept: needed.length - missing.length }
}
