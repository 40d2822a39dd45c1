// Why: the parts of the chosen cell (else of the whole table), the deliveries behind them, what was altered, what
// cannot be told apart.
import { changeParts } from '#shared/contract/production.ts'
import type { DeliveryChange, DifferenceReport } from '#shared/contract/production.ts'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import { differenceRow } from './differenceRows.ts'
import type { DifferenceRow } from './differenceRows.ts'

const Parts = ({ row }: { row: DifferenceRow }) => {
  const { t } = useTexts('production')
  const place = row.places.filter((text) => text !== '').join(' · ') || t('wholeTable')
  const widest = Math.max(0, ...(row.parts ?? []).map((part) => Math.abs(part.number ?? 0)))
  return (
    <div className="pr-parts">
      <p className="pr-parts__place">
        {place}
        {row.measure === '' ? '' : ` – ${row.measure}`}
      </p>
      <dl className="sd-facts">
        <div>
          <dt>{t('before')}</dt>
          <dd className="sd-numeric">{row.before.text}</dd>
        </div>
        {row.parts === null && (
          <div>
            <dt>{t('change')}</dt>
            <dd className="sd-numeric">{row.change.text}</dd>
          </div>
        )}
        {row.parts?.map((part, i) => {
          const name = changeParts[i]
          if (name === undefined || part.number === 0 || part.number === null) return null
          return (
            <div key={name} className="pr-part-row">
              <dt>{t(`parts.${name}`)}</dt>
              <dd className="sd-numeric">{part.text}</dd>
              <span className={`pr-bar ${part.number < 0 ? 'pr-bar--down' : ''}`} aria-hidden="true">
                <span style={{ width: `${widest === 0 ? 0 : (100 * Math.abs(part.number)) / widest}%` }} />
              </span>
            </div>
          )
        })}
        <div className="pr-parts__sum">
          <dt>{t('after')}</dt>
          <dd className="sd-numeric">{row.after.text}</dd>
        </div>
      </dl>
      {row.parts === null && <p className="sd-muted">{t('notSplit')}</p>}
    </div>
  )
}

const Deliveries = ({ deliveries }: { deliveries: readonly DeliveryChange[] }) => {
  const { t } = useTexts('production')
  const format = useFormat()
  const changed = deliveries.filter((d) => d.change !== 'kept')
  const kept = deliveries.length - changed.length
  const rows = (side: DeliveryChange['before']): string =>
    side === null ? '–' : side.rows === null ? '…' : format.integer(side.rows)
  return (
    <ul className="sd-plain-list">
      {changed.map((d) => (
        <li
          key={`${d.dataset} ${d.period}`}
          title={[d.before?.fileName, d.after?.fileName].filter(Boolean).join(' → ')}
        >
          <b>{format.period(d.period)}</b>: {t(`deliveryChange.${d.change}`)}
          {d.linked ? ` (${t('linkedDelivery')})` : ''}{' '}
          <span className="sd-numeric">{t('deliveryRows', { before: rows(d.before), after: rows(d.after) })}</span>
        </li>
      ))}
      {kept > 0 && <li className="sd-muted">{t('keptDeliveries', { count: kept })}</li>}
    </ul>
  )
}

export const DifferenceInspector = ({ report, chosen }: { report: DifferenceReport; chosen: DifferenceRow | null }) => {
  const { t, language, label } = useTexts('production')
  const format = useFormat()
  const totals = report.totals.map((cell, i) => differenceRow(report, cell, `total ${i}`, language, ''))
  return (
    <Inspector title={t('why')} className="pr-inspector">
      <ul className="sd-plain-list">
        {[report.before, report.after].map((side, i) => (
          <li key={i}>
            <b>{t(i === 0 ? 'before' : 'after')}</b>:{' '}
            {t('sides', {
              name: side.name === '' ? t('now') : side.name,
              status: t(`status.${side.status}`),
              at: format.instant(side.ranAt),
            })}
          </li>
        ))}
      </ul>
      {chosen ? (
        <Section title={t('place')}>
          <Parts row={chosen} />
        </Section>
      ) : (
        <p className="sd-muted">{t('selectCell')}</p>
      )}
      {totals.length > 0 && (
        <Section title={t('wholeTable')}>
          {totals.map((row) => (
            <Parts key={row.id} row={row} />
          ))}
        </Section>
      )}
      <Section title={t('deliveries')}>
        <Deliveries deliveries={report.deliveries} />
      </Section>
      <Section title={t('definition')}>
        {report.definitionChanges.length === 0 ? (
          <p className="sd-muted">{t('sameDefinition')}</p>
        ) : (
          <ul className="sd-plain-list">
            {report.definitionChanges.map((change, i) => (
              <li key={i}>
                {label(change.text)}
                {change.display && <span className="sd-muted"> ({t('displayOnly')})</span>}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {report.recodeCauses.length > 0 && (
        <Section title={`${t('parts.recoded')}: ${t('causes')}`}>
          <ul className="sd-plain-list">
            {report.recodeCauses.map((cause) => (
              <li key={`${cause.cause} ${cause.name}`}>{t(`cause.${cause.cause}`, { name: cause.name })}</li>
            ))}
          </ul>
        </Section>
      )}
      {report.limits.length > 0 && (
        <Section title={t('limits')}>
          <ul className="sd-plain-list">
            {report.limits.map((text) => (
              <li key={text.en}>{label(text)}</li>
            ))}
          </ul>
        </Section>
      )}
    </Inspector>
  )
}
