// Saved definitions of tables, links, indicators, charts and reports. In: checked definitions. Out: what is saved. Never runs one.
import type { HandlersFor } from '../context.ts'
import { definitionRepository } from '../store/catalogDefinitions.ts'

export const definitionHandlers: HandlersFor<'definitions.list' | 'definitions.get' | 'definitions.save' | 'definitions.remove'> = {
  'definitions.list': (context, { kind }) => definitionRepository(context.workspace().catalog).list(kind),
  'definitions.get': (context, { kind, id }) => definitionRepository(context.workspace().catalog).get(kind, id),
  'definitions.save': (context, { definition }) => {
    const saved = definitionRepository(context.writableWorkspace().catalog).save(definition, context.user)
    context.emit('data.changed', { what: 'definitions' })
    return saved
  },
  'definitions.remove': (context, { kind, id }) => {
    definitionRepository(context.writableWorkspace().catalog).remove(kind, id, context.user)
    context.emit('data.changed', { what: 'definitions' })
    return null
  },
}
