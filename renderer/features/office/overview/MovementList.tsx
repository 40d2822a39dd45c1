// What moved: rows of each dataset over its periods as a line, the last figure and its change in words and sign.
// In: movements. Out: nothing but what is seen.
import { Sparkline } from '../../../components/Sparkline.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import type { Movement } from './movements.ts'

export const MovementList = ({ movements }: { movements: readonly Movement[] }) => {
  const { t, label } = useTexts('overview')
  const format = useFormat()
  const change = (share: number | null): string => {
    if (share === null) return '…'
    const sign = share > 0 ? '+' : ''
    return `${sign}${format.decimal(share * 100, 1)} %`
  }
  return (
    <table className="sd-list-table sd-movements">
      <thead>
        <tr>
          <th scope="col">{t('common:dataset')}</th>
          <th scope="col">{t('trend')}</th>
          <th scope="col">{t('lastPeriod')}</th>
          <th scope="col" className="num">
            {t('common:rows')}
          </th>
          <th scope="col" className="num">
            {t('change')}
          </th>
        </tr>
      </thead>
      <tbody>
        {movements.map(({ dataset, series, last, change: share }) => (
          <tr key={`${dataset.id} ${last.period}`}>
            <td>{label(dataset.label)}</td>
            <td>
              <Sparkline
                values={series}
                label={t('trendOf', { dataset: label(dataset.label), periods: series.length })}
              />
            </td>
            <td>{format.periodShort(last.period)}</td>
            <td className="num">{format.integer(last.rows)}</td>
            <td className="num">{change(share)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
