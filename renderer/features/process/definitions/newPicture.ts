// Begins a chart or a map of a saved table or indicator, unsaved, in a tab of its own. In: what it draws. Out: an open
// document.
import type { ChartKind } from '#shared/model/chart.ts'
import type { Bilingual, Language } from '#shared/model/text.ts'
import { useWorkbench } from '../../../app/workbench.ts'

export type PictureSource = { kind: 'table' | 'indicator'; id: string; title: Bilingual }

const open = (
  feature: 'charts' | 'maps',
  kind: 'chart' | 'map',
  source: PictureSource,
  language: Language,
  more: object,
) =>
  useWorkbench.getState().openDocument({
    feature,
    documentId: `new_${source.id}_${kind}`,
    title: source.title[language],
    parameters: {
      isNew: true,
      draft: { kind, id: `new_${kind}`, title: source.title, source: { from: source.kind, id: source.id }, ...more },
    },
  })

/** A series is drawn as a line, a table as bars. */
export const newChart = (source: PictureSource, language: Language): void => {
  const chart: ChartKind = source.kind === 'indicator' ? 'line' : 'bar'
  open('charts', 'chart', source, language, { chart })
}

export const newMap = (source: PictureSource, language: Language): void => open('maps', 'map', source, language, {})
