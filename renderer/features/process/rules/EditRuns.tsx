// Runs that changed values: when, by whom, how many by rule, and taking the last one back. In: a dataset. Out: a run
// taken back.
import { Button } from '@fluentui/react-components'
import { ArrowUndoRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { EditRun } from '#shared/contract/rules.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { JobProgress } from '../../../components/JobProgress.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { useTexts } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

export const EditRuns = ({ dataset, readOnly }: { dataset: string; readOnly: boolean }) => {
  const { t } = useTexts('rules')
  const format = useFormat()
  const runs = useCall('edits.list', { dataset }).data ?? []
  const job = useJob('edits.undo')
  const [asking, setAsking] = useState<EditRun | null>(null)
  if (runs.length === 0) return null
  const values = (run: EditRun): number => run.counts.reduce((sum, count) => sum + count.values, 0)
  const undo = async (run: EditRun): Promise<void> => {
    setAsking(null)
    const done = await job.start({ dataset, run: run.run })
    if (done) notify({ intent: 'success', text: t('undone', { values: format.integer(values(run)) }) })
  }
  return (
    <Panel title={t('runs')}>
      <JobProgress job={job} title={t('undo')} />
      <table className="sd-list-table">
        <thead>
          <tr>
            <th scope="col" className="num">
              {t('run')}
            </th>
            <th scope="col">{t('runKind')}</th>
            <th scope="col">{t('runAt')}</th>
            <th scope="col">{t('runBy')}</th>
            <th scope="col">{t('runCounts')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.run}>
              <td className="num">{run.run}</td>
              <td>{t(`runKinds.${run.kind}`)}</td>
              <td>{format.instant(run.at)}</td>
              <td>{run.by}</td>
              <td>{run.counts.map((c) => `${c.rule} → ${c.variable}: ${format.integer(c.values)}`).join('; ')}</td>
              <td>
                {run.undone ? (
                  t('undoneAt', { at: format.instant(run.undone.at), by: run.undone.by })
                ) : (
                  <Button
                    size="small"
                    icon={<ArrowUndoRegular />}
                    disabled={readOnly || job.running}
                    onClick={() => setAsking(run)}
                  >
                    {t('undo')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asking && (
        <ConfirmDialog
          open
          title={t('undoTitle', { run: asking.run })}
          confirmLabel={t('undo')}
          onConfirm={() => void undo(asking)}
          onCancel={() => setAsking(null)}
        >
          {t('undoText', { values: format.integer(values(asking)) })}
        </ConfirmDialog>
      )}
    </Panel>
  )
}
