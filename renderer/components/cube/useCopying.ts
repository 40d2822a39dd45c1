// Copies a block of a table, or all of it, with its headings: HTML for Word and Excel, tab-separated text for all others.
// In: cube and layout. Out: the clipboard filled by the host with what the office's policy lets out, and said aloud.
import { useCallback } from 'react'
import { tableToClipboard } from '#shared/format/tableToClipboard.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { callHost } from '../../bridge/client.ts'
import { copyable } from './copyable.ts'
import { useAnnounce } from '../announce.tsx'
import { notify } from '../notices.ts'
import { useTexts } from '../../i18n/index.ts'
import type { Block } from './block.ts'

/** Null: the whole table, with title and notes. */
export const useCopying = (cube: Cube, layout: TableLayout): ((block: Block | null) => Promise<void>) => {
  const { t, language } = useTexts('tables')
  const announce = useAnnounce()
  return useCallback(
    async (block) => {
      try {
        const size = block ?? { top: 0, left: 0, bottom: layout.rows.length - 1, right: layout.columns.length - 1 }
        const cells = (size.bottom - size.top + 1) * (size.right - size.left + 1)
        const free = await copyable(cube, layout, cells)
        const { html, tsv } = tableToClipboard(free.cube, free.layout, block, language)
        await callHost('host.copyText', { text: tsv, html })
        announce(t('copied', { count: cells }))
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        notify({ intent: 'error', text: failureMessage(failure, language), failure })
      }
    },
    [announce, cube, language, layout, t],
  )
}
