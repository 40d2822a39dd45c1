// Saved definitions of tables, links, indicators, charts, reports and variables, with where-used and history.
// In: checked definitions. Out: what is saved. Never runs one; a variable that could not be used is not saved.
import type { DefinitionUse } from '#shared/contract/definitions.ts'
import type { SavedDefinition } from '#shared/contract/responses.ts'
import type { Definition, DefinitionKind } from '#shared/model/definition.ts'
import { fail } from '#shared/model/failure.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { EngineContext, HandlersFor } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { definitionUses } from '#engine/process/variables/definitionUses.ts'
import type { UseTarget } from '#engine/process/variables/definitionUses.ts'
import { checkSavable, knownNames } from './workspaceVariables.ts'

const kindNames: Record<DefinitionKind, Bilingual> = {
  table: { vi: 'bảng', en: 'table' },
  link: { vi: 'liên kết', en: 'link' },
  indicator: { vi: 'chỉ tiêu', en: 'indicator' },
  chart: { vi: 'biểu đồ', en: 'chart' },
  report: { vi: 'báo cáo', en: 'report' },
  variable: { vi: 'biến', en: 'variable' },
  map: { vi: 'bản đồ', en: 'map' },
  chart_theme: { vi: 'mẫu màu biểu đồ', en: 'chart theme' },
}

/** More users than this are counted, not named. */
const named = 8
const usersText = (uses: DefinitionUse[], language: 'vi' | 'en'): string => {
  const names = uses
    .slice(0, named)
    .map(({ kind, id, title }) => `${kindNames[kind][language]} “${title[language]}” (${id})`)
  const more = uses.length - named
  return [...names, ...(more > 0 ? [language === 'vi' ? `và ${more} nơi nữa` : `and ${more} more`] : [])].join(', ')
}

const usesOf = (context: EngineContext, target: UseTarget): DefinitionUse[] => {
  const workspace = context.workspace()
  return definitionUses(definitionRepository(workspace.catalog).list(), knownNames(workspace), target)
}

const save = (context: EngineContext, definition: Definition): SavedDefinition => {
  const { catalog } = context.workspace()
  if (definition.kind === 'variable') checkSavable(context, definition)
  const saved = definitionRepository(catalog).save(definition, context.user)
  context.emit('data.changed', { what: 'definitions' })
  return saved
}

export const definitionHandlers: HandlersFor<
  | 'definitions.list'
  | 'definitions.get'
  | 'definitions.save'
  | 'definitions.remove'
  | 'definitions.uses'
  | 'definitions.history'
  | 'definitions.restore'
  | 'definitions.removed'
> = {
  'definitions.list': (context, { kind }) => definitionRepository(context.workspace().catalog).list(kind),
  'definitions.get': (context, { kind, id }) => definitionRepository(context.workspace().catalog).get(kind, id),
  'definitions.save': (context, { definition }) => save(context, definition),
  'definitions.remove': (context, { kind, id, force }) => {
    const { catalog } = context.workspace()
    const uses = force ? [] : usesOf(context, { kind, id })
    if (uses.length > 0) {
      const { vi, en } = kindNames[kind]
      return fail('DEFINITION_IN_USE', {
        kind,
        kind_vi: vi[0]?.toUpperCase() + vi.slice(1),
        kind_en: en,
        id,
        count: uses.length,
        users: usersText(uses, 'en'),
        users_vi: usersText(uses, 'vi'),
        users_en: usersText(uses, 'en'),
      })
    }
    definitionRepository(catalog).remove(kind, id, context.user)
    context.emit('data.changed', { what: 'definitions' })
    return null
  },
  'definitions.uses': (context, { kind, id, dataset }) => {
    if (kind !== 'stored_variable') return usesOf(context, { kind, id })
    return usesOf(context, {
      kind,
      id,
      dataset:
        dataset ?? fail('REQUEST_INVALID', { method: 'definitions.uses', field: 'dataset', reason: 'stored_variable' }),
    })
  },
  'definitions.history': (context, { kind, id }) => definitionRepository(context.workspace().catalog).history(kind, id),
  'definitions.restore': (context, { kind, id, entry }) => {
    const version = definitionRepository(context.workspace().catalog)
      .history(kind, id)
      .find((v) => v.definition !== null && (entry === undefined || v.entry === entry))
    return version?.definition
      ? save(context, version.definition)
      : fail('DEFINITION_NO_HISTORY', { kind, id, entry: entry ?? '' })
  },
  'definitions.removed': (context, { kind }) => definitionRepository(context.workspace().catalog).removed(kind),
}
