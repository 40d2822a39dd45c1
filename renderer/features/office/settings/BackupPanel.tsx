// Backups into a folder: the last, the schedule, one now, and the drill that proves one. In: the open workspace. Out:
// backups, a report.
import { Button, Input } from '@fluentui/react-components'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BackupPlan, DrillReport } from '#shared/contract/backups.ts'
import { toFailureValue } from '#shared/model/failure.ts'
import type { FailureValue } from '#shared/model/failure.ts'
import { call, callHost } from '../../../bridge/client.ts'
import { useCall } from '../../../bridge/queries.ts'
import { useJob } from '../../../bridge/useJob.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../../components/ErrorPanel.tsx'
import { Field, NumberField } from '../../../components/Field.tsx'
import { ForAdministrators } from '../../../components/ForAdministrators.tsx'
import { notify } from '../../../components/notices.ts'
import { Panel } from '../../../components/Panel.tsx'
import { ProgressBar } from '../../../components/ProgressBar.tsx'
import { useTexts } from '../../../i18n/index.ts'
import type { Translate } from '../../../i18n/index.ts'
import { useFormat } from '../../../i18n/useFormat.ts'

const usualKeep = 30

const differences = (report: DrillReport): string =>
  [
    ...report.checks.filter((c) => !c.ok && c.derived !== true).map((c) => `${c.subject}: ${c.expected} ≠ ${c.found}`),
    ...report.datasets
      .filter((d) => d.equal !== d.stillCurrent)
      .map((d) => `${d.dataset}: ${d.equal}/${d.stillCurrent}`),
    ...(report.log.agrees ? [] : ['log']),
  ]
    .slice(0, 4)
    .join('; ')

const chooseFolder = async (t: Translate): Promise<string | null> =>
  (await callHost('host.openFolder', { title: t('folder'), create: true }))?.path ?? null

export const BackupPanel = () => {
  const { t } = useTexts('keeping')
  const format = useFormat()
  const client = useQueryClient()
  const schedule = useCall('backups.schedule', {})
  const store = useJob('workspace.backupToStore')
  const drill = useJob('workspace.drill')
  const [planning, setPlanning] = useState(false)
  const plan = schedule.data?.plan ?? null
  const backUp = async (): Promise<void> => {
    const path = plan?.path ?? (await chooseFolder(t))
    if (path === null) return
    const done = await store.start({ path, keep: plan?.keep ?? usualKeep })
    if (done === null) return
    void client.invalidateQueries({ queryKey: ['backups.schedule'] })
    notify({
      intent: 'success',
      text: t('done', { fresh: format.bytes(done.newBytes), bytes: format.bytes(done.bytes), path: done.path }),
    })
    if (done.unreadable.length > 0)
      notify({ intent: 'warning', text: t('unreadable', { files: done.unreadable.join(', ') }) })
  }
  const prove = async (): Promise<void> => {
    const chosen = await callHost('host.openFile', {
      title: t('drillText'),
      filters: [{ name: t('backupFile'), extensions: ['statdesk-snapshot', 'statdesk-backup'] }],
      many: false,
    })
    const backup = chosen?.paths[0]
    if (backup === undefined) return
    const report = await drill.start({ backup })
    if (report === null) return
    const at = format.instant(report.madeAt)
    const rows = format.integer(report.datasets.reduce((sum, d) => sum + d.rows, 0))
    if (report.ok) notify({ intent: 'success', text: t('drillOk', { at, datasets: report.datasets.length, rows }) })
    else notify({ intent: 'error', text: t('drillDiffers', { at, what: differences(report) }) })
  }
  return (
    <Panel title={t('backups')}>
      {schedule.error && <ErrorPanel failure={schedule.error.value} />}
      <p className="sd-settings__text">
        {t('backupsText')} {schedule.data?.last ? t('last', { at: format.instant(schedule.data.last) }) : t('never')}{' '}
        {plan === null ? t('noPlan') : t('plan', { hours: plan.everyHours, path: plan.path, keep: plan.keep })}{' '}
        {schedule.data?.due === true && <strong>{t('due')}</strong>}
      </p>
      <div className="sd-people__acts">
        <Button size="small" disabled={store.running} onClick={() => void backUp()}>
          {t('now')}
        </Button>
        <ForAdministrators act="backups.setSchedule" quiet>
          <Button size="small" onClick={() => setPlanning(true)}>
            {t('schedule')}
          </Button>
        </ForAdministrators>
        <Button size="small" disabled={drill.running} onClick={() => void prove()}>
          {t('drill')}
        </Button>
      </div>
      {store.running && <ProgressBar job={store.progress} onCancel={store.cancel} />}
      {drill.running && <ProgressBar job={drill.progress} onCancel={drill.cancel} />}
      {(store.failure ?? drill.failure) && (
        <ErrorPanel failure={store.failure ?? drill.failure ?? { code: 'UNEXPECTED', facts: {} }} />
      )}
      {planning && <ScheduleDialog plan={plan} onClose={() => setPlanning(false)} />}
    </Panel>
  )
}

const ScheduleDialog = ({ plan, onClose }: { plan: BackupPlan | null; onClose: () => void }) => {
  const { t } = useTexts('keeping')
  const client = useQueryClient()
  const [path, setPath] = useState(plan?.path ?? '')
  const [everyHours, setEveryHours] = useState(plan?.everyHours ?? 24)
  const [keep, setKeep] = useState(plan?.keep ?? usualKeep)
  const [failure, setFailure] = useState<FailureValue | null>(null)
  const save = async (off: boolean): Promise<void> => {
    try {
      client.setQueryData(['backups.schedule', {}], await call('backups.setSchedule', { path, everyHours, keep, off }))
      onClose()
    } catch (thrown) {
      setFailure(toFailureValue(thrown))
    }
  }
  return (
    <ConfirmDialog
      open
      title={t('scheduleTitle')}
      confirmLabel={t('scheduleTitle')}
      confirmDisabled={path === ''}
      onConfirm={() => void save(false)}
      onCancel={onClose}
    >
      <Field label={t('folder')} required>
        <Input
          size="small"
          readOnly
          value={path}
          contentAfter={
            <Button
              size="small"
              appearance="transparent"
              onClick={() => void chooseFolder(t).then((chosen) => chosen !== null && setPath(chosen))}
            >
              {t('choose')}
            </Button>
          }
        />
      </Field>
      <NumberField label={t('hours')} value={everyHours} min={1} max={720} onChange={setEveryHours} />
      <NumberField label={t('keep')} value={keep} min={1} max={1000} onChange={setKeep} />
      {plan !== null && (
        <Button size="small" type="button" onClick={() => void save(true)}>
          {t('off')}
        </Button>
      )}
      {failure && <ErrorPanel failure={failure} />}
    </ConfirmDialog>
  )
}
