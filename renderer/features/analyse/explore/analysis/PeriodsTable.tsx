// A variable in two periods side by side, as a table: records, their change, shares, the change of those. In: the
// counts. Out: the table.
import type { PeriodDistribution } from '#shared/contract/explore.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { useTexts } from '../../../../i18n/index.ts'
import { useFormat } from '../../../../i18n/useFormat.ts'
import { averageText, cellText } from '../cellText.ts'
import { periodRows } from '../model/shares.ts'
import { useCategoryName } from './categoryName.tsx'

const growth = (from: number, to: number): number | null => (from > 0 ? to / from - 1 : null)

/** Of totals and means no share is told. */
const NoShares = () => (
  <>
    <td />
    <td />
    <td />
    <td />
  </>
)

type Props = { data: PeriodDistribution; variable: Variable; busy: boolean }

export const PeriodsTable = ({ data, variable, busy }: Props) => {
  const { t, label } = useTexts('explore')
  const format = useFormat()
  const name = useCategoryName()
  const rows = periodRows(data)
  const largest = Math.max(Number.MIN_VALUE, ...rows.flatMap((r) => [r.fromShare ?? 0, r.nowShare ?? 0]))
  const percent = (share: number | null): string => (share === null ? '–' : format.percent(share))
  const signed = (text: string, value: number): string => (value > 0 ? `+${text}` : text)
  const points = (value: number | null): string =>
    value === null ? '–' : signed(format.decimal(100 * value, 1), value)
  const change = (value: number | null): string => (value === null ? '–' : signed(format.percent(value), value))
  const mean = (value: number | null): string => (value === null ? '–' : averageText(variable, value, format))
  return (
    <table className="sd-list-table sd-analysis__table" aria-busy={busy}>
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
              <span className="sd-bar sd-bar--before" style={{ width: `${(100 * (row.fromShare ?? 0)) / largest}%` }} />
              <span className="sd-bar" style={{ width: `${(100 * (row.nowShare ?? 0)) / largest}%` }} />
            </td>
          </tr>
        ))}
        {data.others && (
          <tr>
            <th scope="row">{name(variable, { code: null, label: null, others: data.others.categories })}</th>
            <td className="num">{format.integer(data.others.from)}</td>
            <td className="num">{format.integer(data.others.now)}</td>
            <td className="num">{change(growth(data.others.from, data.others.now))}</td>
            <NoShares />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('common:missing')}</th>
          <td className="num">{format.integer(data.from.missing)}</td>
          <td className="num">{format.integer(data.to.missing)}</td>
          <td className="num">{change(growth(data.from.missing, data.to.missing))}</td>
          <NoShares />
        </tr>
        <tr>
          <th scope="row">{t('frequency.total')}</th>
          <td className="num">{format.integer(data.from.records)}</td>
          <td className="num">{format.integer(data.to.records)}</td>
          <td className="num">{change(growth(data.from.records, data.to.records))}</td>
          <NoShares />
        </tr>
        {(data.from.mean !== null || data.to.mean !== null) && (
          <tr>
            <th scope="row">{t('mean')}</th>
            <td className="num">{mean(data.from.mean)}</td>
            <td className="num">{mean(data.to.mean)}</td>
            <td className="num">
              {change(data.from.mean && data.to.mean !== null ? data.to.mean / data.from.mean - 1 : null)}
            </td>
            <NoShares />
          </tr>
        )}
      </tfoot>
    </table>
  )
}
