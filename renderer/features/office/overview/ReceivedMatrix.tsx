// The calendar of what came: sources down, periods across; each place says its state in words and by mark, never by
// colour alone.
import type { DatasetSummary } from '#shared/contract/responses.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { layMatrices } from './matrix.ts'
import './overview.css'

const marks = { received: '✓', rejects: '!', missing: '○', none: '' } as const

const yearSpans = (periods: readonly string[]): { year: string; months: number }[] =>
  [...Map.groupBy(periods, (period) => period.slice(0, 4))].map(([year, of]) => ({ year, months: of.length }))

export const ReceivedMatrix = ({
  datasets,
  deliveries,
  onOpen,
}: {
  datasets: readonly DatasetSummary[]
  deliveries: readonly Delivery[]
  onOpen: (delivery: number) => void
}) => {
  const { t, label } = useTexts('overview')
  const format = useFormat()
  const matrices = layMatrices(datasets, deliveries)
  if (matrices.length === 0) return <p className="sd-muted">{t('noDeliveries')}</p>
  return (
    <div className="sd-matrix">
      {matrices.map((matrix) => (
        <div
          key={matrix.kind}
          className="sd-matrix__scroll"
          tabIndex={0}
          role="group"
          aria-label={t(`periodKind.${matrix.kind}`)}
        >
          <table>
            <thead>
              {matrix.kind === 'month' && (
                <tr>
                  <td />
                  {yearSpans(matrix.periods).map(({ year, months }) => (
                    <th key={year} scope="colgroup" colSpan={months} className="sd-matrix__year">
                      {year}
                    </th>
                  ))}
                </tr>
              )}
              <tr>
                <th scope="col">{t(`periodKind.${matrix.kind}`)}</th>
                {matrix.periods.map((period) => (
                  <th key={period} scope="col" className="sd-matrix__period">
                    {matrix.kind === 'month' ? Number(period.slice(5)) : format.periodShort(period)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.rows.map((row) => (
                <tr key={row.dataset.id}>
                  <th scope="row">{label(row.dataset.label)}</th>
                  {row.cells.map(({ period, state, delivery }) => (
                    <td key={period}>
                      {delivery ? (
                        <button
                          type="button"
                          className={`sd-matrix__cell sd-matrix__cell--${state}`}
                          onClick={() => onOpen(delivery.id)}
                          title={t('cell', {
                            rows: format.integer(delivery.rowsAccepted),
                            rejected: format.integer(delivery.rowsRejected),
                          })}
                          aria-label={`${label(row.dataset.label)}, ${format.period(period)}: ${t(`state.${state}`)}`}
                        >
                          {marks[state]}
                        </button>
                      ) : (
                        <span className={`sd-matrix__cell sd-matrix__cell--${state}`} title={t(`state.${state}`)}>
                          {marks[state]}
                          <span className="sd-visually-hidden">{t(`state.${state}`)}</span>
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      <p className="sd-matrix__legend sd-muted">
        {(['received', 'rejects', 'missing'] as const).map((state) => (
          <span key={state}>
            <span className={`sd-matrix__cell sd-matrix__cell--${state}`} aria-hidden="true">
              {marks[state]}
            </span>{' '}
            {t(`state.${state}`)}
          </span>
        ))}
      </p>
    </div>
  )
}
