// Copies the selected rows and columns to the clipboard, as shown or as codes. In: a view, what is selected, how values
// read. Out: a notice. The engine logs what leaves; one too large is cut, and said so.
import { useCallback, useState } from 'react'
import type { Variable } from '#shared/model/dataset.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { ExploreRows } from '#shared/contract/responses.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import { call, callHost } from '../../../bridge/client.ts'
import type { AskedLeave } from '../../../components/LeaveDialog.tsx'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { crossingOf, places, rowsIn } from '../../../components/selection/areas.ts'
import type { Block, Run } from '../../../components/selection/areas.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, isNumber } from './cellText.ts'
import { copyText } from './model/copyText.ts'
import type { CodeLabels } from './useCodeLabels.ts'

export const mostRows = 10_000

/** The rows of several runs as one page, no more than may be copied at once. */
const copiedRows = async (view: string, runs: readonly Run[], variables: string[]): Promise<ExploreRows> => {
  const pages: ExploreRows[] = []
  let left = mostRows
  for (const { first, last } of runs) {
    if (left <= 0) break
    const limit = Math.min(last - first + 1, left)
    left -= limit
    pages.push(await call('explore.copy', { view, offset: first, limit, variables }))
  }
  return {
    offset: runs[0]?.first ?? 0,
    rowIds: pages.flatMap((p) => p.rowIds),
    flags: pages.flatMap((p) => p.flags),
    columns: (pages[0]?.columns ?? []).map((c, i) => ({
      ...c,
      values: pages.flatMap((p) => p.columns[i]?.values ?? []),
    })),
  }
}

type CopyRows = (areas: readonly Block[], codes: boolean) => Promise<void>

export const useCopyRows = (
  { dataset, view }: { dataset: string; view: string | null },
  shown: readonly Variable[],
  labels: CodeLabels,
): { copyRows: CopyRows; copyLeave: AskedLeave | null; endCopyLeave: () => void } => {
  const { t, label, language } = useTexts('explore')
  const format = useFormat()
  /** Copying waits for the leave of another. */
  const [copyLeave, setCopyLeave] = useState<AskedLeave | null>(null)
  const copyRows = useCallback(
    async function copy(areas: readonly Block[], codes: boolean): Promise<void> {
      if (view === null || areas.length === 0) return notify({ intent: 'info', text: t('copy.nothing') })
      const crossing = crossingOf(areas)
      if (crossing === null) return notify({ intent: 'warning', text: t('common:copyOneTable') })
      const chosen = places(crossing.columns).flatMap((at) => shown[at] ?? [])
      const byId = new Map(chosen.map((v) => [v.id, v]))
      // Labels are read in the version of the row's period, which may not be among the chosen columns.
      const names = [...new Set([...chosen.map((v) => v.id), periodVariableId])]
      const rows = rowsIn(crossing)
      try {
        const page = await copiedRows(view, crossing.rows, names)
        const periods = page.columns.find((c) => c.variable === periodVariableId)?.values ?? []
        const { tsv, html } = copyText(
          { rowIds: page.rowIds, columns: page.columns.filter((c) => byId.has(c.variable)) },
          {
            header: (id) => {
              const v = byId.get(id)
              return v ? label(v.label) + (v.unit && isNumber(v) ? ` (${label(v.unit)})` : '') : id
            },
            cell: (id, value, row) => {
              const v = byId.get(id)
              if (!v) return String(value)
              if (v.id === periodVariableId) return codes ? String(value) : format.periodShort(String(value))
              if (v.codeList)
                return codes
                  ? String(value)
                  : label(labels.label(id, String(value), periods[row] as string | null)) || String(value)
              return cellText(v, value, format)
            },
            numeric: (id) => {
              const v = byId.get(id)
              return v !== undefined && isNumber(v) && v.codeList === null
            },
            language,
          },
        )
        await callHost('host.copyText', { text: tsv, html })
        notify({
          intent: rows > mostRows ? 'warning' : 'success',
          text: t(rows > mostRows ? 'copy.cut' : 'copy.done', {
            rows: format.integer(page.rowIds.length),
            columns: chosen.length,
          }),
        })
      } catch (thrown) {
        if (toFailureValue(thrown).code !== 'LEAVE_NEEDED') return notifyFailure(thrown)
        const request = { dataset, variables: names }
        setCopyLeave({ method: 'explore.copy', request, onGiven: () => void copy(areas, codes) })
      }
    },
    [dataset, view, shown, labels, t, label, language, format],
  )
  return { copyRows, copyLeave, endCopyLeave: () => setCopyLeave(null) }
}
