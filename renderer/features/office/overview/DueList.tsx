// What is due within the week and what is late, the latest deadlines first, the rest counted. In: both calendars. Out:
// a report or the deliveries opened. Never what is done already.
import { formatDate } from '#shared/format/time.ts'
import { useWorkbench } from '../../../app/workbench.ts'
import { plainTitle } from '../../../components/plainTitle.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import type { Due } from './dueThisWeek.ts'

const shown = 7

export const DueList = ({ due }: { due: readonly Due[] }) => {
  const { t, label } = useTexts('overview')
  const format = useFormat()
  const { goTo, openDocument } = useWorkbench()
  if (due.length === 0) return <p className="sd-muted">{t('due.none')}</p>
  const overdue = due.filter((one) => one.overdue).length
  // The nearest deadlines: what is long overdue stands in the calendar.
  const nearest = due.toReversed().slice(0, shown)
  const open = ({ kind, id, title }: Due): void =>
    kind === 'delivery'
      ? goTo('deliveries')
      : openDocument({ feature: 'reports', documentId: id, title: plainTitle(label(title)) })
  return (
    <>
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col">{t('due.what')}</th>
            <th scope="col">{t('due.period')}</th>
            <th scope="col">{t('due.deadline')}</th>
            <th scope="col">{t('due.state')}</th>
          </tr>
        </thead>
        <tbody>
          {nearest.map((one) => (
            <tr key={`${one.kind} ${one.id} ${one.period}`}>
              <td>
                <button type="button" className="sd-link-button" onClick={() => open(one)}>
                  {plainTitle(label(one.title)) || one.id}
                </button>
              </td>
              <td className="sd-nowrap">{format.periodShort(one.period)}</td>
              <td className="sd-nowrap">{formatDate(one.due)}</td>
              <td className="sd-nowrap">
                {t(one.waiting ? 'due.waiting' : `due.${one.kind}${one.overdue ? 'Overdue' : 'Open'}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {due.length > nearest.length && (
        <p className="sd-muted sd-overview__sizes">{t('due.more', { more: due.length - nearest.length, overdue })}</p>
      )}
    </>
  )
}
