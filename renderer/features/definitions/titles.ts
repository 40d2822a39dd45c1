// What a definition is called. Tables, charts and reports have a title, links and indicators a label.
import type { Definition } from '#shared/model/definition.ts'
import type { Bilingual } from '#shared/model/text.ts'

export const titleOf = (definition: Definition): Bilingual => ('title' in definition ? definition.title : definition.label)

/** The same definition under another name and title. */
export const retitled = <D extends Definition>(definition: D, id: string, title: Bilingual): D =>
  ('title' in definition ? { ...definition, id, title } : { ...definition, id, label: title })
