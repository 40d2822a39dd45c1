// Everything the finder can reach: commands, datasets, their variables, codes of short lists, saved definitions.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { call } from '../../bridge/client.ts'
import { useDatasets, useDefinitions } from '../../bridge/queries.ts'
import { activeCommands, useCommands } from '../../components/useCommand.ts'
import { useTexts } from '../../i18n/index.ts'
import { useWorkbench } from '../workbench.ts'
import type { FeatureId } from '../workbench.ts'
import type { Findable } from './rank.ts'

export type FinderEntry = Findable & {
  id: string
  kind: 'command' | 'dataset' | 'variable' | 'code' | 'definition'
  hint: string
  run: () => void
}

const featureOfKind: Record<string, FeatureId> = {
  table: 'tables',
  indicator: 'indicators',
  chart: 'charts',
  map: 'maps',
  report: 'reports',
  link: 'links',
}

export const useEntries = (): FinderEntry[] => {
  const { t, label } = useTexts('frame')
  const commands = useCommands((s) => s.commands)
  const datasets = useDatasets().data
  const definitions = useDefinitions().data
  const details = useQueries({
    queries: (datasets ?? []).map((d) => ({
      queryKey: ['datasets.get', { dataset: d.id }],
      queryFn: () => call('datasets.get', { dataset: d.id }),
    })),
    combine: (results) => results.flatMap((r) => (r.data ? [r.data] : [])),
  })
  const lists = [
    ...new Set(details.flatMap((d) => d.definition.variables.flatMap((v) => (v.codeList ? [v.codeList] : [])))),
  ]
  const versions = useQueries({
    queries: lists.map((list) => ({
      queryKey: ['codeLists.get', { list }],
      queryFn: () => call('codeLists.get', { list }),
    })),
    combine: (results) => results.flatMap((r) => r.data ?? []),
  })
  const { openDocument, goTo } = useWorkbench()
  return useMemo(() => {
    const path = (...parts: string[]): string => parts.join(' › ')
    const explore = (id: string, title: string, parameters?: Record<string, unknown>): void =>
      openDocument({ feature: 'explore', documentId: id, title, ...(parameters ? { parameters } : {}) })
    return [
      ...activeCommands(commands)
        .filter((c) => c.enabled !== false && c.id !== 'finder.open')
        .map((c): FinderEntry => ({
          id: `command ${c.id}`,
          kind: 'command',
          title: c.title,
          path: c.menu ? t(`menu.${c.menu}`) : t('finder.command'),
          hint: c.shortcut ?? '',
          run: c.run,
        })),
      ...(datasets ?? []).map((d): FinderEntry => ({
        id: `dataset ${d.id}`,
        kind: 'dataset',
        title: label(d.label),
        keywords: d.id,
        path: t('finder.dataset'),
        hint: '',
        run: () => explore(d.id, label(d.label)),
      })),
      ...(definitions ?? []).map((d): FinderEntry => ({
        id: `definition ${d.kind} ${d.id}`,
        kind: 'definition',
        title: label(d.title),
        keywords: d.id,
        path: t(`finder.kind.${d.kind}`),
        hint: '',
        run: () =>
          d.kind === 'link'
            ? goTo('links')
            : openDocument({ feature: featureOfKind[d.kind] ?? 'overview', documentId: d.id, title: label(d.title) }),
      })),
      ...details.flatMap((d) =>
        d.definition.variables.map((v): FinderEntry => ({
          id: `variable ${d.id} ${v.id}`,
          kind: 'variable',
          title: label(v.label),
          keywords: `${v.id} ${v.source ?? ''}`,
          path: path(t('finder.variable'), label(d.label)),
          hint: v.id,
          run: () => explore(d.id, label(d.label), { profile: v.id }),
        })),
      ),
      ...versions.flatMap((version) =>
        version.items.map((item): FinderEntry => ({
          id: `code ${version.list} ${version.version} ${item.code}`,
          kind: 'code',
          title: label(item.label),
          keywords: item.code,
          path: path(t('finder.code'), label(version.label)),
          hint: item.code,
          run: () =>
            openDocument({
              feature: 'datasets',
              documentId: `list:${version.list}`,
              title: label(version.label),
              parameters: { version: version.version, code: item.code },
            }),
        })),
      ),
    ]
  }, [commands, datasets, definitions, details, versions, t, label, openDocument, goTo])
}
