// Two records side by side, differences marked by sign and colour. In: two row ids of one dataset. Masked values are
// not compared.
import { Badge, Checkbox } from '@fluentui/react-components'
import { useState } from 'react'
import type { RecordSheet } from '#shared/contract/responses.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useCall } from '../../../bridge/queries.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { cellText, maskedText } from './cellText.ts'
import { countDifferent, recordDifferences } from './model/recordDifferences.ts'

export type ComparePanelProps = { dataset: string; left: number; right: number; variables: readonly Variable[] }

export const ComparePanel = ({ dataset, left, right, variables }: ComparePanelProps) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const [onlyDifferent, setOnlyDifferent] = useState(true)
  const [a, b] = [
    useCall('explore.record', { dataset, rowId: left }),
    useCall('explore.record', { dataset, rowId: right }),
  ]
  const failed = a.error ?? b.error
  if (failed) return <ErrorPanel failure={failed.value} />
  if (!a.data || !b.data) return null
  const groups = recordDifferences(a.data, b.data)
  const different = countDifferent(groups)
  const byId = new Map(variables.map((v) => [v.id, v]))
  const text = (v: RecordSheet['groups'][number]['values'][number]): React.ReactNode => {
    if (v.masked) return maskedText
    if (v.value === null) return <span className="sd-muted">–</span>
    if (v.text)
      return (
        <>
          {label(v.text)}
          <span className="sd-code">{v.value}</span>
        </>
      )
    const variable = byId.get(v.variable)
    return variable ? cellText(variable, v.value, format) : String(v.value)
  }
  const about = ({ delivery, rowNumber }: RecordSheet): string =>
    t('compare.record', { row: format.integer(rowNumber), period: format.period(delivery.period) })
  return (
    <>
      <p role="status">
        <Badge appearance="tint" color={different > 0 ? 'warning' : 'success'}>
          {t('compare.different', { count: different, n: format.integer(different) })}
        </Badge>
      </p>
      <Checkbox
        label={t('compare.onlyDifferent')}
        checked={onlyDifferent}
        onChange={(_e, d) => setOnlyDifferent(d.checked === true)}
      />
      <table className="sd-list-table sd-compare">
        <caption className="sd-visually-hidden">{t('compare.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('common:variable')}</th>
            <th scope="col">{about(a.data)}</th>
            <th scope="col">{about(b.data)}</th>
          </tr>
        </thead>
        {groups.map((group) => {
          const values = group.values.filter((v) => !onlyDifferent || v.state === 'different')
          return (
            values.length > 0 && (
              <tbody key={group.label.vi}>
                <tr className="sd-compare__group">
                  <th scope="rowgroup" colSpan={3}>
                    {label(group.label)}
                  </th>
                </tr>
                {values.map((v) => (
                  <tr key={v.variable} data-state={v.state}>
                    <th scope="row">
                      {v.state === 'different' && (
                        <span className="sd-compare__mark" aria-label={t('compare.differs')}>
                          ≠{' '}
                        </span>
                      )}
                      {label(v.label)}
                    </th>
                    <td>{text(v.left)}</td>
                    <td>{text(v.right)}</td>
                  </tr>
                ))}
              </tbody>
            )
          )
        })}
      </table>
    </>
  )
}
