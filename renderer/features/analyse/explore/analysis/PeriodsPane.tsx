// A variable in two periods side by side, with the change of each category. In: a view, a variable, the dataset's
// periods.
import { useState } from 'react'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import type { PaneProps } from './pane.ts'
import { PeriodsTable } from './PeriodsTable.tsx'
import { VariableChoice } from './VariableChoice.tsx'

export const PeriodsPane = ({
  view,
  variable,
  variables,
  periods,
  onClose,
  onVariable,
}: PaneProps & { onVariable: (variable: string) => void }) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const [from, setFrom] = useState(periods.at(-2) ?? periods[0] ?? '')
  const [to, setTo] = useState(periods.at(-1) ?? '')
  const answer = useAnswer(
    'explore.comparePeriods',
    periods.length === 0 ? null : { view, variable: variable.id, from, to },
  )
  const data = answer.data?.variable === variable.id ? answer.data : null
  const options = periods.map((value) => ({ value, label: format.periodShort(value) }))
  return (
    <AnalysisFrame
      title={t('periods.title', { variable: label(variable.label) })}
      onClose={onClose}
      copies={data !== null}
      controls={
        <>
          <VariableChoice
            label={t('common:variable')}
            value={variable.id}
            variables={variables.filter((v) => v.id !== 'period' && v.type !== 'hash')}
            onChange={(id) => {
              if (id) onVariable(id)
            }}
          />
          <ChoiceField label={t('periods.from')} value={from} options={options} onChange={setFrom} />
          <ChoiceField label={t('periods.to')} value={to} options={options} onChange={setTo} />
        </>
      }
    >
      <AnswerState answer={answer} />
      {periods.length < 2 && <p className="sd-muted">{t('periods.one')}</p>}
      {data && <PeriodsTable data={data} variable={variable} busy={!answer.current} />}
    </AnalysisFrame>
  )
}
