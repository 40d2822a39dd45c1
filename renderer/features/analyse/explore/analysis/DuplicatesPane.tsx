// Records that share chosen variables: groups with their sizes. In: a view, the dataset's variables. Out: all of them,
// or a group, as a view.
import { Button, Checkbox } from '@fluentui/react-components'
import { TableSearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { periodVariableId } from '#shared/model/dataset.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import { useCategoryName } from './categoryName.tsx'
import type { PaneProps } from './pane.ts'

const mostVariables = 8

export const DuplicatesPane = ({
  view,
  dataset,
  variables,
  filter,
  onClose,
  onBase,
}: Omit<PaneProps, 'variable' | 'onPick'>) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const name = useCategoryName()
  const [chosen, setChosen] = useState<string[]>(() =>
    // A record of another period with the same key is no duplicate of this one.
    [periodVariableId, ...dataset.key].filter((id) => variables.some((v) => v.id === id)).slice(0, mostVariables),
  )
  const answer = useAnswer('explore.duplicates', chosen.length === 0 ? null : { view, variables: chosen }, 300)
  const data = answer.data?.variables.join() === chosen.join() ? answer.data : null
  const shown = chosen.flatMap((id) => variables.find((v) => v.id === id) ?? [])
  return (
    <AnalysisFrame title={t('duplicates.title')} onClose={onClose} copies={data !== null && data.groups > 0}>
      <fieldset className="sd-analysis__choice">
        <legend>{t('duplicates.variables')}</legend>
        <div className="sd-analysis__checks">
          {variables.map((v) => (
            <Checkbox
              key={v.id}
              className="sd-top__check"
              label={label(v.label)}
              checked={chosen.includes(v.id)}
              disabled={!chosen.includes(v.id) && chosen.length >= mostVariables}
              onChange={() => setChosen(chosen.includes(v.id) ? chosen.filter((id) => id !== v.id) : [...chosen, v.id])}
            />
          ))}
        </div>
      </fieldset>
      <AnswerState answer={answer} />
      {chosen.length === 0 && <p className="sd-muted">{t('duplicates.choose')}</p>}
      {data && (
        <div className="sd-analysis__found" role="status">
          <strong>
            {data.groups === 0
              ? t('duplicates.none')
              : t('duplicates.found', {
                  count: data.groups,
                  n: format.integer(data.groups),
                  records: format.integer(data.records),
                })}
          </strong>
          {onBase && data.groups > 0 && (
            <Button
              size="small"
              appearance="primary"
              icon={<TableSearchRegular />}
              onClick={() => onBase({ type: 'duplicates', filter, variables: chosen })}
            >
              {t('analysis.showRecords')}
            </Button>
          )}
        </div>
      )}
      {data && data.groups > 0 && (
        <table className="sd-list-table sd-analysis__table">
          <caption className="sd-analysis__caption">
            {data.groups > data.list.length ? t('duplicates.most', { shown: format.integer(data.list.length) }) : ''}
          </caption>
          <thead>
            <tr>
              {shown.map((v) => (
                <th key={v.id} scope="col">
                  {label(v.label)}
                </th>
              ))}
              <th scope="col" className="num">
                {t('records')}
              </th>
              {onBase && (
                <th data-copy="">
                  <span className="sd-visually-hidden">{t('analysis.showRecords')}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {data.list.map((group) => (
              <tr key={JSON.stringify(group.values)}>
                {shown.map((v, i) => (
                  <td key={v.id}>{name(v, { code: group.values[i] ?? null, label: group.labels[i] ?? null })}</td>
                ))}
                <td className="num">{format.integer(group.records)}</td>
                {onBase && (
                  <td data-copy="">
                    <Button
                      size="small"
                      appearance="subtle"
                      onClick={() => onBase({ type: 'duplicates', filter, variables: chosen, values: group.values })}
                    >
                      {t('analysis.showGroup')}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </AnalysisFrame>
  )
}
