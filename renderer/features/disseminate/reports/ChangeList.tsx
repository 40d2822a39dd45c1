// Figures that are other ones than in the issue before, each with the reason. In: the changes. Out: a table.
import type { IssueChanges } from '#shared/contract/issues.ts'
import { whyWords } from '#shared/format/changeWords.ts'
import { useTexts } from '../../../i18n/index.ts'

const shown = 200

export const ChangeList = ({ changes: { against, changes, count, notices } }: { changes: IssueChanges }) => {
  const { t, label } = useTexts('reports')
  if (against === null) return <p className="sd-muted">{t('issues.firstIssue')}</p>
  return (
    <div className="rp-changes" role="region" tabIndex={0} aria-label={t('issues.changes')}>
      {count === 0 ? (
        <p>{t('issues.changesNone', { number: against.number })}</p>
      ) : (
        <>
          <p>{t('issues.changed', { count })}</p>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('issues.table')}</th>
                <th scope="col">{t('issues.figure')}</th>
                <th scope="col">{t('issues.before')}</th>
                <th scope="col">{t('issues.after')}</th>
                <th scope="col">{t('issues.why')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.slice(0, shown).map((change, i) => (
                <tr key={i}>
                  <th scope="row" title={label(change.table)}>
                    {change.number || label(change.table)}
                  </th>
                  <td>{`${label(change.place)}: ${label(change.measure)}`}</td>
                  <td className="sd-numeric">{label(change.before)}</td>
                  <td className="sd-numeric">{label(change.after)}</td>
                  <td>{label(whyWords(change))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {notices.map((notice, i) => (
        <p key={i} className="sd-muted">
          {label(notice)}
        </p>
      ))}
    </div>
  )
}
