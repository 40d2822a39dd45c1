// Values of a number far from the others, by a rule told beneath the controls. In: a view, a variable. Out: the records
// as a view.
import { Button } from '@fluentui/react-components'
import { TableSearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { outlierRules } from '#shared/contract/explore.ts'
import { ChoiceField, NumberField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { isNumber } from '../cellText.ts'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import { OutlierTable } from './OutlierTable.tsx'
import type { PaneProps } from './pane.ts'
import { VariableChoice } from './VariableChoice.tsx'

type Rule = (typeof outlierRules)[number]

export const OutliersPane = ({
  view,
  variable,
  variables,
  filter,
  onClose,
  onBase,
  onVariable,
}: PaneProps & { onVariable: (variable: string) => void }) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const [rule, setRule] = useState<Rule>('quartiles')
  const [factor, setFactor] = useState(3)
  const [group, setGroup] = useState<string | null>(null)
  const asked = { variable: variable.id, rule, factor, group }
  const answer = useAnswer('explore.outliers', { view, ...asked }, 150)
  const data = answer.data?.variable === variable.id ? answer.data : null
  const grouping = variables.find((v) => v.id === group)
  const found = data ? data.below + data.above : 0
  return (
    <AnalysisFrame
      title={t('outliers.title', { variable: label(variable.label) })}
      onClose={onClose}
      copies={data !== null}
      controls={
        <>
          <VariableChoice
            label={t('common:variable')}
            value={variable.id}
            variables={variables.filter(isNumber)}
            onChange={(id) => {
              if (id) onVariable(id)
            }}
          />
          <ChoiceField
            label={t('outliers.rule')}
            value={rule}
            onChange={setRule}
            options={[
              { value: 'quartiles', label: t('outliers.quartiles') },
              { value: 'logarithms', label: t('outliers.logarithms') },
            ]}
          />
          <NumberField
            label={t('outliers.factor')}
            value={factor}
            min={0.5}
            max={20}
            step={0.5}
            onChange={(next) => setFactor(Math.round(next * 10) / 10)}
          />
          <VariableChoice
            label={t('outliers.group')}
            value={group}
            none={t('outliers.noGroup')}
            variables={variables.filter((v) => v.codeList !== null || v.id === 'period')}
            onChange={setGroup}
          />
        </>
      }
    >
      <p className="sd-analysis__rule">
        {t(`outliers.${rule}Rule`, { factor: format.decimal(factor, Number.isInteger(factor) ? 0 : 1) })}{' '}
        {grouping && t('outliers.within', { group: label(grouping.label) })}
      </p>
      <AnswerState answer={answer} />
      {data && (
        <>
          <div className="sd-analysis__found" role="status">
            <strong>
              {t('outliers.found', {
                found: format.integer(found),
                records: format.integer(data.records),
                below: format.integer(data.below),
                above: format.integer(data.above),
              })}
            </strong>
            {onBase && (
              <Button
                size="small"
                appearance="primary"
                icon={<TableSearchRegular />}
                disabled={found === 0 || !answer.current}
                onClick={() => onBase({ type: 'outliers', filter, ...asked })}
              >
                {t('analysis.showRecords')}
              </Button>
            )}
          </div>
          {data.skipped > 0 && (
            <p className="sd-muted">
              {t('outliers.skipped', {
                count: data.skipped,
                n: format.integer(data.skipped),
                smallest: data.smallestGroup,
              })}
            </p>
          )}
          <OutlierTable data={data} variable={variable} grouping={grouping ?? null} busy={!answer.current} />
        </>
      )}
    </AnalysisFrame>
  )
}
