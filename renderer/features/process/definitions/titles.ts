// What a definition is called. Tables, charts and reports have a title, links and indicators a label.
import type { Definition, DefinitionKind } from '#shared/model/definition.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { FeatureId } from '../../../app/workbench.ts'

export const titleOf = (definition: Definition): Bilingual =>
  'title' in definition ? definition.title : definition.label

/** The same definition under another name and title. */
export const retitled = <D extends Definition>(definition: D, id: string, title: Bilingual): D =>
  'title' in definition ? { ...definition, id, title } : { ...definition, id, label: title }

/** The screen that opens a definition as a document; variables and links have none of their own. */
export const featureOf = (kind: DefinitionKind): FeatureId | null => screens[kind] ?? null

const screens: Partial<Record<DefinitionKind, FeatureId>> = {
  table: 'tables',
  indicator: 'indicators',
  chart: 'charts',
  map: 'maps',
  report: 'reports',
}
