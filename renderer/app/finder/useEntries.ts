// Everything the finder can reach: commands of any screen, datasets, their variables and levels, lists and codes, saved
// definitions, help.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { call } from '../../bridge/client.ts'
import { useDatasets, useDefinitions } from '../../bridge/queries.ts'
import { activeCommands, useCommands } from '../../components/useCommand.ts'
import { useTexts } from '../../i18n/index.ts'
import { helpPages } from '../../features/office/help/pages.ts'
import { useWorkbench } from '../workbench.ts'
import type { FeatureId } from '../workbench.ts'
import { elsewhere, runElsewhere } from './elsewhere.ts'
import type { Findable } from './rank.ts'

export type FinderEntry = Findable & {
  id: string
  kind: 'command' | 'dataset' | 'variable' | 'level' | 'list' | 'code' | 'definition' | 'help'
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

/** The levels above the most detailed one, of all versions of a list, each once. */
const upperLevels = (versions: readonly CodeListVersion[], list: string | null): CodeListVersion['levels'] => [
  ...new Map(
    versions
      .filter((v) => v.list === list)
      .flatMap((v) => v.levels.slice(1).map((level) => [level.id, level] as const)),
  ).values(),
]

export const useEntries = (): FinderEntry[] => {
  const { t, label, language } = useTexts('frame')
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
  const { openDocument, goTo, showHelp } = useWorkbench()
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
      ...elsewhere
        .filter(({ command }) => !commands.some((c) => c.id === command))
        .map((one): FinderEntry => ({
          id: `command ${one.command}`,
          kind: 'command',
          title: t(one.text),
          path: path(t('finder.command'), t(`feature.${one.feature}`)),
          hint: '',
          run: () => runElsewhere(one),
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
      ...details.flatMap((d) =>
        d.definition.variables.flatMap((v) =>
          upperLevels(versions, v.codeList).map((level): FinderEntry => ({
            id: `level ${d.id} ${v.id} ${level.id}`,
            kind: 'level',
            title: label(level.label),
            keywords: level.id,
            path: path(t('finder.level'), label(v.label), label(d.label)),
            hint: '',
            run: () => explore(d.id, label(d.label), { profile: v.id }),
          })),
        ),
      ),
      ...versions.map((version): FinderEntry => ({
        id: `list ${version.list} ${version.version}`,
        kind: 'list',
        title: label(version.label),
        keywords: `${version.list} ${version.version}`,
        path: t('finder.list'),
        hint: '',
        run: () =>
          openDocument({
            feature: 'datasets',
            documentId: `list:${version.list}`,
            title: label(version.label),
            parameters: { version: version.version },
          }),
      })),
      ...Object.entries(helpPages(language)).flatMap(([screen, page]) =>
        page.sections.map((section): FinderEntry => ({
          id: `help ${screen} ${section.title}`,
          kind: 'help',
          title: section.title,
          keywords: section.points.join(' '),
          path: path(t('finder.help'), page.title),
          hint: 'F1',
          run: () => showHelp(screen),
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
  }, [commands, datasets, definitions, details, versions, t, label, language, openDocument, goTo, showHelp])
}
