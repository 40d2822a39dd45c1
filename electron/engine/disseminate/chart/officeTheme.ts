// The saved theme a chart names. In: a definition. Out: the theme, or null where it names none. Never another theme in
// its place.
import type { ChartDefinition, ChartThemeDefinition } from '#shared/model/chart.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'

export const officeTheme = (
  context: EngineContext,
  { office }: Pick<ChartDefinition, 'office'>,
): ChartThemeDefinition | null =>
  office === undefined ? null : definitionRepository(context.workspace().catalog).get('chart_theme', office)
