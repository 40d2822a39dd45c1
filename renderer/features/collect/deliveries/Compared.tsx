// The figures of a delivery beside those of the period before: rows, rejects, units, totals, shares that shifted. In: a
// comparison. Out: tables in which what somebody should look at is marked.
import { Badge, MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { ComparedShare, DeliveryComparison } from '#shared/contract/deliveries.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

type Line = { id: string; name: string; before: string; now: string; change: number | null; notable: boolean }

const linesOf = (
  found: DeliveryComparison,
  word: (key: string) => string,
  label: (text: { vi: string; en: string }) => string,
  { whole, exact }: { whole: (n: number) => string; exact: (text: string) => string },
): Line[] => {
  const { rows, rejected, units } = found
  const plain = (id: string, name: string, before: string, now: string): Line => ({
    id,
    name,
    before,
    now,
    change: null,
    notable: false,
  })
  return [
    {
      ...plain('rows', word('rowsAccepted'), whole(rows.before), whole(rows.now)),
      change: rows.change,
      notable: rows.notable,
    },
    plain('rejected', word('rowsRejected'), whole(rejected.before), whole(rejected.now)),
    ...(units
      ? [
          plain('fresh', `${word('unitsNew')} (${label(units.label)})`, '', whole(units.fresh)),
          plain('vanished', `${word('unitsGone')} (${label(units.label)})`, whole(units.vanished), ''),
        ]
      : []),
    ...found.totals.map((total) => ({
      id: `total ${total.variable}`,
      name: label(total.label),
      before: total.before === null ? '–' : exact(total.before),
      now: total.now === null ? '–' : exact(total.now),
      change: total.change,
      notable: total.notable,
    })),
  ]
}

export const Compared = ({ found, against }: { found: DeliveryComparison; against: string }) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  const signed = (share: number | null): string =>
    share === null ? '–' : `${share > 0 ? '+' : ''}${format.percent(share, 1)}`
  return (
    <>
      {found.notable > 0 && (
        <MessageBar intent="warning">
          <MessageBarBody>{t('comparisonNotable', { count: found.notable })}</MessageBarBody>
        </MessageBar>
      )}
      {found.imputed.before + found.imputed.now > 0 && (
        <MessageBar intent="warning">
          <MessageBarBody>
            {t('comparisonImputed', {
              before: format.integer(found.imputed.before),
              now: format.integer(found.imputed.now),
            })}
          </MessageBarBody>
        </MessageBar>
      )}
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('comparisonWhat')}</th>
            <th scope="col" className="num">
              {format.periodShort(against)}
            </th>
            <th scope="col" className="num">
              {format.periodShort(found.period)}
            </th>
            <th scope="col" className="num">
              {t('comparisonChange')}
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(found, t, label, { whole: format.integer, exact: format.exactText }).map((line) => (
            <tr key={line.id}>
              <td>
                {line.name} {line.notable && <Notable />}
              </td>
              <td className="num">{line.before}</td>
              <td className="num">{line.now}</td>
              <td className="num">{signed(line.change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.shares.length > 0 && <Shares shares={found.shares.slice(0, 8)} found={found} against={against} />}
      {found.notCompared.length > 0 && (
        <p className="sd-muted">
          {t('comparisonNotCompared', { variables: found.notCompared.map((v) => label(v.label)).join(', ') })}
        </p>
      )}
    </>
  )
}

const Notable = () => {
  const { t } = useTexts('deliveries')
  return (
    <Badge appearance="tint" size="small" color="warning">
      {t('comparisonLook')}
    </Badge>
  )
}

const Shares = ({
  shares,
  found,
  against,
}: {
  shares: readonly ComparedShare[]
  found: DeliveryComparison
  against: string
}) => {
  const { t, label } = useTexts('deliveries')
  const format = useFormat()
  return (
    <table className="sd-list-table">
      <thead>
        <tr>
          <th scope="col">{t('comparisonShares')}</th>
          <th scope="col">{t('comparisonCode')}</th>
          <th scope="col" className="num">
            {format.periodShort(against)}
          </th>
          <th scope="col" className="num">
            {format.periodShort(found.period)}
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.flatMap((share) =>
          share.movers.slice(0, 3).map((mover, index) => (
            <tr key={`${share.variable} ${mover.code ?? ''}`}>
              <td>
                {index === 0 && (
                  <>
                    {label(share.label)} ({format.percent(share.shift, 1)}) {share.notable && <Notable />}
                  </>
                )}
              </td>
              <td>{label(mover.label)}</td>
              <td className="num">{format.percent(mover.before, 1)}</td>
              <td className="num">{format.percent(mover.now, 1)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}
