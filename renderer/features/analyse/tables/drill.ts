// From a cell to the records behind it: asks the engine, opens them as a tab, says whether their own sum is the cell.
// In: definition, address, measure. Out: an explore document. The comparison is the engine's, recomputed from the
// records.
import { useCallback, useRef, useState } from 'react'
import type { DrillResult } from '#shared/contract/responses.ts'
import { formatCell } from '#shared/format/cell.ts'
import { formatInteger } from '#shared/format/number.ts'
import type { CubeMeasure } from '#shared/model/cube.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { TableDefinition } from '#shared/model/table.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { runJob } from '../../../bridge/client.ts'
import { notify, notifyFailure } from '../../../components/notices.ts'
import { useTexts } from '../../../i18n/index.ts'
import { handOverDrill } from '../explore/drilledViews.ts'
import type { CellAddress } from '../../../components/cube/cellAddress.ts'

/** Parameters of the explore document a drill opens. All JSON: remembered with the tab, and asked again by it. */
export type DrillParameters = {
  drill: { definition: TableDefinition; address: CellAddress; measure: string }
  /** "1.234 bản ghi; tổng tính lại từ các bản ghi: 5.678 = ô". */
  proof: Bilingual
}

type Ask = { definition: TableDefinition; address: CellAddress; measure: CubeMeasure; title: string }

export const useDrill = (): { drill: (ask: Ask) => void; drilling: boolean } => {
  const { t, language } = useTexts('tables')
  const [drilling, setDrilling] = useState(false)
  const running = useRef<AbortController | null>(null)

  const proofIn = useCallback(
    (lng: 'vi' | 'en', result: DrillResult, measure: CubeMeasure): string => {
      const value = (v: DrillResult['cellValue']): string =>
        formatCell({ value: v, status: v === null ? 'not_available' : 'value' }, measure, lng)
      return t(result.equal ? 'drillEqual' : 'drillDiffers', {
        lng,
        records: formatInteger(result.viewRecords, lng),
        value: value(result.viewValue),
        cell: value(result.cellValue),
      })
    },
    [t],
  )

  const drill = useCallback(
    ({ definition, address, measure, title }: Ask) => {
      running.current?.abort()
      const mine = new AbortController()
      running.current = mine
      setDrilling(true)
      const run = async (): Promise<void> => {
        try {
          const result = await runJob(
            'table.drill',
            { definition, address, measure: measure.id },
            { signal: mine.signal },
          )
          const proof: Bilingual = { vi: proofIn('vi', result, measure), en: proofIn('en', result, measure) }
          const parameters: DrillParameters = { drill: { definition, address, measure: measure.id }, proof }
          // The document shows this very view; after a restart it asks for one of its own.
          handOverDrill(parameters.drill, result)
          useWorkbench
            .getState()
            .openDocument({ feature: 'explore', documentId: `drill_${result.view.view}`, title, parameters })
          // The records' own page shows the proof; a difference must be seen at once.
          if (!result.equal) notify({ intent: 'error', text: proof[language] })
        } catch (thrown) {
          if (toFailureValue(thrown).code !== 'CANCELLED') notifyFailure(thrown)
        } finally {
          if (running.current === mine) setDrilling(false)
        }
      }
      void run()
    },
    [language, proofIn],
  )
  return { drill, drilling }
}
