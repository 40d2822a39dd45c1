// What a batch runs: every definition by every period and territory, each with the name of its file. In: the request.
// Out: items, those that cannot be run with their failure. Nothing is computed here.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BatchRequest } from '#shared/contract/production.ts'
import { parseDefinition } from '#shared/model/definition.ts'
import { fail, toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { parsePeriod, shiftPeriod } from '#shared/model/period.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { frozenNow } from '#engine/analyse/compare/computeState.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { tableModel } from '#engine/analyse/tabulate/plan/tableModel.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { narrowDefinition, territoryCodes } from './narrowDefinition.ts'
import type { DatasetFacts, TerritoryList } from './narrowDefinition.ts'

export type PlannedItem = {
  id: string
  title: Bilingual
  file: string
  period: string
  territory: string
  /** Null where it cannot be run. */
  definition: TableDefinition | null
  notices: Bilingual[]
  failure: FailureValue | null
}

type Source = { id: string; definition: TableDefinition | null; failure: FailureValue | null }

const fromFolder = async (folder: string): Promise<Source[]> => {
  const names = await readdir(folder).catch((thrown: Error) =>
    fail('FILE_UNREADABLE', { path: folder, reason: thrown.message }, undefined, thrown),
  )
  const sources: Source[] = []
  for (const name of names.filter((n) => n.toLowerCase().endsWith('.json')).toSorted()) {
    try {
      const value: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'))
      // Other kinds of definition, and reports of earlier batches, may lie in the same folder.
      if (value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'table')
        sources.push({ ...definedBy(value), id: name })
      else if (value === null || typeof value !== 'object' || !('kind' in value || 'format' in value))
        parseDefinition('table', value)
    } catch (thrown) {
      const failure =
        thrown instanceof SyntaxError
          ? { code: 'DEFINITION_INVALID' as const, facts: { field: name, reason: thrown.message } }
          : toFailureValue(thrown)
      sources.push({ id: name, definition: null, failure })
    }
  }
  return sources.map((source) => (source.definition === null ? source : { ...source, id: source.definition.id }))
}

const definedBy = (value: unknown): Source => ({ id: '', definition: parseDefinition('table', value), failure: null })

const fromWorkspace = (context: EngineContext, ids: readonly string[]): Source[] => {
  const definitions = definitionRepository(context.workspace().catalog)
  return ids.map((id) => {
    try {
      return { id, definition: definitions.get('table', id), failure: null }
    } catch (thrown) {
      return { id, definition: null, failure: toFailureValue(thrown) }
    }
  })
}

/**
 * The variable a territory narrows: named, or the first of the dataset with the list of provinces, or of the link the
 * table uses.
 */
const territoryOf = (
  model: TableModel,
  definition: TableDefinition,
  named: string | undefined,
): TerritoryList | null => {
  const used = new Set(JSON.stringify(definition).match(/\b[a-z][a-z0-9_]*(?=\.[a-z])/g) ?? [])
  const links = model.links
    .toSorted((a, b) => Number(used.has(b.id)) - Number(used.has(a.id)))
    .filter((l) => used.has(l.id) || !model.links.some((other) => used.has(other.id)))
  const candidates = [
    ...model.dataset.variables.map((variable) => ({ ref: variable.id, variable })),
    ...links.flatMap((link) =>
      link.right.variables.map((variable) => ({ ref: `${link.id}.${variable.id}`, variable })),
    ),
  ]
  const found = candidates.find(({ ref, variable }) =>
    named === undefined ? variable.codeList === 'province' : ref === named,
  )
  if (named !== undefined && !found) return fail('VARIABLE_UNKNOWN', { variable: named, dataset: model.dataset.id })
  return found && found.variable.codeList !== null
    ? { variable: found.ref, list: found.variable.codeList, lists: model.lists }
    : null
}

/** What narrowing a table to a period and a territory needs to know of its dataset. */
export const datasetFacts = (
  context: EngineContext,
  definition: TableDefinition,
  territoryVariable: string | undefined,
): DatasetFacts => {
  const model = tableModel(context, definition.dataset)
  return {
    dataset: definition.dataset,
    periods: model.periods,
    periodKind: model.dataset.periodKind,
    territory: territoryOf(model, definition, territoryVariable),
  }
}

const safe = (text: string): string => text.replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-')

/** "{id}_{period}_{territory}" with empty places closed up. */
export const fileNameOf = (pattern: string, values: { id: string; period: string; territory: string }): string =>
  safe(pattern.replace(/\{(id|period|territory)\}/g, (_, key: 'id' | 'period' | 'territory') => values[key]))
    .replace(/([_\- .])[_\- .]+/g, '$1')
    .replace(/^[_\- .]+|[_\- .]+$/g, '') || 'table'

const itemsOf = (context: EngineContext, source: Source, request: BatchRequest): PlannedItem[] => {
  const base = {
    id: source.id,
    title: source.definition?.title ?? { vi: source.id, en: source.id },
    notices: [] as Bilingual[],
  }
  const failed = (failure: FailureValue | null, period: string, territory: string): PlannedItem => ({
    ...base,
    file: fileNameOf(request.pattern, { id: source.id, period, territory }),
    period,
    territory,
    definition: null,
    failure,
  })
  const { definition } = source
  if (definition === null) return [failed(source.failure, '', '')]
  let facts: DatasetFacts
  try {
    facts = datasetFacts(context, definition, request.territoryVariable)
  } catch (thrown) {
    return [failed(toFailureValue(thrown), '', '')]
  }
  const frozen = frozenNow(context, definition)
  // School years and calendar periods may stand in one batch: each table takes those of its own kind, where there are
  // any.
  const fitting = request.periods.filter(
    (period) => (parsePeriod(period)?.kind === 'school_year') === (facts.periodKind === 'school_year'),
  )
  return (request.periods.length === 0 ? [null] : fitting.length > 0 ? fitting : request.periods).flatMap((period) => {
    const asked = request.territories.flatMap((territory): (string | null)[] =>
      territory === 'country'
        ? [null]
        : territory === 'each'
          ? facts.territory
            ? territoryCodes(facts.territory, period)
            : ['each']
          : [territory],
    )
    return (request.territories.length === 0 ? [undefined] : asked).map((territory): PlannedItem => {
      const words = { period: period ?? '', territory: territory === undefined ? '' : (territory ?? 'country') }
      try {
        const narrowed = narrowDefinition(frozen, facts, { period, territory })
        return {
          ...base,
          ...words,
          title: narrowed.definition.title,
          file: fileNameOf(request.pattern, { id: definition.id, ...words }),
          definition: narrowed.definition,
          notices: narrowed.notices,
          failure: null,
        }
      } catch (thrown) {
        return failed(toFailureValue(thrown), words.period, words.territory)
      }
    })
  })
}

/** Fails BATCH_EMPTY, or BATCH_NAMES_CLASH where two files would overwrite each other; all else is told by item. */
export const batchItems = async (context: EngineContext, request: BatchRequest): Promise<PlannedItem[]> => {
  const sources = [
    ...(request.source === undefined ? [] : await fromFolder(request.source)),
    ...fromWorkspace(context, request.tables),
  ]
  if (sources.length === 0) return fail('BATCH_EMPTY', { path: request.source ?? '–' })
  const items = sources.flatMap((source) => itemsOf(context, source, request))
  if (request.output === 'files') {
    const seen = new Map<string, string>()
    for (const item of items) {
      if (item.definition === null) continue
      const key = item.file.toLowerCase()
      const words = [item.id, item.period, item.territory].filter((text) => text !== '').join(' ')
      const first = seen.get(key)
      if (first !== undefined) return fail('BATCH_NAMES_CLASH', { file: item.file, first, second: words })
      seen.set(key, words)
    }
  }
  return items
}

/** The periods a run of this one may be set against: the same a year before, and the one before. */
export const earlierPeriods = (period: string): string[] =>
  [shiftPeriod(period, -1, 'year'), shiftPeriod(period, -1)].flatMap((p) => (p === null ? [] : [p]))
