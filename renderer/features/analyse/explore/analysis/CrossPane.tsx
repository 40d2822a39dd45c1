// Two variables against each other under the present filter: records, or percent of row, column or all. In: a view, two
// variables.
import { Button } from '@fluentui/react-components'
import { ArrowSwapRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { AnswerState } from '../AnswerState.tsx'
import type { CrossShow } from '../model/shares.ts'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import { CrossTable } from './CrossTable.tsx'
import type { PaneProps } from './pane.ts'
import { VariableChoice } from './VariableChoice.tsx'

export type CrossPaneProps = Omit<PaneProps, 'onTable'> & {
  column: string | null
  onChange: (row: string, column: string | null) => void
  onTable?: ((row: string, column: string) => void) | undefined
}

export const CrossPane = ({
  view,
  variable,
  variables,
  column,
  onChange,
  onTable,
  noTable,
  onClose,
}: CrossPaneProps) => {
  const { t, label } = useTexts('explore')
  const [show, setShow] = useState<CrossShow>('records')
  const across = variables.find((v) => v.id === column)
  const answer = useAnswer('explore.cross', column === null ? null : { view, row: variable.id, column })
  const data = answer.data?.row === variable.id && answer.data.column === column ? answer.data : null
  const choices = variables.filter((v) => v.type !== 'hash')
  return (
    <AnalysisFrame
      title={
        across
          ? t('cross.title', { row: label(variable.label), column: label(across.label) })
          : t('cross.titleOne', { row: label(variable.label) })
      }
      onClose={onClose}
      noTable={noTable}
      onTable={onTable && column !== null ? () => onTable(variable.id, column) : undefined}
      copies={data !== null}
      controls={
        <>
          <VariableChoice
            label={t('cross.rows')}
            value={variable.id}
            variables={choices}
            onChange={(id) => {
              if (id) onChange(id, column)
            }}
          />
          <Button
            size="small"
            icon={<ArrowSwapRegular />}
            aria-label={t('cross.swap')}
            title={t('cross.swap')}
            disabled={column === null}
            onClick={() => {
              if (column !== null) onChange(column, variable.id)
            }}
          />
          <VariableChoice
            label={t('cross.columns')}
            value={column}
            variables={choices.filter((v) => v.id !== variable.id)}
            onChange={(id) => onChange(variable.id, id)}
          />
          <ChoiceField
            label={t('cross.show')}
            value={show}
            onChange={setShow}
            options={(['records', 'row', 'column', 'total'] as const).map((value) => ({
              value,
              label: t(`cross.${value}`),
            }))}
          />
        </>
      }
    >
      <AnswerState answer={answer} />
      {column === null && <p className="sd-muted">{t('cross.choose')}</p>}
      {data && across && <CrossTable data={data} row={variable} column={across} show={show} busy={!answer.current} />}
    </AnalysisFrame>
  )
}
