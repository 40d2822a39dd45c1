// The records behind a cell, and the proof: their own count and value beside the cell's.
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { DrillResult } from '#shared/contract/responses.ts'
import type { Bilingual } from '#shared/model/text.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

/** `proof` is the sentence the table wrote with its own units and decimals; it holds while the records still agree. */
export const DrillBanner = ({ drill, proof }: { drill: DrillResult; proof: Bilingual | null }) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const value = (v: DrillResult['cellValue']): string => (v === null ? '–' : format.exactText(String(v)))
  return (
    <div className="sd-explore__notice">
      <MessageBar intent={drill.equal ? 'success' : 'error'} layout="multiline">
        <MessageBarBody>
          {drill.equal && proof
            ? label(proof)
            : drill.equal
              ? t('drillEqual', { records: format.integer(drill.viewRecords), value: value(drill.viewValue) })
              : t('drillDiffers', {
                  cellRecords: format.integer(drill.cellRecords),
                  viewRecords: format.integer(drill.viewRecords),
                  cellValue: value(drill.cellValue),
                  viewValue: value(drill.viewValue),
                })}
        </MessageBarBody>
      </MessageBar>
    </div>
  )
}
