// Two variables crossed, as a table: records, or percent of row, column or all. In: the counts. Out: the table with its
// totals.
import type { CrossCategory, CrossCounts } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { crossFigure } from '../model/shares.ts'
import type { CrossShow } from '../model/shares.ts'
import { useCategoryName } from './categoryName.tsx'

const keyOf = (c: CrossCategory): string => `${c.code ?? ''}:${c.label?.vi ?? ''}:${c.others}`

type Props = { data: CrossCounts; row: Variable; column: Variable; show: CrossShow; busy: boolean }

export const CrossTable = ({ data, row, column, show, busy }: Props) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const name = useCategoryName()
  const figure = (count: number, at: number, across: number): string => {
    const value = crossFigure(data, count, at, across, show)
    if (value === null || count === 0) return '–'
    return show === 'records' ? format.integer(value) : format.percent(value)
  }
  const total = (records: number, share: boolean): string => {
    if (show === 'records') return format.integer(records)
    return format.percent(share && data.records > 0 ? records / data.records : 1)
  }
  return (
    <table className="sd-list-table sd-analysis__table sd-cross" aria-busy={busy}>
      <caption className="sd-analysis__caption">
        {t('cross.caption', { records: format.integer(data.records) })}
      </caption>
      <thead>
        <tr>
          <th scope="col">
            {label(row.label)} \ {label(column.label)}
          </th>
          {data.columns.map((c) => (
            <th key={keyOf(c)} scope="col" className="num">
              {name(column, c)}
            </th>
          ))}
          <th scope="col" className="num">
            {t('frequency.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((of, i) => (
          <tr key={keyOf(of)}>
            <th scope="row">{name(row, of)}</th>
            {data.columns.map((c, j) => (
              <td key={keyOf(c)} className="num">
                {figure(data.cells[i]?.[j] ?? 0, i, j)}
              </td>
            ))}
            <td className="num sd-total">{total(of.records, show !== 'row')}</td>
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
  )
}
