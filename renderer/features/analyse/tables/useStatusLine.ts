// The line at the foot of the window: records read, seconds, engine, whether the figures are protected, sums of what is
// selected. In: the answer in front. Out: what to call when the selection changes. Never the line of a tab behind.
import { useCallback, useEffect } from 'react'
import { useWorkbench } from '../../../app/workbench.ts'
import type { SelectionFacts } from '../../../components/cube/facts.ts'
import { useTexts } from '../../../i18n/index.ts'
import type { TableAnswer } from './useTableRun.ts'

export const useStatusLine = (answer: TableAnswer, active: boolean): ((selection: SelectionFacts | null) => void) => {
  const { t } = useTexts('tables')
  const { cube } = answer
  const selectionChanged = useCallback(
    (selection: SelectionFacts | null) => {
      if (!active) return
      useWorkbench.getState().setStatus({
        rows: cube.provenance.recordsUsed,
        seconds: answer.seconds,
        engine: cube.provenance.engine,
        confidential: answer.protection === null,
        ...(answer.sample ? { text: t('sampleMark') } : {}),
        ...(selection ? { selection } : {}),
      })
    },
    [active, answer, cube, t],
  )
  useEffect(() => selectionChanged(null), [selectionChanged])
  return selectionChanged
}
