// The territories a report can be made for. In: a definition, a period. Out: codes and labels of the list valid then;
// none where no table of the report has a territory. Nothing is computed here.
import { datasetFacts } from '#engine/disseminate/batch/batchItems.ts'
import { territoryCodes, versionOn } from '#engine/disseminate/batch/narrowDefinition.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import type { ReportTerritories } from '#shared/contract/reports.ts'
import type { Period } from '#shared/model/period.ts'
import type { ReportDefinition } from '#shared/model/report.ts'

/**
 * Ids of the saved tables that a report shows or speaks of; a table that was deleted is told when the report is made.
 */
const tablesOf = (context: EngineContext, { blocks }: ReportDefinition): string[] => {
  const definitions = definitionRepository(context.workspace().catalog)
  const saved = new Set(definitions.list().flatMap(({ kind, id }) => (kind === 'table' ? [id] : [])))
  const named = blocks.flatMap((block): string[] => {
    if (block.type === 'table') return block.source.from === 'table' ? [block.source.id] : []
    if (block.type === 'paragraph') return block.figures.map(({ source }) => source.id)
    return block.type === 'panel' ? block.items.map(({ figure }) => figure.source.id) : []
  })
  return [...new Set(named)].filter((id) => saved.has(id))
}

export const reportTerritories = (
  context: EngineContext,
  definition: ReportDefinition,
  period: Period | null,
): ReportTerritories => {
  const definitions = definitionRepository(context.workspace().catalog)
  for (const id of tablesOf(context, definition)) {
    const { territory } = datasetFacts(context, definitions.get('table', id), undefined)
    if (territory === null) continue
    const versions = territory.lists.versions(territory.list)
    const version = (period === null ? undefined : versionOn(versions, period)) ?? versions.at(-1)
    const labels = new Map(version?.items.map((item) => [item.code, item.label]) ?? [])
    const territories = territoryCodes(territory, period).map((code) => ({
      code,
      label: labels.get(code) ?? { vi: code, en: code },
    }))
    return { territories }
  }
  return { territories: [] }
}
