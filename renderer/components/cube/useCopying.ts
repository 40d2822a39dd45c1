// Copies a block of a table, or all of it, with its headings: HTML for Word and Excel, tab-separated text for all
// others. In: cube and layout. Out: the clipboard filled by the host with what the office's policy lets out, and said
// aloud.
import { useCallback } from 'react'
import { tableToClipboard } from '#shared/format/tableToClipboard.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { callHost } from '../../bridge/client.ts'
import { copyable } from './copyable.ts'
import { useAnnounce } from '../announce.tsx'
import { notify, notifyFailure } from '../notices.ts'
import { useTexts } from '../../i18n/index.ts'
import { crossingCells, crossingOf, places } from '../selection/areas.ts'
import type { Block } from '../selection/areas.ts'

/** Null: the whole table, with title and notes. */
export const useCopying = (cube: Cube, layout: TableLayout): ((areas: readonly Block[] | null) => Promise<void>) => {
  const { t, language } = useTexts('tables')
  const announce = useAnnounce()
  return useCallback(
    async (areas) => {
      if (areas?.length === 0) return
      const crossing = areas && crossingOf(areas)
      if (areas && !crossing) return notify({ intent: 'warning', text: t('common:copyOneTable') })
      try {
        const cells = crossing ? crossingCells(crossing) : layout.rows.length * layout.columns.length
        const free = await copyable(cube, layout, cells)
        const chosen = crossing && { rows: places(crossing.rows), columns: places(crossing.columns) }
        const { html, tsv } = tableToClipboard(free.cube, free.layout, chosen, language)
        await callHost('host.copyText', { text: tsv, html })
        announce(t('copied', { count: cells }))
      } catch (thrown) {
        notifyFailure(thrown)
      }
    },
    [announce, cube, language, layout, t],
  )
}
