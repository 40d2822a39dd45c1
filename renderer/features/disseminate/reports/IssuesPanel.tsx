// The issues of the report: freeze one, see what changed, approve or send one back, look at it as it was frozen. In:
// the report, period and territory, the issue looked at. Out: another issue to look at. Who may decide, the engine
// says.
import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, DocumentLockRegular, EyeRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { FrozenIssue } from '#shared/contract/issues.ts'
import { formatDateTime, formatPeriod } from '#shared/format/time.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { ReportDefinition } from '#shared/model/report.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { notify } from '../../../components/notices.ts'
import { Inspector, Section } from '../../../components/Panel.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { ChangeList } from './ChangeList.tsx'
import { DecideForm } from './DecideForm.tsx'
import type { Issue } from './IssueBar.tsx'

type Props = {
  definition: ReportDefinition
  issue: Issue
  viewing: FrozenIssue | null
  onView: (issue: FrozenIssue | null) => void
  onClose: () => void
}

export const IssuesPanel = ({ definition, issue, viewing, onView, onClose }: Props) => {
  const { t } = useTexts('reports')
  const issues = useCall('issues.list', { report: definition.id }).data ?? []
  const freezing = useJob('issues.freeze')
  const comparing = useJob('issues.compare')
  const freeze = async (): Promise<void> => {
    const frozen = await freezing.start({ definition, ...issue })
    if (!frozen) return
    notify({
      intent: 'success',
      text: t('issues.frozen', { number: frozen.number, hash: frozen.sha256.slice(0, 12) }),
    })
    onView(frozen)
  }
  return (
    <Inspector title={t('issues.title')} onClose={onClose}>
      <p className="sd-muted rp-small">{t('issues.freezeHint')}</p>
      <div className="rp-actions">
        <Button
          size="small"
          appearance="primary"
          icon={<DocumentLockRegular />}
          disabled={freezing.running}
          onClick={() => void freeze()}
        >
          {t('issues.freeze')}
        </Button>
        <Button
          size="small"
          disabled={comparing.running}
          onClick={() => void comparing.start({ definition, ...issue })}
        >
          {t('issues.compare')}
        </Button>
      </div>
      {[freezing, comparing].map((job, i) => (
        <div key={i}>
          <JobProgress job={job} quietWhenStopped />
        </div>
      ))}
      {comparing.result && <ChangeList changes={comparing.result} />}
      {issues.length === 0 && <p className="sd-muted">{t('issues.none')}</p>}
      {issues.map((one) => (
        <IssueEntry
          key={one.id}
          issue={one}
          viewed={viewing?.id === one.id}
          onView={() => onView(viewing?.id === one.id ? null : one)}
        />
      ))}
    </Inspector>
  )
}

const decisions = ['approve', 'return'] as const
type Decision = (typeof decisions)[number]

const IssueEntry = ({ issue, viewed, onView }: { issue: FrozenIssue; viewed: boolean; onView: () => void }) => {
  const { t, label, language } = useTexts('reports')
  const [decision, setDecision] = useState<Decision | null>(null)
  const about = [issue.period === null ? '' : formatPeriod(issue.period, language), label(issue.territoryLabel)]
  return (
    <Section title={[t('issues.number', { number: issue.number }), ...about].filter((part) => part !== '').join(' · ')}>
      <p className="rp-small">
        <strong>{t(`issues.state.${issue.state}`)}</strong>
        <br />
        {t('issues.frozenBy', { at: formatDateTime(issue.frozenAt), user: issue.frozenBy })}
        {issue.decidedAt !== null && (
          <>
            <br />
            {t('issues.decidedBy', {
              state: t(`issues.state.${issue.state}`),
              at: formatDateTime(issue.decidedAt),
              user: issue.decidedBy,
            })}
          </>
        )}
        {issue.remark !== '' && (
          <>
            <br />
            {issue.remark}
          </>
        )}
        {issue.changed !== null && (
          <>
            <br />
            {t('issues.changed', { count: issue.changed })}
          </>
        )}
      </p>
      <div className="rp-actions">
        <Button size="small" icon={<EyeRegular />} aria-pressed={viewed} onClick={onView}>
          {viewed ? t('issues.back') : t('issues.view')}
        </Button>
        {issue.state === 'waiting' && (
          <>
            {decisions.map((one) => (
              <Button
                key={one}
                size="small"
                {...(one === 'approve' ? { icon: <CheckmarkRegular /> } : {})}
                aria-expanded={decision === one}
                onClick={() => setDecision(decision === one ? null : one)}
              >
                {t(one === 'approve' ? 'issues.approve' : 'issues.sendBack')}
              </Button>
            ))}
          </>
        )}
      </div>
      {decision !== null && issue.state === 'waiting' && (
        <DecideForm key={decision} issue={issue} decision={decision} onDone={() => setDecision(null)} />
      )}
      {viewed && issue.changed !== null && <FrozenChanges issue={issue.id} />}
    </Section>
  )
}

const FrozenChanges = ({ issue }: { issue: number }) => {
  const changes = useCall('issues.changes', { issue })
  if (changes.error) return <ErrorPanel failure={toFailureValue(changes.error)} />
  return changes.data ? <ChangeList changes={changes.data} /> : null
}
