// The bounds of a rule for outliers and how many lie beyond them, by group. In: what the engine found. Out: the table.
import type { OutlierReport } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { cellText } from '../cellText.ts'
import { useCategoryName } from './categoryName.tsx'

type Props = { data: OutlierReport; variable: Variable; grouping: Variable | null; busy: boolean }

export const OutlierTable = ({ data, variable, grouping, busy }: Props) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const name = useCategoryName()
  const value = (text: string | null): string => (text === null ? '–' : cellText(variable, text, format))
  return (
    <table className="sd-list-table sd-analysis__table" aria-busy={busy}>
      <caption className="sd-visually-hidden">{t('outliers.title', { variable: label(variable.label) })}</caption>
      <thead>
        <tr>
          <th scope="col">{grouping ? label(grouping.label) : t('outliers.group')}</th>
          <th scope="col" className="num">
            {t('records')}
          </th>
          <th scope="col" className="num">
            {t('outliers.low')}
          </th>
          <th scope="col" className="num">
            {t('outliers.high')}
          </th>
          <th scope="col" className="num">
            {t('outliers.below')}
          </th>
          <th scope="col" className="num">
            {t('outliers.above')}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.groups.map((g) => (
          <tr key={`${g.code ?? ''}:${g.label?.vi ?? ''}`}>
            <th scope="row">{grouping ? name(grouping, g) : t('outliers.noGroup')}</th>
            <td className="num">{format.integer(g.records)}</td>
            <td className="num">{value(g.low)}</td>
            <td className="num">{value(g.high)}</td>
            <td className="num">{format.integer(g.below)}</td>
            <td className="num">{format.integer(g.above)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
