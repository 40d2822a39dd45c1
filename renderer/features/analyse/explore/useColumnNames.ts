// Names of variables and values for sentences of the filter: of the dataset and, across links, of those it is linked
// to.
import { useMemo } from 'react'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText } from './cellText.ts'
import type { ChipNames } from './chipSentence.ts'
import type { FilterVariable } from './filter/filterVariables.ts'
import { useCodeLabels } from './useCodeLabels.ts'

export const useColumnNames = (variables: readonly FilterVariable[]): ChipNames => {
  const { label } = useTexts()
  const format = useFormat()
  // Labels are looked up by the name the filter uses.
  const named = useMemo(() => variables.map((v) => ({ ...v.variable, id: v.ref })), [variables])
  const labels = useCodeLabels(named)
  return useMemo(() => {
    const byRef = new Map(variables.map((v) => [v.ref, v]))
    return {
      variable: (ref) => {
        const found = byRef.get(ref)
        return found ? label(found.variable.label) : ref
      },
      value: (ref, code) => {
        const found = byRef.get(ref)
        return label(labels.label(ref, code)) || (found ? cellText(found.variable, code, format) : code)
      },
    }
  }, [variables, labels, label, format])
}
