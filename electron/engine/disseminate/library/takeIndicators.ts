// The library of indicators in the open workspace: which can be computed here, and taken over. In: ids. Out: entries;
// what was saved. Never over a definition that is there already: what the office changed stays.
import type { LibraryIndicator, TakenIndicators } from '#shared/contract/indicators.ts'
import { fail } from '#shared/model/failure.ts'
import { isRecordInput } from '#shared/model/indicator.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { knownDatasets } from '#engine/collect/layouts/knownDatasets.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { definitionRepository } from '#engine/workspace/files/catalogDefinitions.ts'
import { deliveryRepository } from '#engine/workspace/files/catalogDeliveries.ts'
import { linkSetRepository } from '#engine/workspace/files/catalogLinkSets.ts'
import { indicatorLibrary } from './indicatorLibrary.ts'
import type { LibraryEntry } from './indicatorParts.ts'

/** An entry and those its definition is made of, these first. */
const withParts = (id: string): LibraryEntry[] => {
  const entry = indicatorLibrary.find((e) => e.id === id)
  if (!entry) return fail('DEFINITION_UNKNOWN', { kind: 'indicator', id })
  const parts = Object.values(entry.definition?.inputs ?? {}).flatMap((input) =>
    isRecordInput(input) ? [] : withParts(input.indicator),
  )
  return [...parts, entry]
}

const datasetsOf = (entries: readonly LibraryEntry[]): string[] => [
  ...new Set(
    entries.flatMap(({ definition }) =>
      Object.values(definition?.inputs ?? {}).flatMap((input) => (isRecordInput(input) ? [input.dataset] : [])),
    ),
  ),
]

export const libraryIndicators = (context: EngineContext): LibraryIndicator[] => {
  const workspace = context.workspace()
  const saved = new Set(
    definitionRepository(workspace.catalog)
      .list('indicator')
      .map((d) => d.id),
  )
  const labels = new Map(knownDatasets(workspace).map((d) => [d.id, d.label]))
  const deliveries = deliveryRepository(workspace.catalog)
  const links = new Set(
    linkSetRepository(workspace.catalog)
      .list()
      .map(({ definition }) => definition.id),
  )
  return indicatorLibrary.map((entry) => {
    const { code, id, label, domain, definition, waitsFor } = entry
    const all = definition === null ? [entry] : withParts(id)
    const missing: Bilingual[] = [
      ...datasetsOf(all)
        .filter((dataset) => deliveries.current(dataset).length === 0)
        .map((dataset) => labels.get(dataset) ?? { vi: dataset, en: dataset }),
      ...[...new Set(all.flatMap((e) => e.links))]
        .filter((link) => !links.has(link))
        .map((link) => ({ vi: `liên kết ${link}`, en: `link ${link}` })),
    ]
    const state = definition === null ? 'waits' : missing.length > 0 ? 'no_data' : 'ready'
    return { code, id, label, domain, definition, state, missing, waitsFor, saved: saved.has(id) }
  })
}

export const takeIndicators = (context: EngineContext, ids: readonly string[]): TakenIndicators => {
  const definitions = definitionRepository(context.workspace().catalog)
  const wanted = new Map(ids.flatMap(withParts).map((entry) => [entry.id, entry]))
  const there = new Set(definitions.list('indicator').map((d) => d.id))
  const missing = [...wanted.values()].flatMap(({ definition }) =>
    definition === null || there.has(definition.id) ? [] : [definition],
  )
  for (const definition of missing) definitions.save(definition, context.user)
  context.emit('data.changed', { what: 'definitions' })
  return { saved: missing.map((d) => d.id), kept: wanted.size - missing.length }
}
