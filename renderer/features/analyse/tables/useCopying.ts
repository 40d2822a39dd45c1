// Copies a block of a table, or all of it, with its headings: HTML for Word and Excel, tab-separated text for all others.
// In: cube and layout. Out: the clipboard filled by the host, and said aloud.
import { useCallback } from 'react'
import { tableToClipboard } from '#shared/format/tableToClipboard.ts'
import type { TableLayout } from '#shared/format/layoutTypes.ts'
import type { Cube } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import { failureMessage } from '#shared/model/messages.ts'
import { callHost } from '../../../bridge/client.ts'
import { useAnnounce } from '../../../components/announce.tsx'
import { notify } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { Block } from './model/block.ts'

/** Null: the whole table, with title and notes. */
export const useCopying = (cube: Cube, layout: TableLayout): ((block: Block | null) => Promise<void>) => {
  const { t, language } = useTexts('tables')
  const announce = useAnnounce()
  return useCallback(
    async (block) => {
      try {
        const { html, tsv } = tableToClipboard(cube, layout, block, language)
        await callHost('host.copyText', { text: tsv, html })
        const size = block ?? { top: 0, left: 0, bottom: layout.rows.length - 1, right: layout.columns.length - 1 }
        announce(t('copied', { count: (size.bottom - size.top + 1) * (size.right - size.left + 1) }))
      } catch (thrown) {
        const failure = toFailureValue(thrown)
        notify({ intent: 'error', text: failureMessage(failure, language), failure })
      }
    },
    [announce, cube, language, layout, t],
  )
}
