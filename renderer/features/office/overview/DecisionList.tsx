// The matters that need a decision: what it is, and one button that goes there. In: decisions. Out: the screen or
// document to open.
import { Button } from '@fluentui/react-components'
import { CheckmarkCircleRegular, ErrorCircleRegular, WarningRegular } from '@fluentui/react-icons'
import { useWorkbench } from '../../../app/workbench.ts'
import { plainTitle } from '../../../components/plainTitle.ts'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'
import type { Decision } from './decisions.ts'

const namedPeriods = 4

const useDecisionText = () => {
  const { t, label } = useTexts('overview')
  const format = useFormat()
  return (decision: Decision): string => {
    switch (decision.kind) {
      case 'missing': {
        const named = decision.periods
          .slice(0, namedPeriods)
          .map((period) => format.periodShort(period))
          .join(', ')
        const more = decision.periods.length - namedPeriods
        const periods = more > 0 ? t('andMore', { named, more }) : named
        return t('decide.missing', { dataset: label(decision.dataset.label), periods })
      }
      case 'rejects':
        return t('decide.rejects', {
          dataset: label(decision.dataset.label),
          period: format.periodShort(decision.delivery.period),
          rows: format.integer(decision.delivery.rowsRejected),
          read: format.integer(decision.delivery.rowsRead),
        })
      case 'stale_link':
        return t('decide.stale_link', { link: label(decision.label) })
      case 'issue_waits': {
        const { issue } = decision
        const about = [issue.period === null ? '' : format.periodShort(issue.period), label(issue.territoryLabel)]
        const title = [plainTitle(label(issue.title)), ...about].filter((part) => part !== '').join(', ')
        return t('decide.issue_waits', { title, number: issue.number, user: issue.frozenBy })
      }
      case 'not_linked':
      case 'nothing_received':
        return t(`decide.${decision.kind}`)
    }
  }
}

const go = (decision: Decision): void => {
  const { goTo, openDocument } = useWorkbench.getState()
  if (decision.kind === 'rejects') {
    const { id, fileName } = decision.delivery
    openDocument({ feature: 'deliveries', documentId: String(id), title: fileName })
  } else if (decision.kind === 'issue_waits') {
    const { report, title } = decision.issue
    openDocument({ feature: 'reports', documentId: report, title: plainTitle(title.vi) })
  } else goTo(decision.kind === 'stale_link' || decision.kind === 'not_linked' ? 'links' : 'deliveries')
}

export const DecisionList = ({ decisions }: { decisions: readonly Decision[] }) => {
  const { t } = useTexts('overview')
  const textOf = useDecisionText()
  if (decisions.length === 0)
    return (
      <p className="sd-decisions__none">
        <CheckmarkCircleRegular aria-hidden="true" /> {t('decide.none')}
      </p>
    )
  return (
    <ul className="sd-decisions">
      {decisions.map((decision, i) => (
        <li key={i} className={`sd-decisions__entry sd-decisions__entry--${decision.kind}`}>
          <span className="sd-decisions__icon" aria-hidden="true">
            {decision.kind === 'missing' ? <ErrorCircleRegular /> : <WarningRegular />}
          </span>
          <span className="sd-decisions__text">{textOf(decision)}</span>
          <Button size="small" onClick={() => go(decision)}>
            {t(`act.${decision.kind}`)}
          </Button>
        </li>
      ))}
    </ul>
  )
}
