// A frequency table of one variable under the present filter: records, percent, cumulated. In: a view, a variable. Out:
// values to filter by.
import { useState } from 'react'
import { ChoiceField, TextField } from '../../../../components/Field.tsx'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { AnswerState } from '../AnswerState.tsx'
import { frequencyRows } from '../model/shares.ts'
import { useAnswer } from '../useAnswer.ts'
import { AnalysisFrame } from './AnalysisFrame.tsx'
import { useCategoryName } from './categoryName.tsx'
import type { PaneProps } from './pane.ts'

const most = 1000

export const FrequencyPane = ({ view, variable, onTable, noTable, onClose, onPick }: PaneProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const name = useCategoryName()
  const [order, setOrder] = useState<'records' | 'code'>('records')
  const [search, setSearch] = useState('')
  const answer = useAnswer(
    'explore.values',
    { view, variable: variable.id, order, search, limit: most },
    search === '' ? 0 : 200,
  )
  const data = answer.data?.variable === variable.id ? answer.data : null
  const known = data ? data.records - data.missing : 0
  const rows = frequencyRows(data?.values ?? [], known)
  const largest = Math.max(1, ...rows.map((r) => r.records))
  return (
    <AnalysisFrame
      title={t('frequency.title', { variable: label(variable.label) })}
      onClose={onClose}
      onTable={onTable}
      noTable={noTable}
      controls={
        <>
          <ChoiceField
            label={t('frequency.order')}
            value={order}
            onChange={setOrder}
            options={[
              { value: 'records', label: t('frequency.byRecords') },
              { value: 'code', label: t('frequency.byCode') },
            ]}
          />
          <TextField label={t('common:search')} value={search} onChange={setSearch} type="search" />
        </>
      }
    >
      <AnswerState answer={answer} />
      {data?.distinct === null && <p className="sd-muted">{t('frequency.tooMany')}</p>}
      {data && data.distinct !== null && (
        <table className="sd-list-table sd-analysis__table" aria-busy={!answer.current}>
          <caption className="sd-analysis__caption">
            {data.found > rows.length
              ? t('frequency.most', { shown: format.integer(rows.length), found: format.integer(data.found) })
              : t('frequency.all', { count: data.found, n: format.integer(data.found) })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{label(variable.label)}</th>
              <th scope="col" className="num">
                {t('records')}
              </th>
              <th scope="col" className="num">
                %
              </th>
              <th scope="col" className="num">
                {t('frequency.running')}
              </th>
              <th scope="col" className="num">
                {t('frequency.runningPercent')}
              </th>
              <th aria-hidden="true" className="sd-bar-column" data-copy="" />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.code}:${row.label?.vi ?? ''}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="sd-link-button"
                    title={t('frequency.pick')}
                    onClick={() => onPick(row.code)}
                  >
                    {name(variable, row)}
                  </button>
                </th>
                <td className="num">{format.integer(row.records)}</td>
                <td className="num">{format.percent(row.share)}</td>
                <td className="num">{format.integer(row.running)}</td>
                <td className="num">{format.percent(row.runningShare)}</td>
                <td aria-hidden="true" data-copy="">
                  <span className="sd-bar" style={{ width: `${(100 * row.records) / largest}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('frequency.known')}</th>
              <td className="num">{format.integer(known)}</td>
              <td className="num">{known > 0 ? format.percent(1) : '–'}</td>
              <td />
              <td />
              <td />
            </tr>
            <tr>
              <th scope="row">{t('common:missing')}</th>
              <td className="num">{format.integer(data.missing)}</td>
              <td />
              <td />
              <td />
              <td />
            </tr>
            <tr>
              <th scope="row">{t('frequency.total')}</th>
              <td className="num">{format.integer(data.records)}</td>
              <td />
              <td />
              <td />
              <td />
            </tr>
          </tfoot>
        </table>
      )}
    </AnalysisFrame>
  )
}
