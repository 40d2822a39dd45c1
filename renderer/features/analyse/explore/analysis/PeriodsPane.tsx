// A variable in two periods side by side, with the change of each category. In: a view, a variable, the dataset's periods.
import { useState } from 'react'
import { ChoiceField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { averageText, cellText } from '../cellText.ts'
import { periodRows } from '../model/shares.ts'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import { useCategoryName } from './categoryName.tsx'
import type { PaneProps } from './pane.ts'
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
  const name = useCategoryName()
  const [from, setFrom] = useState(periods.at(-2) ?? periods[0] ?? '')
  const [to, setTo] = useState(periods.at(-1) ?? '')
  const answer = useAnswer(
    'explore.comparePeriods',
    periods.length === 0 ? null : { view, variable: variable.id, from, to },
  )
  const data = answer.data?.variable === variable.id ? answer.data : null
  const rows = data ? periodRows(data) : []
  const largest = Math.max(Number.MIN_VALUE, ...rows.flatMap((r) => [r.fromShare ?? 0, r.nowShare ?? 0]))
  const percent = (share: number | null): string => (share === null ? '–' : format.percent(share))
  const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text)
  const points = (value: number | null): string =>
    value === null ? '–' : signed(format.decimal(100 * value, 1), value)
  const change = (value: number | null): string => (value === null ? '–' : signed(format.percent(value), value))
  const options = periods.map((value) => ({ value, label: format.periodShort(value) }))
  const mean = (value: number | null): string => (value === null ? '–' : averageText(variable, value, format))
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
      {data && (
        <table className="sd-list-table sd-analysis__table" aria-busy={!answer.current}>
          <caption className="sd-analysis__caption">{t('periods.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{label(variable.label)}</th>
              <th scope="col" className="num">
                {format.periodShort(data.from.period)}
              </th>
              <th scope="col" className="num">
                {format.periodShort(data.to.period)}
              </th>
              <th scope="col" className="num">
                {t('periods.change')}
              </th>
              <th scope="col" className="num">
                % {format.periodShort(data.from.period)}
              </th>
              <th scope="col" className="num">
                % {format.periodShort(data.to.period)}
              </th>
              <th scope="col" className="num">
                {t('periods.points')}
              </th>
              <th aria-hidden="true" className="sd-bar-column" data-copy="" />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.code}:${row.label?.vi ?? ''}`}>
                <th scope="row">
                  {row.to === null
                    ? name(variable, row)
                    : `${cellText(variable, row.code, format)} – ${cellText(variable, row.to, format)}`}
                </th>
                <td className="num">{format.integer(row.from)}</td>
                <td className="num">{format.integer(row.now)}</td>
                <td className="num">{change(row.change)}</td>
                <td className="num">{percent(row.fromShare)}</td>
                <td className="num">{percent(row.nowShare)}</td>
                <td className="num">{points(row.points)}</td>
                <td aria-hidden="true" data-copy="">
                  <span
                    className="sd-bar sd-bar--before"
                    style={{ width: `${(100 * (row.fromShare ?? 0)) / largest}%` }}
                  />
                  <span className="sd-bar" style={{ width: `${(100 * (row.nowShare ?? 0)) / largest}%` }} />
                </td>
              </tr>
            ))}
            {data.others && (
              <tr>
                <th scope="row">{name(variable, { code: null, label: null, others: data.others.categories })}</th>
                <td className="num">{format.integer(data.others.from)}</td>
                <td className="num">{format.integer(data.others.now)}</td>
                <td className="num">{change(data.others.from > 0 ? data.others.now / data.others.from - 1 : null)}</td>
                <td />
                <td />
                <td />
                <td />
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('common:missing')}</th>
              <td className="num">{format.integer(data.from.missing)}</td>
              <td className="num">{format.integer(data.to.missing)}</td>
              <td className="num">{change(data.from.missing > 0 ? data.to.missing / data.from.missing - 1 : null)}</td>
              <td />
              <td />
              <td />
              <td />
            </tr>
            <tr>
              <th scope="row">{t('frequency.total')}</th>
              <td className="num">{format.integer(data.from.records)}</td>
              <td className="num">{format.integer(data.to.records)}</td>
              <td className="num">{change(data.from.records > 0 ? data.to.records / data.from.records - 1 : null)}</td>
              <td />
              <td />
              <td />
              <td />
            </tr>
            {(data.from.mean !== null || data.to.mean !== null) && (
              <tr>
                <th scope="row">{t('mean')}</th>
                <td className="num">{mean(data.from.mean)}</td>
                <td className="num">{mean(data.to.mean)}</td>
                <td className="num">
                  {change(data.from.mean && data.to.mean !== null ? data.to.mean / data.from.mean - 1 : null)}
                </td>
                <td />
                <td />
                <td />
                <td />
              </tr>
            )}
          </tfoot>
        </table>
      )}
    </AnalysisFrame>
  )
}
