// Two variables against each other under the present filter: records, or percent of row, column or all. In: a view, two variables.
import { Button } from '@fluentui/react-components'
import { ArrowSwapRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { CrossCategory } from '#shared/contract/explore.ts'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { crossFigure } from '../model/shares.ts'
import type { CrossShow } from '../model/shares.ts'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import { useCategoryName } from './categoryName.tsx'
import type { PaneProps } from './pane.ts'
import { VariableChoice } from './VariableChoice.tsx'

export type CrossPaneProps = Omit<PaneProps, 'onTable'> & {
  column: string | null
  onChange: (row: string, column: string | null) => void
  onTable?: ((row: string, column: string) => void) | undefined
}

const keyOf = (c: CrossCategory): string => `${c.code ?? ''}:${c.label?.vi ?? ''}:${c.others}`

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
  const format = useFormat()
  const name = useCategoryName()
  const [show, setShow] = useState<CrossShow>('records')
  const across = variables.find((v) => v.id === column)
  const answer = useAnswer('explore.cross', column === null ? null : { view, row: variable.id, column })
  const data = answer.data?.row === variable.id && answer.data.column === column ? answer.data : null
  const figure = (count: number, row: number, at: number): string => {
    const value = data ? crossFigure(data, count, row, at, show) : null
    return value === null || count === 0 ? '–' : show === 'records' ? format.integer(value) : format.percent(value)
  }
  const total = (records: number, share: boolean): string =>
    show === 'records'
      ? format.integer(records)
      : share && data && data.records > 0
        ? format.percent(records / data.records)
        : format.percent(1)
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
      {data && across && (
        <table className="sd-list-table sd-analysis__table sd-cross" aria-busy={!answer.current}>
          <caption className="sd-analysis__caption">
            {t('cross.caption', { records: format.integer(data.records) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">
                {label(variable.label)} \ {label(across.label)}
              </th>
              {data.columns.map((c) => (
                <th key={keyOf(c)} scope="col" className="num">
                  {name(across, c)}
                </th>
              ))}
              <th scope="col" className="num">
                {t('frequency.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, i) => (
              <tr key={keyOf(row)}>
                <th scope="row">{name(variable, row)}</th>
                {data.columns.map((c, j) => (
                  <td key={keyOf(c)} className="num">
                    {figure(data.cells[i]?.[j] ?? 0, i, j)}
                  </td>
                ))}
                <td className="num sd-total">{total(row.records, show !== 'row')}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('frequency.total')}</th>
              {data.columns.map((c) => (
                <td key={keyOf(c)} className="num">
                  {total(c.records, show !== 'column')}
                </td>
              ))}
              <td className="num">{total(data.records, true)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </AnalysisFrame>
  )
}
